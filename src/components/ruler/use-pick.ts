/** What picking a band does, in every room that shows a ruler. */
import type { Band } from '../../viewmodel/ruler/types';
import { useApp } from '../app/store-context';

/**
 * A region of the first column is shown in the second; any band opens its derivation.
 *
 * @param columns how many stand side by side: a single one has nowhere to show a region
 * @returns takes the band that was picked, and its column counted from 0
 */
export const usePick = (columns: number): ((band: Band, column: number) => void) => {
  const explain = useApp((s) => s.explain);
  const openRegion = useApp((s) => s.openRegion);
  return (band, column) => {
    if (column === 0 && columns > 1) openRegion(band.id);
    explain(band.why, band.id);
  };
};
