/**
 * What every explanation must keep, whatever was pasted. Texts are the seed's mail and the corpus
 * after random edits: cut, joined, re-wrapped, digits inserted.
 */
import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { mutate } from '../../../tests/fuzz/mutate';
import { randomFrom } from '../../../tests/fuzz/random';
import type { Random } from '../../../tests/fuzz/random';
import { readText } from '../../import';
import { PAGE_SIZE } from '../../base/units';
import type { Balance } from './balance/types';
import { explain, explanationBook } from './explain';
import type { Explanation, Ledger } from './types';

const CORPUS = 'tests/fixtures/corpus';
const corpus = readdirSync(CORPUS)
  .filter((f) => f.endsWith('.txt'))
  .map((f) => readFileSync(`${CORPUS}/${f}`, 'utf8'));
const seed = readFileSync('tests/fixtures/seed-mail.txt', 'utf8');

/** Edits that leave the tables whole, so that most texts still make a ledger. */
const DIGITS = /\d+/g;
const changeDigits = (text: string, random: Random): string => {
  const at = random(text.length);
  return (
    text.slice(0, at) +
    text.slice(at).replace(DIGITS, (n) => (random(60) === 0 ? String(random(10 ** 6)) : n))
  );
};

/** Bars and free pages are the map; groups and free pages are its pages; parts are their bar. */
const sumsThatFail = (l: Ledger): string[] => {
  const sum = (list: readonly number[]): number => list.reduce((n, x) => n + x, 0);
  const bars = sum(l.lines.map((x) => x.bytes.value)) + l.freePages.value * PAGE_SIZE;
  const pages = sum(l.groups.map((g) => g.pages.value)) + l.freePages.value;
  return [
    ...(bars === l.map.value ? [] : [`bars ${bars} of ${l.map.value}`]),
    ...(pages * PAGE_SIZE === l.map.value ? [] : [`groups ${pages}`]),
    ...l.lines
      .filter((x) => sum(x.parts.map((p) => p.bytes)) !== x.bytes.value)
      .map((x) => `parts of ${x.id}`),
    ...l.lines.filter((x) => x.parts.some((p) => p.bytes < 0)).map((x) => `negative ${x.id}`),
  ];
};

/** The lines come to the base, to the rounding of large sums. */
const balanceThatFails = (b: Balance): string[] => {
  const sum = b.lines.reduce((n, l) => n + l.bytes.value, 0);
  return Math.abs(sum - b.base.value) <= 1e-9 * Math.abs(b.base.value)
    ? []
    : [`balance ${sum} of ${b.base.value}`];
};

const brokenIn = (e: Explanation): string[] => {
  const book = explanationBook(e);
  const derivations = [...book.values()];
  const shares = e.findings.flatMap((f) => f.share ?? []);
  const shown = [
    ...e.selfCheck.flatMap((r) => [r.predicted, r.found]),
    ...e.findings.flatMap((f) => [...f.figures, ...(f.share === undefined ? [] : [f.share])]),
    ...(e.ledger === null ? [] : e.ledger.lines.map((l) => l.bytes)),
    ...(e.ledger === null ? [] : e.ledger.groups.map((g) => g.pages)),
  ];
  return [
    ...derivations
      .filter((d) => typeof d.value === 'number' && !Number.isFinite(d.value))
      .map((d) => `${d.id} is ${String(d.value)}`),
    ...derivations
      .filter((d) => [d.formula, d.label, d.source.file, d.source.function].includes(''))
      .map((d) => `${d.id} lacks words`),
    ...derivations.flatMap((d) =>
      d.inputs
        .filter((i) => i.ref !== undefined && book.get(i.ref)?.value !== i.value)
        .map((i) => `${d.id}: ${i.ref ?? ''} is not what it was`),
    ),
    ...shown
      .filter((d) => book.get(d.id)?.value !== d.value)
      .map((d) => `${d.id} is not in the book`),
    ...shares
      .filter((s) => s.value < 0 || s.value > 100 + 1e-9)
      .map((s) => `${s.id}: ${String(s.value)} %`),
    ...(e.ledger === null ? [] : sumsThatFail(e.ledger)),
    ...(e.balance === null ? [] : balanceThatFails(e.balance)),
    ...(e.ledger === null && e.limits.length === 0 ? ['no ledger and no reason'] : []),
    ...(e.headline === '' ? ['no headline'] : []),
    ...[e.headline, ...e.limits, ...e.findings.flatMap((f) => [f.title, f.text, f.next])]
      .filter((s) => /NaN|undefined|Infinity|\[object/.test(s))
      .map((s) => `words: ${s}`),
  ];
};

const SEED = 20080107;
const check = (texts: Iterable<readonly [label: string, text: string]>): number => {
  let ledgers = 0;
  for (const [label, text] of texts) {
    const e = explain(readText(text));
    expect(brokenIn(e), label).toEqual([]);
    if (e.ledger !== null) ledgers += 1;
  }
  return ledgers;
};

describe('an explanation', () => {
  it('holds together for every file of the corpus', () => {
    expect(check(corpus.map((text, i) => [`file ${i}`, text]))).toBe(1);
  });
  it('holds together when the seed’s mail is mangled', () => {
    const random = randomFrom(SEED);
    const texts = Array.from({ length: 80 }, (_, i) => {
      const text = mutate(seed, random, corpus);
      return [`mangled ${i}`, text] as const;
    });
    check(texts);
  });
  it('holds together when any digit of it is another', () => {
    const random = randomFrom(SEED + 1);
    const texts = Array.from(
      { length: 80 },
      (_, i) => [`digits ${i}`, changeDigits(seed, random)] as const,
    );
    expect(check(texts)).toBeGreaterThan(8);
  });
  it('holds together when other pastes are', () => {
    const random = randomFrom(SEED + 2);
    const texts = Array.from({ length: 200 }, (_, i) => {
      const one = corpus[random(corpus.length)] ?? '';
      return [`corpus ${i}`, mutate(one, random, [seed, ...corpus])] as const;
    });
    check(texts);
  });
});
