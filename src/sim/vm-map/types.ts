/** What a map is made of. All addresses are page numbers (address ÷ 4,096), all sizes pages. */
import { I32, U8, needAll } from '../state/columns';

/** `MAP_ENTRY_NOFAULT`: a fault here is a panic. */
export const ENTRY_NOFAULT = 1;
/** `MAP_ENTRY_IS_SUB_MAP`: the entry is a hole reserved for another map. */
export const ENTRY_SUBMAP = 2;

/** Objects that every kernel has (sys/vm/vm_object.c). 0 is no object. */
export const NO_OBJECT = 0;
export const KMEM_OBJECT = 1;
export const KERNEL_OBJECT = 2;
/** Ours: what page tables and page directories belong to; the kernel gives them no object. */
export const PAGE_TABLE_OBJECT = 3;
/** First object number that is free for others. */
export const FIRST_OBJECT = 4;

/**
 * Where `vm_map_entry_create` and `_dispose` get their items: UMA, in a whole kernel.
 * `take` returns 0 where the zone has none. `ready` makes sure of so many items of MAP ENTRY, with
 * `spare` free pages to use up before the last of them; false where the caller sleeps for them first.
 */
export interface EntryZone {
  ready: (items: number, spare: number) => boolean;
  take: (system: boolean) => number;
  give: (item: number, system: boolean) => void;
}

/** What an entry does to the object that it shows; those below FIRST_OBJECT are nobody's. */
export interface EntryObjects {
  /** one more entry shows it */
  keep: (object: number) => void;
  /** one less; the `pages` from `offset` on are shown no more (0 pages: they still are) */
  drop: (object: number, offset: number, pages: number) => void;
}

const mapColumns = () => ({
  min: new I32(),
  max: new I32(),
  /** `map->size`: pages in entries, which is what the panic prints */
  size: new I32(),
  entries: new I32(),
  root: new I32(),
  /** entry of no length at `min`, so that the first hole hangs on a node as all others do */
  head: new I32(),
  system: new U8(),
  needsWakeup: new U8(),
});

const entryColumns = () => ({
  start: new I32(),
  end: new I32(),
  object: new I32(),
  /** page of the object that `start` shows */
  offset: new I32(),
  flags: new U8(),
  wired: new I32(),
  /** the map behind a submap entry, plus 1 */
  submap: new I32(),
  /** item of KMAP ENTRY or MAP ENTRY that stores it */
  item: new I32(),
  prev: new I32(),
  next: new I32(),
  left: new I32(),
  right: new I32(),
  /** pages free between this entry and the next (`adj_free`) */
  adjFree: new I32(),
  /** largest `adjFree` at or below this node (`max_free`) */
  maxFree: new I32(),
});

/** Counters of the module: maps made, entry records ever used, head of their free list. */
const MAPS = 0;
const RECORDS = 1;
const FREE_RECORD = 2;
const FREE_MAP = 3;

/** All maps of a kernel. Entry 0 is no entry. */
export interface VmMaps {
  readonly map: ReturnType<typeof mapColumns>;
  readonly entry: ReturnType<typeof entryColumns>;
  readonly count: I32;
  readonly zone: EntryZone;
  readonly objects: EntryObjects;
}

const NO_OBJECTS: EntryObjects = { keep: () => undefined, drop: () => undefined };

/** No maps yet. */
export const vmMaps = (zone: EntryZone, objects: EntryObjects = NO_OBJECTS): VmMaps => {
  const s: VmMaps = { map: mapColumns(), entry: entryColumns(), count: new I32(4), zone, objects };
  s.count.set(RECORDS, 1);
  return s;
};

/** How many maps there are. */
export const mapCount = (s: VmMaps): number => s.count.get(MAPS);

/** Numbers the next map; one that was given back is used first. */
export const newMapId = (s: VmMaps): number => {
  const free = s.count.get(FREE_MAP) - 1;
  if (free >= 0) {
    s.count.set(FREE_MAP, s.map.root.get(free));
    return free;
  }
  const id = s.count.get(MAPS);
  s.count.set(MAPS, id + 1);
  needAll(s.map, id + 1);
  return id;
};

/** Gives the number of an empty map back. */
export const dropMapId = (s: VmMaps, map: number): void => {
  for (const column of Object.values(s.map)) column.set(map, 0);
  s.map.root.set(map, s.count.get(FREE_MAP));
  s.count.set(FREE_MAP, map + 1);
};

/** Whether a number is that of a map that exists. */
export const isMap = (s: VmMaps, map: number): boolean => s.map.head.get(map) !== 0;

/** An entry record, cleared; the last one returned first. */
export const newRecord = (s: VmMaps): number => {
  const free = s.count.get(FREE_RECORD);
  if (free !== 0) {
    s.count.set(FREE_RECORD, s.entry.next.get(free));
    for (const column of Object.values(s.entry)) column.set(free, 0);
    return free;
  }
  const id = s.count.get(RECORDS);
  s.count.set(RECORDS, id + 1);
  needAll(s.entry, id + 1);
  return id;
};

/** Gives an entry record back. */
export const dropRecord = (s: VmMaps, e: number): void => {
  for (const column of Object.values(s.entry)) column.set(e, 0);
  s.entry.next.set(e, s.count.get(FREE_RECORD));
  s.count.set(FREE_RECORD, e);
};
