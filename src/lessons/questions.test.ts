/** The thread's questions: quoted word for word, bound to the model, with sources that are there. */
import { describe, expect, it } from 'vitest';
import seedMail from '../examples/seed-mail.txt?raw';
import { createAppStore } from '../store/app-store';
import { selectBook } from '../store/selectors';
import { figureAt, piecesOf, writeFigure } from './figures';
import { QUESTIONS, VERDICTS, answersTo } from './questions';
import { referenceOf } from './references';
import { sceneAt } from '../../tests/lessons/kit';
import { QUESTION_IDS } from './types';
import { termOf } from '../viewmodel/running/term';
import type { LessonEntry } from './registry';
import type { ThreadQuestion } from './questions';

const flat = (s: string): string => s.replace(/\s+/g, ' ').trim();
const mail = flat(seedMail.replace(/^[> ]+/gm, ''));

const textsOf = (q: ThreadQuestion): readonly string[] => [
  q.title,
  q.asked,
  q.answered,
  q.source,
  q.badge,
];
/** Digits that are names: releases, manual sections, architectures, zones. */
const NAMES = /FreeBSD \d+\.\d|\b[57]\.\d\b|\(\d\)|i386|amd64|`[^`]*`|\bzones? \d+( to \d+)?/g;

/** A lesson with no more than what is looked for. */
const entry = (id: string, number: number, answers: readonly (readonly string[])[]): LessonEntry =>
  ({
    lesson: { id, number, title: id, steps: answers.map((a) => ({ answers: a })) },
    figures: {},
  }) as unknown as LessonEntry;

describe('the thread', () => {
  it('has one entry for each id, in their order', () => {
    expect(QUESTIONS.map((q) => q.id)).toEqual([...QUESTION_IDS]);
  });
  it('uses every verdict', () => {
    expect(new Set(QUESTIONS.map((q) => q.verdict))).toEqual(new Set(VERDICTS));
  });
});

describe.each(QUESTIONS.map((q) => [q.id, q] as const))('%s', (_, q) => {
  it('is quoted word for word', () => {
    for (const { words } of q.said) expect(mail).toContain(words);
  });
  it('names sources that are in the table', () => {
    for (const id of q.references) expect(referenceOf(id), id).toBeDefined();
    expect(new Set(q.references).size).toBe(q.references.length);
  });
  it('types no number', () => {
    const words = textsOf(q).flatMap((t) => piecesOf(t).filter((p) => typeof p === 'string'));
    expect(words.filter((w) => /\d/.test(w.replace(NAMES, '')))).toEqual([]);
  });
  it('opens terms that the glossary has', () => {
    for (const name of q.terms ?? []) expect(termOf(`term:${name}`), name).toBeDefined();
  });
  it('is said in whole, plain sentences', () => {
    for (const text of [q.asked, q.source, q.answered].filter((t) => t !== ''))
      expect(text).toMatch(/^[A-Za-z`{].*\.$/);
    expect(textsOf(q).join(' ')).not.toMatch(/!|\b(simply|just|very|powerful)\b/);
    expect(q.source.split(/[.] [A-Z{]/).length).toBeLessThanOrEqual(6);
  });
});

describe('the figures of the thread', () => {
  const scene = sceneAt({ scenario: 'boot', moment: 'start' });
  const page = createAppStore().getState();
  const book = selectBook(page);
  const figures = QUESTIONS.flatMap((q) =>
    textsOf(q)
      .flatMap(piecesOf)
      .filter((p) => typeof p !== 'string'),
  );
  it('are many', () => {
    expect(figures.length).toBeGreaterThan(20);
  });
  it.each(figures.map((f) => [f.id, f] as const))(
    '%s is of the mail or of its machine',
    (id, f) => {
      const d = figureAt(scene, id, {});
      expect(d).not.toBeNull();
      expect(id).toMatch(/^(seed|boot)\|/);
      expect(writeFigure(d!, f.shape)).not.toMatch(/NaN|undefined/);
      // The page finds the same one under its own id.
      expect(book.get(id.slice(id.indexOf('|') + 1))?.value).toBe(d!.value);
    },
  );
});

describe('answersTo', () => {
  const lessons = [entry('a', 1, [[], ['mbufs']]), entry('b', 2, [['mbufs'], [], ['mbufs']])];
  it('finds steps by what they answer, those of the own lesson first', () => {
    expect(answersTo('mbufs', 'b', lessons).map((a) => `${a.lesson} ${a.step}`)).toEqual([
      'b 1',
      'b 3',
      'a 2',
    ]);
  });
  it('finds none where no step answers', () => {
    expect(answersTo('stacks', 'a', lessons)).toEqual([]);
  });
});
