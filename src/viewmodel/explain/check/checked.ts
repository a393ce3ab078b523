/** What the checks of a paste look at. */
import type { BootLayout } from '../../../sim';
import type { Balance } from '../balance/types';
import type { Chosen } from '../choose-blocks';
import type { EraChoice } from '../era/choose-era';
import type { Seen } from '../seen';
import type { ZoneAccount } from '../types';

/** What the checks look at. */
export interface Checked {
  readonly zones: readonly ZoneAccount[];
  /** the boot layout of the machine that the paste seems to come from, where one fits */
  readonly layout: BootLayout | null;
  readonly chosen: Chosen;
  readonly at: EraChoice;
  readonly seen: Seen;
  readonly balance: Balance | null;
}
