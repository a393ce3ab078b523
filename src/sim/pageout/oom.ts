/**
 * Killing the largest process.
 * FreeBSD 6.2 sys/vm/vm_pageout.c vm_pageout_scan(), its end; sys/vm/swap_pager.c vmspace_swap_count().
 */
import type { Kernel } from '../kernel/types';
import { PROCS, P_KILLED, P_NONE, P_SYSTEM } from '../proc/state';
import { kill, spaceOf } from '../proc/proc';
import { hasFlag } from '../proc/sleep';
import { isStrange } from '../proc/vmdaemon';
import { belowMin } from '../phys/page';
import { META_PAGES, SWAP_AVAIL, SWAP_FULL } from '../swap/state';
import { OBJT_SWAP } from '../vm/state';
import { pagingTarget } from './scan';

/** Below so many free swap pages, and below v_free_min, somebody dies. */
const SWAP_DESPERATE = 64;

/** `vmspace_swap_count`: an estimate from swap metadata, as the kernel makes it. */
const swapCount = (k: Kernel, p: number): number => {
  const { map, entry } = k.kmem.maps;
  const { object } = k.vm;
  let count = 0;
  for (let e = map.head.get(spaceOf(k, p).map); e !== 0; e = entry.next.get(e)) {
    const o = entry.object.get(e);
    if (object.type.get(o) - 1 !== OBJT_SWAP || object.swblocks.get(o) === 0) continue;
    const pages = entry.end.get(e) - entry.start.get(e);
    count += Math.floor((object.swblocks.get(o) * META_PAGES * pages) / object.size.get(o)) + 1;
  }
  return count;
};

/** The kernel's own, those killed already, and those in a state in which they could not die. */
const isSpared = (k: Kernel, p: number): boolean =>
  hasFlag(k, p, P_SYSTEM | P_KILLED) || isStrange(k, p);

/** The process with most pages in RAM and on swap, or 0. */
const largest = (k: Kernel): number => {
  let victim = 0;
  let most = 0;
  for (let p = 1; p < k.proc.cell.get(PROCS); p += 1) {
    if (k.proc.proc.state.get(p) === P_NONE || isSpared(k, p)) continue;
    const size = swapCount(k, p) + k.vm.pmap.resident.get(p);
    if (size > most) {
      victim = p;
      most = size;
    }
  }
  return victim;
};

/**
 * Kills where RAM and swap are both at their end: never on the first pass.
 * @returns whether somebody died
 */
export const killWhereDesperate = (k: Kernel, pass: number): boolean => {
  const { cell } = k.swap;
  const noSwap = cell.get(SWAP_AVAIL) < SWAP_DESPERATE && belowMin(k.phys);
  const full = cell.get(SWAP_FULL) !== 0 && pagingTarget(k) > 0;
  if (pass === 0 || !(noSwap || full)) return false;
  const victim = largest(k);
  if (victim === 0) return false;
  k.console.push(`pid ${k.proc.proc.pid.get(victim)}, uid 0, was killed: out of swap space`);
  kill(k, victim);
  return true;
};
