/**
 * The direct write: the writer's pages stand in for the pipe's buffer until the reader has copied them.
 * FreeBSD 6.2 sys/kern/sys_pipe.c pipe_direct_write(), pipe_build_write_buffer(),
 * pipe_clone_write_buffer().
 */
import type { Kernel } from '../kernel/types';
import { fork, isProc, mmap, munmap, spaceOf } from '../proc/proc';
import { accessPage } from '../vm/fault';
import { pmapFrame } from '../vm/pmap';
import { borrow, giveBackAll, mapBorrowed } from './borrow';
import {
  fail,
  goTo,
  isGone,
  markProcess,
  setCaller,
  sleepOn,
  tryLock,
  unlock,
  waitForLock,
  wakeIf,
  wakeup,
} from './call';
import type { CallError, Next, Stage } from './call';
import { showBorrowed, userOffset } from './copy';
import { touchBuffer } from './space';
import {
  PIPE_DIRECTW,
  PIPE_EOF,
  PIPE_WANTR,
  PIPE_WANTW,
  STYLE,
  STYLES,
  TOUCHED,
  WRITER,
  WRITER_PID,
  clearFlag,
  has,
  setFlag,
} from './state';

const PAGE = 4096;

/** Stages. The lock is held in BUILD and CLONE. LOOP and END are pipe_write()'s. */
export const W_LOOP = 3;
export const W_END = 5;
export const D_TRY = 6;
const D_BUILD = 7;
const D_WAIT = 8;
const D_CLONE = 9;

/** Gives up before anything was borrowed, or after it was given back. */
const giveUp = (k: Kernel, c: number, error: CallError): Next => {
  dropWriter(k, c);
  unlock(k, c);
  wakeup(k, k.pipe.call.pipe.get(c));
  fail(k, c, error);
  return goTo(k, c, W_END);
};

const waitUntilClear = (k: Kernel, c: number, on: 'pipdww' | 'pipdwc'): Next => {
  const pipe = k.pipe.call.pipe.get(c);
  wakeIf(k, pipe, PIPE_WANTR);
  setFlag(k.pipe, pipe, PIPE_WANTW);
  unlock(k, c);
  return sleepOn(k, c, { on, catches: true });
};

/** Waits until no other direct write is under way and the buffer is empty. */
const attempt: Stage = (k, c, broken) => {
  if (broken) return giveUp(k, c, 'EINTR');
  if (!tryLock(k, c)) return waitForLock(k, c, true);
  const { call, pipe: p, cell } = k.pipe;
  const pipe = call.pipe.get(c);
  if (has(k.pipe, pipe, PIPE_EOF)) return giveUp(k, c, 'EPIPE');
  if (has(k.pipe, pipe, PIPE_DIRECTW)) return waitUntilClear(k, c, 'pipdww');
  p.mapCnt.set(pipe, 0);
  if (p.cnt.get(pipe) > 0) return waitUntilClear(k, c, 'pipdwc');
  setFlag(k.pipe, pipe, PIPE_DIRECTW);
  p.style.set(pipe, cell.get(STYLE));
  return goTo(k, c, D_BUILD);
};

/** The process that stands for all writers that no command names. 0 = asleep. */
const implicitWriter = (k: Kernel): number => {
  const { cell } = k.pipe;
  const known = cell.get(WRITER);
  if (known !== 0 && isProc(k, known) && k.proc.proc.pid.get(known) === cell.get(WRITER_PID))
    return known;
  const p = fork(k);
  cell.set(WRITER, p);
  cell.set(WRITER_PID, p === 0 ? 0 : k.proc.proc.pid.get(p));
  return p;
};

/** Gives a call without a process a buffer in the implicit writer's memory, one a pipe. False = asleep. */
const needBuffer = (k: Kernel, c: number): boolean => {
  const { call, pipe: p, cell } = k.pipe;
  if (call.proc.get(c) !== 0 && call.own.get(c) === 0) return true;
  const before = cell.get(WRITER_PID);
  const writer = implicitWriter(k);
  if (writer === 0) return false;
  if (before !== cell.get(WRITER_PID)) dropAllBuffers(k);
  const pipe = call.pipe.get(c);
  const pages = Math.ceil((call.offset.get(c) + call.total.get(c)) / PAGE);
  if (p.ubufPages.get(pipe) < pages) {
    if (!dropBuffer(k, pipe)) return false;
    p.ubuf.set(pipe, mmap(k, writer, pages));
    p.ubufPages.set(pipe, p.ubuf.get(pipe) === 0 ? 0 : pages);
    if (p.ubuf.get(pipe) === 0 && k.wait.on !== '') return false;
  }
  call.own.set(c, 1);
  setCaller(k, c, writer);
  call.base.set(c, p.ubuf.get(pipe));
  return true;
};

/** The implicit writer stands in no more. */
const dropWriter = (k: Kernel, c: number): void => {
  const { call } = k.pipe;
  if (call.own.get(c) === 0) return;
  markProcess(k, c);
  for (const column of [call.own, call.proc, call.pid, call.base]) column.set(c, 0);
};

/** The implicit writer that had them has ended, and they with it. */
const dropAllBuffers = (k: Kernel): void => {
  k.pipe.pipe.ubuf.a.fill(0);
  k.pipe.pipe.ubufPages.a.fill(0);
};

/** Unmaps the buffer that the implicit writer keeps for a pipe. False = asleep for map entries. */
export const dropBuffer = (k: Kernel, pipe: number): boolean => {
  const { pipe: p, cell } = k.pipe;
  const writer = cell.get(WRITER);
  const pages = p.ubufPages.get(pipe);
  const isThere = isProc(k, writer) && k.proc.proc.pid.get(writer) === cell.get(WRITER_PID);
  if (pages > 0 && isThere && !munmap(k, writer, p.ubuf.get(pipe), pages)) return false;
  p.ubuf.set(pipe, 0);
  p.ubufPages.set(pipe, 0);
  return true;
};

/** Borrows the pages of bytes [from, from + size) of the caller's buffer, those it has not yet. */
const borrowPages = (k: Kernel, c: number, size: number): 'done' | 'memory' | 'fault' => {
  const { call, pipe: p, cell } = k.pipe;
  const pipe = call.pipe.get(c);
  const from = userOffset(k, c);
  const first = Math.floor(from / PAGE);
  const end = Math.ceil((from + size) / PAGE);
  // The implicit writer has filled its buffer before it writes; of others we know what they touched.
  const isOwn = call.own.get(c) === 1;
  for (let i = first + p.npages.get(pipe); i < end; i += 1) {
    if (call.base.get(c) === 0 || isGone(k, c)) return 'fault';
    const space = spaceOf(k, call.proc.get(c));
    const came = accessPage(k, space, call.base.get(c) + i, isOwn);
    if (came !== 'done') return came === 'asleep' ? 'memory' : 'fault';
    borrow(k, pipe, pmapFrame(k, space.pmap, call.base.get(c) + i));
    cell.add(TOUCHED, 1);
  }
  return 'done';
};

const cancel = (k: Kernel, c: number, error: CallError): Next => {
  const pipe = k.pipe.call.pipe.get(c);
  giveBackAll(k, pipe);
  clearFlag(k.pipe, pipe, PIPE_DIRECTW);
  return giveUp(k, c, error);
};

const build: Stage = (k, c) => {
  const { call, pipe: p } = k.pipe;
  const pipe = call.pipe.get(c);
  if (!needBuffer(k, c)) return 'memory';
  const size = Math.min(call.resid.get(c), p.size.get(pipe));
  const came = borrowPages(k, c, size);
  if (came === 'memory') return 'memory';
  if (came === 'fault') return cancel(k, c, 'EFAULT');
  if (!mapBorrowed(k, pipe)) return cancel(k, c, 'ENOMEM');
  p.pos.set(pipe, userOffset(k, c) % PAGE);
  p.mapCnt.set(pipe, size);
  call.resid.add(c, -size);
  return goTo(k, c, D_WAIT);
};

/** The reader has it all, the reader is gone, or a signal came; else sleep on. */
const await_: Stage = (k, c, broken) => {
  if (broken) fail(k, c, 'EINTR');
  if (!tryLock(k, c)) return waitForLock(k, c, false);
  const pipe = k.pipe.call.pipe.get(c);
  const isPending = has(k.pipe, pipe, PIPE_DIRECTW);
  if (isPending && k.pipe.call.error.get(c) === 0) {
    if (has(k.pipe, pipe, PIPE_EOF)) return cancelWaiting(k, c);
    wakeIf(k, pipe, PIPE_WANTR);
    unlock(k, c);
    return sleepOn(k, c, { on: 'pipdwt', catches: true });
  }
  if (has(k.pipe, pipe, PIPE_EOF)) fail(k, c, 'EPIPE');
  if (isPending) return goTo(k, c, D_CLONE);
  giveBackAll(k, pipe);
  dropWriter(k, c);
  unlock(k, c);
  return goTo(k, c, k.pipe.call.error.get(c) === 0 ? W_LOOP : W_END);
};

/** 6.2 leaves `PIPE_DIRECTW` and the count of what it gives back; the pipe is closed all the same. */
const cancelWaiting = (k: Kernel, c: number): Next => {
  k.pipe.pipe.mapCnt.set(k.pipe.call.pipe.get(c), 0);
  return cancel(k, c, 'EPIPE');
};

/** The writer may vanish: what the reader has not copied goes to the pipe's own, pageable buffer. */
const clone: Stage = (k, c) => {
  const { call, pipe: p } = k.pipe;
  const pipe = call.pipe.get(c);
  const size = p.mapCnt.get(pipe);
  if (!touchBuffer(k, p.at.get(pipe), [0, size], true)) return 'memory';
  const isShown = STYLES[p.style.get(pipe)] !== 'held';
  if (!isShown && !showBorrowed(k, pipe, p.pos.get(pipe), size)) return 'memory';
  p.in.set(pipe, size);
  p.out.set(pipe, 0);
  p.cnt.set(pipe, size);
  p.mapCnt.set(pipe, 0);
  clearFlag(k.pipe, pipe, PIPE_DIRECTW);
  giveBackAll(k, pipe);
  dropWriter(k, c);
  unlock(k, c);
  return goTo(k, c, W_END);
};

/** By stage. */
export const DIRECT_STAGES: Readonly<Record<number, Stage>> = {
  [D_TRY]: attempt,
  [D_BUILD]: build,
  [D_WAIT]: await_,
  [D_CLONE]: clone,
};
