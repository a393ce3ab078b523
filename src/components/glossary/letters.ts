/** Terms in the glossary: by letter, by filter, by place. */
import type { Term } from '../../strings/en/terms';

/** Id of the heading of a term. */
export const placeOfTerm = (name: string): string => `term-${name.replace(/\W+/g, '-')}`;

/** First letter, as a list is parted; `ﬁ` and the like do not occur. */
const letterOf = (name: string): string => name.charAt(0).toUpperCase();

/** Terms in whose names or sentences every word of a query stands, in their order. */
export const termsWith = (terms: readonly Term[], query: string): readonly Term[] => {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  return terms.filter(({ name, also, plain, exact }) => {
    const text = [name, ...also, plain, exact].join(' ').toLowerCase();
    return words.every((w) => text.includes(w));
  });
};

export interface LetterGroup {
  readonly letter: string;
  readonly terms: readonly Term[];
}

/** Terms by letter, in the order of the alphabet. */
export const byLetter = (terms: readonly Term[]): readonly LetterGroup[] =>
  [...new Set(terms.map((t) => letterOf(t.name)))].map((letter) => ({
    letter,
    terms: terms.filter((t) => letterOf(t.name) === letter),
  }));
