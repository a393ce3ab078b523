/** Two branches side by side. */
import { compareStates, stateSummary } from '../../sim';
import type { Difference, Timeline } from '../../sim';

/** What differs between the present states of two branches, largest difference first. */
export const differencesOf = (here: Timeline, there: Timeline): readonly Difference[] =>
  compareStates(stateSummary(here), stateSummary(there));
