/** What must hold of pages between two passes of the page daemon. */
import type { Kernel } from '../kernel/types';
import {
  F_BUSY,
  F_DIRTY,
  F_UNMANAGED,
  F_VALID,
  PAGEPROC,
  Q_ACTIVE,
  Q_CACHE,
  Q_INACTIVE,
} from '../phys/frames';
import { TIME_LEFT } from './state';

/** A page on a paging queue belongs to an object, and to none of the kernel's own. */
const queueFault = (k: Kernel, f: number): string | null => {
  const { queue, object, flags } = k.phys.frame;
  const q = queue.get(f);
  if (q !== Q_ACTIVE && q !== Q_INACTIVE && q !== Q_CACHE) return null;
  if (object.get(f) === 0) return `frame ${f} is on queue ${q} and nobody's`;
  return (flags.get(f) & F_UNMANAGED) === 0 ? null : `frame ${f} is unmanaged and on queue ${q}`;
};

/** A cache page may be taken at any moment: clean, whole, mapped nowhere. */
const cacheFault = (k: Kernel, f: number): string | null => {
  const { queue, flags, pv } = k.phys.frame;
  if (queue.get(f) !== Q_CACHE) return null;
  if ((flags.get(f) & F_DIRTY) !== 0) return `cache page ${f} is dirty`;
  if ((flags.get(f) & F_VALID) === 0) return `cache page ${f} holds nothing`;
  return pv.get(f) === 0 ? null : `cache page ${f} is mapped`;
};

/** All faults of queues as the page daemon leaves them. One that it panicked in is let alone. */
export const pageoutFaults = (k: Kernel): string[] => {
  if (k.phys.count.get(PAGEPROC) !== 0) return [];
  const faults: string[] = [];
  for (let f = 1; f <= k.phys.pages; f += 1) {
    for (const fault of [queueFault(k, f), cacheFault(k, f)])
      if (fault !== null) faults.push(fault);
    if ((k.phys.frame.flags.get(f) & F_BUSY) !== 0) faults.push(`frame ${f} is still busy`);
  }
  if (k.phys.frame.queue.get(k.phys.pages + 1) !== 0) faults.push('a marker is left in a queue');
  if (k.pageout.cell.get(TIME_LEFT) !== 0) faults.push('a wait has not ended');
  return faults;
};
