/** A cell that is changed behind the kernel's back is told, and in which words. */
import { expect, it } from 'vitest';
import { busyWorld, toldOf } from '../oracle/busy-world';
import { bufFaults } from './invariants';

it('tell of a changed cell what is wrong', async () => {
  const k = busyWorld().sim.kernel;
  expect(bufFaults(k)).toEqual([]);
  const { buf, queue, cell } = k.buf;
  await expect(toldOf(k, { buf, queue, cell }, bufFaults)).toMatchFileSnapshot(
    '../../../tests/fixtures/told/buf.txt',
  );
});
