/** What the init of an item leaves in it for the fini: one number an item. */
import type { Uma } from './state';

const slot = (u: Uma, item: number): number => u.slab.base.get(item >>> 8) + (item & 255);

/** The number that an item's init left in it; 0 where its zone has none. */
export const payloadOf = (u: Uma, item: number): number => u.payload.get(slot(u, item));

/** Leaves a number in an item. */
export const setPayload = (u: Uma, item: number, n: number): void => {
  u.payload.set(slot(u, item), n);
};
