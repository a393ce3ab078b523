/**
 * How large kmem_map is and how much of it was free, from sysctl and the panic line.
 * FreeBSD 6.2 sys/vm/vm_kern.c kmem_malloc(): “total allocated” is map->size, the sum of all
 * entries of the map.
 */
import type { Derivation } from '../../../base/derivation';
import { PAGE_SIZE } from '../../../base/units';
import type { Chosen } from '../choose-blocks';
import { read } from '../notebook';
import type { Notebook } from '../notebook';

/** The map of the chosen moment. */
export interface MapSize {
  /** bytes of kmem_map; null where the paste does not tell */
  readonly map: Derivation | null;
  /** free pages at the panic; null where no panic belongs to the tables */
  readonly free: number | null;
}

const LABEL = { id: 'ledger.map', label: 'Size of kmem_map', unit: 'B' } as const;

/** Reads size and fill of kmem_map. vm.kmem_size wins over the figure of a panic. */
export const mapSize = (book: Notebook, chosen: Chosen): MapSize => {
  const row = chosen.sysctl.get('vm.kmem_size');
  const size = row?.number;
  const { panic } = chosen;
  const held = chosen.panicFits ? panic?.allocated : undefined;
  if (row !== undefined && size !== undefined && size > 0) {
    const map = read(book, { ...LABEL, value: size, line: row.line, what: 'vm.kmem_size' });
    return { map, free: held === undefined || held > size ? null : (size - held) / PAGE_SIZE };
  }
  if (panic !== null && held !== undefined && held > 0) {
    const map = read(book, {
      ...LABEL,
      value: held,
      line: panic.line,
      what: 'total allocated',
      note: 'vm.kmem_size is not in the paste; the panic says how much was handed out.',
    });
    return { map, free: 0 };
  }
  return { map: null, free: null };
};
