/**
 * Closing an end: tell the others, wait until they have left, give the memory back.
 * FreeBSD 6.2 sys/kern/sys_pipe.c pipeclose(); sys/kern/kern_descrip.c fdrop(): while a call holds the
 * file of the end, the close is its last act.
 */
import type { Kernel } from '../kernel/types';
import { goTo, sleepOn, tryLock, unlock, waitForLock, wakeup } from './call';
import type { Stage } from './call';
import { dropBuffer } from './direct';
import { dropEnd } from './pair';
import { mayFreeSpace } from './space';
import {
  C_CLOSE,
  C_WRITE,
  PIPE_CLOSING,
  PIPE_EOF,
  PIPE_PRESENT,
  PIPE_WANT,
  has,
  peerOf,
  setFlag,
} from './state';

/** Stages of a close. The lock is held in none of them while it sleeps, but for map entries. */
export const CL_START = 1;
const CL_BUSY = 2;

/** The end whose file a call holds: a writer works on the buffer of the other end. */
export const fileEnd = (k: Kernel, c: number): number => {
  const pipe = k.pipe.call.pipe.get(c);
  return k.pipe.call.kind.get(c) === C_WRITE ? peerOf(pipe) : pipe;
};

/** Closes the descriptor. While calls hold the file, the last of them does the rest. */
const start: Stage = (k, c) => {
  const { call, pipe: p } = k.pipe;
  const end = call.pipe.get(c);
  setFlag(k.pipe, end, PIPE_CLOSING);
  if (p.refs.get(end) > 0) return 'done';
  if (!tryLock(k, c)) return waitForLock(k, c, false);
  setFlag(k.pipe, end, PIPE_EOF);
  return goTo(k, c, CL_BUSY);
};

const busy: Stage = (k, c) => {
  if (!tryLock(k, c)) return waitForLock(k, c, false);
  const { call, pipe: p } = k.pipe;
  const end = call.pipe.get(c);
  if (p.busy.get(end) > 0) {
    wakeup(k, end);
    setFlag(k.pipe, end, PIPE_WANT);
    unlock(k, c);
    return sleepOn(k, c, { on: 'pipecl', catches: false });
  }
  if (!dropBuffer(k, end) || !mayFreeSpace(k, end)) return 'memory';
  const peer = peerOf(end);
  if (has(k.pipe, peer, PIPE_PRESENT)) {
    setFlag(k.pipe, peer, PIPE_EOF);
    wakeup(k, peer);
  }
  unlock(k, c);
  dropEnd(k, end);
  return 'done';
};

/** By stage. */
export const CLOSE_STAGES: Readonly<Record<number, Stage>> = { [CL_START]: start, [CL_BUSY]: busy };

/**
 * A call lets go of the file of its end.
 * @returns whether the call must go on as the close that waited for it
 */
export const dropFile = (k: Kernel, c: number): boolean => {
  const { call, pipe: p } = k.pipe;
  const end = fileEnd(k, c);
  p.refs.add(end, -1);
  if (p.refs.get(end) > 0 || !has(k.pipe, end, PIPE_CLOSING)) return false;
  call.kind.set(c, C_CLOSE);
  call.pipe.set(c, end);
  call.stage.set(c, CL_START);
  return true;
};
