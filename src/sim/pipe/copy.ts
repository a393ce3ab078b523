/**
 * Copies between a call's process and a pipe, as far as they touch memory.
 * FreeBSD 6.2 sys/kern/kern_subr.c uiomove(), sys/i386/i386/uio_machdep.c uiomove_fromphys(): one
 * CPU-private sf_buf at a time. A process that the command does not name has its buffer in memory.
 */
import type { Kernel } from '../kernel/types';
import { spaceOf } from '../proc/proc';
import { accessPage } from '../vm/fault';
import type { Access } from '../vm/fault';
import { isGone } from './call';
import { SF_BUFS, TOUCHED } from './state';

const PAGE = 4096;

/** The call's process reads or writes `bytes` bytes of its buffer, from where the call stands. */
export const touchUser = (k: Kernel, c: number, bytes: number, write: boolean): Access => {
  const { call, cell } = k.pipe;
  const p = call.proc.get(c);
  const base = call.base.get(c);
  if (p === 0) return 'done';
  if (base === 0 || isGone(k, c)) return 'fault';
  const from = userOffset(k, c);
  for (let i = Math.floor(from / PAGE); i * PAGE < from + bytes; i += 1) {
    const came = accessPage(k, spaceOf(k, p), base + i, write);
    if (came !== 'done') return came;
    cell.add(TOUCHED, 1);
  }
  return 'done';
};

/** Bytes from the first page of the call's buffer to where the call stands. */
export const userOffset = (k: Kernel, c: number): number => {
  const { call } = k.pipe;
  return call.offset.get(c) + call.total.get(c) - call.resid.get(c);
};

/** Counts the sf_bufs that a copy of borrowed bytes takes: one a page, one after the other. */
export const countSfBufs = (k: Kernel, pos: number, bytes: number): void => {
  const pages = Math.ceil(((pos % PAGE) + bytes) / PAGE);
  k.pipe.cell.add(SF_BUFS, pages);
};
