/**
 * read(2) on a pipe: what is in the buffer, else straight from the pages of a writer, else sleep.
 * FreeBSD 6.2 sys/kern/sys_pipe.c pipe_read().
 */
import type { Kernel } from '../kernel/types';
import { fail, goTo, sleepOn, tryLock, unlock, waitForLock, wakeIf, wakeup } from './call';
import type { Next, Stage } from './call';
import { countSfBufs, touchUser } from './copy';
import { mayResize, mustShrink, pipespace, touchBuffer } from './space';
import {
  MINPIPESIZE,
  PIPE_DIRECTW,
  PIPE_EOF,
  PIPE_WANT,
  PIPE_WANTR,
  PIPE_WANTW,
  SMALL_PIPE_SIZE,
  STYLES,
  clearFlag,
  has,
  setFlag,
} from './state';

/** Stages of a read. The lock is held in SHRINK, COPY and DIRECT. */
export const R_START = 1;
const R_LOCK = 2;
const R_SHRINK = 3;
const R_LOOP = 4;
const R_COPY = 5;
const R_DIRECT = 6;
const R_EXIT = 7;

const start: Stage = (k, c) => {
  const pipe = k.pipe.call.pipe.get(c);
  k.pipe.pipe.busy.add(pipe, 1);
  return goTo(k, c, R_LOCK);
};

const interrupted = (k: Kernel, c: number): Next => {
  fail(k, c, 'EINTR');
  return goTo(k, c, R_EXIT);
};

const lock: Stage = (k, c, broken) => {
  if (broken) return interrupted(k, c);
  return tryLock(k, c) ? goTo(k, c, R_SHRINK) : waitForLock(k, c, true);
};

const shrink: Stage = (k, c) => {
  const pipe = k.pipe.call.pipe.get(c);
  if (mustShrink(k, pipe) && mayResize(k, pipe))
    if (pipespace(k, pipe, SMALL_PIPE_SIZE) === 'memory') return 'memory';
  return goTo(k, c, R_LOOP);
};

const release = (k: Kernel, c: number): Next => {
  unlock(k, c);
  return goTo(k, c, R_EXIT);
};

/** Nothing is in the pipe: end, return with what was read, or sleep. */
const empty = (k: Kernel, c: number): Next => {
  const { call } = k.pipe;
  const pipe = call.pipe.get(c);
  if (has(k.pipe, pipe, PIPE_EOF)) return release(k, c);
  wakeIf(k, pipe, PIPE_WANTW);
  if (call.resid.get(c) < call.total.get(c)) return release(k, c);
  if (call.nonblock.get(c) === 1) {
    fail(k, c, 'EAGAIN');
    return release(k, c);
  }
  unlock(k, c);
  setFlag(k.pipe, pipe, PIPE_WANTR);
  return sleepOn(k, c, { on: 'piperd', catches: true });
};

const loop: Stage = (k, c, broken) => {
  if (broken) return interrupted(k, c);
  if (!tryLock(k, c)) return waitForLock(k, c, true);
  const { call, pipe: p } = k.pipe;
  const pipe = call.pipe.get(c);
  if (call.resid.get(c) === 0) return release(k, c);
  if (p.cnt.get(pipe) > 0) return goTo(k, c, R_COPY);
  if (p.mapCnt.get(pipe) > 0 && has(k.pipe, pipe, PIPE_DIRECTW)) return goTo(k, c, R_DIRECT);
  return empty(k, c);
};

/** `size` bytes reach the reader. Anything but `go` ends or interrupts the copy. */
const toUser = (k: Kernel, c: number, size: number): Next => {
  const came = touchUser(k, c, size, true);
  if (came === 'asleep') return 'memory';
  if (came === 'done') return 'go';
  fail(k, c, 'EFAULT');
  return 'done';
};

const copy: Stage = (k, c) => {
  const { call, pipe: p } = k.pipe;
  const pipe = call.pipe.get(c);
  const [size, out] = [p.size.get(pipe), p.out.get(pipe)];
  const n = Math.min(size - out, p.cnt.get(pipe), call.resid.get(c));
  if (!touchBuffer(k, p.at.get(pipe), [out, out + n], false)) return 'memory';
  const came = toUser(k, c, n);
  if (came === 'done') return release(k, c);
  if (came !== 'go') return came;
  p.out.set(pipe, out + n >= size ? 0 : out + n);
  p.cnt.add(pipe, -n);
  if (p.cnt.get(pipe) === 0) {
    p.in.set(pipe, 0);
    p.out.set(pipe, 0);
  }
  call.resid.add(c, -n);
  return goTo(k, c, R_LOOP);
};

const direct: Stage = (k, c) => {
  const { call, pipe: p } = k.pipe;
  const pipe = call.pipe.get(c);
  const n = Math.min(p.mapCnt.get(pipe), call.resid.get(c));
  const came = toUser(k, c, n);
  if (came === 'done') return release(k, c);
  if (came !== 'go') return came;
  if (STYLES[p.style.get(pipe)] === 'held') countSfBufs(k, p.pos.get(pipe), n);
  p.pos.add(pipe, n);
  p.mapCnt.add(pipe, -n);
  call.resid.add(c, -n);
  if (p.mapCnt.get(pipe) === 0) {
    clearFlag(k.pipe, pipe, PIPE_DIRECTW);
    wakeup(k, pipe);
  }
  return goTo(k, c, R_LOOP);
};

const exit: Stage = (k, c) => {
  const { pipe: p } = k.pipe;
  const pipe = k.pipe.call.pipe.get(c);
  p.busy.add(pipe, -1);
  if (p.busy.get(pipe) === 0 && has(k.pipe, pipe, PIPE_WANT)) {
    clearFlag(k.pipe, pipe, PIPE_WANT | PIPE_WANTW);
    wakeup(k, pipe);
  } else if (p.cnt.get(pipe) < MINPIPESIZE) wakeIf(k, pipe, PIPE_WANTW);
  return 'done';
};

/** By stage. */
export const READ_STAGES: Readonly<Record<number, Stage>> = {
  [R_START]: start,
  [R_LOCK]: lock,
  [R_SHRINK]: shrink,
  [R_LOOP]: loop,
  [R_COPY]: copy,
  [R_DIRECT]: direct,
  [R_EXIT]: exit,
};
