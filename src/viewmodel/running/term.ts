/** Terms as selections: `term:slab`. They belong to no moment of a run. */
import { TERMS } from '../../strings/en/terms';
import type { Term } from '../../strings/en/terms';

const PREFIX = 'term:';

/** What a link and a click call a term. */
export const termId = (term: Term): string => `${PREFIX}${term.name}`;

/** @returns the term that a selection names, by its name or another, or undefined */
export const termOf = (id: string): Term | undefined => {
  if (!id.startsWith(PREFIX)) return undefined;
  const name = id.slice(PREFIX.length).toLowerCase();
  return TERMS.find((t) => [t.name, ...t.also].some((n) => n.toLowerCase() === name));
};
