/** A sentence in parts: words, code between backticks, figures in braces, and terms at their first use. */
import { piecesOf } from '../../lessons/figures';
import type { FigureId, Shape } from '../../lessons/types';

export type Segment =
  | { readonly kind: 'words'; readonly text: string }
  | { readonly kind: 'code'; readonly text: string }
  | { readonly kind: 'term'; readonly name: string; readonly text: string }
  | { readonly kind: 'figure'; readonly id: FigureId; readonly shape: Shape };

const asPattern = (name: string): string => name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** A term as a whole word, also in the plural. */
const termIn = (text: string, name: string): RegExpExecArray | null =>
  new RegExp(`(?<!\\w)${asPattern(name)}s?(?!\\w)`).exec(text);

const words = (text: string): readonly Segment[] => (text === '' ? [] : [{ kind: 'words', text }]);

/** Parts words at the terms that are still to come, and takes those off the list. */
const withTerms = (text: string, toCome: Set<string>): readonly Segment[] => {
  const found = [...toCome]
    .map((name) => ({ name, at: termIn(text, name) }))
    .filter((f) => f.at !== null)
    .sort((a, b) => (a.at?.index ?? 0) - (b.at?.index ?? 0));
  const [first] = found;
  if (first?.at === undefined || first.at === null) return words(text);
  const { index, 0: match } = first.at;
  toCome.delete(first.name);
  return [
    ...words(text.slice(0, index)),
    { kind: 'term', name: first.name, text: match },
    ...withTerms(text.slice(index + match.length), toCome),
  ];
};

/** @param terms names that open, each once */
export const segmentsOf = (sentence: string, terms: readonly string[] = []): readonly Segment[] => {
  const toCome = new Set(terms);
  return piecesOf(sentence).flatMap((piece): readonly Segment[] => {
    if (typeof piece !== 'string') return [{ kind: 'figure', ...piece }];
    return piece
      .split('`')
      .flatMap((part, i): readonly Segment[] =>
        i % 2 === 1 ? [{ kind: 'code', text: part }] : withTerms(part, toCome),
      );
  });
};
