/**
 * Things that are no zones, as a selection names them: `process:103` by pid, else by the number of the
 * record: `vnode:4`, `pipe:1`, `buf:17`, `stack:9` (a thread), `sf:3`; `exec:0x…` and `page:0x…` by
 * address. Frames and places are looked up anew in each state.
 */
import {
  framesAt,
  framesOfPipe,
  framesOfProcess,
  framesOfStack,
  framesOfVnode,
  mapNumber,
  mapStretches,
  ownerOfPage,
  placeOfBuf,
  placeOfSfBuf,
  placeOfStack,
  placesOfPipe,
  processOfPid,
} from '../../sim';
import type { Kernel, KernelPlace } from '../../sim';
import { formatAddress } from '../../base/format';
import { PAGE_SIZE } from '../../base/units';

/** Kinds of things. */
export const THING_KINDS_PICTURED = [
  'process',
  'vnode',
  'pipe',
  'buf',
  'stack',
  'sf',
  'exec',
  'page',
] as const;
export type ThingKind = (typeof THING_KINDS_PICTURED)[number];

/** A thing that is there now. */
export interface ThingPlace {
  readonly kind: ThingKind;
  /** number of its record; of an exec slot and a bare page its page number */
  readonly number: number;
  /** where it lies in the kernel's address space; empty = nowhere of its own */
  readonly places: readonly KernelPlace[];
  /** frames behind it */
  readonly frames: readonly number[];
}

/** Holder whose colour a thing has; a bare page has that of its frame. */
export const HOLDER_OF_KIND: Readonly<Record<ThingKind, string>> = {
  process: 'holder:user',
  vnode: 'holder:files',
  pipe: 'holder:pipes',
  buf: 'holder:buffers',
  stack: 'holder:stacks',
  sf: '',
  exec: 'holder:exec',
  page: '',
};

type Reach = (k: Kernel, n: number) => Pick<ThingPlace, 'places' | 'frames'> | null;

/** Something with address space of its own. */
const placed =
  (place: (k: Kernel, n: number) => KernelPlace): Reach =>
  (k, n) => {
    const at = place(k, n);
    return at.pages === 0 ? null : { places: [at], frames: framesAt(k, at) };
  };

const execSlot = (k: Kernel, page: number): KernelPlace => {
  const slot = mapStretches(k, mapNumber(k, 'exec_map')).find((s) => s.start === page);
  return slot?.kind === 'entry'
    ? { start: page, pages: slot.end - slot.start }
    : { start: page, pages: 0 };
};

/** Pages of the kernel's address space end here. */
const lastPage = (k: Kernel): number => k.kmem.base + k.frameAt.a.length;

const barePage = (k: Kernel, page: number): KernelPlace => ({
  start: page,
  pages: page >= k.kmem.base && page < lastPage(k) ? 1 : 0,
});

const REACH: Readonly<Record<ThingKind, Reach>> = {
  process: (k, pid) => {
    const p = processOfPid(k, pid);
    return p === 0 ? null : { places: [], frames: framesOfProcess(k, p) };
  },
  vnode: (k, n) =>
    n > 0 && n < k.file.vnode.item.a.length && k.file.vnode.item.get(n) !== 0
      ? { places: [], frames: framesOfVnode(k, n) }
      : null,
  pipe: (k, n) => {
    const isThere = n > 0 && n < k.pipe.pair.item.a.length && k.pipe.pair.item.get(n) !== 0;
    return isThere ? { places: placesOfPipe(k, n), frames: framesOfPipe(k, n) } : null;
  },
  buf: placed(placeOfBuf),
  stack: (k, n) => {
    const at = placeOfStack(k, n);
    return at.pages === 0 ? null : { places: [at], frames: framesOfStack(k, n) };
  },
  sf: placed(placeOfSfBuf),
  exec: placed(execSlot),
  page: placed(barePage),
};

const isThingKind = (kind: string): kind is ThingKind => Object.hasOwn(REACH, kind);

const numberOf = (kind: ThingKind, text: string): number => {
  const byAddress = kind === 'exec' || kind === 'page';
  const isGood = byAddress ? /^0x[0-9a-f]{1,12}$/i.test(text) : /^\d{1,9}$/.test(text);
  if (!isGood) return -1;
  return byAddress ? Math.floor(Number(text) / PAGE_SIZE) : Number(text);
};

/** @returns the thing with that kind and name in the present state, or null where there is none */
export const thingPlace = (k: Kernel, kind: string, name: string): ThingPlace | null => {
  if (!isThingKind(kind)) return null;
  const number = numberOf(kind, name);
  const reached = number < 0 ? null : REACH[kind](k, number);
  return reached === null ? null : { kind, number, ...reached };
};

/** Frames of a thing that was there before, in the present state. */
export const framesNow = (k: Kernel, { kind, number }: ThingPlace): readonly number[] =>
  REACH[kind](k, number)?.frames ?? [];

/** What a click on a page of the kernel's address space selects, where that is no slab. */
export const idOfPage = (k: Kernel, page: number): string => {
  const { kind, number } = ownerOfPage(k, page);
  const address = (n: number): string => formatAddress(BigInt(n * PAGE_SIZE));
  if (kind === 'none') return `page:${address(page)}`;
  return kind === 'exec' ? `exec:${address(number)}` : `${kind}:${number}`;
};
