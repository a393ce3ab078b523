/** A cell that is changed behind the kernel's back is told, and in which words. */
import { expect, it } from 'vitest';
import { busyWorld, toldOf } from '../oracle/busy-world';
import { fileFaults } from './invariants';

it('tell of a changed cell what is wrong', async () => {
  const k = busyWorld().sim.kernel;
  expect(fileFaults(k)).toEqual([]);
  const { file, vnode, dirhash, chunk, cell } = k.file;
  await expect(toldOf(k, { file, vnode, dirhash, chunk, cell }, fileFaults)).toMatchFileSnapshot(
    '../../../tests/fixtures/told/file.txt',
  );
});
