/**
 * What is seen of a run at some hours: pages of kmem_map that are taken, and items of what grows. The past of
 * a paste is reckoned, the paste itself is as loaded, and what comes after is the model's.
 */
import { mapExtent, mapNumber, zoneNames, zoneRow } from '../../sim';
import type { Timeline } from '../../sim';
import type { Growth } from './growths';
import type { Loadable } from './loadable';
import { pastOf } from './past';

/** Items of a zone at one hour. */
export interface ZoneSample {
  readonly zone: string;
  /** bytes of an item */
  readonly size: number;
  readonly used: number;
  readonly free: number;
}

/** One hour; 0 is the paste, hours before it are negative. */
export interface TraceSample {
  readonly hour: number;
  /** pages of kmem_map that are handed out */
  readonly pages: number;
  readonly zones: readonly ZoneSample[];
}

const KMEM = 'kmem_map';

/** Pages of kmem_map, free ones included. */
export const kmemPages = ({ sim: { kernel } }: Timeline): number => {
  const { start, end } = mapExtent(kernel, mapNumber(kernel, KMEM));
  return end - start;
};

const pagesTaken = ({ sim: { kernel } }: Timeline): number =>
  kernel.kmem.maps.map.size.get(mapNumber(kernel, KMEM));

/** What is seen of a run where it stands. */
export const sampleOf = (t: Timeline, growths: readonly Growth[], hour: number): TraceSample => {
  const k = t.sim.kernel;
  const names = zoneNames(k);
  const zones = growths.flatMap(({ zone, size }): ZoneSample[] => {
    const found = names.find((n) => n.name === zone);
    if (found === undefined) return [];
    const { used, free } = zoneRow(k, found.zone);
    return [{ zone, size, used, free }];
  });
  return { hour, pages: pagesTaken(t), zones };
};

/** Hours of the past that are shown. */
const PAST = 4;

/**
 * The hours before a paste, the earliest first, without the paste itself.
 * @param now what is seen of the paste as loaded
 */
export const pastTrace = (
  loadable: Loadable,
  growths: readonly Growth[],
  { hours, now }: { readonly hours: number; readonly now: TraceSample },
): readonly TraceSample[] => {
  if (!(hours > 0)) return [];
  return Array.from({ length: PAST }, (_, i): TraceSample => {
    const before = (hours * (PAST - i)) / PAST;
    const { rows, takenSince } = pastOf(loadable, growths, before);
    const zones = now.zones.map((z) => {
      const row = rows.find((r) => r.name === z.zone && r.size === z.size);
      return { ...z, used: row?.used ?? z.used, free: row?.free ?? z.free };
    });
    return { hour: -before, pages: now.pages - takenSince, zones };
  });
};
