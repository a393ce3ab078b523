/**
 * Killing the largest process.
 * FreeBSD 6.2 sys/vm/vm_pageout.c vm_pageout_scan(), its end; sys/vm/swap_pager.c vmspace_swap_count().
 */
import type { Kernel } from '../kernel/types';
import { kill, spaceOf } from '../proc/proc';
import { isStrange } from '../proc/vmdaemon';
import { belowMin } from '../phys/page';
import { META_PAGES, SWAP_AVAIL, SWAP_FULL } from '../swap/state';
import { PROCS, P_NONE, P_SYSTEM } from '../proc/state';
import { OBJT_SWAP } from '../vm/state';
import { pagingTarget } from './active';

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

/** init(8), and the pids below which a process is left alone while there is any swap space. */
const INIT = 1;
const FIRST_KILLABLE = 48;

const isSpared = (k: Kernel, p: number): boolean => {
  const { state, flags, pid } = k.proc.proc;
  if (state.get(p) === P_NONE || (flags.get(p) & P_SYSTEM) !== 0) return true;
  const hasSwap = k.swap.cell.get(SWAP_AVAIL) !== 0;
  if (pid.get(p) === INIT || (pid.get(p) < FIRST_KILLABLE && hasSwap)) return true;
  return isStrange(k, p);
};

/** The process with most pages in RAM and on swap, the youngest of several; or 0. */
const largest = (k: Kernel): number => {
  const { pid } = k.proc.proc;
  let victim = 0;
  let most = 0;
  for (let p = 1; p < k.proc.cell.get(PROCS); p += 1) {
    if (isSpared(k, p)) continue;
    const size = swapCount(k, p) + k.vm.pmap.resident.get(p);
    // allproc begins with the youngest, and only a larger one takes its place.
    if (size < most || size === 0 || (size === most && pid.get(p) < pid.get(victim))) continue;
    victim = p;
    most = size;
  }
  return victim;
};

/**
 * Kills where RAM and swap are both at their end: never on the first pass. The process ends as soon as
 * it can run; `k.victims` names it.
 * @returns whether somebody was killed
 */
export const killWhereDesperate = (k: Kernel, pass: number): boolean => {
  const { cell } = k.swap;
  const noSwap = cell.get(SWAP_AVAIL) < SWAP_DESPERATE && belowMin(k.phys);
  const full = cell.get(SWAP_FULL) !== 0 && pagingTarget(k) > 0;
  if (pass === 0 || !(noSwap || full)) return false;
  const victim = largest(k);
  if (victim === 0) return false;
  k.victims.push({ proc: victim, pid: k.proc.proc.pid.get(victim) });
  kill(k, victim);
  return true;
};
