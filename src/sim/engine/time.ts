/**
 * Time passes: with `wait`, and where somebody sleeps for pages. The clock goes by half seconds, from
 * one moment at which a kernel thread wants to run to the next.
 */
import { UPTIME } from '../kernel/types';
import type { Kernel } from '../kernel/types';
import { ipSlowtimo } from '../net/ip-reass';
import { pageDaemonDue, pageDaemonTick, pageDaemonTime } from '../pageout/daemon';
import { HALF, LOOKS, TIME_LEFT, UMA_TICKS } from '../pageout/state';
import { UMA_TIMEOUT, umaTimeout } from '../uma/live/drain';

/** A thread or a timeout that wants to run by the clock. */
interface Timer {
  /** half seconds from now, at least 1; Infinity where nothing would come of it */
  readonly due: (k: Kernel) => number;
  readonly tick: (k: Kernel) => void;
}

/** Tables double once a timeout; as many outgrow any, and more in one `wait` would change nothing. */
const MOST_UMA_TICKS = 32;

const now = (k: Kernel): number => 2 * k.cell.get(UPTIME) + k.pageout.cell.get(HALF);

const TIMERS: readonly Timer[] = [
  { due: pageDaemonDue, tick: pageDaemonTick },
  {
    due: (k) =>
      k.pageout.cell.get(UMA_TICKS) < MOST_UMA_TICKS
        ? 2 * UMA_TIMEOUT - (now(k) % (2 * UMA_TIMEOUT))
        : Infinity,
    tick: (k) => {
      k.pageout.cell.add(UMA_TICKS, 1);
      umaTimeout(k.uma);
    },
  },
];

/** Moves the clock on. */
const advance = (k: Kernel, halves: number): void => {
  const then = now(k) + halves;
  k.cell.set(UPTIME, Math.floor(then / 2));
  k.pageout.cell.set(HALF, then % 2);
  k.pageout.cell.set(TIME_LEFT, Math.max(k.pageout.cell.get(TIME_LEFT) - halves, 0));
  pageDaemonTime(k, halves);
  ipSlowtimo(k, halves / 2);
};

/** Half a second passes, and whoever's time comes in it runs. */
export const halfSecond = (k: Kernel): void => {
  const ready = TIMERS.filter((t) => t.due(k) === 1);
  advance(k, 1);
  for (const t of ready) t.tick(k);
};

/** A `wait` begins: so many seconds are to pass. */
export const beginWait = (k: Kernel, seconds: number): void => {
  const { cell } = k.pageout;
  cell.set(TIME_LEFT, 2 * seconds);
  cell.set(LOOKS, 0);
  cell.set(UMA_TICKS, 0);
};

/** Whether a `wait` is going on. */
export const isWaiting = (k: Kernel): boolean => k.pageout.cell.get(TIME_LEFT) > 0;

/** Lets a `wait` pass up to the next moment at which somebody runs, or to its end. */
export const nextMoment = (k: Kernel): void => {
  const dues = TIMERS.map((t) => t.due(k));
  const step = Math.min(k.pageout.cell.get(TIME_LEFT), ...dues);
  advance(k, step);
  TIMERS.forEach((t, i) => {
    if (dues[i] === step) t.tick(k);
  });
};

/** Lets the rest of a `wait` pass with nobody running. */
export const endWait = (k: Kernel): void => {
  const left = k.pageout.cell.get(TIME_LEFT);
  if (left > 0) advance(k, left);
};
