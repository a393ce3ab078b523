/**
 * What can run out, and how much of it was taken by the kernel's own count.
 * 6 to 9: kmem_map, vm.kmem_size; a panic prints map->size. From 8.1 vm.kmem_map_size prints the same
 * of a running system. 10 and 11: the arena, same names. 12 and later: vm.uma_kmem_limit and
 * vm.uma_kmem_total, which vm.kmem_map_size repeats (sys/kern/kern_malloc.c).
 */
import type { Derivation } from '../../../base/derivation';
import { formatBytes } from '../../../base/format';
import type { SysctlRow } from '../../../import';
import type { Chosen } from '../choose-blocks';
import type { Era } from '../era/eras';
import { spaceName } from '../era/eras';
import { computed, inPaste, read } from '../notebook';
import type { Notebook } from '../notebook';

export interface Space {
  readonly whole: Derivation | null;
  readonly taken: Derivation | null;
  readonly limits: readonly string[];
}

const ABSURD_BYTES = 2 ** 48;
type Named = SysctlRow & { readonly number: number };
const isUsable = (row: SysctlRow | undefined): row is Named =>
  row?.number !== undefined &&
  Number.isFinite(row.number) &&
  row.number > 0 &&
  row.number < ABSURD_BYTES;

const firstOf = (chosen: Chosen, names: readonly string[]): Named | undefined =>
  names.map((n) => chosen.sysctl.get(n)).find(isUsable);

const asRead = (book: Notebook, what: 'whole' | 'taken', label: string, row: Named): Derivation =>
  read(book, {
    id: `balance.${what}`,
    label,
    value: Math.trunc(row.number),
    unit: 'B',
    line: row.line,
    what: row.name,
  });

const wholeOf = (book: Notebook, chosen: Chosen, era: Era): Derivation | null => {
  const label = era.space === 'soft-limit' ? 'Soft limit of the heap' : `Size of ${spaceName(era)}`;
  const names = era.space === 'soft-limit' ? ['vm.uma_kmem_limit'] : [];
  const row = firstOf(chosen, [...names, 'vm.kmem_size']);
  if (row !== undefined) return asRead(book, 'whole', label, row);
  const size = firstOf(chosen, ['vm.kmem_map_size']);
  const free = firstOf(chosen, ['vm.kmem_map_free']);
  // Up to 9 vm.kmem_map_free is the largest hole, not all that is free.
  if (size === undefined || free === undefined || era.space === 'kmem_map') return null;
  return computed(book, {
    id: 'balance.whole',
    label,
    value: Math.trunc(size.number) + Math.trunc(free.number),
    unit: 'B',
    formula: 'vm.kmem_map_size + vm.kmem_map_free',
    inputs: [
      { name: 'vm.kmem_map_size', value: size.number, unit: 'B' },
      { name: 'vm.kmem_map_free', value: free.number, unit: 'B' },
    ],
    source: inPaste(size.line, size.name),
  });
};

const takenOf = (book: Notebook, chosen: Chosen, era: Era): Derivation | null => {
  const label = `Taken of ${spaceName(era)}`;
  const { panic } = chosen;
  const allocated = chosen.panicFits ? panic?.allocated : undefined;
  if (panic !== null && allocated !== undefined && allocated > 0 && allocated < ABSURD_BYTES)
    return read(book, {
      id: 'balance.taken',
      label,
      value: allocated,
      unit: 'B',
      line: panic.line,
      what: 'total allocated',
    });
  // sysctl prints what the running kernel has: it says nothing about a dump.
  if (chosen.fromDump) return null;
  const names = era.space === 'soft-limit' ? ['vm.uma_kmem_total'] : [];
  const row = firstOf(chosen, [...names, 'vm.kmem_map_size']);
  return row === undefined ? null : asRead(book, 'taken', label, row);
};

const ASK: Readonly<Record<Era['space'], string>> = {
  kmem_map: 'sysctl vm.kmem_size vm.kmem_map_size',
  kmem_arena: 'sysctl vm.kmem_size vm.kmem_map_size vm.kmem_map_free',
  'soft-limit': 'sysctl vm.uma_kmem_limit vm.uma_kmem_total',
};

/** Size and fill of what can run out. More taken than there is belongs to another boot. */
export const spaceOf = (book: Notebook, chosen: Chosen, era: Era): Space => {
  const whole = wholeOf(book, chosen, era);
  const taken = takenOf(book, chosen, era);
  const ask =
    whole === null || taken === null
      ? [
          `Size or fill of ${spaceName(era)} is not in the paste: some lines are missing. Add: ${ASK[era.space]}.`,
        ]
      : [];
  const isOver = whole !== null && taken !== null && taken.value > whole.value;
  if (!isOver || era.space === 'soft-limit') return { whole, taken, limits: ask };
  const clash = `${formatBytes(taken.value)} are said to be taken of ${formatBytes(whole.value)}: the two figures are not of the same boot, and the fill is left out.`;
  return { whole, taken: null, limits: [clash] };
};
