/**
 * When the page daemon runs which pass.
 * FreeBSD 6.2 sys/vm/vm_pageout.c vm_pageout(), its loop. docs/adr/0007-daemons-after-commands.md
 */
import type { Kernel } from '../kernel/types';
import { UPTIME } from '../kernel/types';
import { ACT_INIT, NEEDED, PAGEPROC, Q_ACTIVE, available, queued } from '../phys/frames';
import { belowMin, pagingNeeded } from '../phys/page';
import { requestSwapout } from '../proc/vmdaemon';
import { pageStats, pagingTarget, wantsStats } from './active';
import { finishWrites } from './launder';
import { killWhereDesperate } from './oom';
import { scan } from './scan';
import {
  FRUITLESS,
  IDLE_ASKED,
  IDLE_NAP,
  LOOKS,
  NAP,
  PASS,
  PDWAKEUPS,
  PV_WAKEN,
  SCANS,
  SHORT_NAP,
  SWAP_ENABLED,
  SWAP_IDLE_ENABLED,
  WAITING,
} from './state';
import { hasMoved, passWords } from './tally';

/** Passes without gain after which the machine is stuck: one for each step that a page can be young, and four. */
const MOST_FRUITLESS = 68;
/** Looks at active pages in one `wait`: after so many, four for each turn, none is young any more. */
const MOST_LOOKS = 4 * MOST_FRUITLESS;
/** Passes that miss their goal before time has to move. */
const MOST_SCANS = 2;

/** Requests at the end of a pass, for swapping processes out. */
const askForSwapout = (k: Kernel): void => {
  const { cell } = k.pageout;
  const now = k.cell.get(UPTIME);
  if (cell.get(SWAP_IDLE_ENABLED) !== 0 && cell.get(IDLE_ASKED) !== now) {
    cell.set(IDLE_ASKED, now);
    requestSwapout(k, 'idle');
  }
  const isShort = pagingTarget(k) > 0 && available(k.phys) < k.phys.marks.target;
  if (isShort && cell.get(SWAP_ENABLED) !== 0) requestSwapout(k, 'normal');
};

/** What a pass came to: pages now or with the next pass, a change that may lead to some, or nothing. */
type Yield = 'gain' | 'change' | 'nothing';

const onePass = (k: Kernel, pass: number): Yield => {
  const before = available(k.phys);
  const t = scan(k, pass);
  k.console.push(passWords(t));
  askForSwapout(k);
  const killed = killWhereDesperate(k, pass);
  finishWrites(k, t.busy);
  if (killed || t.laundered > 0 || available(k.phys) > before) return 'gain';
  return hasMoved(t) ? 'change' : 'nothing';
};

/** Keeps count of passes that led nowhere. */
const weigh = (k: Kernel, came: Yield): void => {
  const { cell } = k.pageout;
  if (pagingTarget(k) <= 0) cell.set(SCANS, 0);
  else cell.add(SCANS, 1);
  if (came === 'gain' || pagingTarget(k) <= 0) cell.set(FRUITLESS, 0);
  else cell.set(FRUITLESS, came === 'change' ? cell.get(FRUITLESS) + 1 : MOST_FRUITLESS);
};

/** The head of the loop: how long the daemon sleeps before it looks again, if at all. */
const settle = (k: Kernel): void => {
  const { cell } = k.pageout;
  if (!belowMin(k.phys) && !pagingNeeded(k.phys)) k.phys.count.set(NEEDED, 0);
  const isNeeded = k.phys.count.get(NEEDED) !== 0;
  if (isNeeded) cell.add(PASS, 1);
  else cell.set(PASS, cell.get(PASS) > 1 ? 1 : 0);
  cell.set(WAITING, isNeeded && cell.get(PASS) > 1 ? 1 : 0);
  cell.set(NAP, cell.get(WAITING) === 1 ? SHORT_NAP : IDLE_NAP);
};

/** A pass now, with all that belongs to it, and what the daemon does next. */
export const runPass = (k: Kernel): void => {
  const { count } = k.phys;
  if (count.get(NEEDED) !== 0) k.pageout.cell.add(PDWAKEUPS, 1);
  count.set(PAGEPROC, 1);
  const came = onePass(k, k.pageout.cell.get(PASS));
  count.set(PAGEPROC, 0);
  weigh(k, came);
  settle(k);
};

/** Whether passes have led nowhere for so long that more of them would not either. */
export const isStuck = (k: Kernel): boolean => k.pageout.cell.get(FRUITLESS) >= MOST_FRUITLESS;

/**
 * After a command, which may have changed everything, a stuck daemon tries again: for as long as a page
 * that could not be written takes to come round once more.
 */
export const newChance = (k: Kernel): void => {
  const { cell } = k.pageout;
  cell.set(FRUITLESS, Math.min(cell.get(FRUITLESS), MOST_FRUITLESS - ACT_INIT - 3));
};

const isAskedFor = (k: Kernel): boolean =>
  k.phys.count.get(NEEDED) !== 0 || k.pageout.cell.get(PV_WAKEN) !== 0;

/** Whether the daemon would run at once: asked for, not in its half second, not without hope. */
export const wantsToRun = (k: Kernel): boolean =>
  k.pageout.cell.get(WAITING) === 0 && k.pageout.cell.get(SCANS) < MOST_SCANS && isAskedFor(k);

/** Half seconds until the daemon wants to do something; Infinity where nothing would come of it. */
export const pageDaemonDue = (k: Kernel): number => {
  const { cell } = k.pageout;
  const isBusy = cell.get(WAITING) === 1 || isAskedFor(k);
  if (isBusy) return isStuck(k) ? Infinity : 1;
  const isSettled = cell.get(LOOKS) >= MOST_LOOKS || queued(k.phys, Q_ACTIVE) === 0;
  return isSettled || !wantsStats(k) ? Infinity : Math.max(cell.get(NAP), 1);
};

/** Half seconds have passed in which the daemon had nothing to do. */
export const pageDaemonTime = (k: Kernel, halves: number): void => {
  const { cell } = k.pageout;
  cell.set(SCANS, 0);
  const nap = cell.get(NAP) - halves;
  if (nap <= 0 && cell.get(WAITING) === 0) cell.set(PASS, 0);
  cell.set(
    NAP,
    nap >= 0 || cell.get(WAITING) === 1 ? Math.max(nap, 0) : IDLE_NAP + (nap % IDLE_NAP),
  );
};

/** The daemon's time has come: a pass, or a look at active pages. */
export const pageDaemonTick = (k: Kernel): void => {
  const { cell } = k.pageout;
  if (cell.get(WAITING) === 1 || isAskedFor(k)) {
    cell.set(WAITING, 0);
    runPass(k);
    return;
  }
  cell.set(PASS, 0);
  cell.add(LOOKS, 1);
  cell.set(NAP, IDLE_NAP);
  pageStats(k);
};
