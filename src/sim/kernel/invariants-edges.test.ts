/** A cell that is changed behind the kernel's back is told, by what ties the parts together. */
import { expect, it } from 'vitest';
import { busyWorld, toldOf } from '../oracle/busy-world';
import { pageoutFaults } from '../pageout/invariants';
import { kernelFaults } from './invariants';

it('tell of a changed cell what is wrong', async () => {
  const k = busyWorld().sim.kernel;
  const { frame } = k.phys;
  const { type } = k.malloc;
  await expect(toldOf(k, { frame, type, frameAt: k.frameAt }, kernelFaults)).toMatchFileSnapshot(
    '../../../tests/fixtures/told/kernel.txt',
  );
  await expect(toldOf(k, { frame, cell: k.pageout.cell }, pageoutFaults)).toMatchFileSnapshot(
    '../../../tests/fixtures/told/pageout.txt',
  );
});
