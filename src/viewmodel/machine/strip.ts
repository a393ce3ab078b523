/** The kernel map as one strip: where each region lies in it, for a picture beside the levers. */
import type { Owner } from '../../base/owner';
import type { BootLayout } from '../../sim';
import { leaves } from './moved';

/** A region, in shares of the kernel map. */
export interface Piece {
  readonly id: string;
  readonly owner: Owner;
  readonly from: number;
  readonly size: number;
}

/** @returns the regions in order of address; together they fill the map */
export const stripOf = (layout: BootLayout): readonly Piece[] => {
  const root = layout.regions.find((r) => r.id === 'kernel_map');
  if (root === undefined) return [];
  return [...leaves(layout).values()].map(({ id, owner, start, size }) => ({
    id,
    owner,
    from: Number(start - root.start) / root.size,
    size: size / root.size,
  }));
};
