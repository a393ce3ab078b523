/** Holdings: named lists of live allocations that commands fill and empty. */
import { I32 } from '../state/columns';
import type { Columns } from '../state/columns';
import { below } from '../state/random';
import type { RandomState } from '../state/random';
import type { Pick } from './commands';

/**
 * What a holding holds: blocks of a malloc type, items of a zone, ranges of a map, bare pages, or the
 * numbers of things that verbs work on.
 */
export type HoldingKind =
  'malloc' | 'zone' | 'map' | 'page' | 'process' | 'pipe' | 'file' | 'socket' | 'exec';

/** One holding. `owner` is the number of its type, zone or map. */
export interface Holding {
  readonly kind: HoldingKind;
  readonly owner: number;
  readonly items: I32;
  /** bytes of each range; used by maps only */
  readonly sizes: I32;
  /** cell 0: where the oldest is; cell 1: behind the newest */
  readonly ends: I32;
}

/** An empty holding. */
export const newHolding = (kind: HoldingKind, owner: number): Holding => ({
  kind,
  owner,
  items: new I32(),
  sizes: new I32(),
  ends: new I32(2),
});

/** Its columns, for checkpoints. */
export const holdingTable = ({ items, sizes, ends }: Holding): Columns => ({ items, sizes, ends });

/** How many allocations it holds. */
export const held = (h: Holding): number => h.ends.get(1) - h.ends.get(0);

/** Whether a thing is in it. */
export const isHeldBy = (h: Holding, item: number): boolean =>
  h.items.a.subarray(h.ends.get(0), h.ends.get(1)).includes(item);

/** Adds one as the newest. */
export const put = (h: Holding, item: number, size = 0): void => {
  const at = h.ends.get(1);
  h.items.need(at + 1);
  h.items.set(at, item);
  if (h.kind === 'map') {
    h.sizes.need(at + 1);
    h.sizes.set(at, size);
  }
  h.ends.set(1, at + 1);
};

/** Slides the list to the front once half of the room before it is empty. */
const compact = (h: Holding): void => {
  const from = h.ends.get(0);
  const to = h.ends.get(1);
  if (from < 1024 || from * 2 < to) return;
  for (const column of h.kind === 'map' ? [h.items, h.sizes] : [h.items]) {
    column.a.copyWithin(0, from, to);
    column.a.fill(0, to - from, to);
  }
  h.ends.set(0, 0);
  h.ends.set(1, to - from);
};

/** An allocation with its size, as taken out. */
export interface Taken {
  readonly item: number;
  readonly size: number;
}

/** Takes one out. The holding must not be empty. */
export const take = (h: Holding, pick: Exclude<Pick, 'alternate'>, random: RandomState): Taken => {
  const from = h.ends.get(0);
  const last = h.ends.get(1) - 1;
  if (pick === 'oldest') {
    const taken = { item: h.items.get(from), size: h.kind === 'map' ? h.sizes.get(from) : 0 };
    h.items.set(from, 0);
    h.ends.set(0, from + 1);
    compact(h);
    return taken;
  }
  const at = pick === 'random' ? from + below(random, last + 1 - from) : last;
  const taken = { item: h.items.get(at), size: h.kind === 'map' ? h.sizes.get(at) : 0 };
  h.items.set(at, h.items.get(last));
  h.items.set(last, 0);
  if (h.kind === 'map') h.sizes.set(at, h.sizes.get(last));
  h.ends.set(1, last);
  return taken;
};

/** Takes every second one out, oldest first, up to `count`. */
export const takeAlternate = (h: Holding, count: number): Taken[] => {
  const taken: Taken[] = [];
  const from = h.ends.get(0);
  const to = h.ends.get(1);
  let at = from;
  for (let i = from; i < to; i += 1) {
    const size = h.kind === 'map' ? h.sizes.get(i) : 0;
    if ((i - from) % 2 === 1 && taken.length < count) {
      taken.push({ item: h.items.get(i), size });
      continue;
    }
    h.items.set(at, h.items.get(i));
    if (h.kind === 'map') h.sizes.set(at, size);
    at += 1;
  }
  h.items.a.fill(0, at, to);
  h.ends.set(1, at);
  return taken;
};
