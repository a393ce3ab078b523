/**
 * Calls: how one sleeps and is woken, and who has a pipe locked.
 * FreeBSD 6.2 sys/kern/sys_pipe.c pipelock(), pipeunlock(); sys/kern/kern_synch.c msleep(), wakeup().
 * A stage of a call either goes on, sleeps (it is then begun anew), or ends the call.
 */
import type { Kernel } from '../kernel/types';
import { fallAsleep, isProc, wakeUp } from '../proc/proc';
import { giveRecord, takeRecord } from '../state/pool';
import { CALLS, CALL_POOL, CHANNELS, PIPE_LWANT, clearFlag, has, setFlag } from './state';

/** `PRIBIO` and `PVM` of sys/sys/priority.h. */
export const PRIBIO = 76;
export const PVM = 84;
/** Ours: `CHANNELS` follow this number among the wait messages of processes. */
export const WMESG_BASE = 32;

/** What a stage came to. `memory`: `wait.on` says for what it sleeps. */
export type Next = 'go' | 'sleep' | 'memory' | 'done';
/** One stage. `broken`: the sleep in which it was begun last has been ended by a signal. */
export type Stage = (k: Kernel, call: number, broken: boolean) => Next;

/** Errors of calls, as numbers of a column; 0 = none. */
export const ERRORS = ['', 'EPIPE', 'EINTR', 'EAGAIN', 'ENOMEM', 'EFAULT', 'E2BIG'] as const;
export type CallError = Exclude<(typeof ERRORS)[number], ''>;

const pool = (k: Kernel) => ({ cell: k.pipe.cell, top: CALLS, free: CALL_POOL });

/** What a call is given. */
export interface NewCall {
  readonly kind: number;
  readonly pipe: number;
  readonly stage: number;
  readonly bytes?: number;
  /** 0 = not modelled */
  readonly proc?: number;
  readonly base?: number;
  readonly offset?: number;
  readonly nonblock?: boolean;
  readonly straight?: boolean;
}

/** Begins a call. `chain` is the next one of the same command. */
export const newCall = (k: Kernel, n: NewCall, chain: number): number => {
  const { call } = k.pipe;
  const c = takeRecord(call, pool(k));
  call.kind.set(c, n.kind);
  call.pipe.set(c, n.pipe);
  call.stage.set(c, n.stage);
  call.total.set(c, n.bytes ?? 0);
  call.resid.set(c, n.bytes ?? 0);
  call.base.set(c, n.base ?? 0);
  call.offset.set(c, n.offset ?? 0);
  call.nonblock.set(c, n.nonblock === true ? 1 : 0);
  call.straight.set(c, n.straight === true ? 1 : 0);
  call.chain.set(c, chain);
  setCaller(k, c, n.proc ?? 0);
  return c;
};

/** Says whose call it is. */
export const setCaller = (k: Kernel, c: number, p: number): void => {
  k.pipe.call.proc.set(c, p);
  k.pipe.call.pid.set(c, p === 0 ? 0 : k.proc.proc.pid.get(p));
};

/** Forgets a call. */
export const endCall = (k: Kernel, c: number): void => {
  giveRecord(k.pipe.call, pool(k), c);
};

/** Whether the caller's process has ended. */
export const isGone = (k: Kernel, c: number): boolean => {
  const { proc, pid } = k.pipe.call;
  const p = proc.get(c);
  return p !== 0 && (!isProc(k, p) || k.proc.proc.pid.get(p) !== pid.get(c));
};

/** Whether a signal waits for the call; the end of its process is one (SIGKILL). */
export const isSignalled = (k: Kernel, c: number): boolean =>
  k.pipe.call.signal.get(c) === 1 || isGone(k, c);

/** Fails the call. */
export const fail = (k: Kernel, c: number, error: CallError): void => {
  k.pipe.call.error.set(c, ERRORS.indexOf(error));
};

/** Moves on to a stage. */
export const goTo = (k: Kernel, c: number, stage: number): Next => {
  k.pipe.call.stage.set(c, stage);
  return 'go';
};

/** How a sleep is entered: `catches` = a signal ends it (`PCATCH`). */
export interface Sleep {
  readonly on: (typeof CHANNELS)[number];
  readonly catches: boolean;
}

/** The call falls asleep on its pipe. */
export const sleepOn = (k: Kernel, c: number, { on, catches }: Sleep): Next => {
  const { call, pipe } = k.pipe;
  call.on.set(c, CHANNELS.indexOf(on));
  call.catches.set(c, catches ? 1 : 0);
  call.seen.set(c, pipe.wakeups.get(call.pipe.get(c)));
  return 'sleep';
};

/** Wakes all that sleep on a pipe. */
export const wakeup = (k: Kernel, pipe: number): void => {
  k.pipe.pipe.wakeups.add(pipe, 1);
};

/** Wakes all if one has said that it waits: `PIPE_WANTR`, `PIPE_WANTW`, `PIPE_LWANT`. */
export const wakeIf = (k: Kernel, pipe: number, flag: number): void => {
  if (!has(k.pipe, pipe, flag)) return;
  clearFlag(k.pipe, pipe, flag);
  wakeup(k, pipe);
};

/** Whether the call got the lock, or has it. */
export const tryLock = (k: Kernel, c: number): boolean => {
  const { lock } = k.pipe.pipe;
  const pipe = k.pipe.call.pipe.get(c);
  const owner = lock.get(pipe);
  if (owner !== 0 && owner !== c) {
    setFlag(k.pipe, pipe, PIPE_LWANT);
    return false;
  }
  lock.set(pipe, c);
  return true;
};

/** Gives the lock back, and wakes whoever waits for it. */
export const unlock = (k: Kernel, c: number): void => {
  const pipe = k.pipe.call.pipe.get(c);
  if (k.pipe.pipe.lock.get(pipe) !== c) return;
  k.pipe.pipe.lock.set(pipe, 0);
  wakeIf(k, pipe, PIPE_LWANT);
};

/** Sleeps for the lock (`pipelk`). */
export const waitForLock = (k: Kernel, c: number, catches: boolean): Next =>
  sleepOn(k, c, { on: 'pipelk', catches });

/** Whether a sleeping call has nothing to wake it. Calls for memory and for room always try again. */
export const staysAsleep = (k: Kernel, c: number): boolean => {
  const { call, pipe } = k.pipe;
  const on = CHANNELS[call.on.get(c)];
  if (on === '' || on === 'kmaw') return false;
  const woken = pipe.wakeups.get(call.pipe.get(c)) !== call.seen.get(c);
  return !woken && !(call.catches.get(c) === 1 && isSignalled(k, c));
};

const others = (k: Kernel, c: number): boolean => {
  const { call, cell } = k.pipe;
  for (let o = 1; o < cell.get(CALLS); o += 1)
    if (o !== c && call.proc.get(o) === call.proc.get(c) && call.on.get(o) !== 0) return true;
  return false;
};

/** Shows the sleep of a call at its process, or that none of its calls sleeps any more. */
export const markProcess = (k: Kernel, c: number): void => {
  const { call } = k.pipe;
  const p = call.proc.get(c);
  if (p === 0 || isGone(k, c)) return;
  const on = call.on.get(c);
  const priority = CHANNELS[on] === 'kmaw' ? PVM : PRIBIO;
  if (on !== 0) fallAsleep(k, p, WMESG_BASE + on, priority);
  else if (!others(k, c)) wakeUp(k, p);
};
