/** All regions of the kernel map as rows: what the first column shows, for those too thin to be hit. */
import { formatAddress } from '../../base/format';
import { PAGE_SIZE } from '../../base/units';
import type { Owner } from '../../base/owner';
import { largestHoleOf, mapNumber, pagesInEntries } from '../../sim';
import type { Kernel } from '../../sim';
import type { Column } from '../ruler/types';
import { liveId } from './derive-zone';

/** A figure of a map with the id of its derivation; null where the region is no map. */
export type MapFigure = { readonly pages: number; readonly why: string } | null;

/** One row. */
export interface RegionRow {
  readonly id: string;
  readonly label: string;
  readonly what: string;
  readonly owner: Owner;
  readonly address: string;
  /** id of the derivation of the address */
  readonly startWhy: string;
  readonly bytes: number;
  readonly why: string;
  readonly used: MapFigure;
  readonly hole: MapFigure;
}

/** Boot says where it laid a region; a map made since knows its own start. */
const startWhy = (k: Kernel, id: string, map: number): string => {
  const region = k.layout.regions.find((r) => r.id === id);
  if (region !== undefined) return liveId('boot', region.startRef, '');
  return liveId('map', map < 0 ? 'kernel_map' : id, map < 0 ? `start of ${id}` : 'start');
};

/** Rows in ascending order of address. */
export const regionRows = (k: Kernel, column: Column): readonly RegionRow[] =>
  column.bands.map((band) => {
    const map = mapNumber(k, band.id);
    const figure = (name: string, pages: number): MapFigure =>
      map < 0 ? null : { pages, why: liveId('map', band.id, name) };
    return {
      id: band.id,
      label: band.label,
      what: band.what,
      owner: band.owner,
      startWhy: startWhy(k, band.id, map),
      address: formatAddress(band.address ?? 0n),
      bytes: Math.round(band.size / PAGE_SIZE) * PAGE_SIZE,
      why: band.why,
      used: figure('allocated', map < 0 ? 0 : pagesInEntries(k, map)),
      hole: figure('hole', map < 0 ? 0 : largestHoleOf(k, map).pages),
    };
  });
