/** All invariants of a kernel, its parts' and those between them. */
import { bufFaults } from '../buf/invariants';
import { fileFaults } from '../file/invariants';
import { F_UNMANAGED } from '../phys/frames';
import { frameFaults } from '../phys/invariants';
import { typeCount, typeFigures } from '../malloc/malloc';
import { pipeFaults } from '../pipe/invariants';
import { umaFaults } from '../uma/live/invariants';
import { KEGS, SLAB_KMEM, SLAB_LARGE, SLABS } from '../uma/live/state';
import { mapFaults } from '../vm-map/invariants';
import { procFaults } from '../proc/invariants';
import { swapFaults } from '../swap/invariants';
import { netFaults } from '../net/invariants';
import { vmFaults } from '../vm/invariants';
import { KERNEL_PMAP, pmapFrame } from '../vm/pmap';
import { M_KERNEL, M_KMEM, mapOf } from './types';
import type { Kernel } from './types';

/** map->size of kmem_map = pages of slabs and large blocks that came from it. */
const kmemFaults = (k: Kernel): string[] => {
  const { slab, keg } = k.uma;
  let pages = 0;
  for (let s = 1; s < k.uma.cell.get(SLABS); s += 1) {
    if (slab.page.get(s) === 0) continue;
    const flags = slab.flags.get(s);
    if ((flags & SLAB_LARGE) !== 0) pages += slab.pages.get(s);
    else if ((flags & SLAB_KMEM) !== 0) pages += keg.ppera.get(slab.keg.get(s));
  }
  const size = k.kmem.maps.map.size.get(mapOf(k, M_KMEM));
  return size === pages ? [] : [`kmem_map holds ${size} pages, slabs and blocks ${pages}`];
};

/** Kernel pages up to the end of the last entry of kernel_map; nothing is mapped above. */
const usedEnd = (k: Kernel): number => {
  const { map, entry } = k.kmem.maps;
  let end = 0;
  for (let e = map.head.get(mapOf(k, M_KERNEL)); e !== 0; e = entry.next.get(e))
    end = entry.end.get(e);
  return end - k.kmem.base;
};

/**
 * Every page of the kernel itself lies at one kernel page and is wired once; a managed one is wired
 * (a buffer, a stack, a borrowed page) or has a pv entry that says where the kernel sees it.
 */
const residentFaults = (k: Kernel): string[] => {
  const { frame } = k.phys;
  const seen = new Set<number>();
  const faults: string[] = [];
  const end = usedEnd(k);
  for (let at = 0; at < end; at += 1) {
    const f = k.frameAt.get(at);
    if (f === 0) continue;
    const isOwn = (frame.flags.get(f) & F_UNMANAGED) !== 0;
    if (isOwn && seen.has(f)) faults.push(`frame ${f} is behind two kernel pages`);
    seen.add(f);
    if (isOwn && frame.wire.get(f) !== 1) faults.push(`frame ${f} in the kernel is not wired`);
    if (!isOwn && frame.wire.get(f) === 0 && pmapFrame(k, KERNEL_PMAP, at + k.kmem.base) !== f)
      faults.push(`frame ${f} lies in the kernel, neither wired nor mapped`);
  }
  return faults;
};

const mallocFaults = (k: Kernel): string[] => {
  const faults: string[] = [];
  for (let t = 1; t <= typeCount(k.malloc); t += 1) {
    const row = typeFigures(k.malloc, t);
    if (row.inUse < 0 || row.bytes < 0) faults.push(`type ${row.name} has freed too much`);
  }
  return faults;
};

/** All faults; empty when the kernel is sound. */
export const kernelFaults = (k: Kernel): string[] => [
  ...frameFaults(k.phys),
  ...mapFaults(k.kmem.maps),
  ...umaFaults(k.uma),
  ...kmemFaults(k),
  ...residentFaults(k),
  ...mallocFaults(k),
  ...vmFaults(k),
  ...swapFaults(k),
  ...procFaults(k),
  ...pipeFaults(k),
  ...netFaults(k),
  ...bufFaults(k),
  ...fileFaults(k),
  ...(k.uma.cell.get(KEGS) > 1 ? [] : ['no keg']),
];
