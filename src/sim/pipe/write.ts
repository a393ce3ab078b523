/**
 * write(2) on a pipe: choose a size, then byte after byte into the ring, or whole chunks directly.
 * FreeBSD 6.2 sys/kern/sys_pipe.c pipe_write().
 */
import type { Kernel } from '../kernel/types';
import { fail, goTo, sleepOn, tryLock, unlock, waitForLock, wakeIf, wakeup } from './call';
import type { CallError, Next, Stage } from './call';
import { touchUser } from './copy';
import { DIRECT_STAGES, D_TRY, W_END, W_LOOP } from './direct';
import { desiredSize, mayResize, pipespace, touchBuffer } from './space';
import {
  PIPE_BUF,
  PIPE_DIRECTW,
  PIPE_EOF,
  PIPE_MINDIRECT,
  PIPE_PRESENT,
  PIPE_WANT,
  PIPE_WANTR,
  PIPE_WANTW,
  clearFlag,
  has,
  setFlag,
} from './state';

/** Stages of a write. The lock is held in RESIZE and COPY. */
export const W_START = 1;
const W_RESIZE = 2;
const W_COPY = 4;

const leave = (k: Kernel, c: number, error: CallError): Next => {
  unlock(k, c);
  fail(k, c, error);
  return goTo(k, c, W_END);
};

/** Ends a call that is not counted as busy. */
const refuse = (k: Kernel, c: number, error: CallError): Next => {
  unlock(k, c);
  fail(k, c, error);
  return 'done';
};

const start: Stage = (k, c, broken) => {
  if (broken) return refuse(k, c, 'EINTR');
  if (!tryLock(k, c)) return waitForLock(k, c, true);
  const pipe = k.pipe.call.pipe.get(c);
  if (!has(k.pipe, pipe, PIPE_PRESENT) || has(k.pipe, pipe, PIPE_EOF)) return refuse(k, c, 'EPIPE');
  k.pipe.pipe.busy.add(pipe, 1);
  return goTo(k, c, W_RESIZE);
};

const resize: Stage = (k, c) => {
  const { call, pipe: p } = k.pipe;
  const pipe = call.pipe.get(c);
  const desired = desiredSize(k, pipe, call.resid.get(c));
  if (desired !== p.size.get(pipe) && mayResize(k, pipe))
    if (pipespace(k, pipe, desired) === 'memory') return 'memory';
  if (p.size.get(pipe) === 0) {
    p.busy.add(pipe, -1);
    return refuse(k, c, 'ENOMEM');
  }
  unlock(k, c);
  return goTo(k, c, W_LOOP);
};

/** Bytes that may go into the ring now; short writes go whole or not at all. */
const roomFor = (k: Kernel, c: number): number => {
  const { call, pipe: p } = k.pipe;
  const pipe = call.pipe.get(c);
  const space = p.size.get(pipe) - p.cnt.get(pipe);
  const isAtomic = call.total.get(c) <= PIPE_BUF;
  return space < call.resid.get(c) && isAtomic ? 0 : space;
};

const full = (k: Kernel, c: number): Next => {
  const pipe = k.pipe.call.pipe.get(c);
  wakeIf(k, pipe, PIPE_WANTR);
  if (k.pipe.call.nonblock.get(c) === 1) return leave(k, c, 'EAGAIN');
  setFlag(k.pipe, pipe, PIPE_WANTW);
  unlock(k, c);
  return sleepOn(k, c, { on: 'pipewr', catches: true });
};

const isDirect = (k: Kernel, c: number): boolean => {
  const { call, pipe: p } = k.pipe;
  return (
    call.resid.get(c) >= PIPE_MINDIRECT &&
    p.size.get(call.pipe.get(c)) >= PIPE_MINDIRECT &&
    call.nonblock.get(c) === 0
  );
};

const loop: Stage = (k, c, broken) => {
  if (broken) return leave(k, c, 'EINTR');
  const { call } = k.pipe;
  const pipe = call.pipe.get(c);
  if (call.resid.get(c) === 0) return goTo(k, c, W_END);
  if (!tryLock(k, c)) return waitForLock(k, c, false);
  if (has(k.pipe, pipe, PIPE_EOF)) return leave(k, c, 'EPIPE');
  if (isDirect(k, c)) {
    unlock(k, c);
    return goTo(k, c, D_TRY);
  }
  if (has(k.pipe, pipe, PIPE_DIRECTW)) {
    wakeIf(k, pipe, PIPE_WANTR);
    unlock(k, c);
    return sleepOn(k, c, { on: 'pipbww', catches: true });
  }
  return roomFor(k, c) > 0 ? goTo(k, c, W_COPY) : full(k, c);
};

const copy: Stage = (k, c) => {
  const { call, pipe: p } = k.pipe;
  const pipe = call.pipe.get(c);
  const [size, at] = [p.size.get(pipe), p.in.get(pipe)];
  const n = Math.min(roomFor(k, c), call.resid.get(c));
  const first = Math.min(size - at, n);
  const came = touchUser(k, c, n, false);
  if (came === 'fault') return leave(k, c, 'EFAULT');
  if (came === 'asleep') return 'memory';
  const buffer = p.at.get(pipe);
  if (!touchBuffer(k, buffer, [at, at + first], true)) return 'memory';
  if (!touchBuffer(k, buffer, [0, n - first], true)) return 'memory';
  p.in.set(pipe, at + n >= size ? n - first : at + n);
  p.cnt.add(pipe, n);
  call.resid.add(c, -n);
  unlock(k, c);
  return goTo(k, c, W_LOOP);
};

const end: Stage = (k, c) => {
  if (!tryLock(k, c)) return waitForLock(k, c, false);
  const { call, pipe: p } = k.pipe;
  const pipe = call.pipe.get(c);
  p.busy.add(pipe, -1);
  if (p.busy.get(pipe) === 0 && has(k.pipe, pipe, PIPE_WANT)) {
    clearFlag(k.pipe, pipe, PIPE_WANT | PIPE_WANTR);
    wakeup(k, pipe);
  } else if (p.cnt.get(pipe) > 0) wakeIf(k, pipe, PIPE_WANTR);
  forgive(k, c, pipe);
  unlock(k, c);
  return 'done';
};

/** A write whose bytes all went is none that failed, though the reader has gone since. */
const forgive = (k: Kernel, c: number, pipe: number): void => {
  const { call, pipe: p } = k.pipe;
  const isAllGone = p.cnt.get(pipe) === 0 && call.resid.get(c) === 0;
  if (isAllGone && call.error.get(c) === EPIPE) call.error.set(c, 0);
};
const EPIPE = 1;

/** By stage. */
export const WRITE_STAGES: Readonly<Record<number, Stage>> = {
  ...DIRECT_STAGES,
  [W_START]: start,
  [W_RESIZE]: resize,
  [W_LOOP]: loop,
  [W_COPY]: copy,
  [W_END]: end,
};
