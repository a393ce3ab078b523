/** Machines and pages for the tests of the page daemon. */
import { MIB, bytes } from '../../base/units';
import { SEED_MACHINE, makeMachine } from '../boot/machine';
import type { Command } from '../engine/commands';
import type { SimEvent } from '../engine/events';
import { Timeline } from '../engine/timeline';
import type { Kernel } from '../kernel/types';
import { F_DIRTY, F_VALID, PAGEPROC, Q_ACTIVE, Q_FREE, Q_INACTIVE } from '../phys/frames';
import { activatePage, allocPage, deactivatePage } from '../phys/page';
import { staticObject } from '../vm/object';
import { OBJT_DEFAULT } from '../vm/state';
import { finishWrites } from './launder';
import { scan } from './scan';
import type { Tally } from './tally';

/** A booted machine: with 256 MB the router of the thread, else one with so many MB. */
export const boot = (mb: number): Timeline => {
  const tunables = mb < 64 ? { 'vm.kmem_size': 12 * MIB } : {};
  const machine = mb === 256 ? SEED_MACHINE : makeMachine({ ram: bytes(mb * MIB), tunables });
  const t = Timeline.boot(machine, 1);
  if (!t.ok) throw new Error(t.error);
  return t.value;
};

/** Its kernel. */
export const kernelOf = (t: Timeline): Kernel => t.sim.kernel;

/** Runs commands and gives all their events. */
export const run = (t: Timeline, ...commands: Command[]): SimEvent[] =>
  commands.flatMap((c) => [...t.push(c)]);

/** What daemons said. */
export const daemonWords = (events: readonly SimEvent[]): string[] =>
  events.filter((e) => e.outcome === 'daemon').map((e) => e.words);

/** A process that has written so many pages. */
export const hog = (pages: number, as = 'hog'): Command[] => [
  { do: 'fork', as },
  { do: 'mmap', process: as, pages },
  { do: 'touch', process: as },
];

/** An object of `size` pages that somebody holds, with none of them in RAM. */
export const newObject = (k: Kernel, size: number): number => staticObject(k, OBJT_DEFAULT, size);

/** How a page of a test is to be. */
export interface PageSpec {
  readonly object: number;
  readonly pindex: number;
  readonly dirty?: boolean;
  readonly flags?: number;
  readonly act?: number;
}

/** A valid page on the inactive queue, or on the active one where `act` is given. */
export const pageOf = (k: Kernel, p: PageSpec): number => {
  const f = allocPage(k.phys, p, 'interrupt', 0);
  const { flags, act } = k.phys.frame;
  flags.set(f, flags.get(f) | F_VALID | (p.dirty === true ? F_DIRTY : 0) | (p.flags ?? 0));
  if (p.act === undefined) deactivatePage(k.phys, f);
  else {
    activatePage(k.phys, f);
    act.set(f, p.act);
  }
  return f;
};

/** The frames of a queue, head first. */
export const framesOn = (k: Kernel, q: number): number[] => {
  const all: number[] = [];
  for (let f = k.phys.queue.head.get(q); f !== 0; f = k.phys.frame.next.get(f)) all.push(f);
  return all;
};

/** Queues by name, for what tests expect of a frame. */
export const whereIs = (k: Kernel, f: number): string =>
  ({ [Q_FREE]: 'free', 2: 'cache', [Q_INACTIVE]: 'inactive', [Q_ACTIVE]: 'active', 5: 'hold' })[
    k.phys.frame.queue.get(f)
  ] ?? 'none';

/** Makes the daemon want exactly so many pages more than there are, whatever the machine has. */
export const want = (k: Kernel, pages: number): void => {
  const have = k.phys.queue.length.get(Q_FREE) + k.phys.queue.length.get(2);
  k.phys.marks = { ...k.phys.marks, goal: have + pages };
};

/** One pass as the daemon makes it, with its writes at their end. */
export const pass = (k: Kernel, number: number): Tally => {
  k.phys.count.set(PAGEPROC, 1);
  const t = scan(k, number);
  finishWrites(k, t.busy);
  k.phys.count.set(PAGEPROC, 0);
  return t;
};
