/**
 * Pictures without what answers a question about their inside: a lesson shows their frame while its
 * question stands open. What is left out is left out of the data, so that no label, no readout and no
 * screen reader has it.
 */
import type { Band } from '../ruler/types';
import { AGE_CODES, HUES, LOOKS } from './cell-codes';
import type { CellPicture } from './cells';
import type { OpenColumns } from './open-columns';
import type { TableRow } from './tables';

const HUE_OF_FREE = HUES.indexOf('free');
/** A middle shade of age: a grey that says in use, and not whose. */
const IN_USE = AGE_CODES + 6;

/** A band by its name and outline. */
const bareBand = ({ id, label, from, size, owner, backing, paging, grade, shade }: Band): Band => ({
  ...{ id, label, from, size, owner, backing, paging, grade, shade },
  value: '',
  what: '',
  why: '',
});

/**
 * The kernel map by its names and the outline of the open region: no sizes, no addresses, no contents.
 * @param hasRegions whether where regions begin and end may be seen
 */
export const withholdColumns = (open: OpenColumns, hasRegions: boolean): OpenColumns => {
  const bands = open.kernel.bands.map(bareBand);
  const kernel = { ...open.kernel, ticks: [], bands: hasRegions ? bands : [] };
  const region = open.heads[1];
  const heads =
    region === undefined || !hasRegions
      ? [kernel]
      : [kernel, { ...region, extent: '', note: '', bands: [], ticks: [] }];
  return {
    kernel,
    heads,
    region: hasRegions ? open.region : undefined,
    range: null,
    plain: open.plain,
    slabs: 0,
    thing: null,
    slab: null,
    item: null,
    framed: open.framed.slice(0, heads.length - 1),
  };
};

/** A picture drawn by `drawRam` in the colours of holders: in use or free is left of it. */
export const withholdOwners = (picture: CellPicture): void => {
  for (let i = 0; i < picture.count; i += 1) {
    const code = picture.codes[i] as number;
    if (Math.floor(code / LOOKS.length) !== HUE_OF_FREE) picture.codes[i] = IN_USE;
  }
  picture.runs = [];
  picture.chosen = [];
};

/** Columns of the table of zones that boot decides: SIZE and LIMIT. */
const TOLD = [0, 1];

/** Names of rows, with what boot decides; what the run decides is blank. */
export const withholdRows = (
  rows: readonly TableRow[],
  names: readonly string[],
): readonly TableRow[] =>
  rows
    .filter((row) => names.includes(row.selects))
    .map((row) => ({
      ...row,
      figures: row.figures.map((cell, i) => (TOLD.includes(i) ? cell : '')),
      whys: row.whys.map((why, i) => (TOLD.includes(i) ? why : '')),
    }));
