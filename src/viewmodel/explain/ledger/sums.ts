/** Adding up zones. */
import type { ZoneAccount } from '../types';

/** The sum of a figure over a list. */
export const sum = <T>(list: readonly T[], of: (t: T) => number): number =>
  list.reduce((n, t) => n + of(t), 0);

/** The zone's pages come from kmem_map, and are counted under this zone. */
export const inMap = (z: ZoneAccount): boolean => !z.ownObject && z.secondaryOf === undefined;
