/**
 * The inside of a stretch of kernel_map, one cell a page: at its real address, or gathered by owner.
 * Solid has RAM behind it, tint is handed out without RAM, paper is a hole or a bare reservation.
 */
import { NO_HOLDER, PLAIN_ENTRY, pageHolders } from '../../sim';
import type { Kernel, PageRange, Survey } from '../../sim';
import { DIM, HOLE, codeOf, hueOf } from './cell-codes';
import type { Hue } from './cell-codes';
import { needCells } from './cells';
import type { CellPicture, CellRun, Cells } from './cells';
import { holdersOf } from './holders';
import { PAGE_RUNS } from '../../strings/en/pictures';
import type { Holders, HolderView } from './holders';

/** What to draw. */
export interface PageView {
  readonly range: PageRange;
  readonly order: 'addresses' | 'owners';
  /** how an entry looks that nothing with a name fills: reserved, or full of its region's own */
  readonly plain: { readonly hue: Hue; readonly look: 'solid' | 'tint' | 'none' };
  /** by frame: 1 = belongs to what is selected; null = nothing is selected */
  readonly marks: Uint8Array | null;
}

const NO_MARKS = new Uint8Array(0);
let scratch = { holder: new Uint16Array(0), resident: new Uint8Array(0) };
const scratchFor = (count: number): typeof scratch => {
  if (scratch.holder.length < count)
    scratch = { holder: new Uint16Array(count), resident: new Uint8Array(count) };
  return {
    holder: scratch.holder.subarray(0, count),
    resident: scratch.resident.subarray(0, count),
  };
};

/** Codes of a holder's pages: without RAM, with RAM. */
const codesFor = (h: Holders, holder: number): readonly [number, number] => {
  const view = h.of(holder);
  const hue = hueOf(view.owner, view.shade);
  return [codeOf(hue, 'tint'), codeOf(hue, 'solid')];
};

const codeTable = (h: Holders): Uint8Array => {
  const table = new Uint8Array(h.rank.length * 2);
  for (const { holder } of h.list) table.set(codesFor(h, holder), holder * 2);
  return table;
};

/** Cell order by owner: counting sort over ranks, plain entries and holes last. */
const sortByOwner = (h: Holders, holders: Uint16Array): { order: Int32Array; runs: CellRun[] } => {
  const n = h.list.length;
  const groupOf = (holder: number): number =>
    holder === NO_HOLDER ? n + 1 : holder === PLAIN_ENTRY ? n : (h.rank[holder] as number);
  const counts = new Int32Array(n + 2);
  for (const holder of holders) {
    const g = groupOf(holder);
    counts[g] = (counts[g] as number) + 1;
  }
  const next = new Int32Array(n + 2);
  const runs: CellRun[] = [];
  let from = 0;
  counts.forEach((size, g) => {
    next[g] = from;
    const view = h.list[g];
    if (size > 0)
      runs.push({
        ...(view === undefined ? bareOf(g === n + 1) : labelOf(view)),
        from,
        size,
        amount: size,
      });
    from += size;
  });
  const order = new Int32Array(holders.length);
  holders.forEach((holder, page) => {
    const g = groupOf(holder);
    const cell = next[g] as number;
    order[cell] = page;
    next[g] = cell + 1;
  });
  return { order, runs };
};

/** Pages of nobody with a name: handed out without RAM, and holes. */
const bareOf = (isHole: boolean): Omit<CellRun, 'from' | 'size' | 'amount'> => ({
  id: '',
  label: isHole ? PAGE_RUNS.hole : PAGE_RUNS.plain,
  owner: 'free',
  shade: 0,
});

const labelOf = ({
  id,
  label,
  owner,
  shade,
}: HolderView): Omit<CellRun, 'from' | 'size' | 'amount'> => ({
  id,
  label,
  owner,
  shade,
});

/** Code of a page by who has it and whether RAM is behind it. */
const codeFinder = (h: Holders, { hue, look }: PageView['plain']) => {
  const table = codeTable(h);
  const plain = look === 'none' ? HOLE : codeOf(hue, look);
  return (who: number, resident: number): number => {
    if (who === NO_HOLDER) return HOLE;
    return who === PLAIN_ENTRY ? plain : (table[who * 2 + resident] as number);
  };
};

/** Writes the picture; `things` are pages counted from the start of the range. */
export const drawPages = (k: Kernel, s: Survey, view: PageView, into: CellPicture): void => {
  const h = holdersOf(k);
  const { start, end } = view.range;
  const count = end - start;
  needCells(into, count);
  const { holder, resident } = scratchFor(count);
  pageHolders(k, s, view.range, { holder, resident });
  const codeOfPage = codeFinder(h, view.plain);
  const sorted = view.order === 'owners' ? sortByOwner(h, holder) : null;
  const frameAt = k.frameAt.a;
  const base = start - k.kmem.base;
  const marks = view.marks ?? NO_MARKS;
  const isDimmed = view.marks !== null && sorted === null;
  for (let cell = 0; cell < count; cell += 1) {
    const page = sorted === null ? cell : (sorted.order[cell] as number);
    const code = codeOfPage(holder[page] as number, resident[page] as number);
    const isBack = isDimmed && code !== HOLE && marks[frameAt[base + page] as number] !== 1;
    into.codes[cell] = isBack ? code | DIM : code;
    into.things[cell] = page;
  }
  into.runs = sorted?.runs ?? [];
  if (view.marks !== null && sorted !== null) into.chosen = chosenIn(into, view.marks, k, base);
};

/** Stretches of cells whose pages are marked. */
const chosenIn = (p: CellPicture, marks: Uint8Array, k: Kernel, base: number): Cells[] => {
  const out: { from: number; size: number }[] = [];
  for (let cell = 0; cell < p.count; cell += 1) {
    if (marks[k.frameAt.get(base + (p.things[cell] as number))] !== 1) continue;
    const last = out.at(-1);
    if (last !== undefined && last.from + last.size === cell) last.size += 1;
    else out.push({ from: cell, size: 1 });
  }
  return out;
};
