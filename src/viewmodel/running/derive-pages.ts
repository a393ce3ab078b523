/** Figures of queues, marks of the page daemon, and malloc types. */
import type { DerivationInput, Unit } from '../../base/derivation';
import { stateFigures } from '../../sim';
import type { Kernel, Timeline } from '../../sim';
import { DERIVED, PAGE_WORDS, TYPE_WORDS } from '../../strings/en/derived';
import { input, liveId } from './derive-zone';
import type { Made } from './derive-zone';

/** A share of RAM, of a figure in pages. */
const shareOf = (m: Made, pages: number, id: string): Made => ({
  label: `${m.label}: ${DERIVED.share}`,
  value: (100 * m.value) / pages,
  unit: 'percent',
  formula: DERIVED.shareRule,
  source: ['sys/sys/vmmeter.h', 'struct vmmeter'],
  inputs: [input(m.label, m.value, 'pages', id), input('v_page_count', pages, 'pages')],
});

/** Sums of queues: frames that may be taken at once, and all others. */
const SUMS: Readonly<Record<string, readonly string[]>> = {
  available: ['free', 'cache'],
  taken: ['total', 'free', 'cache'],
};

const valueOf = (counts: Readonly<Record<string, number>>, name: string): number | undefined => {
  const available = (counts['free'] ?? 0) + (counts['cache'] ?? 0);
  if (name === 'available') return available;
  return name === 'taken' ? (counts['total'] ?? 0) - available : counts[name];
};

/** @returns frames of a queue, or their share of RAM; null where there is no such queue */
export const pagesFigure = (t: Timeline, name: string, figure: string): Made | null => {
  const words = PAGE_WORDS[name];
  const counts: Readonly<Record<string, number>> = stateFigures(t).pages;
  const value = valueOf(counts, name);
  if (words === undefined || value === undefined) return null;
  const [label, formula, file, fn] = words;
  const inputs = (SUMS[name] ?? []).map((q) =>
    input(PAGE_WORDS[q]?.[0] ?? q, counts[q] ?? 0, 'pages', liveId('pages', q, '')),
  );
  const made: Made = { label, value, unit: 'pages', formula, source: [file, fn], inputs };
  return figure === 'share'
    ? shareOf(made, t.sim.kernel.phys.pages, liveId('pages', name, ''))
    : made;
};

/** @returns a mark of the page daemon, or null */
export const markFigure = (k: Kernel, name: string): Made | null => {
  const value = (k.phys.marks as unknown as Readonly<Record<string, number | null>>)[name];
  if (value === undefined || value === null) return null;
  return {
    label: `${DERIVED.mark} ${name}`,
    value,
    unit: 'pages',
    formula: DERIVED.markRule,
    source: ['sys/vm/vm_pageout.c', 'vm_pageout()'],
    inputs: [input('v_page_count', k.phys.pages, 'pages')],
  };
};

const usedInputs = (requests: number, used: number, id: string): readonly DerivationInput[] => [
  input('allocations', requests, 'count', id),
  input('frees', requests - used, 'count'),
];

/** @returns a figure of a malloc type, or null */
export const typeFigure = (t: Timeline, name: string, figure: string): Made | null => {
  const row = stateFigures(t).types.find((x) => x.name === name);
  const words = TYPE_WORDS[figure];
  if (row === undefined || words === undefined) return null;
  const values: Readonly<Record<string, readonly [number, Unit]>> = {
    inUse: [row.inUse, 'count'],
    bytes: [row.bytes, 'B'],
    requests: [row.requests, 'count'],
  };
  const [value, unit] = values[figure] ?? [0, 'none'];
  return {
    label: `${words[0]} ${name}`,
    value,
    unit,
    formula: words[1],
    source: ['sys/kern/kern_malloc.c', words[2]],
    inputs:
      figure === 'inUse'
        ? usedInputs(row.requests, row.inUse, liveId('type', name, 'requests'))
        : [],
  };
};
