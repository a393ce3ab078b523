/** Finds a term by its name or another name of it, whatever the case. */
import { TERMS } from '../../strings/en/terms';
import type { Term } from '../../strings/en/terms';

export const termNamed = (name: string): Term | undefined => {
  const wanted = name.toLowerCase();
  if (wanted === '') return undefined;
  return TERMS.find((t) => [t.name, ...t.also].some((n) => n.toLowerCase() === wanted));
};
