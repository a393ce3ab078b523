/**
 * First column of the ruler: the whole kernel map, every address from KERNBASE to the end,
 * linear and true. Slivers stay slivers; the table twin names each of them.
 */
import { formatAddress, formatSize } from '../../base/format';
import type { BootLayout, Region } from '../../sim';
import type { Band, Column, Stripe, Tick } from './types';

const ROOT = 'kernel_map';

/** Regions that have no children: what the column is made of, in address order. */
const leavesOf = (layout: BootLayout): readonly Region[] => {
  const parents = new Set(layout.regions.map((r) => r.parent));
  return layout.regions.filter((r) => r.parent !== null && !parents.has(r.id));
};

const bandOf = (region: Region, root: Region): Band => ({
  id: region.id,
  label: region.name,
  value: formatSize(region.size),
  from: Number(region.start - root.start),
  size: region.size,
  owner: region.owner,
  backing: region.backing,
  paging: region.paging,
  grade: region.grade,
  shade: 0,
  why: region.sizeRef,
  what: region.note === undefined ? region.what : `${region.what} ${region.note}`,
  address: region.start,
});

/** Both ends, and both ends of the open region. Every other start stands beside its name. */
const ticksOf = (root: Region, open: Region | undefined): Tick[] => {
  const end = root.start + BigInt(root.size);
  const marks = [root.start, open?.start, open && open.start + BigInt(open.size)];
  const ticks = marks
    .filter((a): a is NonNullable<typeof a> => a !== undefined)
    .map((a) => ({ at: Number(a - root.start), label: formatAddress(a) }));
  return [...ticks, { at: root.size, label: formatAddress(end) }];
};

/** What is known of the inside of regions, by region. */
export type StripesById = Readonly<Record<string, readonly Stripe[]>>;

/**
 * @param layout a computed boot layout
 * @param openId the region that the next column shows
 * @param stripes what fills a region, where that is known
 */
export const kernelMapColumn = (
  layout: BootLayout,
  openId: string,
  stripes: StripesById = {},
): Column | null => {
  const root = layout.regions.find((r) => r.id === ROOT);
  if (root === undefined) return null;
  const leaves = leavesOf(layout).filter((r) => r.start >= root.start);
  const open = leaves.find((r) => r.id === openId);
  return {
    id: ROOT,
    title: 'Kernel map',
    extent: formatSize(root.size),
    note: 'every address',
    size: root.size,
    unit: 'bytes',
    bands: leaves.map((r) => {
      const inside = stripes[r.id];
      return { ...bandOf(r, root), ...(inside === undefined ? {} : { stripes: inside }) };
    }),
    ticks: ticksOf(root, open),
  };
};

/** Second column for a region whose inside the model does not cut further. */
export const regionColumn = (layout: BootLayout, id: string): Column | null => {
  const root = layout.regions.find((r) => r.id === ROOT);
  const region = layout.regions.find((r) => r.id === id);
  if (root === undefined || region === undefined) return null;
  const times = root.size / region.size;
  return {
    id,
    title: region.name,
    extent: formatSize(region.size),
    note: `× ${times >= 10 ? Math.round(times).toLocaleString('en-US') : times.toFixed(1)}`,
    size: region.size,
    unit: 'bytes',
    bands: [{ ...bandOf(region, region), from: 0 }],
    ticks: [],
  };
};
