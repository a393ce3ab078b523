/** What a command did, in words for the log and in figures for the picture. */
import { M_KMEM, mapOf } from '../kernel/types';
import type { Kernel } from '../kernel/types';
import { freeCount } from '../phys/frames';

/**
 * How a command ended. `refused`: at least one request got NULL; `wrong`: it names a zone, map or
 * holding that does not exist, and nothing was done.
 */
export type Outcome = 'done' | 'refused' | 'asleep' | 'woken' | 'wrong' | 'panic';

/** A figure that changed. `what` is `kmem_map` (pages), `free` (pages), `zone NAME` (items in use). */
export interface Change {
  readonly what: string;
  readonly from: number;
  readonly to: number;
}

/** One event. `at` is the index of the command it belongs to. */
export interface SimEvent {
  readonly at: number;
  readonly outcome: Outcome;
  readonly words: string;
  readonly changes: readonly Change[];
}

/** Figures that events report, before a command. */
export interface Before {
  readonly kmem: number;
  readonly free: number;
  readonly zone: number;
  readonly used: number;
}

const used = (k: Kernel, zone: number): number =>
  k.uma.zone.allocs.get(zone) - k.uma.zone.frees.get(zone);

/** Notes the figures before a command that concerns a zone (0 = none). */
export const before = (k: Kernel, zone: number): Before => ({
  kmem: k.kmem.maps.map.size.get(mapOf(k, M_KMEM)),
  free: freeCount(k.phys),
  zone,
  used: used(k, zone),
});

/** What changed since. */
export const changesSince = (k: Kernel, b: Before): Change[] => {
  const now = before(k, b.zone);
  const all: Change[] = [
    { what: 'kmem_map', from: b.kmem, to: now.kmem },
    { what: 'free', from: b.free, to: now.free },
  ];
  if (b.zone !== 0)
    all.push({ what: `zone ${k.uma.names[b.zone] ?? ''}`, from: b.used, to: now.used });
  return all.filter((c) => c.from !== c.to);
};
