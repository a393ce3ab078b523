/**
 * Machines at the edges of the kernel's arithmetic. The figures were worked out by compiling the
 * kernel's own functions (6.2 and 7.3, 32 and 64 bit) around the same inputs.
 */
import { describe, expect, it } from 'vitest';
import { GIB, MIB, bytes } from '../../base/units';
import { bootLayout } from './layout';
import { makeMachine } from './machine';
import type { BootLayout, MachineSpec } from './types';

const lay = (partial: Partial<MachineSpec>): BootLayout => {
  const r = bootLayout(makeMachine(partial));
  if (!r.ok) throw new Error(r.error.message);
  return r.value;
};
const why = (partial: Partial<MachineSpec>): string => {
  const r = bootLayout(makeMachine(partial));
  return r.ok ? 'fits' : `${r.error.field}: ${r.error.message}`;
};
const kmem = (partial: Partial<MachineSpec>): number | undefined =>
  lay(partial).sysctl['vm.kmem_size']?.value;
const size = (l: BootLayout, id: string): number | undefined =>
  l.regions.find((r) => r.id === id)?.size;
const notes = (l: BootLayout): string => l.notes.map((n) => n.message).join('\n');
const value = (l: BootLayout, id: string): unknown => l.values[id]?.value;

describe('kmem_size in 32 bits', () => {
  it('loses its upper bits before the ceiling is looked at', () => {
    const small = lay({ arch: 'amd64', ram: bytes(12_800 * MIB) });
    expect(value(small, 'vm.kmem_size')).toBe(42_262_528);
    expect(notes(small)).toMatch(/keeps 32 bits/);
    expect(kmem({ arch: 'amd64', ram: bytes(16 * GIB) })).toBe(400 * MIB);
    expect(kmem({ pae: true, ram: bytes(16 * GIB) })).toBe(320 * MIB);
  });
  it('wraps the floor when nmbclusters is huge', () => {
    const l = lay({ tunables: { 'kern.ipc.nmbclusters': 2 ** 20 } });
    expect(value(l, 'kmem_floor')).toBe(12 * MIB);
    expect(notes(l)).toMatch(/floor of kmem_size/);
  });
});

describe('vm.kmem_size and its bounds', () => {
  it.each<[string, Partial<MachineSpec>, number]>([
    ['a ceiling below the floor wins', { tunables: { 'vm.kmem_size_max': 16 * MIB } }, 16 * MIB],
    [
      'a ceiling of 0 is none',
      { ram: bytes(2 * GIB), tunables: { 'vm.kmem_size_max': 0 } },
      698_736_640,
    ],
    ['the tunable passes the ceiling', { tunables: { 'vm.kmem_size': 400 * MIB } }, 400 * MIB],
    ['its old name works too', { tunables: { 'kern.vm.kmem.size': 90 * MIB } }, 90 * MIB],
    ['it need not be whole pages', { tunables: { 'vm.kmem_size': 100_000_001 } }, 100_000_001],
    [
      'a minimum lifts 7.3',
      { release: '7.3', tunables: { 'vm.kmem_size_min': 200 * MIB } },
      200 * MIB,
    ],
  ])('%s', (_, partial, expected) => {
    expect(kmem(partial)).toBe(expected);
  });
  it('the map itself is whole pages', () => {
    expect(size(lay({ tunables: { 'vm.kmem_size': 100_000_001 } }), 'kmem_map')).toBe(100_003_840);
  });
  it('6.2 does not know a minimum, and says so', () => {
    const l = lay({ tunables: { 'vm.kmem_size_min': 200 * MIB } });
    expect(value(l, 'vm.kmem_size')).toBe(83_415_040);
    expect(notes(l)).toMatch(/6\.2 on i386 does not read vm\.kmem_size_min/);
  });
});

describe('other clamps', () => {
  it('maxproc stays below physmem ÷ 12', () => {
    expect(value(lay({ tunables: { 'kern.maxproc': 100_000 } }), 'maxproc')).toBe(5192);
  });
  it('0 means automatic for maxusers and nbuf', () => {
    const l = lay({ tunables: { 'kern.maxusers': 0, 'kern.nbuf': 0 } });
    expect([value(l, 'maxusers'), value(l, 'nbuf')]).toEqual([121, 2222]);
  });
  it('maxbcache holds the automatic nbuf only', () => {
    expect(value(lay({ tunables: { 'kern.maxbcache': 16 * MIB } }), 'nbuf')).toBe(1024);
    const both = lay({ tunables: { 'kern.maxbcache': 16 * MIB, 'kern.nbuf': 3000 } });
    expect(value(both, 'nbuf')).toBe(3000);
  });
  it('maxsockets is never below maxfiles and nmbclusters', () => {
    expect(value(lay({ tunables: { 'kern.ipc.maxsockets': 10 } }), 'maxsockets')).toBe(8768);
  });
  it('the number of vnodes is doubled kmem_size in 32 bits', () => {
    const l = lay({
      kvaPages: 768,
      ram: bytes(4 * GIB),
      tunables: { 'vm.kmem_size': 2 ** 31 + 64 * MIB },
    });
    expect(value(l, 'desiredvnodes')).toBe(66_444);
  });
  it('SWAPMETA gives up a third until it fits', () => {
    const l = lay({ ram: bytes(4 * GIB), tunables: { 'vm.kmem_size': 630 * MIB } });
    expect(notes(l)).toMatch(/no room for 121,574 swap blocks/);
    expect(value(l, 'swap_blocks')).toBe(81_049);
  });
  it('hw.physmem limits RAM and cannot add any', () => {
    expect(value(lay({ tunables: { 'hw.physmem': 128 * MIB } }), 'top_page')).toBe(32_768);
    expect(notes(lay({ tunables: { 'hw.physmem': GIB } }))).toMatch(/ignores it/);
  });
});

describe('what SMP and PAE take', () => {
  it('6.2: two pages after the kernel and one of low memory; 7.3: only the latter', () => {
    const lost = (release: '6.2' | '7.3'): number =>
      Number(value(lay({ release }), 'physmem')) -
      Number(value(lay({ release, smp: true }), 'physmem'));
    expect([lost('6.2'), lost('7.3')]).toEqual([3, 1]);
  });
  it('PAE: 240 page tables and 11 other pages after the kernel', () => {
    expect(Number(value(lay({ pae: true }), 'first_page')) - 4096).toBe(251);
  });
  it('PAE cannot use all that it addresses: the page array outgrows the boot page tables', () => {
    expect(why({ pae: true, ram: bytes(32 * GIB) })).toMatch(/^ram: .*NKPT 240/);
  });
});

describe('7.3', () => {
  const l = lay({ release: '7.3', ram: bytes(512 * MIB) });
  it('puts kmem_map on a superpage and fills the hole below it first', () => {
    const map = l.regions.find((r) => r.id === 'kmem_map')!;
    const tables = l.regions.find((r) => r.id === 'buf_tables')!;
    expect(map.start % BigInt(4 * MIB)).toBe(0n);
    expect(tables.start < map.start).toBe(true);
    expect(l.regions.some((r) => r.id.startsWith('hole.'))).toBe(true);
  });
  it('keeps one reservation and one list head for each superpage', () => {
    expect([size(l, 'vm_reserv_array'), size(l, 'pv_table')]).toEqual([8192, 4096]);
  });
  it('limits jumbo clusters by maxusers, whatever nmbclusters is set to', () => {
    const set = lay({
      release: '7.3',
      ram: bytes(512 * MIB),
      tunables: { 'kern.ipc.nmbclusters': 65536 },
    });
    for (const x of [l, set])
      expect(
        ['mbuf_jumbo_pagesize', 'mbuf_jumbo_9k', 'mbuf_jumbo_16k'].map(
          (z) => x.zoneLimits[z]?.value,
        ),
      ).toEqual([8480, 4240, 2120]);
  });
  it('rounds limits by its own item sizes', () => {
    // 416 B: 9 sockets a slab; 168 B: 23 unpcb; 52 B: 72 tcptw.
    expect(['socket', 'unpcb', 'tcptw'].map((z) => l.zoneLimits[z]?.value)).toEqual([
      16_965, 16_974, 3_456,
    ]);
  });
});

describe('what lies outside the kernel map', () => {
  it('is named on i386', () => {
    expect(lay({ smp: true }).outside.map((r) => [r.id, r.start, r.size])).toEqual([
      ['user', 0n, 0xbfc00000],
      ['ptmap', 0xbfc00000n, 4 * MIB],
      ['last_page', 0xffbff000n, 4096],
      ['smp_private', 0xffc00000n, 4 * MIB],
    ]);
  });
  it('moves with PAE and KVA_PAGES', () => {
    const pae = lay({ pae: true }).outside.find((r) => r.id === 'ptmap');
    const large = lay({ kvaPages: 512 }).outside.find((r) => r.id === 'ptmap');
    expect([pae?.start, pae?.size]).toEqual([0xbf800000n, 8 * MIB]);
    expect(large?.start).toBe(0x7fc00000n);
  });
  it('is named on amd64', () => {
    expect(lay({ arch: 'amd64' }).outside.map((r) => r.id)).toEqual([
      'user',
      'ptmap',
      'direct_map',
      'below_kernel',
      'last_page',
    ]);
  });
});

describe('the end of the map', () => {
  it('is as far as page tables go: vm.kvm_free is never below zero', () => {
    const l = lay({ pae: true, ram: bytes(16 * GIB) });
    expect(l.sysctl['vm.kvm_free']?.value).toBe(0);
  });
  it('says when vm.kvm_free cannot belong to the machine', () => {
    const l = lay({
      kernelVmEnd: 0xc8000000n as unknown as NonNullable<MachineSpec['kernelVmEnd']>,
    });
    expect(notes(l)).toMatch(/differs from its description/);
  });
});

describe('settings that no kernel boots with', () => {
  it.each<[string, Partial<MachineSpec>, RegExp]>([
    [
      'more than an int holds',
      { tunables: { 'kern.maxusers': 2 ** 31 } },
      /^kern.maxusers: .*33,554,4/,
    ],
    ['no kmem_map', { tunables: { 'vm.kmem_size': 0 } }, /^vm.kmem_size: .*expected 1 to/],
    ['less than one buffer', { tunables: { 'kern.maxbcache': 1000 } }, /less than one buffer/],
    ['an overflow of nbuf', { tunables: { 'kern.nbuf': 131_072 } }, /overflows an int/],
    ['no pipe_map', { tunables: { 'kern.ipc.maxpipekva': 0 } }, /expected 1 to/],
    ['a kernel below its load address', { kernelEnd: bytes(2 * MIB) }, /is loaded at/],
    ['PAE on amd64', { arch: 'amd64', pae: true }, /belong to i386/],
    ['KVA_PAGES of PAE in fours', { pae: true, kvaPages: 516 }, /multiple of 8/],
    [
      'a user buffer cache above the map',
      { tunables: { 'kern.nbuf': 60_000 } },
      /^clean_map: .*does not fit/,
    ],
    ['16 MB with a kernel of 16 MB', { ram: bytes(16 * MIB) }, /Give more RAM/],
  ])('%s', (_, partial, expected) => {
    expect(why(partial)).toMatch(expected);
  });
  it('but 16 MB are enough for a kernel of 8', () => {
    expect(value(lay({ ram: bytes(16 * MIB), kernelEnd: bytes(8 * MIB) }), 'maxusers')).toBe(32);
  });
});

describe('settings that change nothing', () => {
  it('are told apart from those that are not modelled', () => {
    const l = lay({ tunables: { 'kern.hz': 1000, 'made.up': 1 } });
    expect(notes(l)).toMatch(/kern\.hz does not size/);
    expect(notes(l)).toMatch(/made\.up is not modelled/);
  });
});
