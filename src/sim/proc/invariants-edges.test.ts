/** A cell that is changed behind the kernel's back is told, and in which words. */
import { expect, it } from 'vitest';
import { busyWorld, toldOf } from '../oracle/busy-world';
import { procFaults } from './invariants';

it('tell of a changed cell what is wrong', async () => {
  const k = busyWorld().sim.kernel;
  expect(procFaults(k)).toEqual([]);
  const { proc, thread, cell } = k.proc;
  await expect(toldOf(k, { proc, thread, cell }, procFaults)).toMatchFileSnapshot(
    '../../../tests/fixtures/told/proc.txt',
  );
});
