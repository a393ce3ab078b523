/** A cell that is changed behind the kernel's back is told, and in which words. */
import { expect, it } from 'vitest';
import { busyWorld, toldOf } from '../oracle/busy-world';
import { frameFaults } from './invariants';

it('tell of a changed cell what is wrong', async () => {
  const k = busyWorld().sim.kernel;
  expect(frameFaults(k.phys)).toEqual([]);
  const { frame, owned, queue, count } = k.phys;
  await expect(
    toldOf(k, { frame, owned, queue, count }, (k) => frameFaults(k.phys)),
  ).toMatchFileSnapshot('../../../tests/fixtures/told/phys.txt');
});
