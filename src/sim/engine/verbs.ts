/** What each verb does, one allocation at a time. */
import { assertNever } from '../../base/result';
import { kegBytes } from './keg-spec';
import type { Kernel } from '../kernel/types';
import { M_KERNEL, mapOf } from '../kernel/types';
import { mallocAlloc, mallocFree, mallocType } from '../malloc/malloc';
import { F_VALID } from '../phys/frames';
import { activatePage, allocPage, freePage } from '../phys/page';
import { umaZcreate, umaZoneSetMax } from '../uma/live/create';
import { umaReclaim } from '../uma/live/drain';
import { M_NOWAIT, M_USE_RESERVE, M_WAITOK, SLABS, zoneNumber } from '../uma/live/state';
import { umaZalloc, umaZfree } from '../uma/live/zalloc';
import {
  contigmalloc,
  kmemAlloc,
  kmemAllocNofault,
  kmemAllocWait,
  kmemFree,
  kmemFreeWakeup,
} from '../vm-map/kmem';
import { staticObject } from '../vm/object';
import { OBJT_DEFAULT } from '../vm/state';
import type { Command, WaitWord } from './commands';
import type { Holding, HoldingKind, Taken } from './holdings';

/** A way to make one allocation. `make` returns 0 for NULL. */
export interface Maker {
  readonly kind: HoldingKind;
  readonly owner: number;
  readonly size: number;
  readonly make: () => number;
  /** default name of the holding */
  readonly name: string;
  /** the zone whose figures the event tells; 0 = none */
  readonly zone: number;
}

const FLAGS: Readonly<Record<WaitWord, number>> = {
  waitok: M_WAITOK,
  nowait: M_NOWAIT,
  reserve: M_NOWAIT | M_USE_RESERVE,
};

const flagsOf = (word: WaitWord | undefined): number => FLAGS[word ?? 'waitok'];

/** Commands that allocate. */
export type TakeCommand = Extract<
  Command,
  {
    do:
      | 'malloc'
      | 'uma_zalloc'
      | 'contigmalloc'
      | 'vm_page_alloc'
      | 'kmem_alloc'
      | 'kmem_alloc_nofault'
      | 'kmem_alloc_wait';
  }
>;
/** Commands that free. */
export type GiveCommand = Extract<
  Command,
  { do: 'free' | 'uma_zfree' | 'kmem_free' | 'vm_page_free' }
>;
/** Those that neither take nor free. */
export type PlainCommand = Extract<
  Command,
  { do: 'uma_reclaim' | 'malloc_init' | 'uma_zcreate' | 'uma_zone_set_max' }
>;

const mallocMaker = (k: Kernel, c: Extract<Command, { do: 'malloc' }>): Maker => {
  const type = mallocType(k.malloc, c.type);
  const flags = flagsOf(c.wait);
  const zone = c.size <= 4096 ? k.malloc.zoneOf.get((c.size + 15) >> 4) : 0;
  const make = (): number => mallocAlloc(k.malloc, type, c.size, flags);
  return { kind: 'malloc', owner: type, size: c.size, make, name: c.type, zone };
};

const mapMaker = (verb: 'kmem_alloc' | 'kmem_alloc_nofault' | 'kmem_alloc_wait') =>
  verb === 'kmem_alloc' ? kmemAlloc : verb === 'kmem_alloc_wait' ? kmemAllocWait : kmemAllocNofault;

const pageMaker = (k: Kernel, c: Extract<Command, { do: 'vm_page_alloc' }>): Maker => {
  const object = staticObject(k, OBJT_DEFAULT, 0);
  const { size } = k.vm.object;
  const make = (): number => {
    const f = allocPage(k.phys, { object, pindex: size.get(object) }, c.class, 0);
    if (f === 0) {
      if (c.class !== 'interrupt') k.wait.on = 'vmwait';
      return 0;
    }
    size.add(object, 1);
    k.phys.frame.flags.set(f, k.phys.frame.flags.get(f) | F_VALID);
    activatePage(k.phys, f);
    return f;
  };
  return { kind: 'page', owner: object, size: 4096, make, name: 'pages', zone: 0 };
};

/** How to carry out an allocating command, or a sentence where it names what does not exist. */
export const makerOf = (k: Kernel, c: TakeCommand): Maker | string => {
  switch (c.do) {
    case 'malloc':
      return mallocMaker(k, c);
    case 'uma_zalloc': {
      const zone = zoneNumber(k.uma, c.zone);
      if (zone === 0) return `there is no zone named ${c.zone}`;
      const flags = flagsOf(c.wait);
      const make = (): number => umaZalloc(k.uma, zone, flags);
      return { kind: 'zone', owner: zone, size: 0, make, name: c.zone, zone };
    }
    case 'contigmalloc': {
      const map = mapOf(k, M_KERNEL);
      const make = (): number => contigmalloc(k.kmem, map, c.size);
      return { kind: 'map', owner: map, size: c.size, make, name: 'contig', zone: 0 };
    }
    case 'vm_page_alloc':
      return pageMaker(k, c);
    case 'kmem_alloc':
    case 'kmem_alloc_nofault':
    case 'kmem_alloc_wait': {
      const map = k.mapNames.indexOf(c.map);
      if (map < 0) return `there is no map named ${c.map}`;
      const alloc = mapMaker(c.do);
      const make = (): number => alloc(k.kmem, map, c.size);
      return { kind: 'map', owner: map, size: c.size, make, name: c.map, zone: 0 };
    }
    default:
      return assertNever(c);
  }
};

/** What each freeing verb frees. */
export const FREES: Readonly<Record<GiveCommand['do'], HoldingKind>> = {
  free: 'malloc',
  uma_zfree: 'zone',
  kmem_free: 'map',
  vm_page_free: 'page',
};

/** Frees one allocation of a holding. */
export const freeOne = (k: Kernel, h: Holding, { item, size }: Taken): void => {
  switch (h.kind) {
    case 'malloc':
      mallocFree(k.malloc, h.owner, item);
      return;
    case 'zone':
      umaZfree(k.uma, h.owner, item);
      return;
    case 'map':
      if (k.kmem.maps.map.system.get(h.owner) === 1) kmemFree(k.kmem, h.owner, item, size);
      else kmemFreeWakeup(k.kmem, h.owner, item, size);
      return;
    case 'page':
      freePage(k.phys, item);
      return;
    default:
      // Things of the other kinds have verbs of their own; FREES names none of them.
      throw new Error(`a ${h.kind} is not freed by its holding`);
  }
};

/**
 * Carries out a command that neither takes nor frees.
 * @returns work done, or a sentence where it names what does not exist
 */
export const runPlain = (k: Kernel, c: PlainCommand): number | string => {
  switch (c.do) {
    case 'uma_reclaim':
      umaReclaim(k.uma);
      return k.uma.cell.get(SLABS);
    case 'malloc_init':
      mallocType(k.malloc, c.type);
      return 1;
    case 'uma_zcreate':
      if (zoneNumber(k.uma, c.zone) !== 0) return `there is a zone named ${c.zone} already`;
      umaZcreate(k.uma, kegBytes(c), 'i386');
      return 1;
    case 'uma_zone_set_max': {
      const zone = zoneNumber(k.uma, c.zone);
      if (zone === 0) return `there is no zone named ${c.zone}`;
      umaZoneSetMax(k.uma, zone, c.items);
      return 1;
    }
    default:
      return assertNever(c);
  }
};
