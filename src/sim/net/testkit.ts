/** What the tests of this folder share: a machine, its figures, and a check after every command. */
import { typeFigures } from '../malloc/malloc';
import { lookupPage } from '../phys/object-pages';
import { mappedRuns } from '../proc/proc';
import { pmapFrame } from '../vm/pmap';
import { ownSource } from './file-source';
import { MIB, bytes } from '../../base/units';
import { SEED_MACHINE, makeMachine } from '../boot/machine';
import type { Command } from '../engine/commands';
import type { SimEvent } from '../engine/events';
import { Timeline } from '../engine/timeline';
import { kernelFaults } from '../kernel/invariants';
import type { Kernel } from '../kernel/types';
import { Q_ACTIVE, Q_INACTIVE, WIRED, freeCount, queued } from '../phys/frames';
import { zoneFigures } from '../uma/live/figures';
import { zoneNumber } from '../uma/live/state';

/** The router of the thread: 8,768 clusters, 2,448 sf_bufs. */
export const ROUTER = SEED_MACHINE;
/** 64 MB, for what needs no large machine. */
export const SMALL = makeMachine({ ram: bytes(64 * MIB) });

/** A booted machine that is checked after every command. */
export class Box {
  readonly t: Timeline;
  constructor(machine = SMALL) {
    const t = Timeline.boot(machine, 1);
    if (!t.ok) throw new Error(t.error);
    this.t = t.value;
  }
  get k(): Kernel {
    return this.t.sim.kernel;
  }
  /** Runs commands; returns the events of the last one. */
  run(...commands: readonly Command[]): readonly SimEvent[] {
    let events: readonly SimEvent[] = [];
    for (const c of commands) events = this.t.push(c);
    const faults = kernelFaults(this.k);
    if (faults.length > 0) throw new Error(faults.join('; '));
    return events;
  }
  /** Outcome and words of the first event of the last of the commands. */
  said(...commands: readonly Command[]): string {
    const [first] = this.run(...commands);
    return `${first?.outcome ?? ''}: ${first?.words ?? ''}`;
  }
  zone(name: string) {
    return zoneFigures(this.k.uma, zoneNumber(this.k.uma, name));
  }
  used(...names: readonly string[]): number[] {
    return names.map((name) => this.zone(name).used);
  }
  /** free, active, inactive and wired pages */
  pages(): [free: number, active: number, inactive: number, wired: number] {
    const { phys } = this.k;
    return [
      freeCount(phys),
      queued(phys, Q_ACTIVE),
      queued(phys, Q_INACTIVE),
      phys.count.get(WIRED),
    ];
  }
  /** How the pages have changed since `before`. */
  since(before: readonly number[]): number[] {
    return this.pages().map((n, i) => n - (before[i] as number));
  }
  /** Number of the `nth` thing of a holding. */
  member(name: string, nth = 0): number {
    const h = this.t.sim.holdings.get(name);
    if (h === undefined) throw new Error(`no holding ${name}`);
    return h.items.get(h.ends.get(0) + nth);
  }
  cell(at: number): number {
    return this.k.net.cell.get(at);
  }
}

/** Frame of page `i` of the file that sendfile sends. */
export const filePage = (b: Box, i: number): number =>
  lookupPage(b.k.phys, ownSource(b.k).object, i);
/** Frame behind the `i`-th mapped page of a process. */
export const userPage = (b: Box, name: string, i: number): number => {
  const p = b.member(name);
  return pmapFrame(b.k, p, (mappedRuns(b.k, p)[0] as { at: number }).at + i);
};
/** Queue, wire count and copy-on-write count of a frame. */
export const stateOf = (b: Box, f: number): number[] => {
  const { frame } = b.k.phys;
  return [frame.queue.get(f), frame.wire.get(f), frame.cow.get(f)];
};
/** References to lent pages that malloc type mbuf counts. */
export const references = (b: Box): number =>
  typeFigures(b.k.malloc, b.k.malloc.names.indexOf('mbuf')).inUse;
