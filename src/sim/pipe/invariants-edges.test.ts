/** A cell that is changed behind the kernel's back is told, and in which words. */
import { expect, it } from 'vitest';
import { busyWorld, toldOf } from '../oracle/busy-world';
import { pipeFaults } from './invariants';

it('tell of a changed cell what is wrong', async () => {
  const k = busyWorld().sim.kernel;
  expect(pipeFaults(k)).toEqual([]);
  const { pipe, pair, call, cell } = k.pipe;
  await expect(toldOf(k, { pipe, pair, call, cell }, pipeFaults)).toMatchFileSnapshot(
    '../../../tests/fixtures/told/pipe.txt',
  );
});
