/**
 * Any commands on a machine that is too small for them: every invariant after each, an accountant that
 * only reads events, and one that knows what was written and looks whether it is still somewhere.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Command } from '../engine/commands';
import type { SimEvent } from '../engine/events';
import { held } from '../engine/holdings';
import type { Holding } from '../engine/holdings';
import type { Timeline } from '../engine/timeline';
import { kernelFaults } from '../kernel/invariants';
import type { Kernel } from '../kernel/types';
import { F_VALID, Q_ACTIVE, Q_CACHE, Q_FREE, Q_HOLD, Q_INACTIVE, Q_NONE } from '../phys/frames';
import { lookupPage } from '../phys/object-pages';
import { mappedRuns, spaceOf } from '../proc/proc';
import { swapBlock } from '../swap/swap-pager';
import { vmMapLookup } from '../vm-map/vm-map';
import { boot } from './testkit';

const NAMES = ['a', 'b', 'c'];
const name = fc.constantFrom(...NAMES);
const weighted = <T>(weight: number, arbitrary: fc.Arbitrary<T>) => ({ weight, arbitrary });
const command: fc.Arbitrary<Command> = fc.oneof(
  weighted(3, fc.record({ do: fc.constant('fork' as const), as: name })),
  weighted(2, fc.record({ do: fc.constant('exit' as const), process: name })),
  weighted(
    4,
    fc.record({
      do: fc.constant('mmap' as const),
      process: name,
      pages: fc.integer({ min: 1, max: 900 }),
    }),
  ),
  weighted(
    8,
    fc.record({
      do: fc.constant('touch' as const),
      process: name,
      pages: fc.integer({ min: 1, max: 1500 }),
      from: fc.nat(800),
      write: fc.boolean(),
    }),
  ),
  weighted(
    4,
    fc.record({ do: fc.constant('wait' as const), seconds: fc.integer({ min: 1, max: 90 }) }),
  ),
  weighted(
    3,
    fc.record({
      do: fc.constant('vm_page_alloc' as const),
      class: fc.constantFrom('normal' as const, 'interrupt' as const),
      count: fc.integer({ min: 1, max: 700 }),
    }),
  ),
  weighted(
    2,
    fc.record({
      do: fc.constant('vm_page_free' as const),
      from: fc.constant('pages'),
      count: fc.nat(500),
      pick: fc.constantFrom('newest' as const, 'oldest' as const, 'random' as const),
    }),
  ),
  weighted(
    2,
    fc.record({
      do: fc.constant('malloc' as const),
      type: fc.constant('temp'),
      size: fc.constantFrom(64, 2048, 40_000),
      count: fc.integer({ min: 1, max: 60 }),
      wait: fc.constant('nowait' as const),
    }),
  ),
  weighted(
    2,
    fc.record({ do: fc.constant('free' as const), from: fc.constant('temp'), count: fc.nat(90) }),
  ),
  weighted(
    1,
    fc.record({ do: fc.constant('swapon' as const), pages: fc.integer({ min: 16, max: 3000 }) }),
  ),
  weighted(1, fc.constant({ do: 'swapoff' as const })),
  weighted(
    1,
    fc.record({
      do: fc.constant('sysctl' as const),
      name: fc.constantFrom(
        'vm.max_launder' as const,
        'vm.pageout_algorithm' as const,
        'vm.disable_swapspace_pageouts' as const,
        'vm.defer_swapspace_pageouts' as const,
      ),
      value: fc.nat(1),
    }),
  ),
  weighted(
    1,
    fc.record({
      do: fc.constant('sleep' as const),
      process: name,
      on: fc.constant('nanslp' as const),
    }),
  ),
  weighted(1, fc.record({ do: fc.constant('wakeup' as const), process: name })),
);

const QUEUE_OF = {
  free: Q_FREE,
  cache: Q_CACHE,
  inactive: Q_INACTIVE,
  active: Q_ACTIVE,
  held: Q_HOLD,
};

/** Counts frames one by one, into a plain object, without looking at any counter of the kernel. */
const countFrames = (k: Kernel): Record<string, number> => {
  const count: Record<string, number> = { wired: 0, loose: 0 };
  for (const what of Object.keys(QUEUE_OF)) count[what] = 0;
  for (let f = 1; f <= k.phys.pages; f += 1) {
    const q = k.phys.frame.queue.get(f);
    if (q === Q_NONE) count[k.phys.frame.wire.get(f) > 0 ? 'wired' : 'loose']! += 1;
    for (const [what, n] of Object.entries(QUEUE_OF)) if (q === n) count[what]! += 1;
  }
  let swap = 0;
  for (const slot of k.swap.slots.a) if (slot !== 0) swap += 1;
  return { ...count, swap };
};

/** Knows of the machine what events tell: a figure that changes must start from where it was left. */
class Reader {
  private readonly figures: Record<string, number>;
  constructor(figures: Record<string, number>) {
    this.figures = figures;
  }
  read(events: readonly SimEvent[]): void {
    for (const e of events)
      for (const c of e.changes) {
        if (!(c.what in this.figures)) continue;
        expect([e.words, c.what, c.from]).toEqual([e.words, c.what, this.figures[c.what]]);
        this.figures[c.what] = c.to;
      }
  }
  agree(k: Kernel): void {
    const counted = countFrames(k);
    expect(counted).toEqual(this.figures);
    const all = Object.values(counted).reduce((a, b) => a + b, 0);
    expect(all - (counted['swap'] ?? 0)).toBe(k.phys.pages);
  }
}

const itemsOf = (h: Holding): number[] =>
  Array.from({ length: held(h) }, (_, i) => h.items.get(h.ends.get(0) + i));

const processesOf = (t: Timeline): number[] =>
  [...t.sim.holdings.values()].filter((h) => h.kind === 'process').flatMap(itemsOf);

/** Remembers which pages processes have written, by address, and which bare pages there are. */
class Memory {
  /** by pid: a record may go to another process within one command */
  private readonly written = new Map<number, Set<number>>();
  /** A page whose contents are neither in RAM nor on swap. */
  private isLost(k: Kernel, object: number, pindex: number): boolean {
    const f = lookupPage(k.phys, object, pindex);
    const isHere = f !== 0 && (k.phys.frame.flags.get(f) & F_VALID) !== 0;
    return !isHere && swapBlock(k, object, pindex) === 0;
  }
  /** Forgets who is gone, and notes what a touch that was done to its end has written. */
  note(t: Timeline, c: Command): void {
    const pidOf = (p: number): number => t.sim.kernel.proc.proc.pid.get(p);
    const alive = processesOf(t).map(pidOf);
    for (const pid of this.written.keys()) if (!alive.includes(pid)) this.written.delete(pid);
    if (c.do !== 'touch' || c.write === false || t.sim.sleepers.length > 0) return;
    const h = t.sim.holdings.get(c.process);
    for (const p of h === undefined ? [] : itemsOf(h)) {
      const runs = mappedRuns(t.sim.kernel, p);
      const all = runs.flatMap((r) => Array.from({ length: r.pages }, (_, n) => r.at + n));
      const from = c.from ?? 0;
      const set = this.written.get(pidOf(p)) ?? new Set<number>();
      for (const va of all.slice(from, from + (c.pages ?? Infinity))) set.add(va);
      this.written.set(pidOf(p), set);
    }
  }
  private check(t: Timeline, p: number): void {
    const k = t.sim.kernel;
    const { maps } = k.kmem;
    for (const va of this.written.get(k.proc.proc.pid.get(p)) ?? []) {
      const e = vmMapLookup(maps, spaceOf(k, p).map, va);
      const pindex = maps.entry.offset.get(e) + va - maps.entry.start.get(e);
      if (this.isLost(k, maps.entry.object.get(e), pindex)) throw new Error(`page ${va} is lost`);
    }
  }
  checkAll(t: Timeline): void {
    for (const p of processesOf(t)) this.check(t, p);
    const h = t.sim.holdings.get('pages');
    for (const item of h === undefined ? [] : itemsOf(h))
      if (this.isLost(t.sim.kernel, h!.owner, item - 1)) throw new Error('a bare page is lost');
  }
}

const play = (mb: number, swap: number, commands: readonly Command[]): void => {
  const t = boot(mb);
  const reader = new Reader(countFrames(t.sim.kernel));
  const memory = new Memory();
  const begin: Command[] = NAMES.flatMap((as) => [
    { do: 'fork', as },
    { do: 'mmap', process: as, pages: 900 },
    { do: 'touch', process: as, pages: 600 },
  ]);
  if (swap > 0) begin.push({ do: 'swapon', pages: swap });
  for (const c of [...begin, ...commands]) {
    const events = t.push(c);
    reader.read(events);
    if (t.sim.panic !== null) return;
    expect(kernelFaults(t.sim.kernel)).toEqual([]);
    reader.agree(t.sim.kernel);
    memory.note(t, c);
    memory.checkAll(t);
  }
  const end = t.hash();
  t.seek(Math.floor(t.length / 2));
  t.seek(t.length);
  expect(t.hash()).toBe(end);
};

describe('any commands on a small machine', () => {
  it.each([
    [18, 2000],
    [24, 6000],
    [24, 0],
  ])(
    'of %i MB with %i pages of swap keep pages, swap and contents',
    (mb, swap) => {
      fc.assert(
        fc.property(fc.array(command, { minLength: 5, maxLength: 50, size: 'max' }), (list) => {
          play(mb, swap, list);
        }),
        { numRuns: 25 },
      );
    },
    120_000,
  );
});
