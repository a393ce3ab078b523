/** What must hold of swap space after every command. */
import type { Kernel } from '../kernel/types';
import { META_PAGES, SWAP_AVAIL, SWAP_TOTAL, SWBLOCKS } from './state';

/** Every block is owned once, counted right, and known to its object. */
export const swapFaults = (k: Kernel): string[] => {
  const { swblock, slots, taken, cell } = k.swap;
  const faults: string[] = [];
  const owner = new Uint8Array(cell.get(SWAP_TOTAL) + 1);
  const perObject = new Map<number, number>();
  let used = 0;
  for (let s = 1; s < cell.get(SWBLOCKS); s += 1) {
    const object = swblock.object.get(s);
    if (object === 0) continue;
    perObject.set(object, (perObject.get(object) ?? 0) + 1);
    let count = 0;
    for (let i = s * META_PAGES; i < (s + 1) * META_PAGES; i += 1) {
      const block = slots.get(i);
      if (block === 0) continue;
      count += 1;
      if (owner[block] !== 0) faults.push(`swap block ${block} has two owners`);
      owner[block] = 1;
      if (taken.get(block) === 0) faults.push(`swap block ${block} is owned and free`);
    }
    if (count === 0 || count !== swblock.count.get(s)) faults.push(`swblock ${s} is miscounted`);
    used += count;
  }
  for (let b = 1; b < owner.length; b += 1)
    if (taken.get(b) !== owner[b]) faults.push(`swap block ${b} is taken by nobody`);
  if (cell.get(SWAP_TOTAL) - cell.get(SWAP_AVAIL) !== used) faults.push('swap space is miscounted');
  for (const [object, n] of perObject)
    if (k.vm.object.swblocks.get(object) !== n)
      faults.push(`object ${object} miscounts its swblocks`);
  return faults;
};
