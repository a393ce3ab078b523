/** Where the parts of a ruler stand: pure numbers from the width, the height and the type size. */
import type { Column } from '../../viewmodel/ruler/types';

/** One column's box in px. */
export interface Frame {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Metrics {
  /** px above the columns, for their heads */
  readonly head: number;
  /** px below, for the request that did not fit and the hint */
  readonly foot: number;
  /** px of one label row; a band lower than `labelMin` carries none */
  readonly row: number;
  readonly labelMin: number;
  /** px of one digit of an address, and of a usual letter of a label */
  readonly digit: number;
  readonly letter: number;
  /** px of a usual letter of a column's title */
  readonly titleLetter: number;
  /** px left of the first column for names; its addresses come on top */
  readonly names: number;
  /** characters of an address that have room */
  readonly digits: number;
  readonly leader: number;
  readonly first: number;
  readonly gap: number;
  /** px right of the second column for its scale */
  readonly scale: number;
  /** names stand beside the first column, not only addresses */
  readonly hasNames: boolean;
}

const WIDE: Metrics = {
  head: 62,
  foot: 30,
  row: 16,
  labelMin: 12.2,
  digits: 10,
  digit: 7.3,
  letter: 6,
  titleLetter: 8,
  names: 106,
  leader: 20,
  first: 96,
  gap: 44,
  scale: 34,
  hasNames: true,
};
const STAGE_DIGIT = 9.7;
const STAGE: Partial<Metrics> = {
  head: 76,
  foot: 36,
  row: 20,
  labelMin: 16,
  digit: STAGE_DIGIT,
  letter: 8,
  titleLetter: 10.8,
  names: 126,
  first: 104,
  gap: 34,
  scale: 40,
};
const NARROW: Partial<Metrics> = {
  names: 0,
  leader: 8,
  first: 76,
  gap: 18,
  scale: 26,
  hasNames: false,
};
const NARROW_STAGE: Partial<Metrics> = { names: 0, first: 104, gap: 30, scale: 34 };
/** A phone: everything that can give way does. */
const TINY_BELOW = 400;
const TINY_STAGE: Partial<Metrics> = { first: 90, gap: 14, scale: 0 };

/** Below this width there is no room for names beside the first column. */
const NAMES_FROM = 500;
const NAMES_FROM_STAGE = 620;

/** Digits of an address: ten on i386, eighteen on amd64. */
export const digitsOf = (columns: readonly Column[]): number =>
  Math.max(10, ...(columns[0]?.ticks ?? []).map((t) => t.label.length));

/** Digits of an address where there is no room for all: `0x…9a221000`. */
const SHORT = 11;
export const shortAddress = (address: string, room: number): string =>
  address.length <= room ? address : `0x…${address.slice(-8)}`;

/**
 * @param width px that the ruler may take
 * @param isStage large type
 * @param digits characters of the longest address; a long one takes its room from the names
 */
export const metricsFor = (width: number, isStage: boolean, digits: number): Metrics => {
  const extra = (digits - 10) * (isStage ? STAGE_DIGIT : WIDE.digit);
  const isNarrow = width - extra < (isStage ? NAMES_FROM_STAGE : NAMES_FROM);
  return {
    ...WIDE,
    ...(isStage ? STAGE : {}),
    ...(isNarrow ? NARROW : {}),
    ...(isNarrow && isStage ? NARROW_STAGE : {}),
    ...(isStage && width < TINY_BELOW ? TINY_STAGE : {}),
    digits: isNarrow ? Math.min(SHORT, digits) : digits,
  };
};

/** Letters are not drawn narrower than this; a title that needs more is cut. */
const NARROWEST = 0.8;

/** How a title stands in the px that it has: as it is, a little narrower, or cut. */
export interface TitleFit {
  readonly text: string;
  /** px to be drawn in; none = its own width */
  readonly width?: number;
}

/** @param room px from the title's start to what stands right of it */
export const fitTitle = (title: string, room: number, letter: number): TitleFit => {
  if (title.length * letter <= room) return { text: title };
  if (title.length * letter * NARROWEST <= room) return { text: title, width: room };
  const letters = Math.max(1, Math.floor(room / (letter * NARROWEST)) - 1);
  return { text: `${title.slice(0, letters)}…`, width: room };
};

/** px between a title and the next. */
const TITLE_GAP = 10;

/** px that the title of column `i` has: up to the next title, or to the edge. */
export const titleRoom = (frames: readonly Frame[], i: number, width: number): number => {
  const next = frames[i + 1];
  return (next === undefined ? width : next.x - TITLE_GAP) - (frames[i]?.x ?? 0);
};

/** The least width of the second column, on the narrowest phone. */
const SECOND_MIN = 56;

/** Boxes of the columns: the first narrow, the second takes the rest. */
export const framesFor = (
  columns: readonly Column[],
  width: number,
  height: number,
  m: Metrics,
): readonly Frame[] => {
  const side = m.names + m.digits * m.digit;
  const box = { y: m.head, height: Math.max(120, height - m.head - m.foot) };
  const right = width - m.scale - 2;
  if (columns.length === 1) return [{ ...box, x: 2, width: Math.max(80, right - 2) }];
  const first = { ...box, x: side + m.leader, width: m.first };
  const x = first.x + m.first + m.gap;
  return [first, { ...box, x, width: Math.max(SECOND_MIN, right - x) }];
};

/** px below the top of the frame for a place in the column's unit. */
export const yOf = (column: Column, at: number, frame: Frame): number =>
  (at / column.size) * frame.height;
