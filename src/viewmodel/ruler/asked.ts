/** The last request of a panic: how much it asked for. */
import type { Derivation } from '../../base/derivation';
import { sourceRef } from '../../base/sources';
import type { KernelReport } from '../../import';

/** @returns bytes of the request that panicked, or null where the text holds no such panic */
export const askedOf = (report: KernelReport): Derivation | null => {
  const rows = report.blocks.flatMap((b) => (b.kind === 'panic' ? b.rows : []));
  const row = rows.findLast((r) => r.requested !== undefined);
  if (row?.requested === undefined) return null;
  return {
    id: 'panic.requested',
    label: 'Address space asked for when it panicked',
    value: row.requested,
    unit: 'B',
    formula: `the number in brackets on line ${row.line}: ${row.text}`,
    inputs: [],
    source: sourceRef('r62', 'sys/vm/vm_kern.c', 'kmem_malloc()'),
    grade: 'user-data',
    note: 'kmem_malloc() panics where the request may not be refused and no gap of that size is left.',
  };
};
