/**
 * Slabs of FreeBSD 10 to 12: the header holds a bitmap of 256 bits, whatever the number of items.
 * 10.4 sys/vm/uma_core.c keg_small_init(), keg_large_init(); 12.1 the same without reference counts.
 */
import { PAGE_SIZE, roundUp } from '../../../base/units';
import type { CutContext, EraSpec, SlabCut } from './cut';

/** `sizeof(struct uma_slab)`: link, counters, pointers and the bitmap. */
const HEADER = { i386: 56, amd64: 80 } as const;
/** `SLAB_SETSIZE` bits as bytes: `options INVARIANTS` keeps a second bitmap. */
const DEBUG_BITMAP = 32;
const SETSIZE = 256;
/** Percent of a slab that may be wasted before the header moves out (`UMA_MAX_WASTE`). */
const MAX_WASTE = 10;
const REFCNT = 4;
/** `sizeof(struct pcpu)`, a divisor of a page, which 10 and 11 cut per-CPU slabs from. */
const PCPU_SLAB = 1024;

/** Bytes of a slab header. */
export const bitmapHeader = ({ arch, invariants }: CutContext): number =>
  HEADER[arch] + (invariants ? DEBUG_BITMAP : 0);

const onPage = 'slab less header ÷ rsize, rounded down';
const offPage = 'slab ÷ rsize, rounded down: the header lives elsewhere';

const cutLarge = (spec: EraSpec, header: number): SlabCut => {
  const pages = Math.ceil(spec.size / PAGE_SIZE);
  const isTight = pages * PAGE_SIZE - spec.size < header;
  const offpage = isTight && !spec.internal;
  return {
    rsize: spec.size,
    ipers: 1,
    ppera: pages + (isTight && spec.internal ? 1 : 0),
    offpage,
    header: offpage ? 0 : header,
    rule: 'one item, too large to share a page with its header',
    fn: 'keg_large_init()',
  };
};

const cutPcpu = (spec: EraSpec, at: CutContext): SlabCut => {
  const slab = at.era.id === 'r12' ? PAGE_SIZE : PCPU_SLAB;
  const rsize = roundUp(Math.max(spec.size, slab / SETSIZE), spec.align);
  return {
    rsize,
    ipers: Math.max(1, Math.floor(slab / rsize)),
    ppera: Math.max(1, Math.ceil((at.cpus * slab) / PAGE_SIZE)),
    offpage: true,
    header: 0,
    rule: `${slab === PAGE_SIZE ? 'a page' : 'sizeof(struct pcpu)'} ÷ rsize, rounded down; one copy for each CPU`,
    fn: 'keg_small_init()',
    note: `Counted with ${at.cpus} ${at.cpus === 1 ? 'CPU' : 'CPUs'}.`,
  };
};

const cutSmall = (spec: EraSpec, header: number, refcnt: number): SlabCut => {
  const rsize = roundUp(Math.max(spec.size, PAGE_SIZE / SETSIZE), spec.align);
  const inside = Math.max(1, Math.floor((PAGE_SIZE - header) / (rsize + refcnt)));
  const wasted = PAGE_SIZE - inside * (rsize + refcnt) - header;
  const outside = Math.floor(PAGE_SIZE / rsize);
  const moves =
    wasted >= Math.floor(PAGE_SIZE / MAX_WASTE) && inside < outside && !spec.internal && !spec.vm;
  return {
    rsize,
    ipers: moves ? outside : inside,
    ppera: 1,
    offpage: moves,
    header: moves ? 0 : Math.min(header + inside * refcnt, PAGE_SIZE - inside * spec.size),
    rule: moves ? offPage : onPage,
    fn: 'keg_small_init()',
  };
};

/** Cuts the slabs of a zone by the rule of 10 to 12. */
export const cutBitmap = (spec: EraSpec, at: CutContext): SlabCut => {
  const header = bitmapHeader(at);
  if (spec.pcpu) return cutPcpu(spec, at);
  if (spec.size > PAGE_SIZE - header) return cutLarge(spec, header);
  return cutSmall(spec, header, at.era.refcnt && spec.refcnt ? REFCNT : 0);
};
