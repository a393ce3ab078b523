/** A cell that is changed behind the kernel's back is told, and in which words. */
import { expect, it } from 'vitest';
import { busyWorld, toldOf } from '../oracle/busy-world';
import { netFaults } from './invariants';

it('tell of a changed cell what is wrong', async () => {
  const k = busyWorld().sim.kernel;
  expect(netFaults(k)).toEqual([]);
  const { mbuf, queue, socket, seg, ipq, sf, cell } = k.net;
  await expect(
    toldOf(k, { mbuf, queue, socket, seg, ipq, sf, cell }, netFaults),
  ).toMatchFileSnapshot('../../../tests/fixtures/told/net.txt');
});
