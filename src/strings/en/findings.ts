/**
 * What every rule of the findings says of itself: what to use next, what would confirm or refute it,
 * what it cannot tell, and where a lesson explains it. Sentences with figures stand beside the rule.
 */
import { HEAP_RULES } from './findings-heap';
import { LIMIT_RULES } from './findings-limits';
import { OTHER_RULES } from './findings-other';

/** All rules by id. */
export const FINDINGS = { ...HEAP_RULES, ...LIMIT_RULES, ...OTHER_RULES };

/** Said where no rule finds anything to worry about. */
export const NOTHING_FOUND = {
  title: 'Nothing suspicious',
  text: 'No limit is reached and no holder stands out in these rows.',
};
