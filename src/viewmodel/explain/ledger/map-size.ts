/**
 * How large kmem_map is and how much of it was free, from sysctl and the panic line.
 * FreeBSD 6.2 sys/vm/vm_kern.c kmem_malloc(): “total allocated” is map->size, the sum of all
 * entries of the map. kmem_suballoc() makes the map of whole pages.
 */
import type { Derivation } from '../../../base/derivation';
import { formatBytes } from '../../../base/format';
import { PAGE_SIZE, roundUp } from '../../../base/units';
import type { Chosen } from '../choose-blocks';
import { read } from '../notebook';
import type { Notebook } from '../notebook';

/** The map of the chosen moment. */
export interface MapSize {
  /** bytes of kmem_map, whole pages; null where the paste does not tell */
  readonly map: Derivation | null;
  /** free pages at the panic; null where no panic belongs to the tables */
  readonly free: number | null;
  /** what is missing or does not fit together */
  readonly limits: readonly string[];
}

/** Larger figures are no size of a kernel map on any machine. */
const ABSURD_BYTES = 2 ** 48;

const usable = (n: number | undefined): n is number =>
  n !== undefined && Number.isFinite(n) && n > 0 && n < ABSURD_BYTES;

const FILL_UNKNOWN =
  'No panic line of the same moment is in the paste: free pages cannot be told from blocks over 4 K.';
const SIZE_ASSUMED =
  'vm.kmem_size is not in the paste: the map is taken for as large as the panic says. Add: sysctl vm.kmem_size.';

const WHAT = { id: 'ledger.map', label: 'Size of kmem_map', unit: 'B' } as const;

const bySysctl = (
  book: Notebook,
  row: { readonly line: number; readonly size: number },
  held: number | undefined,
): MapSize => {
  const size = roundUp(row.size, PAGE_SIZE);
  const map = read(book, { ...WHAT, value: size, line: row.line, what: 'vm.kmem_size' });
  if (held === undefined) return { map, free: null, limits: [FILL_UNKNOWN] };
  if (held <= size) return { map, free: (size - held) / PAGE_SIZE, limits: [] };
  const clash = `The panic counts ${formatBytes(held)}, more than vm.kmem_size of ${formatBytes(size)}: they are not of the same boot. Paste both from one machine.`;
  return { map, free: null, limits: [clash, FILL_UNKNOWN] };
};

/** Reads size and fill of kmem_map. vm.kmem_size wins over the figure of a panic. */
export const mapSize = (book: Notebook, chosen: Chosen): MapSize => {
  const row = chosen.sysctl.get('vm.kmem_size');
  const { panic } = chosen;
  const allocated = chosen.panicFits ? panic?.allocated : undefined;
  const held = usable(allocated) ? roundUp(allocated, PAGE_SIZE) : undefined;
  if (row !== undefined && usable(row.number))
    return bySysctl(book, { line: row.line, size: row.number }, held);
  if (panic === null || held === undefined) return { map: null, free: null, limits: [] };
  const map = read(book, {
    ...WHAT,
    value: held,
    line: panic.line,
    what: 'total allocated',
    grade: 'inferred',
    note: 'vm.kmem_size is not in the paste; the panic says how much was handed out.',
  });
  return { map, free: 0, limits: [SIZE_ASSUMED] };
};
