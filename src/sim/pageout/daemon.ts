/**
 * When the page daemon runs which pass.
 * FreeBSD 6.2 sys/vm/vm_pageout.c vm_pageout(), its loop. docs/adr/0007-daemons-after-commands.md
 */
import { formatCount } from '../../base/format';
import type { Kernel } from '../kernel/types';
import { UPTIME } from '../kernel/types';
import { NEEDED } from '../phys/frames';
import { belowMin, pagingNeeded } from '../phys/page';
import { requestSwapout } from '../proc/vmdaemon';
import { killWhereDesperate } from './oom';
import { STATS_INTERVAL, pageStats, pagingTarget, scan } from './scan';
import type { Scan } from './scan';
import {
  HALF,
  IDLE_ASKED,
  PASS,
  PDWAKEUPS,
  SWAP_ENABLED,
  SWAP_IDLE_ENABLED,
  WAITING,
} from './state';

/** Passes that one command or one wait may see; a machine that needs more is stuck. */
const MOST_PASSES = 400;
/** Looks at active pages that one wait may see: after these nothing is young any more. */
const MOST_STATS = 120;

const part = (n: number, what: string): string[] => (n === 0 ? [] : [`${what} ${formatCount(n)}`]);

const inWords = (s: Scan): string => {
  const did = [
    ...part(s.cached, 'cached'),
    ...part(s.laundered, 'laundered'),
    ...part(s.freed, 'freed'),
    ...part(s.activated, 'activated'),
    ...part(s.deactivated, 'deactivated'),
    ...part(s.aged - s.deactivated, 'looked at'),
    ...part(s.reclaimed, 'uma_reclaim'),
  ];
  const what = did.length === 0 ? 'nothing to be had' : did.join(', ');
  return `page daemon, pass ${s.pass}: wanted ${formatCount(Math.max(s.wanted, 0))} pages; ${what}`;
};

const ask = (k: Kernel): void => {
  const { cell } = k.pageout;
  const now = k.cell.get(UPTIME);
  if (cell.get(SWAP_IDLE_ENABLED) !== 0 && cell.get(IDLE_ASKED) !== now) {
    cell.set(IDLE_ASKED, now);
    requestSwapout(k, 'idle');
  }
  const isShort = pagingTarget(k) > 0 && k.phys.marks.goal - pagingTarget(k) < k.phys.marks.target;
  if (isShort && cell.get(SWAP_ENABLED) !== 0) requestSwapout(k, 'normal');
};

/** A pass with all that belongs to it. Returns whether it changed anything. */
const runPass = (k: Kernel): boolean => {
  const pass = k.pageout.cell.get(PASS);
  if (k.phys.count.get(NEEDED) !== 0) k.pageout.cell.add(PDWAKEUPS, 1);
  const s = scan(k, pass);
  k.console.push(inWords(s));
  ask(k);
  const killed = killWhereDesperate(k, pass);
  const moved = s.cached + s.laundered + s.freed + s.activated + s.aged + s.reclaimed;
  return killed || moved > 0;
};

/** The head of the loop: done, another pass at once, or half a second of sleep before it. */
const settle = (k: Kernel): 'done' | 'again' | 'sleep' => {
  const { cell } = k.pageout;
  if (!belowMin(k.phys) && !pagingNeeded(k.phys)) k.phys.count.set(NEEDED, 0);
  if (k.phys.count.get(NEEDED) === 0) {
    cell.set(PASS, cell.get(PASS) > 1 ? 1 : 0);
    return 'done';
  }
  cell.add(PASS, 1);
  if (cell.get(PASS) === 1) return 'again';
  cell.set(WAITING, 1);
  return 'sleep';
};

const runFrom = (k: Kernel): boolean => {
  let changed = false;
  do changed = runPass(k) || changed;
  while (settle(k) === 'again');
  return changed;
};

/** Lets the daemon run if it was asked for and does not sleep out its half second. */
export const wakePageDaemon = (k: Kernel): boolean => {
  if (k.phys.count.get(NEEDED) === 0 || k.pageout.cell.get(WAITING) !== 0) return false;
  runFrom(k);
  return true;
};

/** Half a second passes for a daemon that waits between two passes. False where nothing changed. */
export const nextPass = (k: Kernel): boolean => {
  const { cell } = k.pageout;
  if (cell.get(WAITING) === 0) return false;
  cell.set(WAITING, 0);
  const half = cell.get(HALF);
  cell.set(HALF, 1 - half);
  k.cell.add(UPTIME, half);
  return runFrom(k);
};

/** What the daemon does while `seconds` pass: passes it is in the middle of, then looks at ages. */
export const pageDaemonTime = (k: Kernel, seconds: number): void => {
  const end = k.cell.get(UPTIME) + seconds;
  let passes = 0;
  while (k.pageout.cell.get(WAITING) !== 0 && k.cell.get(UPTIME) < end && passes < MOST_PASSES) {
    passes += 1;
    if (!nextPass(k)) break;
  }
  const looks = Math.floor((end - k.cell.get(UPTIME)) / STATS_INTERVAL);
  for (let i = 0; i < Math.min(looks, MOST_STATS); i += 1) {
    if (k.phys.count.get(NEEDED) !== 0) break;
    k.pageout.cell.set(PASS, 0);
    if (!pageStats(k)) break;
  }
};
