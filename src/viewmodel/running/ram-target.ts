/** Where in the picture of RAM the selection lies: the end of the link from the ruler. */
import type { Kernel, Survey } from '../../sim';
import type { Selected } from './place';
import { markProfile } from './profile';
import { chosenOf, ramLayout } from './ram-layout';
import type { RamView } from './ram-layout';

/** Cells of the picture that is pointed into. */
export interface RamShape {
  readonly frames: number;
  readonly per: number;
  readonly perRow: number;
}

/** Rows of cells, counted in parts from the top. */
export interface RamTarget {
  readonly row: number;
  /** first and last row of frames that are scattered by address; null where they stand together */
  readonly section: readonly [first: number, last: number] | null;
}

/** What is looked at: a state, what is selected in it, and its frames. */
export interface Marked {
  readonly k: Kernel;
  readonly s: Survey;
  readonly selected: Selected;
  readonly marks: Uint8Array;
  /** as in `RamView` */
  readonly markedHolder?: number;
}

/** The one frame that is meant, or 0 where all marked ones are. */
const oneFrame = ({ kind, frame }: Selected): number =>
  kind !== 'holder' && kind !== 'map' ? (frame?.frame ?? 0) : 0;

const middleOf = (cell: number, perRow: number): number => Math.floor(cell / perRow) + 0.5;

const byAddress = ({ selected, marks }: Marked, shape: RamShape): RamTarget | null => {
  const { frames, per, perRow } = shape;
  const rowOf = (frame: number): number => middleOf(Math.floor((frame - 1) / per), perRow);
  const one = oneFrame(selected);
  if (one !== 0) return { row: rowOf(one), section: null };
  const { first, last } = markProfile(marks, frames, perRow * per);
  return first === 0 ? null : { row: rowOf(first), section: [rowOf(first), rowOf(last)] };
};

/** @returns null where the selection has no frame */
export const ramTarget = (
  m: Marked,
  shape: RamShape,
  view: Pick<RamView, 'arrangement' | 'colour' | 'asked'>,
): RamTarget | null => {
  if (view.arrangement === 'address') return byAddress(m, shape);
  const { marks, markedHolder = -1, selected } = m;
  const layout = ramLayout(m.k, m.s, { ...view, marks, markedHolder, per: shape.per });
  const one = oneFrame(selected);
  if (one !== 0) return { row: middleOf(layout.finder.cellOf(one), shape.perRow), section: null };
  const chosen = chosenOf(layout.starts, layout.groups, shape.per);
  const [largest] = chosen.sort((a, b) => b.size - a.size);
  if (largest === undefined) return null;
  const middle = Math.floor(largest.from + largest.size / 2);
  return { row: middleOf(middle, shape.perRow), section: null };
};
