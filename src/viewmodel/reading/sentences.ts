/**
 * Sentences whose figures can be opened. A figure in a sentence is matched with the derivations
 * that the sentence rests on, as they are written; else with the cited lines of the paste, where
 * it may stand as printed. What matches neither stays text.
 */
import type { AnyDerivation, DerivationBook } from '../../base/derivation';
import {
  formatCount,
  formatKib,
  formatPercent,
  formatSize,
  formatValue,
  formatWholeKib,
} from '../../base/format';
import { PAGE_SIZE } from '../../base/units';
import type { LineReading } from '../../import';

export type SentencePart =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'figure'; readonly text: string; readonly of: AnyDerivation }
  | { readonly kind: 'line'; readonly text: string; readonly line: number };

/** What the figures of a sentence may rest on. */
export interface SentenceGround {
  readonly figures: readonly AnyDerivation[];
  readonly book: DerivationBook;
  /** cited lines of the paste, first line of each row */
  readonly cited: readonly number[];
  readonly lines: readonly LineReading[];
}

const FIGURE = /\d[\d,]*(?:\.\d+)?(?: (?:K|MB|GB|B|%|pages)(?![A-Za-z]))?/g;
/** A figure right behind these words is a name: `zone 128`. */
const NAMING = /(?:zone|Zone|line|Line|vmstat -|FreeBSD|over|up to) $/;
/** A figure right before these is part of a name: `128 Bucket`, `6.x`. */
const NAMED = /^(?: Bucket|\.?[A-Za-z])/;
const DEPTH = 2;

const sizes = (bytes: number): readonly string[] => [
  formatKib(bytes),
  formatWholeKib(bytes),
  formatSize(bytes),
  `${formatCount(bytes / PAGE_SIZE)} pages`,
];

/** The ways in which a sentence may write a value. */
const spellings = (d: AnyDerivation): readonly string[] => {
  const value = Number(d.value);
  const plain = [formatCount(d.value), formatValue(d.value, d.unit)];
  if (d.unit === 'B') return [...plain, ...sizes(value)];
  if (d.unit === 'percent') return [...plain, ...[0, 1, 2].map((n) => formatPercent(value, n))];
  return plain;
};

/** The figures and what they are computed from, nearest first. */
const reachable = (ground: SentenceGround): readonly AnyDerivation[] => {
  let ring: readonly AnyDerivation[] = ground.figures;
  const all = new Map<string, AnyDerivation>();
  for (let depth = 0; depth <= DEPTH; depth += 1) {
    for (const d of ring) if (!all.has(d.id)) all.set(d.id, d);
    ring = ring.flatMap((d) =>
      d.inputs.flatMap((i) => {
        const next = i.ref === undefined ? undefined : ground.book.get(i.ref);
        return next === undefined ? [] : [next];
      }),
    );
  }
  return [...all.values()];
};

type Spelled = ReadonlyMap<string, readonly AnyDerivation[]>;

const bySpelling = (ground: SentenceGround): Spelled => {
  const map = new Map<string, AnyDerivation[]>();
  const put = (spelling: string, d: AnyDerivation): void => {
    const known = map.get(spelling);
    if (known === undefined) map.set(spelling, [d]);
    else known.push(d);
  };
  const all = reachable(ground);
  for (const d of all) for (const s of new Set(spellings(d))) put(s, d);
  // An unexplained input is explained by the derivation that takes it.
  for (const d of all)
    for (const i of d.inputs) {
      if (typeof i.value === 'string') continue;
      put(formatCount(i.value), d);
      if (i.unit === 'B') for (const s of sizes(Number(i.value))) put(s, d);
    }
  return map;
};

/** Of equal figures the one that counts what the sentence says: `8,692 slabs`. */
const meant = (
  found: readonly AnyDerivation[] | undefined,
  after: string,
): AnyDerivation | undefined => {
  const word = /^ ([a-z]+)/.exec(after)?.[1];
  return found?.find((d) => d.unit === word) ?? found?.[0];
};

/** Lines of the rows of a text that stand on several lines, by the row's first line. */
type RowLines = ReadonlyMap<number, readonly LineReading[]>;
const JOINED = new WeakMap<readonly LineReading[], RowLines>();

const joinedLines = (lines: readonly LineReading[]): RowLines => {
  const known = JOINED.get(lines);
  if (known !== undefined) return known;
  const rows = new Map<number, LineReading[]>();
  for (const l of lines) {
    if (l.joinedTo === undefined) continue;
    const row = rows.get(l.joinedTo);
    if (row === undefined) rows.set(l.joinedTo, [l]);
    else row.push(l);
  }
  JOINED.set(lines, rows);
  return rows;
};

/** A finding of a log may cite every row, so the lines of a row are looked up, not looked for. */
const isOnRow = (
  lines: readonly LineReading[],
  first: number,
  prints: (line: LineReading) => boolean,
): boolean => {
  const own = lines[first - 1];
  if (own !== undefined && own.joinedTo === undefined && prints(own)) return true;
  return joinedLines(lines).get(first)?.some(prints) === true;
};

/** The cited row whose printed text holds the figure. */
const printedOn = (ground: SentenceGround, figure: string): number | null => {
  const digits = figure.replace(/ .*$/, '').replaceAll(',', '');
  const pattern = new RegExp(`(?<![\\d.])${digits.replace('.', '\\.')}(?![\\d.]\\d|\\d)`);
  const prints = (l: LineReading): boolean => l.text.includes(digits) && pattern.test(l.text);
  const row = ground.cited.find((line) => isOnRow(ground.lines, line, prints));
  return row ?? null;
};

const partOf = (
  text: string,
  after: string,
  known: Spelled,
  ground: SentenceGround,
): SentencePart => {
  const bare = text.replace(/ .*$/, '');
  const of = meant(known.get(text) ?? known.get(bare), after);
  if (of !== undefined) return { kind: 'figure', text, of };
  const line = printedOn(ground, text);
  return line === null ? { kind: 'text', text } : { kind: 'line', text, line };
};

const join = (parts: readonly SentencePart[]): readonly SentencePart[] => {
  const out: SentencePart[] = [];
  for (const part of parts) {
    const last = out.at(-1);
    if (part.kind === 'text' && last?.kind === 'text')
      out[out.length - 1] = { kind: 'text', text: last.text + part.text };
    else out.push(part);
  }
  return out.filter((p) => p.text !== '');
};

/** @returns the sentence in parts; joined they are the sentence again */
export const sentenceParts = (
  sentence: string,
  ground: SentenceGround,
): readonly SentencePart[] => {
  const known = bySpelling(ground);
  const parts: SentencePart[] = [];
  let at = 0;
  for (const match of sentence.matchAll(FIGURE)) {
    const text = match[0].replace(/,$/, '');
    const before = sentence.slice(at, match.index);
    const inWord = /[\w.]$/.test(sentence.slice(0, match.index));
    parts.push({ kind: 'text', text: before });
    const after = sentence.slice(match.index + text.length);
    const isName = inWord || NAMING.test(sentence.slice(0, match.index)) || NAMED.test(after);
    parts.push(isName ? { kind: 'text', text } : partOf(text, after, known, ground));
    at = match.index + text.length;
  }
  return join([...parts, { kind: 'text', text: sentence.slice(at) }]);
};
