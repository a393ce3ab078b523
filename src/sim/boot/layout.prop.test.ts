/** What must hold for every machine that can be described, and for every number of its layout. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AnyDerivation } from '../../base/derivation';
import { GIB, MIB, bytes } from '../../base/units';
import { bootLayout } from './layout';
import { makeMachine } from './machine';
import { TUNABLES } from './tunables';
import type { BootLayout, MachineSpec, Region } from './types';

const PAIRS = [
  ['6.2', 'i386'],
  ['7.3', 'i386'],
  ['6.2', 'amd64'],
  ['7.0', 'amd64'],
] as const;

/** Values that people give, values at the edges, and nonsense. */
const tunableValue = fc.oneof(
  fc.nat(4096),
  fc.nat(2 ** 31 - 1),
  fc.constantFrom(0, 1, 4095, 16384, 2 ** 20, 131072, 2 ** 31, 2 ** 32 - 1, 2 ** 32, 2 ** 40),
  fc.integer({ min: 1, max: 4096 }).map((mb) => mb * MIB),
);
const NAMES = TUNABLES.map((t) => t.name);
const tunables = fc.dictionary(fc.constantFrom(...NAMES, 'kern.hz', 'made.up'), tunableValue, {
  maxKeys: 3,
});
const machines: fc.Arbitrary<MachineSpec> = fc
  .record({
    pair: fc.constantFrom(...PAIRS),
    mb: fc.oneof(fc.integer({ min: 16, max: 4096 }), fc.integer({ min: 16, max: 65536 })),
    smp: fc.boolean(),
    pae: fc.boolean(),
    kvaPages: fc.option(fc.constantFrom(128, 256, 384, 512, 768, 1024, 1536), { nil: undefined }),
    kernelEndMb: fc.integer({ min: 5, max: 40 }),
    agp: fc.constantFrom(0, 64, 128, 256),
    threads: fc.nat(5000),
    vmspaces: fc.nat(2000),
    tunables,
  })
  .map(({ pair: [release, arch], mb, kernelEndMb, agp, kvaPages, pae, ...rest }) => {
    const i386 = arch === 'i386';
    return makeMachine({
      ...rest,
      release,
      arch,
      ram: bytes(mb * MIB),
      pae: i386 && (pae || mb * MIB > 4 * GIB),
      kernelEnd: bytes(kernelEndMb * MIB),
      agpAperture: bytes(agp * MIB),
      ...(i386 && kvaPages !== undefined ? { kvaPages } : {}),
    });
  });

const RUNS = { seed: 20080107, numRuns: 300 };
const each = (check: (l: BootLayout) => void): void => {
  let laid = 0;
  fc.assert(
    fc.property(machines, (m) => {
      const r = bootLayout(m);
      if (!r.ok) return;
      laid += 1;
      check(r.value);
    }),
    RUNS,
  );
  // Most of what is drawn must be a machine, or the property holds for nothing.
  expect(laid).toBeGreaterThan(RUNS.numRuns / 4);
};

const end = (r: Region): bigint => r.start + BigInt(r.size);

describe('regions of any machine', () => {
  it('nest in their parents, do not overlap, and fill the map without a gap', () => {
    each(({ regions }) => {
      const byId = new Map(regions.map((r) => [r.id, r]));
      expect(byId.size).toBe(regions.length);
      for (const r of regions) {
        expect(r.size % 4096).toBe(0);
        expect(r.size).toBeGreaterThan(0);
        const parent = r.parent === null ? undefined : byId.get(r.parent);
        if (r.parent !== null) expect(parent).toBeDefined();
        if (parent !== undefined)
          expect(r.start >= parent.start && end(r) <= end(parent)).toBe(true);
        const children = regions.filter((c) => c.parent === r.id);
        const total = children.reduce((sum, c) => sum + c.size, 0);
        if (children.length > 0) expect(total).toBe(r.size);
        children.forEach((c, i) => {
          const next = children[i + 1];
          if (next !== undefined) expect(end(c)).toBe(next.start);
        });
      }
    });
  });
  it('outside the map lie in address order and do not touch it', () => {
    each(({ regions, outside }) => {
      const root = regions[0]!;
      outside.forEach((r, i) => {
        const next = outside[i + 1];
        if (next !== undefined) expect(end(r) <= next.start).toBe(true);
        expect(end(r) <= root.start || r.start >= end(root)).toBe(true);
      });
    });
  });
});

/** `1,024 + 64 × maxusers` with its inputs put in; null where the formula is more than arithmetic. */
const evaluate = (d: AnyDerivation): number | null => {
  let text = d.formula.replaceAll('−', '-').replaceAll('×', '*').replaceAll('÷', '/');
  const named = [...d.inputs].sort((a, b) => b.name.length - a.name.length);
  for (const { name, value } of named)
    if (typeof value !== 'string') text = text.replaceAll(name, ` ${String(value)} `);
  text = text
    .replace(/(\d),(?=\d{3}\b)/g, '$1')
    .replace(/(\d+) K\b/g, (_, n: string) => String(Number(n) * 1024));
  if (!/^[\d\s.+*/()-]+$/.test(text) || !/[*/+-]/.test(text)) return null;
  const tokens = text.match(/\d+|[()+*/-]/g) ?? [];
  let at = 0;
  const atom = (): number => {
    const token = tokens[at];
    at += 1;
    if (token !== '(') return Number(token);
    const inner = sum();
    at += 1;
    return inner;
  };
  const product = (): number => {
    let value = atom();
    while (tokens[at] === '*' || tokens[at] === '/') {
      at += 1;
      value = tokens[at - 1] === '*' ? value * atom() : Math.floor(value / atom());
    }
    return value;
  };
  const sum = (): number => {
    let value = product();
    while (tokens[at] === '+' || tokens[at] === '-') {
      at += 1;
      value = tokens[at - 1] === '+' ? value + product() : value - product();
    }
    return value;
  };
  const value = sum();
  return at === tokens.length ? value : null;
};

describe('derivations of any machine', () => {
  it('are finite, not negative, and carry formula and source', () => {
    each(({ values }) => {
      const bad = Object.values(values).filter((d) => {
        const whole = typeof d.value === 'bigint' || Number.isSafeInteger(d.value);
        const { repository, file, function: fn } = d.source;
        return (
          !whole || d.value < 0 || [d.formula, d.label, repository, file, fn].some((s) => s === '')
        );
      });
      expect(bad).toEqual([]);
    });
  });
  it('have inputs that exist, with the values that they have there', () => {
    each(({ values, regions, outside, sysctl, zoneLimits, accounted }) => {
      const byId = new Map(Object.values(values).map((d) => [d.id, d]));
      const stale = [...byId.values()].flatMap((d) =>
        d.inputs
          .filter(
            (i) =>
              (typeof i.value === 'number' && !Number.isFinite(i.value)) ||
              (i.ref !== undefined && byId.get(i.ref)?.value !== i.value),
          )
          .map((i) => `${d.id}: ${i.name}`),
      );
      expect(stale).toEqual([]);
      for (const r of [...regions, ...outside])
        expect([byId.get(r.sizeRef)?.value, byId.get(r.startRef)?.value]).toEqual([
          r.size,
          r.start,
        ]);
      const shown = [...Object.values(sysctl), ...Object.values(zoneLimits), accounted];
      expect(shown.filter((d) => byId.get(d.id)?.value !== d.value)).toEqual([]);
      expect(Object.entries(sysctl).filter(([n, d]) => values[n]?.value !== d.value)).toEqual([]);
    });
  });
  it('come out of their own formula where it is plain arithmetic', () => {
    const recomputed = new Set<string>();
    each(({ values }) => {
      for (const d of Object.values(values)) {
        const value = evaluate(d);
        if (value === null) continue;
        recomputed.add(d.id);
        if (value !== Number(d.value)) expect(value, `${d.id}: ${d.formula}`).toBe(Number(d.value));
      }
    });
    expect([...recomputed]).toEqual(
      expect.arrayContaining(
        [
          'maxproc',
          'maxfiles',
          'ncallout',
          'nmbclusters',
          'nsfbufs',
          'maxbufspace',
          'v_page_count',
          'v_free_min',
          'v_free_target',
          'vm.kvm_size',
          'vm.kvm_free',
          'region.buffer_map.size',
          'region.pager_map.size',
          'region.sf_bufs.size',
          'region.vm_page_array.size',
          'region.boot_pages.size',
          'region.page_directories.size',
          'page_range',
        ].filter((id) => id !== 'maxproc'),
      ),
    );
  });
});

describe('machines that cannot be', () => {
  it('get one sentence that names the field', () => {
    fc.assert(
      fc.property(machines, (m) => {
        const r = bootLayout(m);
        if (r.ok) return;
        expect(r.error.field).not.toBe('');
        expect(r.error.message).toMatch(/^\S.*\.$/);
        expect(r.error.message).not.toMatch(/\n|NaN|undefined|Infinity|-\d/);
      }),
      RUNS,
    );
  });
  it('are told, whatever the numbers are', () => {
    const any = fc.oneof(fc.double(), fc.integer(), fc.constantFrom(NaN, Infinity, -1, 0, 2 ** 53));
    const absurd = fc.record({
      ram: any,
      kernelEnd: any,
      reservedTop: any,
      agpAperture: any,
      threads: any,
      vmspaces: any,
      kvaPages: any,
    });
    fc.assert(
      fc.property(absurd, fc.constantFrom(...PAIRS), (fields, [release, arch]) => {
        const r = bootLayout(
          makeMachine({ ...(fields as unknown as Partial<MachineSpec>), release, arch }),
        );
        if (!r.ok) expect(r.error.message).toMatch(/\.$/);
      }),
      RUNS,
    );
  });
});
