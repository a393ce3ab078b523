/** The columns that a selection opens, in one state, and which stretch of each the next one shows. */
import { formatCount } from '../../base/format';
import { PAGE_SIZE } from '../../base/units';
import type { Kernel, PageRange, Survey } from '../../sim';
import { RULER_WORDS } from '../../strings/en/room';
import type { Band, Column } from '../ruler/types';
import type { Asked } from './askers';
import { noCells } from './cells';
import type { CellPicture } from './cells';
import { itemColumn, itemLooks, slabColumn } from './item-column';
import { liveKernelColumn } from './kernel-column';
import { BARE, insidesOf } from './insides';
import { openBand, plainOf, rangeOf, regionHead } from './open-region';
import { drawPages } from './page-picture';
import type { PageView } from './page-picture';
import type { Selected } from './place';
import { thingColumn } from './thing-column';
import { slabCount, slabOrder } from './slab-picture';

/** A stretch of a column, in its own unit, that the next column shows at full height. */
export interface Framed {
  readonly from: number;
  readonly size: number;
  /** length of the column */
  readonly of: number;
}

/** See the head of the file. Depths: 0 kernel map, 1 region, 2 slabs, 3 slab, 4 item. */
export interface OpenColumns {
  readonly kernel: Column;
  readonly region: Band | undefined;
  readonly range: PageRange | null;
  readonly plain: PageView['plain'];
  /** name, extent and note of every open column */
  readonly heads: readonly Column[];
  /** number of slabs; 0 where what is selected has none */
  readonly slabs: number;
  /** pages of a buffer, a pipe, a stack: in the place of the slabs */
  readonly thing: Column | null;
  readonly slab: Column | null;
  readonly item: Column | null;
  /** by depth: what the next column shows of it, where that is one stretch */
  readonly framed: readonly (Framed | null)[];
}

/** What decides which columns are open. */
export interface OpenView {
  readonly selected: Selected;
  /** region of the link, where the selection lies in none */
  readonly open: string;
  readonly order: PageView['order'];
  /** who asked, where the colour says so */
  readonly asked?: Asked | null;
}

const head = (id: string, title: string, extent: string, note: string): Column => ({
  id,
  title,
  extent,
  note,
  size: 1,
  unit: 'bytes',
  bands: [],
  ticks: [],
});

const within = (from: number, size: number, of: number): Framed | null =>
  from < 0 || from >= of ? null : { from, size, of };

/** By owner the pages of a holder are one run; by address only those of one slab are. */
const framedPages = (
  range: PageRange,
  picture: CellPicture,
  { selected, order }: OpenView,
): Framed | null => {
  const count = range.end - range.start;
  if (order === 'owners') {
    const run = picture.runs.find((r) => r.id === selected.holder?.id);
    return run === undefined || selected.thing !== null
      ? null
      : { from: run.from, size: run.size, of: count };
  }
  const place = selected.thing?.places[0];
  if (place !== undefined) return within(place.start - range.start, place.pages, count);
  if (selected.slab === null) return null;
  return within(selected.slab.address / PAGE_SIZE - range.start, selected.slab.pages, count);
};

const framedSlab = (k: Kernel, view: OpenView, slabs: number): Framed | null => {
  const { selected, order, asked = null } = view;
  if (selected.slab === null || selected.holder === null) return null;
  const from = slabOrder(k, { id: selected.holder.id, order, asked }).indexOf(selected.slab.slab);
  return from < 0 ? null : { from, size: 1, of: slabs };
};

const deep = (k: Kernel, view: OpenView) => {
  const { holder, slab, item, thing } = view.selected;
  if (thing !== null) {
    const column = thingColumn(k, thing, holder?.owner ?? 'meta');
    return { slabs: 0, slab: null, item: null, thing: column };
  }
  const slabs = holder === null ? 0 : slabCount(k, holder.id);
  if (slabs === 0 || holder === null || slab === null)
    return { slabs, slab: null, item: null, thing: null };
  const lookOf = itemLooks(holder, slab.slab, view.asked ?? null);
  return {
    slabs,
    thing: null,
    slab: slabColumn(slab, holder, lookOf),
    item: item < 0 ? null : itemColumn(slab, lookOf, item),
  };
};

/** The region that is open, with its pages gathered by owner. */
const openRegion = (k: Kernel, s: Survey, view: OpenView, kmem: CellPicture) => {
  const region = openBand(k, liveKernelColumn(k, '', {}), view.selected, view.open);
  if (region === undefined) return { region, range: null, plain: BARE, joined: null };
  const range = rangeOf(k, region);
  const plain = plainOf(region);
  const picture = region.id === 'kmem_map' ? kmem : noCells();
  const asked = view.asked ?? null;
  if (picture !== kmem)
    drawPages(k, s, { range, order: 'owners', plain, marks: null, asked }, picture);
  return { region, range, plain, joined: framedPages(range, picture, view) };
};

const zoneHead = ({ selected: { holder } }: OpenView, slabs: number): Column => {
  const unit = holder?.id === 'holder:large' ? RULER_WORDS.blocksUnit : RULER_WORDS.slabsUnit;
  return head('zone', holder?.label ?? '', formatCount(slabs), unit);
};

const regionTitle = (k: Kernel, region: Band, whole: number): Column => {
  const { title, extent, note } = regionHead(k, region, whole);
  return head('region', title, extent, note);
};

const whole = ({ from, size }: Band, of: number): Framed => ({ from, size, of });

/** Computes the open columns. Linear in the pages of the open region. */
export const openColumns = (k: Kernel, s: Survey, view: OpenView): OpenColumns => {
  const { kmem, insides } = insidesOf(k, s, view.asked ?? null);
  const { region, range, plain, joined } = openRegion(k, s, view, kmem);
  const kernel = liveKernelColumn(k, region?.id ?? '', insides);
  const { slabs, slab, item, thing } = deep(k, view);
  const chosen = slab?.bands.find((b) => b.id === view.selected.id);
  const heads = [
    kernel,
    region === undefined ? null : regionTitle(k, region, kernel.size),
    slabs === 0 ? thing : zoneHead(view, slabs),
    slab,
    item,
  ];
  const framed = [
    region === undefined ? null : whole(region, kernel.size),
    slabs === 0 && thing === null ? null : joined,
    slab === null ? null : framedSlab(k, view, slabs),
    slab === null || chosen === undefined ? null : whole(chosen, slab.size),
  ];
  return {
    kernel,
    region,
    range,
    plain,
    heads: heads.filter((h) => h !== null),
    slabs,
    thing,
    slab,
    item,
    framed,
  };
};
