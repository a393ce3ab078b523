/**
 * A naive page accountant: it reads commands as a person would, keeps a list for every owner of pages,
 * and says how many frames must be free, active and wired. On a machine with RAM to spare, where the
 * page daemon sleeps.
 */
import type { Command } from '../engine/commands';
import type { Sim } from '../engine/sim';
import { HOOK_DIRECTORY, HOOK_STACK } from '../kernel/item-hooks';

type Mutable<T> = { -readonly [K in keyof T]: T[K] };
/**
 * Wired pages that an item has from its init to its fini, used or free: two pages of kernel stack with a
 * thread, a page directory with a VMSPACE. A bucket of VMSPACE is filled from two slabs of 13, so that
 * the first fork of all wires 26 directories.
 */
const PAGES_OF: ReadonlyMap<number, number> = new Map([
  [HOOK_STACK, 2],
  [HOOK_DIRECTORY, 1],
]);
/** Page at which the first mapping of a program lies, and pages that one page table maps. */
const PROGRAM = 0x08048000 / 4096;
const TABLE = 1024;

interface Process {
  /** pages that are mapped, in order */
  readonly mapped: number[];
  readonly touched: Set<number>;
  top: number;
}

interface Census {
  readonly free: number;
  readonly cached: number;
  readonly inactive: number;
  readonly active: number;
  readonly wired: number;
}

/** Frame by frame: one plain object each, then counted. */
export const census = (s: Sim): Census => {
  const { frame, pages } = s.kernel.phys;
  const frames = Array.from({ length: pages }, (_, i) => ({
    queue: frame.queue.get(i + 1),
    owner: frame.object.get(i + 1),
    wires: frame.wire.get(i + 1),
  }));
  const on = (queue: number): number => frames.filter((f) => f.queue === queue).length;
  const wired = frames.filter((f) => f.wires > 0);
  if (wired.some((f) => f.queue !== 0 || f.owner === 0)) throw new Error('a wired frame is queued');
  return { free: on(1), cached: on(2), inactive: on(3), active: on(4), wired: wired.length };
};

/** Counts what goes through the doors between UMA and the rest of the kernel. */
const watchDoors = (s: Sim): { wired: number } => {
  const hooks = s.kernel.uma.hooks as Mutable<Sim['kernel']['uma']['hooks']>;
  const { kmemMalloc, kmemFree, objectPage, init, fini } = hooks;
  const seen = { wired: 0 };
  hooks.kmemMalloc = (size, flags) => {
    const at = kmemMalloc(size, flags);
    if (at !== 0) seen.wired += Math.ceil(size / 4096);
    return at;
  };
  hooks.kmemFree = (page, pages) => {
    seen.wired -= pages;
    kmemFree(page, pages);
  };
  hooks.objectPage = (object, at) => {
    const came = objectPage(object, at);
    if (came) seen.wired += 1;
    return came;
  };
  hooks.init = (hook, item, flags) => {
    const came = init(hook, item, flags);
    if (came) seen.wired += PAGES_OF.get(hook) ?? 0;
    return came;
  };
  hooks.fini = (hook, item) => {
    seen.wired -= PAGES_OF.get(hook) ?? 0;
    fini(hook, item);
  };
  return seen;
};

/** The accountant of one run. */
export class Accountant {
  private readonly processes = new Map<string, Process[]>();
  private readonly doors: { wired: number };
  private readonly start: Census;

  constructor(s: Sim) {
    this.start = census(s);
    this.doors = watchDoors(s);
  }

  private meant(c: { readonly process: string; readonly nth?: number }): Process[] {
    const all = this.processes.get(c.process) ?? [];
    return c.nth === undefined ? [...all] : all.slice(c.nth, c.nth + 1);
  }

  /** Takes note of a command, which was carried out whole. */
  read(c: Command): void {
    if (c.do === 'fork') this.fork(c.as ?? 'processes', c.count ?? 1);
    if (c.do === 'exit') {
      const gone = this.meant(c);
      const left = this.processes.get(c.process)?.filter((p) => !gone.includes(p)) ?? [];
      this.processes.set(c.process, left);
    }
    if (c.do === 'mmap' || c.do === 'munmap' || c.do === 'touch')
      for (const p of this.meant(c)) this.use(p, c);
  }

  private fork(name: string, count: number): void {
    const list = this.processes.get(name) ?? [];
    for (let i = 0; i < count; i += 1) list.push({ mapped: [], touched: new Set(), top: PROGRAM });
    this.processes.set(name, list);
  }

  private use(p: Process, c: Extract<Command, { do: 'mmap' | 'munmap' | 'touch' }>): void {
    const pages = c.pages ?? p.mapped.length;
    if (c.do === 'mmap') {
      for (let i = 0; i < pages; i += 1) p.mapped.push(p.top + i);
      p.top += pages;
    } else if (c.do === 'munmap') for (const va of p.mapped.splice(0, pages)) p.touched.delete(va);
    else for (const va of p.mapped.slice(c.from ?? 0, (c.from ?? 0) + pages)) p.touched.add(va);
  }

  /** What the frames must be now. `ranges` and `bare`: pages of wired ranges and bare pages held. */
  expects(ranges: number, bare: number): Census {
    const all = [...this.processes.values()].flat();
    const tables = all.map((p) => new Set([...p.touched].map((va) => Math.floor(va / TABLE))).size);
    const sum = (list: readonly number[]): number => list.reduce((a, b) => a + b, 0);
    const wired = this.doors.wired + ranges + sum(tables);
    const active = bare + sum(all.map((p) => p.touched.size));
    return {
      ...this.start,
      free: this.start.free - wired - active,
      active: this.start.active + active,
      wired: this.start.wired + wired,
    };
  }
}
