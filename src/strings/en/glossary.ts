/** Words of the glossary, and of a term that opens in the text. */
export const GLOSSARY = {
  title: 'Glossary',
  lead: 'Each term once: a sentence that needs no other term, and one of FreeBSD 6.2 with the place where it can be read.',
  filter: 'Filter',
  filterLabel: 'Filter the terms',
  clear: 'Show all',
  letters: 'Letters',
  found: (shown: string, all: string) => `${shown} of ${all} terms`,
  all: (all: string) => `${all} terms`,
  none: 'No term has these letters. Try a shorter word, or the kernel’s own name for it.',
  also: 'also',
  source: 'Source',
  machine: 'See it in the Machine',
  more: 'In the glossary',
  close: 'Close',
  term: 'term',
} as const;
