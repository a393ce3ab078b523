import { describe, expect, it } from 'vitest';
import { SEED_MACHINE, bootLayout, makeMachine } from '../../sim';
import type { BootLayout, MachineSpec } from '../../sim';
import { constantGroups } from './constants-table';

const layoutOf = (machine: MachineSpec): BootLayout => {
  const result = bootLayout(machine);
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
};
const router = layoutOf(SEED_MACHINE);
const gigabyte = layoutOf(makeMachine({ ram: (2 ** 30) as MachineSpec['ram'] }));

describe('the constants of a machine', () => {
  it('stand in one group each and none is lost', () => {
    const groups = constantGroups(router, null);
    const names = groups.flatMap((g) => g.rows.map((r) => r.name));
    const all = [...Object.keys(router.sysctl), ...Object.keys(router.zoneLimits)];
    expect([...names].sort()).toEqual([...all].sort());
  });
  it('are marked where they differ from the other machine', () => {
    const rows = constantGroups(gigabyte, router).flatMap((g) => g.rows);
    const kmem = rows.find((r) => r.name === 'vm.kmem_size');
    expect(kmem?.before?.value).toBe(83415040);
    expect(kmem?.isChanged).toBe(true);
    expect(rows.find((r) => r.name === 'vm.kmem_size_scale')?.isChanged).toBe(false);
  });
  it('have nothing before them where nothing is compared', () => {
    const rows = constantGroups(router, null).flatMap((g) => g.rows);
    expect(rows.every((r) => r.before === null && !r.isChanged)).toBe(true);
  });
});
