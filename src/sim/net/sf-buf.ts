/**
 * sf_bufs: pages of kernel_map that show a borrowed page to the kernel.
 * FreeBSD 6.2 sys/i386/i386/vm_machdep.c: sf_buf_init(), sf_buf_alloc(), sf_buf_free().
 * A freed sf_buf keeps its page until it is needed for another, least recently freed first.
 */
import type { Kernel } from '../kernel/types';
import { needAll } from '../state/columns';
import { SF_BASE, SF_COUNT, SF_HEAD, SF_PEAK, SF_TAIL, SF_USED } from './state';

/** hashinit(): the largest power of two that is not above the number of elements. */
const chains = (elements: number): number => 2 ** Math.floor(Math.log2(elements));

/** Chain of a frame. `vm_page_array` begins with frame 1 here. */
const chainOf = (k: Kernel, frame: number): number =>
  (frame - 1) & (chains(k.net.cell.get(SF_COUNT)) - 1);

const appendFree = ({ net: { sf, cell } }: Kernel, n: number): void => {
  const tail = cell.get(SF_TAIL);
  sf.prev.set(n, tail);
  if (tail === 0) cell.set(SF_HEAD, n);
  else sf.next.set(tail, n);
  cell.set(SF_TAIL, n);
};

const takeFree = ({ net: { sf, cell } }: Kernel, n: number): void => {
  const [next, prev] = [sf.next.get(n), sf.prev.get(n)];
  if (prev === 0) cell.set(SF_HEAD, next);
  else sf.next.set(prev, next);
  if (next === 0) cell.set(SF_TAIL, prev);
  else sf.prev.set(next, prev);
  sf.next.set(n, 0);
  sf.prev.set(n, 0);
};

/**
 * sf_buf_init(): all sf_bufs, free and showing nothing.
 * @param at first page of their address space
 */
export const sfBufInit = (k: Kernel, at: number, count: number): void => {
  const { sf, sfHash, cell } = k.net;
  needAll(sf, count + 1);
  cell.set(SF_COUNT, count);
  cell.set(SF_BASE, at);
  sfHash.resize(chains(count));
  for (let n = 1; n <= count; n += 1) appendFree(k, n);
};

/** The sf_buf that shows a frame or showed it last, or 0. */
export const sfBufOf = ({ net }: Kernel, chain: number, frame: number): number => {
  let n = net.sfHash.get(chain);
  while (n !== 0 && net.sf.frame.get(n) !== frame) n = net.sf.hnext.get(n);
  return n;
};

/** Whether an sf_buf for the frame is to be had without sleeping. */
export const sfBufReady = (k: Kernel, frame: number): boolean =>
  k.net.cell.get(SF_HEAD) !== 0 || sfBufOf(k, chainOf(k, frame), frame) !== 0;

const countUsed = ({ net: { cell } }: Kernel): void => {
  cell.add(SF_USED, 1);
  cell.set(SF_PEAK, Math.max(cell.get(SF_PEAK), cell.get(SF_USED)));
};

const unchain = ({ net: { sf, sfHash } }: Kernel, chain: number, n: number): void => {
  let at = sfHash.get(chain);
  if (at === n) sfHash.set(chain, sf.hnext.get(n));
  else {
    while (sf.hnext.get(at) !== n) at = sf.hnext.get(at);
    sf.hnext.set(at, sf.hnext.get(n));
  }
};

/** What the kernel sees at an sf_buf's page. */
const show = (k: Kernel, n: number, frame: number): void => {
  const at = k.net.cell.get(SF_BASE) + n - 1 - k.kmem.base;
  k.frameAt.set(at, frame);
  k.touched.note(at);
};

/**
 * An sf_buf that shows `frame`; one that shows it already gains a reference.
 * @returns its number, or 0 where the caller would sleep: `wait.on` is `sfbufa`
 */
export const sfBufAlloc = (k: Kernel, frame: number): number => {
  const { sf, sfHash, cell } = k.net;
  const chain = chainOf(k, frame);
  const known = sfBufOf(k, chain, frame);
  if (known !== 0) {
    sf.refs.add(known, 1);
    if (sf.refs.get(known) > 1) return known;
    takeFree(k, known);
    countUsed(k);
    show(k, known, frame);
    return known;
  }
  const n = cell.get(SF_HEAD);
  if (n === 0) {
    k.wait.on = 'sfbufa';
    return 0;
  }
  takeFree(k, n);
  const old = sf.frame.get(n);
  if (old !== 0) unchain(k, chainOf(k, old), n);
  sf.hnext.set(n, sfHash.get(chain));
  sfHash.set(chain, n);
  sf.refs.set(n, 1);
  sf.frame.set(n, frame);
  countUsed(k);
  show(k, n, frame);
  return n;
};

/** One reference less; the last one puts it at the end of the free list, still knowing its page. */
export const sfBufFree = (k: Kernel, n: number): void => {
  const { sf, cell } = k.net;
  sf.refs.add(n, -1);
  if (sf.refs.get(n) > 0) return;
  appendFree(k, n);
  cell.add(SF_USED, -1);
  show(k, n, 0);
};
