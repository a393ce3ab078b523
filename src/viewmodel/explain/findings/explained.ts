/** A draft with the words of its rule: what to use next, the test, the limits, the lesson. */
import { FINDINGS } from '../../../strings/en/findings';
import type { RuleWords } from '../../../strings/en/findings-words';
import type { Finding } from '../types';
import type { Draft, RuleId } from './rule';

/** Adds the words. A draft's own `next` and `use` stand before its rule's. */
export const explained = (rule: RuleId, draft: Draft): Finding => {
  const words: RuleWords = FINDINGS[rule];
  const { lesson } = words;
  return {
    ...draft,
    rule,
    next: draft.next ?? words.next,
    use: draft.use ?? words.use,
    test: words.test,
    limits: words.limits,
    lesson: lesson === null ? null : { lesson: lesson[0], step: lesson[1] },
  };
};
