/**
 * Slabs of FreeBSD 13 and later: the bitmap is as long as the items need, and a slab grows by pages
 * until nine tenths of it are used. sys/vm/uma_core.c keg_layout(), keg_layout_one(),
 * slab_ipers_hdr(); sys/vm/uma_int.h struct uma_slab, SLABZONE0_SETSIZE.
 */
import { PAGE_SIZE, roundUp } from '../../../base/units';
import type { Arch } from '../../../sim';
import type { CutContext, EraSpec, SlabCut } from './cut';

interface Sizes {
  /** `sizeof(struct uma_slab)` without its bitmap */
  readonly slab: number;
  /** `sizeof(struct uma_hash_slab)` without its bitmap: the header off the page */
  readonly hashSlab: number;
  /** bytes of a word of the bitmap */
  readonly word: number;
}
const SIZES: Readonly<Record<Arch, Sizes>> = {
  i386: { slab: 12, hashSlab: 24, word: 4 },
  amd64: { slab: 24, hashSlab: 48, word: 8 },
};
const UNIT = 8;
/** `SLAB_MAX_SETSIZE`: most items of a slab. */
const MAX_ITEMS = PAGE_SIZE / UNIT;
/** `SLABZONE0_SETSIZE`: most items of a slab whose header comes from `UMA Slabs 0`. */
export const SLABS_0_ITEMS = PAGE_SIZE / 16;
/** `UMA_MIN_EFF`: a slab stops growing when this share of it is used. */
const ENOUGH = 0.9;

type Kernel = Pick<CutContext, 'arch' | 'invariants'>;

const bitmap = (items: number, { arch, invariants }: Kernel): number => {
  const { word } = SIZES[arch];
  return Math.ceil(items / (8 * word)) * word * (invariants ? 2 : 1);
};
/** Bytes of a header inside a slab of so many items (`slab_sizeof`). */
export const fittedHeader = (items: number, k: Kernel): number =>
  roundUp(SIZES[k.arch].slab + bitmap(items, k), SIZES[k.arch].word);

/** SIZE of `UMA Slabs 0` and `UMA Slabs 1`. */
export const slabZoneSize = (zone: 0 | 1, k: Kernel): number =>
  SIZES[k.arch].hashSlab + bitmap(zone === 0 ? SLABS_0_ITEMS : MAX_ITEMS, k);

type Format = 'inline' | 'offpage' | 'internal';
interface Try {
  readonly format: Format;
  readonly slab: number;
  readonly ipers: number;
  readonly used: number;
}

const fit = (spec: EraSpec, rsize: number, slab: number, k: Kernel | null): number => {
  const pad = rsize - spec.size;
  if (k === null) return Math.min(Math.floor((slab + pad) / rsize), MAX_ITEMS);
  let n = Math.min(MAX_ITEMS, Math.floor((slab + pad - fittedHeader(1, k)) / rsize));
  while (n > 0 && n * rsize - pad + fittedHeader(n, k) > slab) n -= 1;
  return n;
};

const tryOne = (
  spec: EraSpec,
  rsize: number,
  at: { pages: number; format: Format; k: Kernel },
): Try => {
  const slab = (at.pages + (at.format === 'internal' ? 1 : 0)) * PAGE_SIZE;
  const isOff = at.format === 'offpage';
  const ipers = Math.max(0, fit(spec, rsize, slab, isOff ? null : at.k));
  const header = isOff ? slabZoneSize(ipers > SLABS_0_ITEMS ? 1 : 0, at.k) : 0;
  return { format: at.format, slab, ipers, used: (ipers * rsize) / (slab + header) };
};

const formatsOf = (spec: EraSpec): readonly Format[] => [
  ...(spec.pcpu ? [] : (['inline'] as const)),
  spec.internal || spec.vm ? 'internal' : 'offpage',
];

const MOST_STEPS = 600;

const search = (spec: EraSpec, rsize: number, k: Kernel): Try => {
  let best: Try = { format: 'inline', slab: PAGE_SIZE, ipers: 0, used: 0 };
  const first = Math.ceil(spec.size / PAGE_SIZE) * PAGE_SIZE;
  let i = Math.max(1, Math.floor((first + rsize - spec.size) / Math.max(PAGE_SIZE, rsize)));
  for (let step = 0; step < MOST_STEPS; step += 1, i += 1) {
    const pages = rsize <= PAGE_SIZE ? i : Math.ceil((rsize * (i - 1) + spec.size) / PAGE_SIZE);
    for (const format of formatsOf(spec)) {
      if (format === 'internal' && best.ipers > 0) continue;
      const tried = tryOne(spec, rsize, { pages, format, k });
      if (tried.used <= best.used) continue;
      best = tried;
      if (best.used >= ENOUGH) break;
    }
    const isFull = pages * PAGE_SIZE >= MAX_ITEMS * rsize;
    if (best.used >= ENOUGH || isFull || spec.pcpu || spec.contig) break;
  }
  return best;
};

const RULES: Readonly<Record<Format, string>> = {
  inline: 'most items that fit beside a header with a bit for each',
  offpage: 'slab ÷ rsize, rounded down: the header lives elsewhere',
  internal: 'most items that fit beside a header, with one page more for it',
};

/** Cuts the slabs of a zone by the rule of 13 and later. */
export const cutFitted = (spec: EraSpec, at: CutContext): SlabCut => {
  const rsize = roundUp(Math.max(spec.size, UNIT), spec.align);
  const best = search(spec, rsize, at);
  const ipers = Math.max(1, best.ipers);
  const pages = Math.max(best.slab, Math.ceil(spec.size / PAGE_SIZE) * PAGE_SIZE) / PAGE_SIZE;
  const offpage = best.format === 'offpage';
  return {
    rsize,
    ipers,
    ppera: pages * (spec.pcpu ? at.cpus : 1),
    offpage,
    header: offpage ? 0 : Math.min(fittedHeader(ipers, at), pages * PAGE_SIZE - ipers * spec.size),
    rule: RULES[best.format] + (pages > 1 && !spec.pcpu ? `, in ${pages} pages` : ''),
    fn: 'keg_layout()',
    ...(spec.pcpu ? { note: `Counted with ${at.cpus} ${at.cpus === 1 ? 'CPU' : 'CPUs'}.` } : {}),
  };
};
