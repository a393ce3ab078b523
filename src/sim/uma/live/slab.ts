/**
 * Slabs: made, cut into items, put together again.
 * FreeBSD 6.2 sys/vm/uma_core.c: slab_zalloc(), startup_alloc(), page_alloc(), obj_alloc(),
 * uma_zone_slab(), uma_slab_alloc(), uma_zalloc_internal(), uma_zfree_internal().
 */
import { needAll } from '../../state/columns';
import { UMA_SLAB_SIZE } from '../constants';
import {
  BOOTED,
  BOOT_PAGES,
  FULL,
  INDEX_TOP,
  INTERNAL,
  L_FREE,
  L_FULL,
  L_NONE,
  L_PART,
  M_NOVM,
  M_NOWAIT,
  OFFPAGE,
  OWN_OBJECT,
  SLABS,
  SLAB_BOOT,
  SLAB_KMEM,
  SLAB_PRIV,
  STARTUP,
  Z_RCNT,
  Z_SLABS,
  kegHas,
  nextNumber,
} from './state';
import type { Uma } from './state';
import { KernelPanic } from '../../state/panic';

const listHead = (u: Uma, list: number) =>
  list === L_PART ? u.keg.part : list === L_FREE ? u.keg.empty : u.keg.full;

/** Takes a slab off its list. */
export const slabUnlink = (u: Uma, slab: number): void => {
  const { list, next, prev, keg } = u.slab;
  const on = list.get(slab);
  if (on === L_NONE) return;
  const n = next.get(slab);
  const p = prev.get(slab);
  if (p === 0) listHead(u, on).set(keg.get(slab), n);
  else next.set(p, n);
  if (n !== 0) prev.set(n, p);
  list.set(slab, L_NONE);
};

/** Puts a slab at the front of a list, off its old one. */
export const slabLink = (u: Uma, slab: number, on: number): void => {
  slabUnlink(u, slab);
  const { list, next, prev, keg } = u.slab;
  const head = listHead(u, on);
  const first = head.get(keg.get(slab));
  next.set(slab, first);
  prev.set(slab, 0);
  if (first !== 0) prev.set(first, slab);
  head.set(keg.get(slab), slab);
  list.set(slab, on);
};

/** A slab record of a keg: one it had before, or a new one with room for its index bytes. */
export const slabRecord = (u: Uma, keg: number): number => {
  const old = u.keg.pool.get(keg);
  if (old !== 0) {
    u.keg.pool.set(keg, u.slab.next.get(old));
    return old;
  }
  const slab = nextNumber(u, SLABS);
  needAll(u.slab, slab + 1);
  const base = u.cell.get(INDEX_TOP);
  const top = base + u.keg.ipers.get(keg);
  u.cell.set(INDEX_TOP, top);
  u.index.need(top);
  u.payload.need(top);
  u.slab.keg.set(slab, keg);
  u.slab.base.set(slab, base);
  return slab;
};

/** Returns a slab record to its keg. */
export const dropRecord = (u: Uma, slab: number): void => {
  const keg = u.slab.keg.get(slab);
  u.slab.page.set(slab, 0);
  u.slab.next.set(slab, u.keg.pool.get(keg));
  u.slab.prev.set(slab, 0);
  u.keg.pool.set(keg, slab);
};

interface Memory {
  readonly page: number;
  readonly flags: number;
}
const NO_MEMORY: Memory = { page: 0, flags: 0 };

const fromBoot = (u: Uma, keg: number): Memory => {
  const left = u.cell.get(BOOT_PAGES);
  if (left > 0) {
    u.cell.set(BOOT_PAGES, left - 1);
    return { page: u.hooks.bootPage(left - 1), flags: SLAB_BOOT };
  }
  if (u.cell.get(BOOTED) === 0) throw new KernelPanic('UMA: Increase vm.boot_pages');
  u.keg.flags.set(keg, u.keg.flags.get(keg) & ~STARTUP);
  return NO_MEMORY;
};

const fromObject = (u: Uma, keg: number): Memory => {
  const at = u.keg.kva.get(keg) + u.keg.filled.get(keg);
  if (!u.hooks.objectPage(u.keg.object.get(keg), at)) return NO_MEMORY;
  u.keg.filled.add(keg, 1);
  return { page: at, flags: SLAB_PRIV };
};

/** `uk_allocf`. */
const slabMemory = (u: Uma, keg: number, flags: number): Memory => {
  if (kegHas(u, keg, OWN_OBJECT)) return fromObject(u, keg);
  if (kegHas(u, keg, STARTUP)) {
    const boot = fromBoot(u, keg);
    if (boot.page !== 0) return boot;
  }
  const page = u.hooks.kmemMalloc(u.keg.ppera.get(keg) * UMA_SLAB_SIZE, flags);
  return { page, flags: SLAB_KMEM };
};

/** Runs the init of each item (`uk_init`); undoes all and fails where one fails. */
const initItems = (u: Uma, slab: number, flags: number): boolean => {
  const keg = u.slab.keg.get(slab);
  const hook = u.zone.hook.get(u.keg.firstZone.get(keg));
  if (hook === 0) return true;
  for (let i = 0; i < u.keg.ipers.get(keg); i += 1) {
    if (u.hooks.init(hook, (slab << 8) | i, flags)) continue;
    while (i > 0) {
      i -= 1;
      u.hooks.fini(hook, (slab << 8) | i);
    }
    return false;
  }
  return true;
};

/** A new slab on no list, or 0 (`slab_zalloc`). */
export const slabZalloc = (u: Uma, keg: number, flags: number): number => {
  let header = 0;
  if (kegHas(u, keg, OFFPAGE)) {
    header = zallocInternal(u, u.keg.slabZone.get(keg), flags);
    if (header === 0) return 0;
  }
  const memory = slabMemory(u, keg, flags);
  if (memory.page === 0) {
    if (header !== 0) zfreeInternal(u, u.keg.slabZone.get(keg), header, FREED);
    return 0;
  }
  const slab = slabRecord(u, keg);
  const ipers = u.keg.ipers.get(keg);
  const base = u.slab.base.get(slab);
  for (let i = 0; i < ipers; i += 1) u.index.set(base + i, i + 1);
  u.slab.free.set(slab, ipers);
  u.slab.first.set(slab, 0);
  u.slab.page.set(slab, memory.page);
  u.slab.flags.set(slab, memory.flags);
  u.slab.header.set(slab, header);
  if (!initItems(u, slab, flags)) {
    slabRelease(u, slab);
    return 0;
  }
  u.keg.pages.add(keg, u.keg.ppera.get(keg));
  u.keg.free.add(keg, ipers);
  return slab;
};

/** Gives header and memory of a slab back that is on no list and no longer counted. */
export const slabRelease = (u: Uma, slab: number): void => {
  const keg = u.slab.keg.get(slab);
  const page = u.slab.page.get(slab);
  const header = u.slab.header.get(slab);
  dropRecord(u, slab);
  if (header !== 0) zfreeInternal(u, u.keg.slabZone.get(keg), header, FREED);
  u.hooks.kmemFree(page, u.keg.ppera.get(keg));
};

const mayRecurse = (u: Uma, zone: number): boolean =>
  zone === u.cell.get(Z_SLABS) || zone === u.cell.get(Z_RCNT);

/** A slab with a free item at the front of the partly used ones, or 0 (`uma_zone_slab`). */
export const zoneSlab = (u: Uma, zone: number, asked: number): number => {
  const keg = u.zone.keg.get(zone);
  let flags = asked;
  if (kegHas(u, keg, INTERNAL) && u.keg.recurse.get(keg) !== 0 && !mayRecurse(u, zone)) return 0;
  for (;;) {
    if (u.keg.free.get(keg) !== 0) {
      const part = u.keg.part.get(keg);
      if (part !== 0) return part;
      const empty = u.keg.empty.get(keg);
      slabLink(u, empty, L_PART);
      return empty;
    }
    if ((flags & M_NOVM) !== 0) return 0;
    const most = u.keg.maxpages.get(keg);
    if (most !== 0 && u.keg.pages.get(keg) >= most) {
      u.keg.flags.set(keg, u.keg.flags.get(keg) | FULL);
      if ((flags & M_NOWAIT) === 0) u.wait.on = 'zonelimit';
      return 0;
    }
    u.keg.recurse.add(keg, 1);
    const slab = slabZalloc(u, keg, flags);
    u.keg.recurse.add(keg, -1);
    if (slab !== 0) {
      slabLink(u, slab, L_PART);
      return slab;
    }
    if ((flags & M_NOWAIT) === 0) {
      if (u.wait.on === '') u.wait.on = 'vmwait';
      return 0;
    }
    flags |= M_NOVM;
  }
};

/** One item from a slab that has a free one (`uma_slab_alloc`). */
export const slabAlloc = (u: Uma, slab: number): number => {
  const i = u.slab.first.get(slab);
  u.slab.first.set(slab, u.index.get(u.slab.base.get(slab) + i));
  const left = u.slab.free.get(slab) - 1;
  u.slab.free.set(slab, left);
  u.keg.free.add(u.slab.keg.get(slab), -1);
  if (left === 0) slabLink(u, slab, L_FULL);
  return (slab << 8) | i;
};

/** Puts an item back into its slab. */
const slabFree = (u: Uma, item: number): void => {
  const slab = item >>> 8;
  const i = item & 255;
  const keg = u.slab.keg.get(slab);
  const free = u.slab.free.get(slab);
  if (free + 1 === u.keg.ipers.get(keg)) slabLink(u, slab, L_FREE);
  else if (free === 0) slabLink(u, slab, L_PART);
  u.index.set(u.slab.base.get(slab) + i, u.slab.first.get(slab));
  u.slab.first.set(slab, i);
  u.slab.free.set(slab, free + 1);
  u.keg.free.add(keg, 1);
};

/** What a free counts: nothing, a free, a free and a failure. */
export const UNCOUNTED = 0;
export const FREED = 1;
export const FAILED = 2;
/** the zone's fini is not to run (`SKIP_FINI`) */
export const SKIP_FINI = 4;

/** Zone-level init and fini belong to secondary zones; a keg's own run with its slabs. */
const itemHook = (u: Uma, zone: number): number =>
  u.keg.firstZone.get(u.zone.keg.get(zone)) === zone ? 0 : u.zone.hook.get(zone);

/** An item straight from a slab, past the caches (`uma_zalloc_internal`). 0 on failure. */
export const zallocInternal = (u: Uma, zone: number, flags: number): number => {
  const slab = zoneSlab(u, zone, flags);
  if (slab === 0) {
    // A request that sleeps has not failed: it is made anew when woken.
    if (u.wait.on === '') u.zone.fails.add(zone, 1);
    return 0;
  }
  const item = slabAlloc(u, slab);
  u.zone.allocs.add(zone, 1);
  const hook = itemHook(u, zone);
  if (hook !== 0 && !u.hooks.init(hook, item, flags)) {
    zfreeInternal(u, zone, item, FREED | FAILED | SKIP_FINI);
    return 0;
  }
  return item;
};

/** An item straight to its slab (`uma_zfree_internal`). */
export const zfreeInternal = (u: Uma, zone: number, item: number, how: number): void => {
  const hook = itemHook(u, zone);
  if (hook !== 0 && (how & SKIP_FINI) === 0) u.hooks.fini(hook, item);
  if ((how & FAILED) !== 0) u.zone.fails.add(zone, 1);
  if ((how & FREED) !== 0) u.zone.frees.add(zone, 1);
  slabFree(u, item);
  const keg = u.zone.keg.get(zone);
  const flags = u.keg.flags.get(keg);
  if ((flags & FULL) !== 0 && u.keg.pages.get(keg) < u.keg.maxpages.get(keg))
    u.keg.flags.set(keg, flags & ~FULL);
};
