/**
 * First column of the ruler for a running kernel: what boot laid out by its names, then what the
 * entries of kernel_map hold now. Inside a band stands what fills it.
 */
import { formatAddress, formatSize } from '../../base/format';
import { PAGE_SIZE } from '../../base/units';
import { mapExtent, mapNumber, mapStretches } from '../../sim';
import type { BootLayout, Kernel, Region } from '../../sim';
import type { Band, Column, Stripe, Tick } from '../ruler/types';
import type { CellPicture } from './cells';
import { LIVE_BANDS } from '../../strings/en/running';

/** Regions that boot lays out; the layout predicts what comes after them, the state knows it. */
const LATER = new Set([
  'kernel_stacks',
  'page_directories',
  'agp_aperture',
  'device_and_rounding',
  'never_used',
]);
const ROOT = 'kernel_map';

const bootRegions = (layout: BootLayout): readonly Region[] => {
  const parents = new Set(layout.regions.map((r) => r.parent));
  return layout.regions.filter((r) => r.parent !== null && !parents.has(r.id) && !LATER.has(r.id));
};

/** A map is a reservation; what fills it is drawn into it. */
const bandOfRegion = (k: Kernel, r: Region, root: number): Band => ({
  id: r.id,
  label: r.name,
  value: formatSize(r.size),
  from: Number(r.start) - root,
  size: r.size,
  owner: r.owner,
  backing: r.backing === 'handed-out' || mapNumber(k, r.id) >= 0 ? 'reserved' : r.backing,
  paging: r.paging,
  grade: r.grade,
  shade: 0,
  why: r.sizeRef,
  what: r.what,
  address: r.start,
});

/** Runs of a cell picture as stripes, so that the column shows what the next one will. */
export const stripesFrom = (p: CellPicture): readonly Stripe[] =>
  p.runs
    .filter((r) => r.owner !== 'free')
    .map((r) => ({
      from: r.from / p.count,
      to: (r.from + r.size) / p.count,
      owner: r.owner,
      shade: r.shade,
    }));

const later = (k: Kernel, root: number, from: number, end: number): Band[] => {
  const map = mapNumber(k, ROOT);
  const stretches = mapStretches(k, map).filter((s) => s.end * PAGE_SIZE > from);
  const last = stretches.findLast((s) => s.kind !== 'hole');
  const used = Math.max((last?.end ?? 0) * PAGE_SIZE, from);
  const band = (id: 'later' | 'unused', start: number, stop: number): Band => ({
    id,
    ...LIVE_BANDS[id],
    value: formatSize(stop - start),
    from: start - root,
    size: stop - start,
    owner: id === 'later' ? 'stacks' : 'free',
    backing: id === 'later' ? 'handed-out' : 'reserved',
    paging: 'wired',
    grade: 'exact',
    shade: 0,
    why: `live|map|${ROOT}|${id}`,
    address: BigInt(start),
  });
  const bands: Band[] = [];
  if (used > from) bands.push(band('later', from, used));
  if (end > used) bands.push(band('unused', used, end));
  return bands;
};

const ticksOf = (root: number, end: number, open: Band | undefined): Tick[] => {
  const marks = open === undefined ? [] : [open.from, open.from + open.size];
  return [...new Set([0, ...marks, end - root])].map((at) => ({
    at,
    label: formatAddress(BigInt(root + at)),
  }));
};

/**
 * @param openId the band that the next column shows
 * @param inside what fills the bands of maps, by band
 */
export const liveKernelColumn = (
  k: Kernel,
  openId: string,
  inside: Readonly<Record<string, readonly Stripe[]>>,
): Column => {
  const { start, end } = mapExtent(k, mapNumber(k, ROOT));
  const root = start * PAGE_SIZE;
  const stop = end * PAGE_SIZE;
  const regions = bootRegions(k.layout);
  const bootEnd = Math.max(root, ...regions.map((r) => Number(r.start) + r.size));
  const bands = [
    ...regions.map((r) => bandOfRegion(k, r, root)),
    ...later(k, root, bootEnd, stop),
  ].map((b) => {
    const stripes = inside[b.id];
    return stripes === undefined ? b : { ...b, stripes };
  });
  return {
    id: ROOT,
    title: 'Kernel map',
    extent: formatSize(stop - root),
    note: 'every address',
    size: stop - root,
    unit: 'bytes',
    bands,
    ticks: ticksOf(
      root,
      stop,
      bands.find((b) => b.id === openId),
    ),
  };
};
