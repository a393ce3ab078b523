/** What is seen now, in one sentence, and the figures that say how it came to that. */
import { formatCount, formatPercent, formatSize } from '../../base/format';
import { PAGE_SIZE } from '../../base/units';
import {
  PLACES,
  daemonMarks,
  largestHoleOf,
  mapExtent,
  mapNumber,
  swapFigures,
  zoneNames,
  zoneRow,
} from '../../sim';
import type { Kernel, Timeline, ZoneRow } from '../../sim';
import { TITLE_WORDS as WORDS } from '../../strings/en/headline';

/** What a scenario is about: the sentence above the pictures speaks of it. */
export type Subject = 'kmem' | 'ram' | 'pipes' | 'clusters';

/** The room's head. */
export interface LiveHeadline {
  readonly title: string;
  readonly panic: string | null;
  /** pages */
  readonly kmem: { readonly size: number; readonly allocated: number; readonly hole: number };
  readonly largest: ZoneRow | null;
}

const mapFill = (k: Kernel, name: string): { size: number; allocated: number } => {
  const map = mapNumber(k, name);
  const { start, end } = mapExtent(k, map);
  return { size: end - start, allocated: k.kmem.maps.map.size.get(map) };
};

const share = (k: Kernel, name: string): number => {
  const { size, allocated } = mapFill(k, name);
  return (100 * allocated) / size;
};
const fill = (k: Kernel, name: string): string => formatPercent(share(k, name), 1);

const largestZone = (k: Kernel): ZoneRow | null => {
  let best: ZoneRow | null = null;
  for (const { zone } of zoneNames(k)) {
    const row = zoneRow(k, zone);
    if (best === null || row.pages > best.pages) best = row;
  }
  return best;
};

/** Below this fill no zone is worth a name. */
const NAMES_ZONE_FROM = 10;
/** Per cent of pipe_map. */
const HALF = 50;
const THREE_QUARTERS = 75;

const kmemTitle = (k: Kernel): string => {
  const zone = largestZone(k);
  return zone === null || share(k, 'kmem_map') < NAMES_ZONE_FROM
    ? WORDS.kmem(fill(k, 'kmem_map'))
    : WORDS.kmemBy(fill(k, 'kmem_map'), zone.name, formatSize(zone.pages * PAGE_SIZE));
};

/** Free and cached pages against the mark where vm_page_alloc() asks for the daemon. */
const ramTitle = (k: Kernel): string => {
  const frames = k.phys.queue.length;
  const left = frames.get(PLACES.indexOf('free')) + frames.get(PLACES.indexOf('cache'));
  const taken = WORDS.ram(formatPercent(100 * (1 - left / k.phys.pages), 1));
  const { used } = swapFigures(k);
  return [
    left < daemonMarks(k).wake ? `${taken}${WORDS.below}` : taken,
    ...(used > 0 ? [WORDS.onSwap(formatCount(used))] : []),
  ].join('. ');
};

/** sys_pipe.c: above half of the room nothing grows; above three quarters pipe_read() shrinks. */
const pipesTitle = (k: Kernel): string => {
  const full = share(k, 'pipe_map');
  const title = WORDS.pipes(formatPercent(full, 1));
  if (full > THREE_QUARTERS) return `${title}${WORDS.shrinking}`;
  return full > HALF ? `${title}${WORDS.small}` : title;
};

const clustersTitle = (k: Kernel): string => {
  const zone = zoneNames(k).find(({ name }) => name === 'mbuf_cluster');
  if (zone === undefined) return kmemTitle(k);
  const { used, limit } = zoneRow(k, zone.zone);
  return limit === 0
    ? WORDS.clusters(formatCount(used), fill(k, 'kmem_map'))
    : WORDS.clustersOf(formatCount(used), formatCount(limit));
};

const TITLES: Readonly<Record<Subject, (k: Kernel) => string>> = {
  kmem: kmemTitle,
  ram: ramTitle,
  pipes: pipesTitle,
  clusters: clustersTitle,
};

/** Says what the state is, in the terms of what the scenario is about. */
export const liveHeadline = (t: Timeline, subject: Subject = 'kmem'): LiveHeadline => {
  const k = t.sim.kernel;
  const { size, allocated } = mapFill(k, 'kmem_map');
  const { panic } = t.sim;
  return {
    title: panic === null ? TITLES[subject](k) : WORDS.panicked(fill(k, 'kmem_map')),
    panic,
    kmem: { size, allocated, hole: largestHoleOf(k, mapNumber(k, 'kmem_map')).pages },
    largest: largestZone(k),
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
