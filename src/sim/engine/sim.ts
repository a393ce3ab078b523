/** A running simulation: a kernel, what commands hold of it, who sleeps, and whether it died. */
import { err, ok } from '../../base/result';
import type { Result } from '../../base/result';
import type { MachineSpec } from '../boot/types';
import { bootKernel } from '../kernel/boot';
import type { ZoneList } from '../kernel/boot';
import { kernelTables } from '../kernel/tables';
import type { Kernel } from '../kernel/types';
import { digest, lanes, mixTable, mixText, mixWord } from '../state/hash';
import { newBytes, restoreTable, tableImage } from '../state/image';
import type { TableImage } from '../state/image';
import type { Wait } from '../state/wait';
import type { Command } from './commands';
import { holdingTable, newHolding } from './holdings';
import type { Holding, HoldingKind } from './holdings';

/** A command that sleeps, with what of it is still to be done. */
export interface Sleeper {
  readonly command: Command;
  readonly left: number;
  readonly on: Wait['on'];
}

/** The whole state. `work` counts items and pages touched since boot. */
export interface Sim {
  readonly kernel: Kernel;
  readonly holdings: Map<string, Holding>;
  sleepers: readonly Sleeper[];
  panic: string | null;
  work: number;
}

/** Boots a machine into a simulation, or says why not. `zones` as for a kernel's boot. */
export const startSim = (
  machine: MachineSpec,
  seed: number,
  zones?: ZoneList,
): Result<Sim, string> => {
  const kernel = bootKernel(machine, seed, zones);
  if (!kernel.ok) return err(kernel.error);
  return ok({ kernel: kernel.value, holdings: new Map(), sleepers: [], panic: null, work: 0 });
};

interface HoldingImage {
  readonly kind: HoldingKind;
  readonly owner: number;
  readonly table: TableImage;
}

/** A picture of the whole state. Immutable; shares chunks with its neighbours. */
export interface SimImage {
  readonly tables: Readonly<Record<string, TableImage>>;
  readonly zoneNames: readonly string[];
  readonly typeNames: readonly string[];
  readonly mapNames: readonly string[];
  readonly holdings: ReadonlyMap<string, HoldingImage>;
  readonly sleepers: readonly Sleeper[];
  readonly panic: string | null;
  readonly work: number;
}

/** Takes a picture, sharing what the older one already holds. */
export const simImage = (s: Sim, older?: SimImage): SimImage => {
  const tables: Record<string, TableImage> = {};
  for (const [name, table] of Object.entries(kernelTables(s.kernel)))
    tables[name] = tableImage(table, older?.tables[name]);
  const holdings = new Map<string, HoldingImage>();
  for (const [name, h] of s.holdings) {
    const table = tableImage(holdingTable(h), older?.holdings.get(name)?.table);
    holdings.set(name, { kind: h.kind, owner: h.owner, table });
  }
  return {
    tables,
    zoneNames: [...s.kernel.uma.names],
    typeNames: [...s.kernel.malloc.names],
    mapNames: [...s.kernel.mapNames],
    holdings,
    sleepers: s.sleepers,
    panic: s.panic,
    work: s.work,
  };
};

const setNames = (names: string[], from: readonly string[]): void => {
  names.length = 0;
  names.push(...from);
};

/** Holdings in the picture's order, which is part of the hash; one that is still the same is reused. */
const restoreHoldings = (s: Sim, image: SimImage): void => {
  const present = new Map(s.holdings);
  s.holdings.clear();
  for (const [name, { kind, owner, table }] of image.holdings) {
    const old = present.get(name);
    const h = old?.kind === kind && old.owner === owner ? old : newHolding(kind, owner);
    restoreTable(holdingTable(h), table);
    s.holdings.set(name, h);
  }
};

/** Puts a picture back. */
export const restoreSim = (s: Sim, image: SimImage): void => {
  for (const [name, table] of Object.entries(kernelTables(s.kernel))) {
    const from = image.tables[name];
    if (from !== undefined) restoreTable(table, from);
  }
  setNames(s.kernel.uma.names, image.zoneNames);
  setNames(s.kernel.malloc.names, image.typeNames);
  setNames(s.kernel.mapNames, image.mapNames);
  s.kernel.wait.on = '';
  restoreHoldings(s, image);
  s.sleepers = image.sleepers;
  s.panic = image.panic;
  s.work = image.work;
};

/** Fingerprint of the whole state: equal states, equal hash. */
export const simHash = (s: Sim): string => {
  const l = lanes();
  for (const [name, table] of Object.entries(kernelTables(s.kernel))) {
    mixText(l, name);
    mixTable(l, table);
  }
  for (const [name, h] of s.holdings) {
    mixText(l, `${name} ${h.kind}`);
    mixWord(l, h.owner);
    mixTable(l, holdingTable(h));
  }
  const names = [s.kernel.uma.names, s.kernel.malloc.names, s.kernel.mapNames];
  mixText(l, JSON.stringify([names, s.sleepers, s.panic, s.work]));
  return digest(l);
};

/** Bytes that pictures hold, each shared chunk once. */
export const imageBytes = (images: readonly SimImage[]): number => {
  const seen = new Set<unknown>();
  let sum = 0;
  for (const image of images) {
    for (const table of Object.values(image.tables)) sum += newBytes(table, seen);
    for (const h of image.holdings.values()) sum += newBytes(h.table, seen);
  }
  return sum;
};
