/** A cell that is changed behind the kernel's back is told, and in which words. */
import { expect, it } from 'vitest';
import { busyWorld, toldOf } from '../oracle/busy-world';
import { mapFaults } from './invariants';

it('tell of a changed cell what is wrong', async () => {
  const k = busyWorld().sim.kernel;
  expect(mapFaults(k.kmem.maps)).toEqual([]);
  const { map, entry } = k.kmem.maps;
  await expect(toldOf(k, { map, entry }, (k) => mapFaults(k.kmem.maps))).toMatchFileSnapshot(
    '../../../tests/fixtures/told/vm-map.txt',
  );
});
