/** The model's own predictions beside what the paste says. */
import type { BootLayout } from '../../../sim';
import type { Chosen } from '../choose-blocks';
import type { Notebook } from '../notebook';
import type { SelfCheckRow, ZoneAccount } from '../types';
import { bootChecks } from './boot';
import { slabHeaders, wholeSlabs } from './slabs';
import { umaZones } from './uma-zones';

/**
 * All checks that this paste allows.
 * @param zones the accounts of a whole `vmstat -z` table
 * @param layout the boot layout of the machine that the paste seems to come from, where one fits
 */
export const selfCheckOf = (
  book: Notebook,
  zones: readonly ZoneAccount[],
  layout: BootLayout | null,
  chosen: Chosen,
): readonly SelfCheckRow[] => [
  wholeSlabs(book, zones),
  ...slabHeaders(book, zones, chosen.panic !== null),
  ...umaZones(book, zones),
  ...(layout === null ? [] : bootChecks(book, zones, layout, chosen)),
];
