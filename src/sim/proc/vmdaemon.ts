/**
 * The vmdaemon: swaps processes out and takes RAM from those above their limit.
 * FreeBSD 6.2 sys/vm/vm_pageout.c: vm_req_vmdaemon(), vm_daemon().
 */
import { formatCount } from '../../base/format';
import type { Kernel } from '../kernel/types';
import { UPTIME } from '../kernel/types';
import { SWAPOUT_ASKED, SWAPOUT_REQ, VMDAEMON_WOKEN } from '../pageout/state';
import { mapDeactivatePages } from './deactivate';
import { canRun, hasFlag, threadsOf } from './sleep';
import { P_OUT, P_SYSTEM, P_WEXIT, RSS_LIMIT } from './state';
import { SWAP_IDLE, SWAP_NORMAL, allProcs, swapoutProcs } from './swapout';

/** Pids that a line of the log names; of more it tells the number. */
const NAMED = 6;

/** Asks the vmdaemon, which hears at most once a second. A request that it does not hear stands. */
export const requestSwapout = (k: Kernel, action: 'normal' | 'idle'): void => {
  const { cell } = k.pageout;
  const flag = action === 'normal' ? SWAP_NORMAL : SWAP_IDLE;
  cell.set(SWAPOUT_REQ, cell.get(SWAPOUT_REQ) | flag);
  if (k.cell.get(UPTIME) <= cell.get(SWAPOUT_ASKED)) return;
  cell.set(SWAPOUT_ASKED, k.cell.get(UPTIME));
  cell.set(VMDAEMON_WOKEN, 1);
};

const names = (k: Kernel, procs: readonly number[]): string => {
  const pids = procs.slice(0, NAMED).map((p) => k.proc.proc.pid.get(p));
  const rest = procs.length - pids.length;
  return `pid ${pids.join(', ')}${rest === 0 ? '' : ` and ${formatCount(rest)} more`}`;
};

/** Whether a thread neither runs, nor is ready to, nor sleeps: suspended, or woken and not in RAM. */
export const isStrange = (k: Kernel, p: number): boolean =>
  threadsOf(k, p).some(
    (t) => k.proc.thread.asleep.get(t) === 0 && (hasFlag(k, p, P_OUT) || !canRun(k, t)),
  );

/** Whether the daemon took mappings from a process that has more pages than it may. */
const limitPages = (k: Kernel, p: number): number => {
  if (hasFlag(k, p, P_SYSTEM | P_WEXIT) || isStrange(k, p)) return 0;
  const { resident } = k.vm.pmap;
  const size = resident.get(p);
  const own = k.proc.proc.rss.get(p) || k.proc.cell.get(RSS_LIMIT);
  const limit = hasFlag(k, p, P_OUT) ? 0 : own;
  if (size >= limit) mapDeactivatePages(k, p, limit);
  return size - resident.get(p);
};

/** Lets the vmdaemon work if it was asked. Returns whether it was. */
export const runVmdaemon = (k: Kernel): boolean => {
  const { cell } = k.pageout;
  if (cell.get(VMDAEMON_WOKEN) === 0) return false;
  cell.set(VMDAEMON_WOKEN, 0);
  const gone = swapoutProcs(k, cell.get(SWAPOUT_REQ));
  cell.set(SWAPOUT_REQ, 0);
  const unmapped = allProcs(k).reduce((n, p) => n + limitPages(k, p), 0);
  const out = gone.length === 0 ? '' : `${names(k, gone)} swapped out, `;
  if (gone.length > 0 || unmapped > 0)
    k.console.push(`vmdaemon: ${out}${formatCount(unmapped)} mappings removed`);
  return true;
};
