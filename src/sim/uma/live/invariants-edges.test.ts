/** A cell that is changed behind the kernel's back is told, and in which words. */
import { expect, it } from 'vitest';
import { busyWorld, toldOf } from '../../oracle/busy-world';
import { umaFaults } from './invariants';

it('tell of a changed cell what is wrong', async () => {
  const k = busyWorld().sim.kernel;
  expect(umaFaults(k.uma)).toEqual([]);
  const { keg, zone, cache, slab, bucket, index, cell } = k.uma;
  await expect(
    toldOf(k, { keg, zone, cache, slab, bucket, index, cell }, (k) => umaFaults(k.uma)),
  ).toMatchFileSnapshot('../../../../tests/fixtures/told/uma.txt');
});
