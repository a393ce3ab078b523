/** The booted kernel against the boot layout and the thread's dump. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { SEED_MACHINE, makeMachine } from '../boot/machine';
import { MIB, bytes } from '../../base/units';
import { zoneCount, zoneNumber } from '../uma/live/state';
import { zoneFigures } from '../uma/live/figures';
import { bootKernel } from './boot';
import { kernelFaults } from './invariants';
import { M_KERNEL, mapOf } from './types';

const SEED: readonly { name: string; size: number; limit: number }[] = JSON.parse(
  readFileSync(new URL('../../../tests/fixtures/seed-zones.json', import.meta.url), 'utf8'),
) as never;

const booted = (machine = SEED_MACHINE) => {
  const made = bootKernel(machine, 1);
  if (!made.ok) throw new Error(made.error);
  return made.value;
};

describe('the booted router', () => {
  const k = booted();
  it('is sound', () => {
    expect(kernelFaults(k)).toEqual([]);
  });
  it('has the zones of the dump in its order, with their SIZE and LIMIT', () => {
    const rows = Array.from({ length: zoneCount(k.uma) }, (_, i) => zoneFigures(k.uma, i + 1));
    const inOrder = (name: string) => rows.find((r) => r.name === name)!;
    expect(rows.map((r) => r.name).sort()).toEqual(SEED.map((z) => z.name).sort());
    for (const z of SEED) expect(inOrder(z.name)).toMatchObject({ size: z.size, limit: z.limit });
  });
  it('has kegs, zone heads, hash tables and maps as the dump counts them', () => {
    const used = (name: string) => {
      const { used: u, free, requests } = zoneFigures(k.uma, zoneNumber(k.uma, name));
      return [u, free, requests];
    };
    expect(used('UMA Kegs')).toEqual([88, 8, 88]);
    expect(used('UMA Zones')).toEqual([88, 2, 88]);
    expect(used('UMA Hash').slice(0, 1)).toEqual([6]);
    expect(used('MAP')).toEqual([7, 33, 7]);
  });
  it('has its maps where the boot layout puts them', () => {
    const { map, entry } = k.kmem.maps;
    k.mapNames.forEach((name, i) => {
      const r = k.layout.regions.find((x) => x.id === name)!;
      expect([name, map.min.get(i), map.max.get(i) - map.min.get(i)]).toEqual([
        name,
        Number(r.start / 4096n),
        r.size / 4096,
      ]);
    });
    const kernelMap = mapOf(k, M_KERNEL);
    const last = entry.prev.get(entry.next.get(map.head.get(kernelMap)));
    expect(last).toBe(map.head.get(kernelMap));
    const stacks = k.layout.regions.find((r) => r.id === 'kernel_stacks')!;
    let end = 0;
    for (let e = map.head.get(kernelMap); e !== 0; e = entry.next.get(e)) end = entry.end.get(e);
    expect(end).toBe(Number(stacks.start / 4096n));
  });
});

describe('other machines', () => {
  it.each([64, 128, 512, 1024, 4096])('with %i MB boot soundly', (mb) => {
    expect(kernelFaults(booted(makeMachine({ ram: bytes(mb * MIB) })))).toEqual([]);
  });
  it('that cannot be simulated say so', () => {
    expect(bootKernel(makeMachine({ release: '7.0', arch: 'amd64' }), 1)).toMatchObject({
      error: expect.stringContaining('6.2 on i386') as string,
    });
    expect(bootKernel(makeMachine({ smp: true }), 1).ok).toBe(false);
  });
});
