/** Figures that tables and bars read, by the kernel's own names. */
import type { Kernel } from '../kernel/types';
import { cachedItems, zoneFigures } from '../uma/live/figures';
import type { ZoneFigures } from '../uma/live/figures';
import { KEGS } from '../uma/live/state';
import { SWAP_ALMOST_FULL, SWAP_FULL, SWAP_IN, SWAP_OUT, swapStatus } from '../swap/state';

/** Marks of the page daemon that a bar shows, in pages. */
export interface DaemonMarks {
  readonly reserved: number;
  readonly severe: number;
  readonly min: number;
  readonly target: number;
  readonly wake: number;
  readonly goal: number;
  readonly inactiveTarget: number;
}

/** The marks of this machine. */
export const daemonMarks = (k: Kernel): DaemonMarks => k.phys.marks;

/** A row of `vmstat -z` with what the row does not print: its slabs. */
export interface ZoneRow extends ZoneFigures {
  readonly zone: number;
  /** pages of its keg; a zone that shares another's keg has none of its own */
  readonly pages: number;
  readonly pagesPerSlab: number;
  readonly itemsPerSlab: number;
  readonly pitch: number;
}

/** The row of a zone by its number. */
export const zoneRow = (k: Kernel, zone: number): ZoneRow => {
  const { keg, zone: zones } = k.uma;
  const g = zones.keg.get(zone);
  return {
    ...zoneFigures(k.uma, zone),
    zone,
    pages: keg.firstZone.get(g) === zone ? keg.pages.get(g) : 0,
    pagesPerSlab: keg.ppera.get(g),
    itemsPerSlab: keg.ipers.get(g),
    pitch: keg.rsize.get(g),
  };
};

/** Items in the buckets of a zone: free for callers, in no slab's own list. */
export const cachedItemsOf = (k: Kernel, zone: number): number => cachedItems(k.uma, zone);

/** Numbers and names of all zones in the order in which vmstat prints them. */
export const zoneNames = (k: Kernel): { readonly zone: number; readonly name: string }[] => {
  const out: { zone: number; name: string }[] = [];
  for (let g = 1; g < k.uma.cell.get(KEGS); g += 1) {
    const zones: number[] = [];
    for (let z = k.uma.keg.firstZone.get(g); z !== 0; z = k.uma.zone.next.get(z)) zones.push(z);
    out.push(...zones.reverse().map((zone) => ({ zone, name: k.uma.names[zone] ?? '' })));
  }
  return out;
};

/** Swap space of all devices, in pages. */
export interface SwapFigures {
  readonly total: number;
  readonly used: number;
  /** ever written and read */
  readonly out: number;
  readonly in: number;
  /** `swap_pager_full` and `swap_pager_almost_full` */
  readonly isFull: boolean;
  readonly isAlmostFull: boolean;
}

/** Reads the counters of the swap pager. */
export const swapFigures = (k: Kernel): SwapFigures => {
  const { cell } = k.swap;
  return {
    ...swapStatus(k.swap),
    out: cell.get(SWAP_OUT),
    in: cell.get(SWAP_IN),
    isFull: cell.get(SWAP_FULL) !== 0,
    isAlmostFull: cell.get(SWAP_ALMOST_FULL) !== 0,
  };
};
