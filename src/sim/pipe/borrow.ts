/**
 * How a direct write borrows its pages.
 * 6.2 holds them: sys/kern/sys_pipe.c pipe_build_write_buffer(), pipe_destroy_write_buffer(). Older
 * kernels (excerpts of that file from 4.x and 5.0, and one that holds and maps) also showed them at
 * addresses of kernel_map, one page more than the buffer, and kept these as long as there was room.
 */
import { M_KERNEL, mapOf } from '../kernel/types';
import type { Kernel } from '../kernel/types';
import { freePage, holdPage, unholdPage, unwirePage, wirePage } from '../phys/page';
import { kmemAllocNofault } from '../vm-map/kmem';
import { freeDirectKva, maxPipeKva } from './space';
import { BORROWED, DIRECT_KVA, PIPEKVA, PIPENPAGES, STYLES } from './state';

const PAGE = 4096;

const slotOf = (pipe: number, i: number): number => pipe * PIPENPAGES + i;

/** The frames that a pipe's direct write borrows. */
export const borrowed = (k: Kernel, pipe: number): number[] =>
  Array.from({ length: k.pipe.pipe.npages.get(pipe) }, (_, i) => k.pipe.ms.get(slotOf(pipe, i)));

/** Borrows one more frame. */
export const borrow = (k: Kernel, pipe: number, f: number): void => {
  const { pipe: p, ms, cell } = k.pipe;
  const slot = slotOf(pipe, p.npages.get(pipe));
  ms.need(slot + 1);
  ms.set(slot, f);
  if (STYLES[p.style.get(pipe)] === 'wired') wirePage(k.phys, f);
  else holdPage(k.phys, f);
  p.npages.set(pipe, p.npages.get(pipe) + 1);
  cell.add(BORROWED, 1);
};

const giveBack = (k: Kernel, pipe: number, f: number): void => {
  if (STYLES[k.pipe.pipe.style.get(pipe)] !== 'wired') {
    unholdPage(k.phys, f);
    return;
  }
  unwirePage(k.phys, f, true);
  // Its owner has gone meanwhile, and left it to whoever unwires it.
  const { frame } = k.phys;
  if (frame.wire.get(f) === 0 && frame.object.get(f) === 0) freePage(k.phys, f);
};

/** Shows or hides the borrowed frames in kernel_map (`pmap_qenter`, `pmap_qremove`). */
const show = (k: Kernel, pipe: number, isShown: boolean): void => {
  const at = k.pipe.pipe.kva.get(pipe) - k.kmem.base;
  borrowed(k, pipe).forEach((f, i) => {
    k.frameAt.set(at + i, isShown ? f : 0);
    k.touched.note(at + i);
  });
};

/**
 * Shows the borrowed frames where the style does that.
 * @returns false where kernel_map has no room
 */
export const mapBorrowed = (k: Kernel, pipe: number): boolean => {
  const { pipe: p, cell } = k.pipe;
  if (STYLES[p.style.get(pipe)] === 'held') return true;
  if (p.kvaPages.get(pipe) === 0) {
    const size = p.size.get(pipe) + PAGE;
    const at = kmemAllocNofault(k.kmem, mapOf(k, M_KERNEL), size);
    if (at === 0) return false;
    p.kva.set(pipe, at);
    p.kvaPages.set(pipe, size / PAGE);
    cell.add(DIRECT_KVA, size);
  }
  show(k, pipe, true);
  return true;
};

/** Lets all borrowed frames go, whether they are shown or not. */
export const giveBackAll = (k: Kernel, pipe: number): void => {
  const { pipe: p, ms, cell } = k.pipe;
  if (p.kvaPages.get(pipe) > 0) show(k, pipe, false);
  const frames = borrowed(k, pipe);
  frames.forEach((f, i) => {
    giveBack(k, pipe, f);
    ms.set(slotOf(pipe, i), 0);
  });
  cell.add(BORROWED, -frames.length);
  p.npages.set(pipe, 0);
  if (cell.get(PIPEKVA) + cell.get(DIRECT_KVA) > maxPipeKva(k)) freeDirectKva(k, pipe);
};
