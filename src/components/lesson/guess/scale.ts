/** The scale of a bar: its steps, its ticks, how a guess is written. Pure. */
import type { AnyDerivation } from '../../../base/derivation';
import { PAGE_SIZE } from '../../../base/units';
import { writeFigure } from '../../../lessons/figures';
import type { Guess } from '../../../lessons/guess';
import type { Prediction, Shape } from '../../../lessons/types';

/** At least so many steps make a whole. */
const STEPS = 160;
/** About so many ticks stand beside a bar. */
const TICKS = 5;
const K = 1024;
const PAGES_OF_MB = (K * K) / PAGE_SIZE;

/** The largest of 1, 2, 5 × a power of ten that is not above `n`. */
const roundDown = (n: number): number => {
  const power = 10 ** Math.floor(Math.log10(n));
  const lead = n / power;
  return (lead >= 5 ? 5 : lead >= 2 ? 2 : 1) * power;
};

/** Sizes are counted in whole K, and in whole MB where they are written so. */
const unitOf = (whole: number, shape: Shape, unit: string): number => {
  if (unit === 'pages' && (shape === 'size' || shape === 'MB') && whole > 8 * PAGES_OF_MB)
    return PAGES_OF_MB;
  if (unit !== 'B' || shape === 'bytes') return 1;
  return shape !== 'K' && whole > 8 * K * K ? K * K : K;
};

/** How far an arrow key moves a bar. */
export const stepOf = (whole: number, shape: Shape, unit: string): number => {
  const one = unitOf(0, shape, unit);
  return Math.max(roundDown(Math.max(whole / one / STEPS, 1)), 1) * one;
};

/** Round values between nothing and the whole. */
export const ticksOf = (whole: number, shape: Shape, unit: string): readonly number[] => {
  const one = unitOf(whole, shape, unit);
  const every = roundDown(Math.max(whole / one / TICKS, 1)) * one;
  const ticks = Array.from({ length: Math.ceil(whole / every) }, (_, i) => i * every);
  // The last would be written over the whole.
  return ticks.filter((t) => t <= whole - every / 2);
};

/** A value in the unit of a figure, as the text would write it. */
export const writeValue = (figure: AnyDerivation, shape: Shape, value: number): string =>
  writeFigure({ ...figure, value }, shape);

/** Where a guess begins: it says nothing of the truth. */
export const firstDraft = (p: Prediction, whole: number): Guess => {
  if (p.kind === 'amount') return { kind: 'amount', value: Math.round(whole / 2) };
  if (p.kind === 'pick') return { kind: 'pick', option: '' };
  if (p.kind === 'share') {
    const n = p.parts.length;
    const ends = Array.from({ length: n - 1 }, (_, i) => Math.round((whole * (i + 1)) / n));
    return { kind: 'share', ends };
  }
  // By name, so that the order of the data tells nothing.
  const order = p.items
    .map((_, i) => i)
    .sort((a, b) => (p.items[a]?.name ?? '').localeCompare(p.items[b]?.name ?? '', 'en'));
  return { kind: 'order', order };
};

/** Sizes of the parts of a bar between its ends. */
export const partsOfBar = (ends: readonly number[], whole: number): readonly number[] =>
  [...ends, whole].map((end, i) => end - (ends[i - 1] ?? 0));
