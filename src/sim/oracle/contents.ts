/**
 * What a process wrote is never lost: a page of its anonymous memory that was written is dirty in RAM
 * or on swap until it is unmapped or the process ends. One that was only read holds zeroes, which the
 * page daemon may throw away. Found by scanning frames, mappings and swap blocks.
 */
import type { Sim } from '../engine/sim';
import { F_DIRTY } from '../phys/frames';
import { META_PAGES, SWBLOCKS } from '../swap/state';
import { PG_M } from '../vm/pmap';
import { OBJT_VNODE } from '../vm/state';
import { entriesOf } from './byte-map';

const FIRST_USER_OBJECT = 4;
/** One number for a page of an object. */
export const keyOf = (object: number, pindex: number): number => object * 2 ** 21 + pindex;

/** Frames that somebody has written since they were last cleaned. */
const dirtyFrames = ({ kernel: k }: Sim): Set<number> => {
  const dirty = new Set<number>();
  for (let f = 1; f <= k.phys.pages; f += 1)
    if ((k.phys.frame.flags.get(f) & F_DIRTY) !== 0) dirty.add(f);
  const { frame, bits } = k.vm.pv;
  for (let n = 1; n < frame.a.length; n += 1)
    if (frame.get(n) !== 0 && (bits.get(n) & PG_M) !== 0) dirty.add(frame.get(n));
  return dirty;
};

/** Every (object, page) whose contents are in RAM only, or on swap. */
export const present = (s: Sim): Set<number> => {
  const { kernel: k } = s;
  const all = new Set<number>();
  const { object, pindex } = k.phys.frame;
  for (const f of dirtyFrames(s))
    if (object.get(f) >= FIRST_USER_OBJECT) all.add(keyOf(object.get(f), pindex.get(f)));
  const { swblock, slots, cell } = k.swap;
  for (let b = 1; b < cell.get(SWBLOCKS); b += 1)
    for (let i = 0; swblock.object.get(b) !== 0 && i < META_PAGES; i += 1)
      if (slots.get(b * META_PAGES + i) !== 0)
        all.add(keyOf(swblock.object.get(b), swblock.index.get(b) * META_PAGES + i));
  return all;
};

/** Pages of each process's anonymous memory that hold what it wrote, by pid. */
export type Contents = ReadonlyMap<number, ReadonlySet<number>>;

const isAnonymous = ({ kernel: k }: Sim, object: number): boolean =>
  object >= FIRST_USER_OBJECT && k.vm.object.type.get(object) - 1 !== OBJT_VNODE;

/**
 * Looks through every process's map.
 * @param all every page whose contents are in RAM only, or on swap
 */
export const contentsOf = (s: Sim, all = present(s)): Contents => {
  const { maps } = s.kernel.kmem;
  const { proc } = s.kernel.proc;
  const contents = new Map<number, Set<number>>();
  for (let p = 1; p < proc.pid.a.length; p += 1) {
    const map = proc.map.get(p) - 1;
    if (map < 0) continue;
    const mine = new Set<number>();
    contents.set(proc.pid.get(p), mine);
    let e = maps.entry.next.get(maps.map.head.get(map));
    for (const [start, end] of entriesOf(s.kernel, map)) {
      const object = maps.entry.object.get(e);
      const offset = maps.entry.offset.get(e);
      if (isAnonymous(s, object))
        for (let va = start; va < end; va += 1)
          if (all.has(keyOf(object, offset + va - start))) mine.add(va);
      e = maps.entry.next.get(e);
    }
  }
  return contents;
};

const isMapped = (s: Sim, p: number, va: number): boolean =>
  entriesOf(s.kernel, s.kernel.proc.proc.map.get(p) - 1).some(([a, b]) => va >= a && va < b);

/** Pages that held something, are still mapped, and hold nothing. */
export const contentFaults = (s: Sim, before: Contents, now: Contents): string[] => {
  const { proc } = s.kernel.proc;
  const faults: string[] = [];
  for (let p = 1; p < proc.pid.a.length; p += 1) {
    const pid = proc.pid.get(p);
    const kept = now.get(pid);
    for (const va of (proc.map.get(p) > 0 ? before.get(pid) : undefined) ?? [])
      if (kept?.has(va) !== true && isMapped(s, p, va))
        faults.push(`page ${va} of pid ${pid} has lost its contents`);
  }
  return faults;
};
