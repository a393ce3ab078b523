/** Everything that the state says of one page frame. */
import type { Kernel } from '../kernel/types';
import { F_DIRTY, F_LISTED, F_REFERENCED, F_UNMANAGED, F_VALID } from '../phys/frames';
import { OBJT_SWAP, OBJT_VNODE } from '../vm/state';
import { FIRST_OBJECT, KERNEL_OBJECT, KMEM_OBJECT, PAGE_TABLE_OBJECT } from '../vm-map/types';
import { PLACES } from './survey';
import type { Place, Survey } from './survey';

/** One mapping: whose address space, and where in it (byte address). */
export interface Mapping {
  /** number of the process; 0 = the kernel */
  readonly pmap: number;
  readonly address: number;
}

/** One frame. */
export interface FrameFacts {
  readonly frame: number;
  readonly holder: number;
  readonly place: Place;
  readonly wire: number;
  readonly hold: number;
  /** `act_count` */
  readonly act: number;
  /** in the words of sys/vm/vm_page.h, lower case */
  readonly flags: readonly string[];
  readonly object: string;
  readonly pindex: number;
  /** the first of them */
  readonly mappings: readonly Mapping[];
  /** how many there are */
  readonly mapped: number;
  /** slab that it is part of; 0 = none */
  readonly slab: number;
}

const FLAG_WORDS = [
  [F_UNMANAGED, 'unmanaged'],
  [F_DIRTY, 'dirty'],
  [F_REFERENCED, 'referenced'],
  [F_VALID, 'valid'],
] as const;

const OWN_OBJECTS: Readonly<Record<number, string>> = {
  [KMEM_OBJECT]: 'kmem_object',
  [KERNEL_OBJECT]: 'kernel_object',
  [PAGE_TABLE_OBJECT]: 'page tables',
};

/** An object as a reader knows it. */
const objectName = (k: Kernel, o: number): string => {
  if (o === 0) return 'none';
  if (o < FIRST_OBJECT) return OWN_OBJECTS[o] ?? 'none';
  const type = k.vm.object.type.get(o) - 1;
  const word = type === OBJT_VNODE ? 'vnode' : type === OBJT_SWAP ? 'swap' : 'default';
  return `${word} object ${o}`;
};

/** Most mappings that are listed; a shared page of a program has as many as processes run it. */
const MOST = 12;

const mappingsOf = (k: Kernel, f: number): Pick<FrameFacts, 'mappings' | 'mapped'> => {
  const { frame } = k.phys;
  const { pv } = k.vm;
  const mappings: Mapping[] = [];
  let mapped = 0;
  for (let p = frame.pv.get(f); p !== 0; p = pv.fnext.get(p)) {
    mapped += 1;
    if (mapped <= MOST) mappings.push({ pmap: pv.pmap.get(p), address: pv.va.get(p) * 4096 });
  }
  const page = frame.pindex.get(f);
  const isOwn = (frame.flags.get(f) & F_LISTED) === 0 && k.frameAt.get(page) === f;
  return mapped === 0 && isOwn
    ? { mappings: [{ pmap: 0, address: (page + k.kmem.base) * 4096 }], mapped: 1 }
    : { mappings, mapped };
};

/** @returns the frame's facts, or null where there is no such frame */
export const frameFacts = (k: Kernel, s: Survey, f: number): FrameFacts | null => {
  if (!Number.isInteger(f) || f < 1 || f > k.phys.pages) return null;
  const { frame } = k.phys;
  const flags = frame.flags.get(f);
  const isOwn = (flags & F_UNMANAGED) !== 0;
  return {
    frame: f,
    holder: s.holder[f] as number,
    place: PLACES[s.place[f] as number] ?? 'wired',
    wire: frame.wire.get(f),
    hold: frame.hold.get(f),
    act: frame.act.get(f),
    flags: FLAG_WORDS.filter(([bit]) => (flags & bit) !== 0).map(([, word]) => word),
    object: objectName(k, frame.object.get(f)),
    pindex: frame.pindex.get(f),
    ...mappingsOf(k, f),
    slab: isOwn ? (s.slabAt[frame.pindex.get(f)] ?? 0) : 0,
  };
};

/** The frame behind a kernel address (bytes), or 0. */
export const frameAtAddress = (k: Kernel, address: number): number => {
  const page = Math.floor(address / 4096) - k.kmem.base;
  return page < 0 || page >= k.frameAt.a.length ? 0 : k.frameAt.get(page);
};
