/**
 * Frames and addresses of things that are no zones: processes, vnodes, pipes, buffers, kernel stacks,
 * sf_bufs, arguments of execve(2). Numbers are those of the records; 0 frames = none in RAM.
 */
import { NBUF } from '../buf/state';
import type { Kernel } from '../kernel/types';
import { SF_BASE, SF_COUNT } from '../net/state';
import { PAIRS, PIPENPAGES } from '../pipe/state';
import { PROCS, P_NONE, THREADS } from '../proc/state';
import { mapNumber, mapStretches } from './maps';

/** Where a thing lies in the kernel's address space, in pages; 0 pages = nowhere of its own. */
export interface KernelPlace {
  readonly start: number;
  readonly pages: number;
}

/** Pages of a kernel stack (`KSTACK_PAGES`); the guard before them is never backed. */
const STACK_PAGES = 2;
const NOWHERE: KernelPlace = { start: 0, pages: 0 };

/** Number of the process with a pid, or 0. */
export const processOfPid = (k: Kernel, pid: number): number => {
  const { proc, cell } = k.proc;
  for (let p = 1; p < cell.get(PROCS); p += 1)
    if (proc.state.get(p) !== P_NONE && proc.pid.get(p) === pid) return p;
  return 0;
};

/** Frames that a process maps; a shared one counts for each that maps it. */
export const framesOfProcess = (k: Kernel, proc: number): number[] => {
  const { pmap, pv, table } = k.vm;
  const frames: number[] = [];
  for (let p = pmap.head.get(proc); p !== 0; p = pv.pnext.get(p)) frames.push(pv.frame.get(p));
  for (let t = pmap.tables.get(proc); t !== 0; t = table.next.get(t))
    frames.push(table.frame.get(t));
  const directory = pmap.directory.get(proc);
  if (directory !== 0) frames.push(directory);
  return frames;
};

/** Frames of an object in RAM. */
export const framesOfObject = (k: Kernel, object: number): number[] => {
  const frames: number[] = [];
  if (object === 0) return frames;
  const { owned, frame } = k.phys;
  for (let f = owned.head.get(object); f !== 0; f = frame.onext.get(f)) frames.push(f);
  return frames;
};

/** Frames behind some pages of the kernel's address space. */
export const framesAt = (k: Kernel, { start, pages }: KernelPlace): number[] => {
  const frames: number[] = [];
  for (let p = start; p < start + pages; p += 1) {
    const f = k.frameAt.get(p - k.kmem.base);
    if (f !== 0) frames.push(f);
  }
  return frames;
};

/** Frames of a vnode's object. */
export const framesOfVnode = (k: Kernel, vnode: number): number[] =>
  vnode > 0 && vnode < k.file.vnode.item.a.length && k.file.vnode.item.get(vnode) !== 0
    ? framesOfObject(k, k.file.vnode.object.get(vnode))
    : [];

/** The object that an entry of a map shows at a page, or 0. */
export const objectAt = (k: Kernel, map: number, page: number): number => {
  const { map: maps, entry } = k.kmem.maps;
  for (let e = entry.next.get(maps.head.get(map)); e !== 0; e = entry.next.get(e))
    if (page >= entry.start.get(e) && page < entry.end.get(e)) return entry.object.get(e);
  return 0;
};

/** Address space of a buffer. */
export const placeOfBuf = (k: Kernel, n: number): KernelPlace =>
  n > 0 && n <= k.buf.cell.get(NBUF)
    ? { start: k.buf.buf.kva.get(n), pages: k.buf.buf.kvaPages.get(n) }
    : NOWHERE;

/** Buffers of both ends of a pair of pipes. */
export const placesOfPipe = (k: Kernel, pair: number): readonly KernelPlace[] => {
  const { pipe, cell, pair: pairs } = k.pipe;
  if (pair <= 0 || pair >= cell.get(PAIRS) || pairs.item.get(pair) === 0) return [];
  return [2 * pair, 2 * pair + 1]
    .map((p) => ({ start: pipe.at.get(p), pages: Math.ceil(pipe.size.get(p) / 4096) }))
    .filter((place) => place.start !== 0);
};

/** Frames of both buffers of a pair, and of what direct writes borrow. */
export const framesOfPipe = (k: Kernel, pair: number): number[] => {
  const map = mapNumber(k, 'pipe_map');
  const own = placesOfPipe(k, pair).flatMap(({ start }) =>
    framesOfObject(k, objectAt(k, map, start)),
  );
  const { pipe, ms } = k.pipe;
  const lent = [2 * pair, 2 * pair + 1].flatMap((p) =>
    Array.from({ length: pipe.npages.get(p) }, (_, i) => ms.get(p * PIPENPAGES + i)),
  );
  return [...own, ...lent.filter((f) => f > 0)];
};

/** The stack of a thread, without its guard. */
export const placeOfStack = (k: Kernel, thread: number): KernelPlace => {
  const { thread: threads, cell } = k.proc;
  if (thread <= 0 || thread >= cell.get(THREADS) || threads.kstack.get(thread) === 0)
    return NOWHERE;
  return { start: threads.kstack.get(thread) + 1, pages: STACK_PAGES };
};

/** Frames of a thread's stack: those of its object, wherever they are. */
export const framesOfStack = (k: Kernel, thread: number): number[] =>
  placeOfStack(k, thread).pages === 0 ? [] : framesOfObject(k, k.proc.thread.object.get(thread));

/** The page of an sf_buf. */
export const placeOfSfBuf = (k: Kernel, n: number): KernelPlace =>
  n > 0 && n <= k.net.cell.get(SF_COUNT)
    ? { start: k.net.cell.get(SF_BASE) + n - 1, pages: 1 }
    : NOWHERE;

/** What a page of the kernel's address space is part of. */
export interface PageOwner {
  readonly kind: 'buf' | 'pipe' | 'stack' | 'sf' | 'exec' | 'none';
  /** number of the record; of an exec slot its first page */
  readonly number: number;
}

const NOBODY: PageOwner = { kind: 'none', number: 0 };

const holds = (place: KernelPlace, page: number): boolean =>
  page >= place.start && page < place.start + place.pages;

const bufAt = (k: Kernel, page: number): PageOwner => {
  for (let n = 1; n <= k.buf.cell.get(NBUF); n += 1)
    if (holds(placeOfBuf(k, n), page)) return { kind: 'buf', number: n };
  return NOBODY;
};

const pipeAt = (k: Kernel, page: number): PageOwner => {
  for (let n = 1; n < k.pipe.cell.get(PAIRS); n += 1)
    if (placesOfPipe(k, n).some((place) => holds(place, page))) return { kind: 'pipe', number: n };
  return NOBODY;
};

const execAt = (k: Kernel, map: number, page: number): PageOwner => {
  const slot = mapStretches(k, map).find((s) => page >= s.start && page < s.end);
  return slot?.kind === 'entry' ? { kind: 'exec', number: slot.start } : NOBODY;
};

const stackAt = (k: Kernel, page: number): PageOwner => {
  for (let t = 1; t < k.proc.cell.get(THREADS); t += 1) {
    const { start, pages } = placeOfStack(k, t);
    // The guard before the stack belongs to it.
    if (pages > 0 && page >= start - 1 && page < start + pages) return { kind: 'stack', number: t };
  }
  return NOBODY;
};

const IN_MAPS = { buffer_map: bufAt, pipe_map: pipeAt } as const;

/** Finds what a kernel page is part of, where that is no slab. Linear in the things of its map. */
export const ownerOfPage = (k: Kernel, page: number): PageOwner => {
  const { min, max } = k.kmem.maps.map;
  for (const name of ['buffer_map', 'pipe_map', 'exec_map'] as const) {
    const map = mapNumber(k, name);
    if (map < 0 || page < min.get(map) || page >= max.get(map)) continue;
    return name === 'exec_map' ? execAt(k, map, page) : IN_MAPS[name](k, page);
  }
  const base = k.net.cell.get(SF_BASE);
  if (page >= base && page < base + k.net.cell.get(SF_COUNT))
    return { kind: 'sf', number: page - base + 1 };
  return stackAt(k, page);
};

/**
 * Kernel pages at which a frame is seen: its own, a buffer's, a stack's, an sf_buf's. Looks through the
 * whole address space of the kernel, so ask for one frame.
 */
export const kernelPagesOf = (k: Kernel, frame: number): number[] => {
  const pages: number[] = [];
  const at = k.frameAt.a;
  for (let p = at.indexOf(frame); p >= 0; p = at.indexOf(frame, p + 1)) pages.push(p + k.kmem.base);
  return pages;
};
