/** A machine that equals a paste, row by row, as far as whole slabs allow; the rest is told. */
import { err, ok } from '../../base/result';
import type { Result } from '../../base/result';
import type { Steps } from '../../base/steps';
import type { MachineSpec } from '../boot/types';
import { startSim } from '../engine/sim';
import type { Sim } from '../engine/sim';
import { LATER_ZONES, VM_ZONE_SIZES } from '../kernel/boot-zones';
import type { Kernel } from '../kernel/types';
import { zoneRows, zoneText } from '../print/vmstat';
import { KernelPanic } from '../state/panic';
import { fillSteps } from './fill';
import type { LoadMore } from './fill';
import type { LoadRow } from './rows';

/** A figure of the loaded machine that is not the paste's. */
export interface LoadDifference {
  readonly zone: string;
  readonly field: keyof LoadRow | 'row';
  readonly paste: number;
  readonly machine: number;
}

/** Where a machine was loaded from: with it the same state can be made again. */
export interface LoadOrigin extends LoadMore {
  readonly rows: readonly LoadRow[];
}

/** Made before the zones of the list: by UMA, the VM and malloc(9). */
const isEarly = (name: string): boolean =>
  name.startsWith('UMA ') ||
  name === 'mt_zone' ||
  /^\d+( Bucket)?$/.test(name) ||
  Object.hasOwn(VM_ZONE_SIZES, name);

/** Zones that the model's own code asks for; a kernel without them would not be one. */
const NEEDED = new Set(
  [
    'PROC',
    'THREAD',
    'KSEGRP',
    'VMSPACE',
    'mbuf',
    'mbuf_packet',
    'mbuf_cluster',
    'VNODE',
    'PIPE',
    'socket',
    'SWAPMETA',
  ].concat([
    'Files',
    'S VFS Cache',
    'NAMEI',
    'DIRHASH',
    'FFS inode',
    'FFS2 dinode',
    'tcpcb',
    'inpcb',
    'udpcb',
    'ipq',
    'tcpreass',
  ]),
);

/** Zones of the paste in its order, then what the model cannot do without. */
const zonesOf = (rows: readonly LoadRow[]): readonly (readonly [string, number])[] => {
  const named = new Map(rows.filter((r) => !isEarly(r.name)).map((r) => [r.name, r.size]));
  const missing = LATER_ZONES.filter(([name]) => NEEDED.has(name) && !named.has(name));
  return [...named, ...missing];
};

/**
 * Boots the machine and brings its zones to the rows, in short steps: all at once takes many frames.
 * @param machine 6.2, i386, one CPU
 * @returns a sentence where it cannot be booted, or has no room for what the rows hold
 */
export function* loadSteps(
  machine: MachineSpec,
  seed: number,
  origin: LoadOrigin,
): Steps<Result<Sim, string>> {
  const sim = startSim(machine, seed, zonesOf(origin.rows));
  if (!sim.ok) return sim;
  yield;
  try {
    yield* fillSteps(sim.value, origin.rows, origin);
  } catch (e) {
    if (!(e instanceof KernelPanic)) throw e;
    return err(`this machine cannot hold what the rows say: ${e.message}`);
  }
  sim.value.kernel.console.length = 0;
  return ok(sim.value);
}

const FIELDS = ['size', 'limit', 'used', 'free', 'requests', 'failures'] as const;

/** What the machine prints otherwise than the paste. Empty: every row is equal, in the same order. */
export const loadDifferences = (k: Kernel, rows: readonly LoadRow[]): readonly LoadDifference[] => {
  const mine = zoneRows(k);
  const found = rows.flatMap((r, at): LoadDifference[] => {
    const m = mine.find((x) => x.name === r.name);
    const place = mine.findIndex((x) => x.name === r.name);
    if (m === undefined) return [{ zone: r.name, field: 'row', paste: at, machine: -1 }];
    const fields = FIELDS.filter((f) => m[f] !== r[f]).map((field) => ({
      zone: r.name,
      field,
      paste: r[field],
      machine: m[field],
    }));
    return place === at
      ? fields
      : [...fields, { zone: r.name, field: 'row', paste: at, machine: place }];
  });
  const extra = mine.filter((m) => !rows.some((r) => r.name === m.name));
  return [
    ...found,
    ...extra.map((m): LoadDifference => ({
      zone: m.name,
      field: 'row',
      paste: -1,
      machine: mine.indexOf(m),
    })),
  ];
};

/** Items of the last slab that a row leaves out, because its zone was saved while it changed. */
export interface Torn {
  readonly zone: string;
  /** free items of the machine that the paste counts neither as used nor as free */
  readonly items: number;
}

/**
 * Rows whose USED + FREE is no whole number of slabs: the dump or sysctl read them while they changed.
 * The machine holds whole slabs; what a row leaves out of its last one is told here.
 */
export const tornRows = (differences: readonly LoadDifference[]): readonly Torn[] =>
  differences
    .filter((d) => d.field === 'free' && d.machine > d.paste)
    .filter((d) => !differences.some((x) => x.zone === d.zone && x.field === 'used'))
    .map((d) => ({ zone: d.zone, items: d.machine - d.paste }));

/** `vmstat -z` of a loaded machine as the paste's kernel counts: without the items that torn rows leave out. */
export const loadedVmstatZ = (k: Kernel, torn: readonly Torn[]): string =>
  zoneText(
    zoneRows(k).map((r) => {
      const items = torn.find((t) => t.zone === r.name)?.items ?? 0;
      return { ...r, free: Math.max(r.free - items, 0) };
    }),
  );
