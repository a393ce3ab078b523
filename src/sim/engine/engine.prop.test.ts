/**
 * Random commands: all invariants and an independent oracle after every one, and the laws of time.
 * The oracle knows only what the holdings say is live: every live item must have bytes of its own.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MIB, bytes } from '../../base/units';
import { makeMachine } from '../boot/machine';
import { kernelFaults } from '../kernel/invariants';
import { M_KMEM, mapOf } from '../kernel/types';
import { typeFigures } from '../malloc/malloc';
import { zoneFigures } from '../uma/live/figures';
import { itemAddress, zoneNumber } from '../uma/live/state';
import { vmMapLookup } from '../vm-map/vm-map';
import type { Command } from './commands';
import { held } from './holdings';
import { parseCommands } from './parse';
import { load, save } from './save';
import type { Sim } from './sim';
import { Timeline } from './timeline';

const SMALL = makeMachine({ ram: bytes(32 * MIB), tunables: { 'vm.kmem_size': 12 * MIB } });

const boot = (seed = 1): Timeline => {
  const t = Timeline.boot(SMALL, seed);
  if (!t.ok) throw new Error(t.error);
  return t.value;
};

const wait = fc.constantFrom('waitok' as const, 'nowait' as const, 'reserve' as const);
const pick = fc.constantFrom(
  'newest' as const,
  'oldest' as const,
  'random' as const,
  'alternate' as const,
);
const ZONES = [
  'VNODE',
  'NAMEI',
  'mbuf',
  'mbuf_cluster',
  'mbuf_packet',
  'NetGraph items',
  'PIPE',
  'PV ENTRY',
  'ipq',
];
const TYPES = ['alpha', 'beta'];
const command: fc.Arbitrary<Command> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant('malloc' as const),
      type: fc.constantFrom(...TYPES),
      size: fc.oneof(fc.integer({ min: 1, max: 4096 }), fc.integer({ min: 4097, max: 80_000 })),
      count: fc.integer({ min: 1, max: 60 }),
      wait,
    }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant('free' as const),
      from: fc.constantFrom(...TYPES),
      count: fc.nat({ max: 80 }),
      pick,
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('uma_zalloc' as const),
      zone: fc.constantFrom(...ZONES),
      count: fc.integer({ min: 1, max: 200 }),
      wait: fc.constantFrom('waitok' as const, 'nowait' as const),
    }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant('uma_zfree' as const),
      from: fc.constantFrom(...ZONES),
      count: fc.nat({ max: 200 }),
      pick,
    }),
  },
  { weight: 1, arbitrary: fc.constant({ do: 'uma_reclaim' as const }) },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('wait' as const),
      seconds: fc.integer({ min: 1, max: 60 }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constantFrom(
        'kmem_alloc' as const,
        'kmem_alloc_nofault' as const,
        'kmem_alloc_wait' as const,
      ),
      map: fc.constantFrom('kernel_map', 'exec_map', 'pipe_map'),
      size: fc.integer({ min: 1, max: 300_000 }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('kmem_free' as const),
      from: fc.constantFrom('kernel_map', 'exec_map', 'pipe_map'),
      pick,
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('vm_page_alloc' as const),
      class: fc.constantFrom('normal' as const, 'system' as const, 'interrupt' as const),
      count: fc.integer({ min: 1, max: 900 }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('vm_page_free' as const),
      from: fc.constant('pages'),
      count: fc.nat({ max: 900 }),
      pick,
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('uma_zone_set_max' as const),
      zone: fc.constantFrom('PIPE', 'ipq'),
      items: fc.nat({ max: 300 }),
    }),
  },
);
const script = (maxLength: number) => fc.array(command, { maxLength });

/** Bytes [from, to) of every live item, as far as the holdings know. */
const liveRanges = (s: Sim): [number, number][] => {
  const ranges: [number, number][] = [];
  for (const h of s.holdings.values()) {
    if (h.kind === 'map' || h.kind === 'page') continue;
    for (let i = h.ends.get(0); i < h.ends.get(1); i += 1) {
      const item = h.items.get(i);
      const keg = s.kernel.uma.slab.keg.get(item >>> 8);
      const size =
        keg === 0 ? s.kernel.uma.slab.pages.get(item >>> 8) * 4096 : s.kernel.uma.keg.size.get(keg);
      const from = itemAddress(s.kernel.uma, item);
      ranges.push([from, from + size]);
    }
  }
  return ranges.sort((a, b) => a[0] - b[0]);
};

/** Live bytes overlap, lie outside every entry, or have no RAM behind them. */
const byteFaults = (s: Sim): string[] => {
  const faults: string[] = [];
  const { kmem, frameAt } = s.kernel;
  const map = mapOf(s.kernel, M_KMEM);
  const { min, max } = kmem.maps.map;
  let end = 0;
  for (const [from, to] of liveRanges(s)) {
    if (from < end) faults.push(`bytes at ${from} belong to two items`);
    end = to;
    const page = Math.floor(from / 4096);
    if (page < min.get(map) || page >= max.get(map)) continue;
    if (vmMapLookup(kmem.maps, map, page) === 0) faults.push(`bytes at ${from} are in no entry`);
    if (frameAt.get(page - kmem.base) === 0) faults.push(`bytes at ${from} have no RAM`);
  }
  return faults;
};

const heldIn = (s: Sim, name: string): number => {
  const h = s.holdings.get(name);
  return h === undefined ? 0 : held(h);
};

/** What vmstat counts as used must be what the commands still hold. */
const countFaults = (s: Sim): string[] => {
  const { uma, malloc } = s.kernel;
  const zones = ['VNODE', 'NAMEI', 'PIPE', 'ipq', 'mbuf_packet', 'PV ENTRY'].filter(
    (name) => zoneFigures(uma, zoneNumber(uma, name)).used !== heldIn(s, name),
  );
  const capped = ['mbuf_cluster', 'NetGraph items', 'PV ENTRY'].filter((name) => {
    const { limit, used, free } = zoneFigures(uma, zoneNumber(uma, name));
    return used + free > limit;
  });
  const types = TYPES.filter((type) => {
    const t = malloc.names.indexOf(type);
    return t > 0 && typeFigures(malloc, t).inUse !== heldIn(s, type);
  });
  return [...zones, ...types]
    .map((n) => `${n} miscounts`)
    .concat(capped.map((n) => `${n} is over its limit`));
};

const oracleFaults = (s: Sim): string[] => [...byteFaults(s), ...countFaults(s)];

describe('any commands', () => {
  it('keep every invariant and give every live item bytes of its own', () => {
    let ran = 0;
    fc.assert(
      fc.property(fc.array(command, { minLength: 30, maxLength: 120, size: 'max' }), (commands) => {
        const t = boot();
        for (const c of commands) {
          t.push(c);
          ran += 1;
          expect(kernelFaults(t.sim.kernel)).toEqual([]);
          expect(oracleFaults(t.sim)).toEqual([]);
          if (t.sim.panic !== null) break;
        }
      }),
      { numRuns: Number(process.env['SIM_RUNS'] ?? 20) },
    );
    expect(ran).toBeGreaterThan(400);
  }, 120_000);

  it('pass the checker of command files', () => {
    fc.assert(
      fc.property(script(20), (commands) => {
        expect(parseCommands(JSON.parse(JSON.stringify(commands))).ok).toBe(true);
      }),
    );
  });
});

describe('time', () => {
  it('goes anywhere and finds what was there', () => {
    fc.assert(
      fc.property(
        script(60),
        fc.array(fc.nat({ max: 60 }), { maxLength: 8 }),
        (commands, jumps) => {
          const t = boot();
          const hashes = [t.hash()];
          for (const c of commands) {
            t.push(c);
            hashes.push(t.hash());
          }
          for (const jump of jumps) {
            const at = Math.min(jump, t.length);
            t.seek(at);
            expect([t.at, t.hash()]).toEqual([at, hashes[at]]);
            t.back();
            expect(t.hash()).toBe(hashes[Math.max(at - 1, 0)]);
          }
        },
      ),
      { numRuns: 25 },
    );
  }, 60_000);

  it('forks without touching the trunk, and the branches differ only by what they did', () => {
    fc.assert(
      fc.property(script(30), script(10), fc.nat({ max: 30 }), (trunk, twig, where) => {
        const t = boot();
        for (const c of trunk) t.push(c);
        const end = t.hash();
        t.seek(Math.min(where, t.length));
        const branch = t.fork();
        expect(branch.hash()).toBe(t.hash());
        for (const c of twig) branch.push(c);
        t.seek(t.length);
        expect(t.hash()).toBe(end);
        const again = boot();
        for (const c of [...trunk.slice(0, where), ...twig]) again.push(c);
        expect(again.hash()).toBe(branch.hash());
      }),
      { numRuns: 20 },
    );
  }, 60_000);

  it('is saved and loaded whole', () => {
    fc.assert(
      fc.property(script(25), fc.nat({ max: 25 }), (commands, where) => {
        const t = boot(7);
        for (const c of commands) t.push(c);
        t.seek(where);
        const back = load(save(t));
        if (!back.ok) throw new Error(back.error);
        expect([back.value.at, back.value.length, back.value.hash()]).toEqual([
          t.at,
          t.length,
          t.hash(),
        ]);
      }),
      { numRuns: 15 },
    );
  }, 60_000);
});
