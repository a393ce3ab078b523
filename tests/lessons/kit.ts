/** Lessons as tests see them: scenes at each step, and the text taken apart. */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { createProcessor } from '@mdx-js/mdx';
import { newSurvey, updateSurvey } from '../../src/sim';
import type { Timeline } from '../../src/sim';
import { selectLayout } from '../../src/store/machine-selectors';
import { selectOpening } from '../../src/store/seed-selectors';
import { selectSeed } from '../../src/store/selectors';
import { bookOf } from '../../src/base/derivation';
import { historyOf, runOf, standAt } from '../../src/lessons/runner';
import type { Place, Scene } from '../../src/lessons/types';

/** The mail's derivations, as the page has them. */
export const seedBook = () => {
  const { asked, shown, rest } = selectOpening();
  const own = [asked, shown, rest].filter((d) => d !== null);
  return bookOf(selectSeed().book.values(), Object.values(selectLayout()?.values ?? {}), own);
};

const histories = new Map<string, Timeline>();

/** The whole history that a place belongs to; made once, however many ask. */
export const historyFor = (place: Place): Timeline => {
  const key = runOf(place);
  let history = histories.get(key);
  if (history === undefined) {
    const made = historyOf(place);
    if (!made.ok) throw new Error(made.error);
    history = made.value;
    histories.set(key, history);
  }
  return history;
};

/** A run as functions of a lesson look at it. */
export const sceneOf = (timeline: Timeline): Scene => {
  const survey = newSurvey(timeline.sim.kernel);
  updateSurvey(timeline.sim.kernel, survey);
  return { timeline, survey, seed: seedBook() };
};

/** The scene of a place, in a run that stands there. */
export const sceneAt = (place: Place): Scene => {
  const stood = standAt(historyFor(place), place);
  if (!stood.ok) throw new Error(stood.error);
  return sceneOf(stood.value);
};

/** One element of the text. */
interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  /** words in it, with those of elements in it */
  readonly words: string;
  readonly line: number;
}

/** A stretch of plain words, for the search for typed numbers. */
interface Words {
  readonly text: string;
  readonly line: number;
}

export interface StepText {
  readonly id: string;
  readonly elements: readonly Element[];
  /** prose outside of code, quotations and notes */
  readonly prose: readonly Words[];
  /** letters of the speaker's notes */
  readonly notes: string;
}

interface Node {
  readonly type: string;
  readonly name?: string | null;
  readonly value?: string;
  readonly children?: readonly Node[];
  readonly attributes?: readonly { name?: string; value?: unknown }[];
  readonly position?: { readonly start: { readonly line: number } };
}

const isJsx = (n: Node): boolean => n.type.startsWith('mdxJsx');
const wordsOf = (n: Node): string =>
  n.value ?? (n.children ?? []).map(wordsOf).join(n.type === 'paragraph' ? ' ' : '');

const attributesOf = (n: Node): Record<string, string> =>
  Object.fromEntries(
    (n.attributes ?? []).map(({ name = '', value }) => [
      name,
      typeof value === 'string' ? value : ((value as { value?: string } | null)?.value ?? ''),
    ]),
  );

/** What is not prose: what stands there is said by somebody else, or is a name. */
const APART = ['Quote', 'Claim', 'Notes', 'N'];

const walk = (n: Node, into: { elements: Element[]; prose: Words[] }): void => {
  const line = n.position?.start.line ?? 0;
  const name = n.name ?? '';
  if (isJsx(n)) into.elements.push({ name, attributes: attributesOf(n), words: wordsOf(n), line });
  if (n.type === 'text') into.prose.push({ text: n.value ?? '', line });
  const isApart = isJsx(n) && APART.includes(name);
  const inside = isApart ? { elements: into.elements, prose: [] } : into;
  for (const child of n.children ?? []) walk(child, inside);
};

const treeOf = (text: string): Node => createProcessor().parse(text) as unknown as Node;

/** Takes the text of a lesson apart. */
export const stepTexts = (text: string): readonly StepText[] =>
  (treeOf(text).children ?? [])
    .filter((n) => isJsx(n) && n.name === 'Step')
    .map((n) => {
      const into = { elements: [] as Element[], prose: [] as Words[] };
      for (const child of n.children ?? []) walk(child, into);
      const notes = into.elements.filter((e) => e.name === 'Notes').map((e) => e.words);
      return { id: attributesOf(n)['id'] ?? '', ...into, notes: notes.join(' ') };
    });

const LESSONS_FOLDER = join(import.meta.dirname, '../../src/lessons');

/** Folder of a lesson: `01-the-panic`. */
const folderOf = (number: number): string => {
  const start = String(number).padStart(2, '0');
  const found = readdirSync(LESSONS_FOLDER).find((name) => name.startsWith(`${start}-`));
  if (found === undefined) throw new Error(`no folder for lesson ${start}`);
  return found;
};
export const textOfLesson = (number: number): string =>
  readFileSync(`${LESSONS_FOLDER}/${folderOf(number)}/text.mdx`, 'utf8');
