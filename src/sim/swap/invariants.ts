/** What must hold of swap space after every command. */
import type { Kernel } from '../kernel/types';
import { FIRST_OBJECT } from '../vm-map/types';
import { OBJECTS, OBJT_SWAP } from '../vm/state';
import { countFree } from './blist';
import { LABEL_BLOCKS } from './device';
import { deviceOf } from './space';
import { DEVICES, LEAF_BLOCKS, META_PAGES, SWAPOFFS, SWAP_AVAIL, SWBLOCKS } from './state';

const isFree = (k: Kernel, block: number): boolean => {
  const { device, free } = k.swap;
  const d = deviceOf(k, block);
  const at = device.leaf.get(d) * LEAF_BLOCKS + block - device.first.get(d);
  return ((free.bits.get(Math.floor(at / LEAF_BLOCKS)) >>> (at % LEAF_BLOCKS)) & 1) === 1;
};

/** Every block is owned once, and taken; every swblock counts its pages. */
const blockFaults = (k: Kernel, owned: Set<number>): string[] => {
  const { swblock, slots, cell } = k.swap;
  const faults: string[] = [];
  for (let s = 1; s < cell.get(SWBLOCKS); s += 1) {
    if (swblock.object.get(s) === 0) continue;
    let count = 0;
    for (let i = s * META_PAGES; i < (s + 1) * META_PAGES; i += 1) {
      const block = slots.get(i);
      if (block === 0) continue;
      count += 1;
      if (owned.has(block)) faults.push(`swap block ${block} has two owners`);
      owned.add(block);
      if (isFree(k, block)) faults.push(`swap block ${block} is owned and free`);
    }
    if (count === 0 || count !== swblock.count.get(s)) faults.push(`swblock ${s} is miscounted`);
  }
  return faults;
};

/** Every object knows how many swblocks it has, and only a swap object has any. */
const objectFaults = (k: Kernel): string[] => {
  const { swblock, cell } = k.swap;
  const { object } = k.vm;
  const counts = new Map<number, number>();
  for (let s = 1; s < cell.get(SWBLOCKS); s += 1) {
    const o = swblock.object.get(s);
    if (o !== 0) counts.set(o, (counts.get(o) ?? 0) + 1);
  }
  const faults: string[] = [];
  for (let o = FIRST_OBJECT; o < k.vm.cell.get(OBJECTS); o += 1) {
    if (object.swblocks.get(o) !== (counts.get(o) ?? 0))
      faults.push(`object ${o} miscounts its swblocks`);
    if (counts.has(o) && object.type.get(o) - 1 !== OBJT_SWAP)
      faults.push(`object ${o} is on swap and no swap object`);
  }
  return faults;
};

/** Blocks of every device: free, owned, or kept for a label; `swap_pager_avail` counts the free ones. */
const deviceFaults = (k: Kernel, owned: Set<number>): string[] => {
  const { device, free, cell } = k.swap;
  const faults: string[] = [];
  let avail = LABEL_BLOCKS * cell.get(SWAPOFFS);
  const used = new Map<number, number>();
  for (const block of owned) used.set(deviceOf(k, block), (used.get(deviceOf(k, block)) ?? 0) + 1);
  for (let d = 0; d < cell.get(DEVICES); d += 1) {
    const rest = countFree(free, device.leaf.get(d), device.leaves.get(d));
    avail += rest + LABEL_BLOCKS;
    if (device.used.get(d) !== (used.get(d) ?? 0)) faults.push(`swap device ${d} is miscounted`);
    const all = device.used.get(d) + rest + LABEL_BLOCKS;
    if (device.closing.get(d) === 0 && all !== device.nblks.get(d))
      faults.push(`swap device ${d} has lost blocks`);
  }
  if (cell.get(SWAP_AVAIL) !== avail) faults.push('swap_pager_avail is miscounted');
  return faults;
};

/** All faults of swap space. */
export const swapFaults = (k: Kernel): string[] => {
  const owned = new Set<number>();
  return [...blockFaults(k, owned), ...objectFaults(k), ...deviceFaults(k, owned)];
};
