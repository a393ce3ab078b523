/** What is seen now, in one sentence, and the figures that say how it came to that. */
import { formatCount, formatPercent, formatSize } from '../../base/format';
import { PAGE_SIZE } from '../../base/units';
import { PLACES, largestHoleOf, mapExtent, mapNumber, zoneNames, zoneRow } from '../../sim';
import type { Kernel, Timeline, ZoneRow } from '../../sim';

/** The room's head. */
export interface LiveHeadline {
  readonly title: string;
  readonly panic: string | null;
  /** pages */
  readonly kmem: { readonly size: number; readonly allocated: number; readonly hole: number };
  readonly largest: ZoneRow | null;
}

const largestZone = (k: Kernel): ZoneRow | null => {
  let best: ZoneRow | null = null;
  for (const { zone } of zoneNames(k)) {
    const row = zoneRow(k, zone);
    if (best === null || row.pages > best.pages) best = row;
  }
  return best;
};

const titleOf = (panic: string | null, share: number, largest: ZoneRow | null): string => {
  const zone = largest === null ? '' : `Zone ${largest.name}`;
  if (panic !== null) return `kmem_map is ${formatPercent(share, 1)} full: panic`;
  if (largest === null || share < 10) return `kmem_map is ${formatPercent(share, 1)} full`;
  return `kmem_map is ${formatPercent(share, 1)} full. ${zone} holds most of it: ${formatSize(largest.pages * PAGE_SIZE)}`;
};

/** Says what the state is. */
export const liveHeadline = (t: Timeline): LiveHeadline => {
  const k = t.sim.kernel;
  const map = mapNumber(k, 'kmem_map');
  const { start, end } = mapExtent(k, map);
  const allocated = k.kmem.maps.map.size.get(map);
  const largest = largestZone(k);
  return {
    title: titleOf(t.sim.panic, (100 * allocated) / (end - start), largest),
    panic: t.sim.panic,
    kmem: { size: end - start, allocated, hole: largestHoleOf(k, map).pages },
    largest,
  };
};

/** `event 14,732 of 14,732`; a history in the making has no end yet. */
export const positionWords = (at: number, length: number, isMaking: boolean): string =>
  isMaking
    ? `event ${formatCount(at)}, ${formatCount(length)} made so far`
    : `event ${formatCount(at)} of ${formatCount(length)}`;

/** Frames on the free queue. The whole summary of a state would hash it, which takes a frame's time. */
export const freeFrames = (t: Timeline): number =>
  t.sim.kernel.phys.queue.length.get(PLACES.indexOf('free'));
