/**
 * A naive kmem_map: one byte a page, everything by scanning. It watches what UMA asks kmem_malloc()
 * for and gives back, and says where first fit by lowest address must put it.
 */
import type { Kernel } from '../kernel/types';
import { M_KMEM } from '../kernel/types';

const PAGE = 4096;
const FREE_QUEUE = 1;
const CACHE_QUEUE = 2;

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** Pages in use of one map, and which of them belong together. */
export class ByteMap {
  readonly taken: Uint8Array;
  readonly blocks = new Map<number, number>();
  readonly first: number;
  /** @param first first page of the map */
  constructor(first: number, pages: number) {
    this.first = first;
    this.taken = new Uint8Array(pages);
  }
  /** Lowest page of a hole of that length, or −1. */
  lowest(length: number): number {
    for (let at = 0, run = 0; at < this.taken.length; at += 1) {
      run = this.taken[at] === 0 ? run + 1 : 0;
      if (run === length) return this.first + at - length + 1;
    }
    return -1;
  }
  take(at: number, length: number): void {
    this.blocks.set(at, length);
    this.taken.fill(1, at - this.first, at - this.first + length);
  }
  give(at: number, length: number): void {
    this.blocks.delete(at);
    this.taken.fill(0, at - this.first, at - this.first + length);
  }
  get size(): number {
    let n = 0;
    for (const byte of this.taken) n += byte;
    return n;
  }
}

/** What the naive map and the engine disagree about. */
export interface KmemWatch {
  readonly naive: ByteMap;
  /** disagreements so far, emptied by whoever reads them */
  readonly faults: string[];
  /** compares the whole map with the engine's entries */
  readonly check: () => string[];
}

/** Pages [start, end) of each entry of a map, as the engine has them. */
export const entriesOf = (k: Kernel, map: number): (readonly [start: number, end: number])[] => {
  const { entry } = k.kmem.maps;
  const list: (readonly [number, number])[] = [];
  const head = k.kmem.maps.map.head.get(map);
  for (let e = entry.next.get(head); e !== 0; e = entry.next.get(e))
    list.push([entry.start.get(e), entry.end.get(e)]);
  return list;
};

/** `M_NOWAIT` and `M_USE_RESERVE` as the engine numbers them. */
const NOWAIT = 1;
const RESERVE = 2;
/** Pages of the free queue that all but interrupts leave. */
const INTERRUPT_FREE_MIN = 2;

/**
 * Pages that an allocation could have had, counted frame by frame: one that neither waits nor may touch
 * the reserve takes from the free queue only, to the last page; others from the cache too, but two.
 */
const pagesLeft = (k: Kernel, flags: number): number => {
  const queues = Array.from({ length: k.phys.pages }, (_, i) => k.phys.frame.queue.get(i + 1));
  const free = queues.filter((q) => q === FREE_QUEUE).length;
  if ((flags & (NOWAIT | RESERVE)) === NOWAIT) return free;
  return free + queues.filter((q) => q === CACHE_QUEUE).length - INTERRUPT_FREE_MIN;
};

/** What is wrong with the answer to a request: pages that went back are there to be counted. */
const judge = (
  k: Kernel,
  ask: { readonly length: number; readonly flags: number },
  at: number,
  want: number,
): string | null => {
  if (at === want) return null;
  if (at === 0 && (want < 0 || pagesLeft(k, ask.flags) < ask.length)) return null;
  return `kmem_malloc(${ask.length} pages) gave ${at}, the lowest hole is at ${want}`;
};

/** Checks of a whole map against the naive one. */
const compare = (k: Kernel, map: number, naive: ByteMap): string[] => {
  const faults: string[] = [];
  const size = k.kmem.maps.map.size.get(map);
  if (size !== naive.size) faults.push(`map->size is ${size}, the bytes say ${naive.size}`);
  const covered = new Uint8Array(naive.taken.length);
  for (const [start, end] of entriesOf(k, map))
    covered.fill(1, start - naive.first, end - naive.first);
  const at = covered.findIndex((byte, i) => byte !== naive.taken[i]);
  if (at >= 0) faults.push(`page ${naive.first + at} is in one map and not in the other`);
  for (const [first, length] of naive.blocks)
    for (let i = 0; i < length; i += 1)
      if (k.frameAt.get(first + i - k.kmem.base) === 0)
        faults.push(`page ${first + i} of kmem_map is handed out and has no RAM`);
  return faults;
};

/** Stands between UMA and kmem_map from now on. */
export const watchKmem = (k: Kernel): KmemWatch => {
  const map = k.cell.get(M_KMEM) - 1;
  const { min, max } = k.kmem.maps.map;
  const naive = new ByteMap(min.get(map), max.get(map) - min.get(map));
  for (const [start, end] of entriesOf(k, map))
    naive.taken.fill(1, start - naive.first, end - naive.first);
  const faults: string[] = [];
  const hooks = k.uma.hooks as Mutable<typeof k.uma.hooks>;
  const { kmemMalloc, kmemFree } = hooks;
  hooks.kmemMalloc = (size, flags) => {
    const length = Math.ceil(size / PAGE);
    const want = naive.lowest(length);
    const total = naive.size * PAGE;
    try {
      const at = kmemMalloc(size, flags);
      const fault = judge(k, { length, flags }, at, want);
      if (fault !== null) faults.push(fault);
      if (at !== 0) naive.take(at, length);
      return at;
    } catch (e) {
      const words = e instanceof Error ? e.message : '';
      const due = `kmem_malloc(${length * PAGE}): kmem_map too small: ${total} total allocated`;
      if (want >= 0 && words === due) faults.push(`${words}, and ${want} was free`);
      if (words.startsWith('kmem_malloc') && words !== due) faults.push(`${words}, not ${due}`);
      throw e;
    }
  };
  hooks.kmemFree = (page, pages) => {
    const known = naive.blocks.get(page);
    if (known !== undefined && known !== pages)
      faults.push(`${pages} pages at ${page} go back, ${known} were taken`);
    kmemFree(page, pages);
    naive.give(page, pages);
  };
  return { naive, faults, check: () => [...faults.splice(0), ...compare(k, map, naive)] };
};
