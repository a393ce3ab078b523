import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { GIB, MIB, bytes } from '../../base/units';
import { bootLayout } from './layout';
import { SEED_MACHINE, makeMachine } from './machine';
import type { BootLayout, MachineSpec } from './types';

interface Golden {
  readonly arch: 'i386' | 'amd64';
  readonly ver: string;
  readonly ram_mb: number;
  readonly regions: readonly {
    readonly name: string;
    readonly start: number;
    readonly size: number;
  }[];
  readonly [key: string]: unknown;
}
const golden = JSON.parse(readFileSync('tests/fixtures/kva-layout.json', 'utf8')) as Record<
  string,
  Golden
>;
const must = (m: MachineSpec): BootLayout => {
  const r = bootLayout(m);
  if (!r.ok) throw new Error(r.error.message);
  return r.value;
};
const machineOf = (g: Golden): MachineSpec =>
  makeMachine({
    arch: g.arch,
    release: g.ver === '7.x' ? '7.0' : '6.2',
    ram: bytes(g.ram_mb * MIB),
  });
const layoutOf = (key: string): [BootLayout, Golden] => [
  must(machineOf(golden[key]!)),
  golden[key]!,
];
const NAMES = ['seed', 'i386_512', 'i386_1024', 'amd64_4096_62', 'amd64_4096_70'];
/** Scalars of the fixture and the ids that hold them here. */
const SAME = {
  physmem: 'physmem',
  v_page_count: 'v_page_count',
  maxusers: 'maxusers',
  maxproc: 'maxproc',
  maxfiles: 'maxfiles',
  ncallout: 'ncallout',
  nmbclusters: 'nmbclusters',
  maxsockets: 'maxsockets',
  kmem_floor: 'kmem_floor',
  kmem_size: 'vm.kmem_size',
  desiredvnodes: 'desiredvnodes',
  nbuf: 'nbuf',
  nswbuf: 'nswbuf',
  maxbufspace: 'maxbufspace',
  hibufspace: 'hibufspace',
  pv_max: 'pv_entry_max',
  pv_limit: 'limit.PV ENTRY',
  kmapent_n: 'kmap_entries',
  kmapent_limit: 'limit.KMAP ENTRY',
  nsfbufs: 'nsfbufs',
  swapmeta_n: 'swap_blocks',
  swapmeta_limit: 'limit.SWAPMETA',
  accounted: 'accounted',
  kvm_size: 'vm.kvm_size',
  kvm_free_max: 'vm.kvm_free',
  kmem_size_max: 'kmem_max',
  kmem_size_scale: 'kmem_scale',
} as const;

describe.each(NAMES)('the reference machine %s', (key) => {
  const [layout, g] = layoutOf(key);
  it.each(Object.entries(SAME).filter(([k]) => k in g))('%s', (k, id) => {
    expect(layout.values[id]?.value).toBe(g[k]);
  });
  it('has the same regions, byte by byte', () => {
    const parents = new Set(['kernel_map', 'clean_map']);
    const mine = layout.regions.filter((r) => !parents.has(r.id)).slice(0, g.regions.length);
    expect(mine.map((r) => [Number(r.start), r.size as number])).toEqual(
      g.regions.map((r) => [r.start, r.size]),
    );
  });
});

describe('the thread’s router', () => {
  const layout = must(SEED_MACHINE);
  it('prints the sysctls of the mail', () => {
    const of = (name: string): number | undefined => layout.sysctl[name]?.value;
    expect([
      of('vm.kmem_size'),
      of('vm.kmem_size_max'),
      of('vm.kmem_size_scale'),
      of('vm.kvm_size'),
      of('vm.kvm_free'),
    ]).toEqual([83415040, 335544320, 3, 1073737728, 704638976]);
  });
  it('reproduces all 21 limits of the dump', () => {
    const rows = JSON.parse(readFileSync('tests/fixtures/seed-zones.json', 'utf8')) as {
      name: string;
      limit: number;
    }[];
    const dump = Object.fromEntries(rows.filter((r) => r.limit > 0).map((r) => [r.name, r.limit]));
    expect(Object.keys(dump)).toHaveLength(21);
    expect(
      Object.fromEntries(Object.entries(layout.zoneLimits).map(([k, d]) => [k, d.value])),
    ).toEqual(dump);
  });
  it('wakes the page daemon where the reference says', () => {
    const of = (id: string): unknown => layout.values[id]?.value;
    expect(
      [
        'v_free_reserved',
        'v_free_severe',
        'v_free_min',
        'v_free_target',
        'v_inactive_target',
        'pageout_wakeup',
        'pageout_goal',
      ].map(of),
    ).toEqual([161, 313, 465, 2021, 3031, 2182, 4042]);
  });
  it('leaves a residue of 6.2 to 10.2 MB beside the aperture', () => {
    const rest = layout.regions.find((r) => r.id === 'device_and_rounding')!.size / MIB;
    expect(rest).toBeGreaterThan(6.2);
    expect(rest).toBeLessThan(10.3);
  });
});

describe('other kernels', () => {
  it('an SMP kernel of 6.2 gives up one page table', () => {
    const smp = must(makeMachine({ smp: true, ram: bytes(512 * MIB) }));
    expect(smp.sysctl['vm.kvm_size']?.value).toBe(1069543424);
    expect(smp.sysctl['vm.kmem_size']?.value).toBe(171315200);
  });
  it('7.3 reserves PV chunks by maxproc', () => {
    const l = must(makeMachine({ release: '7.3', ram: bytes(512 * MIB) }));
    expect(l.regions.find((r) => r.id === 'pv_entry_kva')?.size).toBe(4004 * 4096);
  });
  it('PAE doubles the page directory entries, not the space', () => {
    const l = must(makeMachine({ pae: true, ram: bytes(6 * GIB) }));
    expect(l.sysctl['vm.kvm_size']?.value).toBe(1073737728);
  });
});

describe('machines that cannot be', () => {
  it.each<[string, Partial<MachineSpec>, RegExp]>([
    ['no RAM', { ram: bytes(0) }, /RAM/],
    ['64 GB on i386 without PAE', { ram: bytes(64 * GIB) }, /PAE/],
    [
      'kmem_size above the address space',
      { ram: bytes(4 * GIB), tunables: { 'vm.kmem_size': 2 * GIB } },
      /does not fit/,
    ],
    ['7.3 on amd64', { release: '7.3', arch: 'amd64' }, /not modelled/],
    ['KVA_PAGES 255', { kvaPages: 255 }, /multiple of 4/],
    ['half a byte', { ram: bytes(0.5) }, /whole number/],
  ])('%s', (_, partial, message) => {
    const r = bootLayout(makeMachine(partial));
    expect(r.ok ? '' : r.error.message).toMatch(message);
  });
  it('scale 0 falls back to the floor, as the kernel does', () => {
    const l = must(makeMachine({ tunables: { 'vm.kmem_size_scale': 0 } }));
    expect(l.sysctl['vm.kmem_size']?.value).toBe(48496640);
    expect(l.notes.map((n) => n.message).join()).toMatch(/scale is 0/);
  });
  it('a kmem_size of ten times the RAM is clamped to twice the RAM', () => {
    const l = must(makeMachine({ tunables: { 'vm.kmem_size': 2560 * MIB } }));
    expect(l.sysctl['vm.kmem_size']?.value).toBe(2 * 61096 * 4096);
  });
});

describe('any machine', () => {
  const spec = fc.record({
    release: fc.constantFrom('6.2' as const, '7.0' as const, '7.3' as const),
    arch: fc.constantFrom('i386' as const, 'amd64' as const),
    ram: fc.oneof(
      fc.integer({ min: -5, max: 70 * 1024 }).map((n) => bytes(n * MIB)),
      fc.double().map(bytes),
    ),
    smp: fc.boolean(),
    pae: fc.boolean(),
    tunables: fc.dictionary(
      fc.constantFrom(
        'vm.kmem_size',
        'vm.kmem_size_scale',
        'kern.nbuf',
        'kern.maxusers',
        'kern.ipc.nmbclusters',
        'made.up',
      ),
      fc.oneof(fc.nat(2 ** 31), fc.double()),
      { maxKeys: 3 },
    ),
  });
  it('gives an error or a layout that holds together', () => {
    fc.assert(
      fc.property(spec, (partial) => {
        const r = bootLayout(makeMachine(partial));
        if (!r.ok) return;
        const { regions, values } = r.value;
        const leaves = regions.filter((x) => !['kernel_map', 'clean_map'].includes(x.id));
        for (const x of regions) {
          expect(Number.isSafeInteger(x.size) && x.size > 0).toBe(true);
          expect([x.sizeRef, x.startRef].every((id) => id in values)).toBe(true);
        }
        leaves.forEach((x, i) => {
          const next = leaves[i + 1];
          if (next !== undefined) expect(x.start + BigInt(x.size)).toBe(next.start);
        });
        for (const d of Object.values(values)) {
          if (typeof d.value === 'number')
            expect(Number.isFinite(d.value) && d.value >= 0).toBe(true);
          for (const input of d.inputs)
            if (input.ref !== undefined) expect(input.ref in values).toBe(true);
        }
      }),
      { seed: 11, numRuns: 300 },
    );
  });
});

describe('the sources of an amd64 layout', () => {
  it.each(['6.2', '7.0'] as const)('cite no file of i386 in %s', (release) => {
    const layout = bootLayout(makeMachine({ release, arch: 'amd64', ram: bytes(4 * 2 ** 30) }));
    if (!layout.ok) throw new Error(layout.error.message);
    const cited = Object.values(layout.value.values).map((d) => d.source);
    expect(cited.filter((s) => s.file.includes('amd64')).length).toBeGreaterThan(10);
    expect(cited.filter((s) => s.file.includes('i386') || s.function === 'PTDPTDI')).toEqual([]);
  });
});
