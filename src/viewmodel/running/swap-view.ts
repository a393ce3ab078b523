/** Swap as a bar of its own: what its devices have, and how much of it is taken. */
import { swapFigures } from '../../sim';
import type { Kernel, SwapFigures } from '../../sim';
import { SWAP_BAR } from '../../strings/en/pictures';
import type { Made } from './derive-zone';

/** See the head of the file; pages. */
export interface SwapView extends SwapFigures {
  /** what the kernel remembers of it, in words; '' = nothing */
  readonly state: string;
}

/** Reads swap space. */
export const swapView = (k: Kernel): SwapView => {
  const s = swapFigures(k);
  const word = s.isFull ? SWAP_BAR.full : s.isAlmostFull ? SWAP_BAR.almost : '';
  return { ...s, state: s.total === 0 ? SWAP_BAR.none : word };
};

/** @returns the figure for its derivation, or null where there is none */
export const swapFigure = (k: Kernel, name: string): Made | null => {
  const words = SWAP_BAR.whys[name];
  const { total, used, out, in: read } = swapFigures(k);
  const values: Readonly<Record<string, number>> = { total, used, out, in: read };
  const value = values[name];
  if (words === undefined || value === undefined) return null;
  const [label, formula, fn] = words;
  return { label, value, unit: 'pages', formula, source: ['sys/vm/swap_pager.c', fn] };
};
