/**
 * The shapes of one small panel: what is live from the foot up, what is kept free on top of it, and a
 * mark at each sample where there is room for marks. In a box of its own units; the page stretches it.
 *
 *     ┌────────────╱──┐ ← top
 *     │      ╱▒▒▒▒▒▒▒▒│ kept for reuse
 *     │╱▒▒▒▒▒╱────────│ live
 *     └───────────────┘
 *    from             to
 */
import type { Panel } from '../viewmodel/diff/types';

/** Units of the box. */
export const PANEL = { width: 320, height: 80 } as const;
/** More marks than these run together. */
const MOST_MARKS = 24;

export interface PanelShape {
  /** area of live memory, closed along the foot */
  readonly live: string;
  /** area of what is kept for reuse, on top of it; empty where nothing is */
  readonly kept: string;
  /** upper edge of live memory */
  readonly edge: string;
  /** a mark at each sample, as strokes without a length; empty where they would run together */
  readonly marks: string;
}

interface Axis {
  readonly from: number;
  readonly to: number;
}

const short = (n: number): string => String(Number(n.toFixed(2)));
const path = (points: readonly (readonly [number, number])[]): string =>
  points.map(([x, y], i) => `${i === 0 ? 'M' : 'L'}${short(x)} ${short(y)}`).join('');

/**
 * @param axis the axis that all panels share
 * @param top bytes at the upper edge of the box; 0 draws everything along the foot
 */
export const panelShape = (points: Panel['points'], axis: Axis, top: number): PanelShape => {
  const span = axis.to - axis.from;
  const x = (at: number): number => (span <= 0 ? 0 : ((at - axis.from) / span) * PANEL.width);
  const y = (bytes: number): number => PANEL.height * (1 - (top <= 0 ? 0 : bytes / top));
  const live = points.map((p) => [x(p.x), y(p.live)] as const);
  const held = points.map((p) => [x(p.x), y(p.live + p.kept)] as const);
  const [first, last] = [live[0], live.at(-1)];
  if (first === undefined || last === undefined) return { live: '', kept: '', edge: '', marks: '' };
  const foot = [[last[0], PANEL.height] as const, [first[0], PANEL.height] as const];
  const hasKept = points.some((p) => p.kept > 0);
  return {
    live: `${path([...live, ...foot])}Z`,
    kept: hasKept ? `${path([...held, ...[...live].reverse()])}Z` : '',
    edge: path(live),
    marks:
      points.length > MOST_MARKS ? '' : live.map(([a, b]) => `M${short(a)} ${short(b)}h0`).join(''),
  };
};
