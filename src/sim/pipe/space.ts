/**
 * Address space of pipes: how large a buffer is to be, and getting it from pipe_map.
 * FreeBSD 6.2 sys/kern/sys_pipe.c: pipespace_new(), pipe_free_kmem(), pipe_create(), and the choices
 * of size in pipe_write() and pipe_read(). The buffer is pageable: a range without object.
 */
import { M_KERNEL, M_PIPE, UPTIME, layoutNumber, mapOf } from '../kernel/types';
import type { Kernel } from '../kernel/types';
import { kernelSpace } from '../proc/proc';
import { accessPage } from '../vm/fault';
import { NO_OBJECT } from '../vm-map/types';
import { vmMapFindspace, vmMapInsert, vmMapMayDelete, vmMapReady } from '../vm-map/vm-map';
import { CUTS, kmemFree } from '../vm-map/kmem';
import {
  ALLOCFAIL,
  BIG_PIPE_SIZE,
  DIRECT_KVA,
  FRAGRETRY,
  LAST_MESSAGE,
  MESSAGES,
  NO_RESIZE,
  PIPEKVA,
  PIPE_DIRECTW,
  PIPE_SIZE,
  RESIZEFAIL,
  SMALL_PIPE_SIZE,
  TOUCHED,
  has,
} from './state';

const PAGE = 4096;

/** `kern.ipc.maxpipekva`, bytes. */
export const maxPipeKva = (k: Kernel): number => layoutNumber(k.layout, 'kern.ipc.maxpipekva');

/** More than half of the room is taken: no pipe grows, new ones are small. */
const isTight = (k: Kernel): boolean => k.pipe.cell.get(PIPEKVA) > Math.floor(maxPipeKva(k) / 2);

/** More than three quarters are taken: pipes shrink. */
const isScarce = (k: Kernel): boolean =>
  k.pipe.cell.get(PIPEKVA) > Math.floor((3 * maxPipeKva(k)) / 4);

/** Bytes that a new pipe's forward buffer is to have. */
export const firstSize = (k: Kernel): number => (isTight(k) ? SMALL_PIPE_SIZE : PIPE_SIZE);

/** Whether a large pipe that holds little gives its buffer up for a page (`pipe_read`). */
export const mustShrink = (k: Kernel, pipe: number): boolean => {
  const { size, cnt } = k.pipe.pipe;
  return (
    isScarce(k) &&
    size.get(pipe) > SMALL_PIPE_SIZE &&
    cnt.get(pipe) <= SMALL_PIPE_SIZE &&
    k.pipe.cell.get(NO_RESIZE) === 0
  );
};

/** Bytes that the buffer is to have before `resid` bytes are written (`pipe_write`). */
export const desiredSize = (k: Kernel, pipe: number, resid: number): number => {
  const { size, cnt } = k.pipe.pipe;
  const mayGrow = k.pipe.cell.get(NO_RESIZE) === 0 && !isTight(k);
  const wanted = cnt.get(pipe) + resid;
  let desired = Math.max(SMALL_PIPE_SIZE, size.get(pipe));
  while (desired < wanted && mayGrow && desired !== BIG_PIPE_SIZE) desired *= 2;
  return mustShrink(k, pipe) ? SMALL_PIPE_SIZE : desired;
};

/** Says on the console, at most once a second, that there is no room (`ppsratecheck`). */
const complain = (k: Kernel): void => {
  const { cell } = k.pipe;
  const now = k.cell.get(UPTIME);
  const last = cell.get(LAST_MESSAGE) - 1;
  if (last >= 0 && now - last < 1) return;
  cell.set(LAST_MESSAGE, now + 1);
  cell.add(MESSAGES, 1);
};

const findRange = (k: Kernel, pages: number): number => {
  const map = mapOf(k, M_PIPE);
  const at = vmMapFindspace(k.kmem.maps, map, pages);
  if (at < 0) return 0;
  const range = { start: at, end: at + pages, object: NO_OBJECT, offset: 0, flags: 0 };
  return vmMapInsert(k.kmem.maps, map, range) === 0 ? 0 : at;
};

/** Entries that another buffer takes: its own, and those that cutting out the old one, or itself, makes. */
const RESIZES = 1 + CUTS;

/** Makes sure of the entries that giving a buffer back takes. False = asleep for them. */
export const mayFreeSpace = (k: Kernel, pipe: number): boolean => {
  const { at, size } = k.pipe.pipe;
  const end = at.get(pipe) + size.get(pipe) / PAGE;
  return vmMapMayDelete(k.kmem.maps, mapOf(k, M_PIPE), at.get(pipe), end);
};

const giveRange = (k: Kernel, at: number, bytes: number): void => {
  kmemFree(k.kmem, mapOf(k, M_PIPE), at, bytes);
};

/** The kernel reads or writes bytes [from, to) of a buffer. False = asleep for memory. */
export const touchBuffer = (
  k: Kernel,
  at: number,
  [from, to]: readonly [from: number, to: number],
  write: boolean,
): boolean => {
  for (let i = Math.floor(from / PAGE); i * PAGE < to; i += 1) {
    if (accessPage(k, kernelSpace(k), at + i, write) !== 'done') return false;
    k.pipe.cell.add(TOUCHED, 1);
  }
  return true;
};

/** Copies what is in a buffer to the front of another. False = asleep for memory. */
const copyOver = (k: Kernel, pipe: number, to: number): boolean => {
  const p = k.pipe.pipe;
  const [at, cnt, out] = [p.at.get(pipe), p.cnt.get(pipe), p.out.get(pipe)];
  if (cnt === 0) return true;
  const first = Math.min(cnt, p.size.get(pipe) - out);
  return (
    touchBuffer(k, at, [out, out + first], false) &&
    touchBuffer(k, at, [0, cnt - first], false) &&
    touchBuffer(k, to, [0, cnt], true)
  );
};

/**
 * Gives a pipe's buffer back, with its pages and their swap space, and the room of older styles. The
 * caller has made sure of entries.
 */
export const freeSpace = (k: Kernel, pipe: number): void => {
  const { pipe: p, cell } = k.pipe;
  if (p.at.get(pipe) !== 0) {
    cell.add(PIPEKVA, -p.size.get(pipe));
    giveRange(k, p.at.get(pipe), p.size.get(pipe));
    p.at.set(pipe, 0);
  }
  freeDirectKva(k, pipe);
  for (const column of [p.mapCnt, p.pos, p.npages]) column.set(pipe, 0);
};

/** Gives back the room in kernel_map where older kernels showed borrowed pages. */
export const freeDirectKva = (k: Kernel, pipe: number): void => {
  const { pipe: p, cell } = k.pipe;
  const pages = p.kvaPages.get(pipe);
  if (pages === 0) return;
  kmemFree(k.kmem, mapOf(k, M_KERNEL), p.kva.get(pipe), pages * PAGE);
  cell.add(DIRECT_KVA, -pages * PAGE);
  p.kva.set(pipe, 0);
  p.kvaPages.set(pipe, 0);
};

/** No room: what the kernel counts and says. */
const noRoom = (k: Kernel, pipe: number): 'nomem' => {
  const { pipe: p, cell } = k.pipe;
  if (p.at.get(pipe) !== 0) cell.add(RESIZEFAIL, 1);
  else {
    cell.add(ALLOCFAIL, 1);
    complain(k);
  }
  return 'nomem';
};

/**
 * Gives a pipe a buffer of another size (`pipespace_new`): the new range first, then the bytes, then
 * the old one goes.
 * @param wanted bytes; never less than what is in the pipe, and rounded up to pages
 * @returns `nomem` where pipe_map has no hole (an old buffer stays), `memory` where the copy, or the
 *   wait for map entries before it, sleeps and all is as before
 */
export const pipespace = (k: Kernel, pipe: number, wanted: number): 'done' | 'nomem' | 'memory' => {
  const { pipe: p, cell } = k.pipe;
  if (!vmMapReady(k.kmem.maps, mapOf(k, M_PIPE), RESIZES)) return 'memory';
  const cnt = p.cnt.get(pipe);
  let pages = Math.ceil(Math.max(wanted, cnt) / PAGE);
  let at = findRange(k, pages);
  if (at === 0 && p.at.get(pipe) === 0 && pages > 1) {
    cell.add(FRAGRETRY, 1);
    pages = 1;
    at = findRange(k, pages);
  }
  if (at === 0) return noRoom(k, pipe);
  if (!copyOver(k, pipe, at)) {
    giveRange(k, at, pages * PAGE);
    return 'memory';
  }
  freeSpace(k, pipe);
  p.at.set(pipe, at);
  p.size.set(pipe, pages * PAGE);
  p.in.set(pipe, cnt);
  p.out.set(pipe, 0);
  cell.add(PIPEKVA, pages * PAGE);
  return 'done';
};

/** Whether no direct write forbids another size. */
export const mayResize = (k: Kernel, pipe: number): boolean => !has(k.pipe, pipe, PIPE_DIRECTW);
