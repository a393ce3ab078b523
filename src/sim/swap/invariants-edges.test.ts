/** A cell that is changed behind the kernel's back is told, and in which words. */
import { expect, it } from 'vitest';
import { busyWorld, toldOf } from '../oracle/busy-world';
import { swapFaults } from './invariants';

it('tell of a changed cell what is wrong', async () => {
  const k = busyWorld().sim.kernel;
  expect(swapFaults(k)).toEqual([]);
  const { swblock, device, free, slots, cell } = k.swap;
  await expect(toldOf(k, { swblock, device, free, slots, cell }, swapFaults)).toMatchFileSnapshot(
    '../../../tests/fixtures/told/swap.txt',
  );
});
