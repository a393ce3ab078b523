/** The state as plain JSON: what `kva run --json` and `kva state` print. */
import type { Timeline } from '../engine/timeline';
import { held } from '../engine/holdings';
import { UPTIME } from '../kernel/types';
import type { Kernel } from '../kernel/types';
import { typeCount, typeFigures } from '../malloc/malloc';
import type { TypeFigures } from '../malloc/malloc';
import { Q_ACTIVE, Q_CACHE, Q_FREE, Q_HOLD, Q_INACTIVE, WIRED, queued } from '../phys/frames';
import { pipeSummary } from './pipes';
import type { PipeSummary } from './pipes';
import type { ZoneFigures } from '../uma/live/figures';
import { largestHole } from '../vm-map/vm-map';
import { zoneRows } from './vmstat';

/** One map, in bytes. */
export interface MapSummary {
  readonly name: string;
  readonly start: string;
  readonly size: number;
  /** `map->size` */
  readonly allocated: number;
  readonly largestHole: number;
  readonly entries: number;
}

/** The state at one position of a run. */
export interface StateSummary {
  readonly at: number;
  readonly commands: number;
  /** seconds since boot */
  readonly uptime: number;
  readonly panic: string | null;
  readonly sleeping: readonly string[];
  readonly hash: string;
  readonly maps: readonly MapSummary[];
  /** page counts */
  readonly pages: Readonly<
    Record<'total' | 'free' | 'cache' | 'inactive' | 'active' | 'held' | 'wired', number>
  >;
  readonly pipes: PipeSummary;
  readonly zones: readonly ZoneFigures[];
  readonly types: readonly TypeFigures[];
  /** live allocations by holding */
  readonly holdings: Readonly<Record<string, number>>;
}

const maps = (k: Kernel): MapSummary[] =>
  k.mapNames.map((name, map) => {
    const { min, max, size, entries } = k.kmem.maps.map;
    return {
      name,
      start: `0x${(min.get(map) * 4096).toString(16)}`,
      size: (max.get(map) - min.get(map)) * 4096,
      allocated: size.get(map) * 4096,
      largestHole: largestHole(k.kmem.maps, map) * 4096,
      entries: entries.get(map),
    };
  });

/** Sums a run up where it stands. */
export const stateSummary = (t: Timeline): StateSummary => {
  const k = t.sim.kernel;
  const types = Array.from({ length: typeCount(k.malloc) }, (_, i) => typeFigures(k.malloc, i + 1));
  return {
    at: t.at,
    commands: t.length,
    uptime: k.cell.get(UPTIME),
    panic: t.sim.panic,
    sleeping: t.sim.sleepers.map((s) => s.on),
    hash: t.hash(),
    maps: maps(k),
    pages: {
      total: k.phys.pages,
      free: queued(k.phys, Q_FREE),
      cache: queued(k.phys, Q_CACHE),
      inactive: queued(k.phys, Q_INACTIVE),
      active: queued(k.phys, Q_ACTIVE),
      held: queued(k.phys, Q_HOLD),
      wired: k.phys.count.get(WIRED),
    },
    pipes: pipeSummary(k),
    zones: zoneRows(k),
    types: types.filter((row) => row.requests > 0),
    holdings: Object.fromEntries([...t.sim.holdings].map(([name, h]) => [name, held(h)])),
  };
};
