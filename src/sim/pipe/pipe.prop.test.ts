/**
 * Random commands on pipes: all invariants after each, and an oracle that knows no kernel: a list of
 * owners of pages and a few numbers a pipe, by rules R1 to R5 of reference/paging-and-pipes.md.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MIB, bytes } from '../../base/units';
import { makeMachine } from '../boot/machine';
import type { Command } from '../engine/commands';
import { parseCommands } from '../engine/parse';
import { Timeline } from '../engine/timeline';
import { kernelFaults } from '../kernel/invariants';
import { M_PIPE, Z_PIPE, mapOf } from '../kernel/types';
import { pipes } from './testkit';

const ROOM = 40;
const machine = makeMachine({
  ram: bytes(32 * MIB),
  tunables: { 'vm.kmem_size': 12 * MIB, 'kern.ipc.maxpipekva': ROOM * 4096 },
});
const boot = (): Timeline => {
  const t = Timeline.boot(machine, 1);
  if (!t.ok) throw new Error(t.error);
  return t.value;
};

/** One direction of a pipe, as the rules speak of it. */
interface Ring {
  size: number;
  cnt: number;
}
const K = 1024;

/** The rules, with a byte map for the room. */
class Oracle {
  readonly owner: (Ring | null)[] = Array.from({ length: ROOM }, () => null);
  readonly open: [Ring, Ring][] = [];
  readonly count = { frag: 0, fail: 0, resize: 0 };
  allowed = true;
  get kva(): number {
    return this.owner.filter((o) => o !== null).length * 4 * K;
  }
  private find(pages: number): number {
    for (let at = 0; at + pages <= ROOM; at += 1)
      if (this.owner.slice(at, at + pages).every((o) => o === null)) return at;
    return -1;
  }
  private give(r: Ring): void {
    this.owner.forEach((o, i) => {
      if (o === r) this.owner[i] = null;
    });
  }
  private space(r: Ring, wanted: number): boolean {
    let pages = Math.ceil(Math.max(wanted, r.cnt) / (4 * K));
    let at = this.find(pages);
    if (at < 0 && r.size === 0 && pages > 1) {
      this.count.frag += 1;
      pages = 1;
      at = this.find(1);
    }
    if (at < 0) {
      if (r.size === 0) this.count.fail += 1;
      else this.count.resize += 1;
      return false;
    }
    this.give(r);
    this.owner.fill(r, at, at + pages);
    r.size = pages * 4 * K;
    return true;
  }
  private shrinks(r: Ring): boolean {
    return this.kva > 3 * ROOM * K && r.size > 4 * K && r.cnt <= 4 * K && this.allowed;
  }
  pipe(): boolean {
    const rings: [Ring, Ring] = [
      { size: 0, cnt: 0 },
      { size: 0, cnt: 0 },
    ];
    if (!this.space(rings[0], this.kva > 2 * ROOM * K ? 4 * K : 16 * K)) return false;
    this.open.push(rings);
    return true;
  }
  /** Bytes written, −1 for EAGAIN, −2 for ENOMEM. */
  write(r: Ring, n: number): number {
    let d = Math.max(4 * K, r.size);
    while (d < r.cnt + n && this.allowed && this.kva <= 2 * ROOM * K && d !== 64 * K) d *= 2;
    if (this.shrinks(r)) d = 4 * K;
    if (d !== r.size) this.space(r, d);
    if (r.size === 0) return -2;
    const free = r.size - r.cnt;
    const put = free < n && n <= 512 ? 0 : Math.min(free, n);
    r.cnt += put;
    return put === 0 ? -1 : put;
  }
  /** Bytes read, −1 for EAGAIN. */
  read(r: Ring, n: number): number {
    if (this.shrinks(r)) this.space(r, 4 * K);
    const got = Math.min(r.cnt, n);
    r.cnt -= got;
    return got === 0 ? -1 : got;
  }
  close(nth: number): void {
    for (const r of this.open.splice(nth, 1)[0] ?? []) this.give(r);
  }
}

const SIZES = fc.oneof(
  fc.constantFrom(1, 511, 512, 513, 4096, 4097, 8192, 16_384, 16_385, 65_536),
  fc.integer({ min: 1, max: 80_000 }),
);
type Act =
  | { readonly is: 'open' | 'close' | 'allow' | 'forbid'; readonly nth: number }
  | {
      readonly is: 'write' | 'read';
      readonly nth: number;
      readonly n: number;
      readonly reverse: boolean;
    };
const act: fc.Arbitrary<Act> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ is: fc.constant('open' as const), nth: fc.constant(0) }) },
  { weight: 2, arbitrary: fc.record({ is: fc.constant('close' as const), nth: fc.nat(20) }) },
  {
    weight: 1,
    arbitrary: fc.record({
      is: fc.constantFrom('allow' as const, 'forbid' as const),
      nth: fc.constant(0),
    }),
  },
  {
    weight: 12,
    arbitrary: fc.record({
      is: fc.constantFrom('write' as const, 'read' as const),
      nth: fc.nat(20),
      n: SIZES,
      reverse: fc.boolean(),
    }),
  },
);

/** What both sides say a command gave: bytes, or a word for the error. */
const told = (t: Timeline, c: Command): string =>
  t.push(c)[0]?.words.split(/ = -1 | = |; /)[1] ?? '';
const expected = (n: number): string => (n === -1 ? 'EAGAIN' : n === -2 ? 'ENOMEM' : String(n));

const both = (t: Timeline, o: Oracle, a: Act): void => {
  const nth = o.open.length === 0 ? 0 : a.nth % o.open.length;
  if (a.is === 'open') {
    const outcome = t.push({ do: 'pipe_open', as: 'p' })[0]?.outcome;
    expect(outcome).toBe(o.pipe() ? 'done' : 'refused');
  } else if (a.is === 'allow' || a.is === 'forbid') {
    o.allowed = a.is === 'allow';
    t.push({ do: 'pipe_tune', resize: o.allowed });
  } else if (o.open.length === 0) return;
  else if (!('n' in a)) {
    t.push({ do: 'pipe_close', pipe: 'p', nth });
    o.close(nth);
  } else {
    const ring = o.open[nth]![a.reverse ? 1 : 0];
    const verb = a.is === 'write' ? 'pipe_write' : 'pipe_read';
    const more = { bytes: a.n, reverse: a.reverse, nonblock: true };
    const came = told(t, { do: verb, pipe: 'p', nth, ...more });
    expect(came).toBe(expected(a.is === 'write' ? o.write(ring, a.n) : o.read(ring, a.n)));
  }
};

describe('sizes of pipes', () => {
  it('are those of a naive model of the rules', () => {
    fc.assert(
      fc.property(fc.array(act, { minLength: 20, maxLength: 60 }), (acts) => {
        const t = boot();
        const o = new Oracle();
        for (const a of acts) {
          both(t, o, a);
          const p = pipes(t);
          expect([p.kva, p.fragRetry, p.allocFail, p.resizeFail, p.open]).toEqual([
            o.kva,
            o.count.frag,
            o.count.fail,
            o.count.resize,
            o.open.length,
          ]);
          const map = t.sim.kernel.kmem.maps.map.size.get(mapOf(t.sim.kernel, M_PIPE));
          expect(map * 4096).toBe(o.kva);
          expect(kernelFaults(t.sim.kernel)).toEqual([]);
        }
        const rings = t.sim.holdings.get('p')?.items;
        const { pipe } = t.sim.kernel.pipe;
        o.open.forEach((pair, i) => {
          const end = (rings?.get(i) ?? 0) * 2;
          expect([0, 1].map((e) => [pipe.size.get(end + e), pipe.cnt.get(end + e)])).toEqual(
            pair.map((r) => [r.size, r.cnt]),
          );
        });
      }),
      { numRuns: 25 },
    );
  });
});

const NTH = fc.option(fc.nat(4), { nil: undefined });
const PROC = fc.option(fc.constant('procs'), { nil: undefined });
const END = fc.constantFrom('read' as const, 'write' as const, undefined);
const clean = <T extends object>(c: T): T =>
  Object.fromEntries(Object.entries(c).filter(([, v]) => v !== undefined)) as T;
const transfer = (verb: 'pipe_write' | 'pipe_read') =>
  fc.record({
    do: fc.constant(verb),
    pipe: fc.constant('p'),
    nth: NTH,
    bytes: fc.oneof(SIZES, fc.integer({ min: 60_000, max: 200_000 })),
    process: PROC,
    from: fc.option(fc.nat(30), { nil: undefined }),
    unaligned: fc.boolean(),
    nonblock: fc.boolean(),
    reverse: fc.option(fc.constant(true), { nil: undefined }),
  });
const command: fc.Arbitrary<Command> = fc
  .oneof(
    {
      weight: 4,
      arbitrary: fc.record({ do: fc.constant('pipe_open' as const), as: fc.constant('p') }),
    },
    { weight: 10, arbitrary: transfer('pipe_write') },
    { weight: 8, arbitrary: transfer('pipe_read') },
    {
      weight: 2,
      arbitrary: fc.record({
        do: fc.constant('pipe_close' as const),
        pipe: fc.constant('p'),
        nth: NTH,
        end: END,
      }),
    },
    {
      weight: 2,
      arbitrary: fc.record({
        do: fc.constant('pipe_signal' as const),
        pipe: fc.constant('p'),
        nth: NTH,
        end: END,
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        do: fc.constant('pipe_tune' as const),
        borrow: fc.constantFrom('held' as const, 'mapped' as const, 'wired' as const),
        resize: fc.boolean(),
      }),
    },
    { weight: 2, arbitrary: fc.constant({ do: 'fork' as const, as: 'procs' }) },
    { weight: 2, arbitrary: fc.constant({ do: 'mmap' as const, process: 'procs', pages: 20 }) },
    {
      weight: 1,
      arbitrary: fc.record({
        do: fc.constant('exit' as const),
        process: fc.constant('procs'),
        nth: fc.nat(2),
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        do: fc.constantFrom('execve' as const, 'exec_begin' as const),
        process: fc.constant('procs'),
        bytes: fc.integer({ min: 1, max: 300_000 }),
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        do: fc.constant('exec_end' as const),
        exec: fc.constant('execs'),
        nth: NTH,
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        do: fc.constant('vm_page_alloc' as const),
        class: fc.constant('interrupt' as const),
        count: fc.constantFrom(100, 4000, 20_000),
      }),
    },
    {
      weight: 2,
      arbitrary: fc.record({
        do: fc.constant('kmem_alloc' as const),
        map: fc.constant('kernel_map'),
        size: fc.integer({ min: 1, max: 8 * MIB }),
        as: fc.constant('ballast'),
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        do: fc.constant('kmem_free' as const),
        from: fc.constant('ballast'),
        pick: fc.constantFrom('oldest' as const, 'newest' as const),
      }),
    },
    { weight: 1, arbitrary: fc.constant({ do: 'swapon' as const, pages: 3000 }) },
    { weight: 1, arbitrary: fc.constant({ do: 'wait' as const, seconds: 5 }) },
    {
      weight: 1,
      arbitrary: fc.record({
        do: fc.constant('vm_page_free' as const),
        from: fc.constant('pages'),
        count: fc.constantFrom(0, 10, 600),
      }),
    },
  )
  .map(clean as (c: object) => Command);

/** With nobody in a call, everything is where it was. */
const settle = (t: Timeline): void => {
  const k = t.sim.kernel;
  t.push({ do: 'vm_page_free', from: 'pages', count: 0 });
  for (let i = 0; i < 60; i += 1) {
    t.push({ do: 'kmem_free', from: 'ballast', count: 0 });
    t.push({ do: 'exec_end', exec: 'execs' });
    t.push({ do: 'pipe_signal', pipe: 'p' });
    t.push({ do: 'pipe_signal', pipe: 'p', end: 'read' });
    if ((t.sim.holdings.get('p')?.ends.get(1) ?? 0) === 0 && t.sim.sleepers.length === 0) break;
    t.push({ do: 'pipe_close', pipe: 'p' });
  }
  if (t.sim.panic !== null) return;
  expect(t.sim.sleepers).toEqual([]);
  expect(pipes(t)).toMatchObject({ open: 0, kva: 0, borrowed: 0, directKva: 0 });
  expect(k.uma.zone.allocs.get(k.cell.get(Z_PIPE))).toBe(k.uma.zone.frees.get(k.cell.get(Z_PIPE)));
  expect(k.phys.frame.hold.a.some((n) => n !== 0)).toBe(false);
  expect(k.kmem.maps.map.size.get(mapOf(k, M_PIPE))).toBe(0);
  expect(k.pipe.call.kind.a.some((kind) => kind !== 0)).toBe(false);
  expect(kernelFaults(k)).toEqual([]);
};

describe('random calls', () => {
  it('leave the kernel sound after each, replay to the same state, and give all back', () => {
    fc.assert(
      fc.property(fc.array(command, { minLength: 20, maxLength: 70 }), fc.nat(70), (list, at) => {
        expect(parseCommands(list)).toMatchObject({ ok: true });
        const t = boot();
        for (const c of list) {
          const events = t.push(c);
          expect([c, kernelFaults(t.sim.kernel)]).toEqual([c, []]);
          if (t.sim.panic !== null) break;
          expect(events.length).toBeGreaterThan(0);
        }
        const [hash, end] = [t.hash(), t.at];
        t.seek(Math.min(at, end));
        t.seek(end);
        expect(t.hash()).toBe(hash);
        settle(t);
      }),
      { numRuns: 60 },
    );
  });
});
