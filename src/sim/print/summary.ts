/** The state as plain JSON: what `kva run --json` and `kva state` print. */
import type { Timeline } from '../engine/timeline';
import { held } from '../engine/holdings';
import { topFigures } from '../file/figures';
import type { TopFigures } from '../file/figures';
import { UPTIME } from '../kernel/types';
import type { Kernel } from '../kernel/types';
import { typeCount, typeFigures } from '../malloc/malloc';
import type { TypeFigures } from '../malloc/malloc';
import { Q_ACTIVE, Q_CACHE, Q_FREE, Q_HOLD, Q_INACTIVE, WIRED, queued } from '../phys/frames';
import { netSummary } from './net';
import type { NetSummary } from './net';
import { bufferSummary, vnodeSummary } from './buffers';
import type { BufferSummary, VnodeSummary } from './buffers';
import { procFigures } from '../proc/figures';
import type { ProcFigures } from '../proc/figures';
import { pipeSummary } from './pipes';
import type { PipeSummary } from './pipes';
import { swapStatus } from '../swap/state';
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
  /** bytes, as top(1) shows them */
  readonly top: TopFigures;
  readonly buffers: BufferSummary;
  readonly vnodes: VnodeSummary;
  /** blocks of all swap devices, in pages */
  readonly swap: { readonly total: number; readonly used: number };
  readonly processes: readonly ProcFigures[];
  readonly pipes: PipeSummary;
  readonly net: NetSummary;
  readonly zones: readonly ZoneFigures[];
  readonly types: readonly TypeFigures[];
  /** live allocations by holding */
  readonly holdings: Readonly<Record<string, number>>;
}

/** Maps that there are; the name of one that went with its process is empty. */
const maps = (k: Kernel): MapSummary[] =>
  k.mapNames.flatMap((name, map) => {
    if (name === '') return [];
    const { min, max, size, entries } = k.kmem.maps.map;
    const summary = {
      name,
      start: `0x${(min.get(map) * 4096).toString(16)}`,
      size: (max.get(map) - min.get(map)) * 4096,
      allocated: size.get(map) * 4096,
      largestHole: largestHole(k.kmem.maps, map) * 4096,
      entries: entries.get(map),
    };
    return [summary];
  });

/** Everything but the fingerprint, which takes as long as a frame of a picture. */
export type StateFigures = Omit<StateSummary, 'hash'>;

/** Sums a run up where it stands. */
export const stateSummary = (t: Timeline): StateSummary => {
  const { at, commands, uptime, panic, sleeping, ...rest } = stateFigures(t);
  return { at, commands, uptime, panic, sleeping, hash: t.hash(), ...rest };
};

/** The same without the fingerprint: for tables that follow a run. */
export const stateFigures = (t: Timeline): StateFigures => {
  const k = t.sim.kernel;
  const types = Array.from({ length: typeCount(k.malloc) }, (_, i) => typeFigures(k.malloc, i + 1));
  return {
    at: t.at,
    commands: t.length,
    uptime: k.cell.get(UPTIME),
    panic: t.sim.panic,
    sleeping: t.sim.sleepers.map((s) => s.on),
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
    top: topFigures(k),
    buffers: bufferSummary(k),
    vnodes: vnodeSummary(k),
    swap: swapStatus(k.swap),
    processes: procFigures(k),
    pipes: pipeSummary(k),
    net: netSummary(k),
    zones: zoneRows(k),
    types: types.filter((row) => row.requests > 0),
    holdings: Object.fromEntries([...t.sim.holdings].map(([name, h]) => [name, held(h)])),
  };
};
