/** A cell that is changed behind the kernel's back is told, and in which words. */
import { expect, it } from 'vitest';
import { busyWorld, toldOf } from '../oracle/busy-world';
import { vmFaults } from './invariants';

it('tell of a changed cell what is wrong', async () => {
  const k = busyWorld().sim.kernel;
  expect(vmFaults(k)).toEqual([]);
  const { object, pv, pmap, table, cell } = k.vm;
  await expect(toldOf(k, { object, pv, pmap, table, cell }, vmFaults)).toMatchFileSnapshot(
    '../../../tests/fixtures/told/vm.txt',
  );
});
