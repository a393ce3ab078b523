/** Questions of all lessons: what the model answers is nowhere on the page before the reader answers. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LESSONS } from '../../src/lessons/registry';
import { truthOf } from '../../src/lessons/guess';
import type { OwnFigures } from '../../src/lessons/figures';
import type { Prediction, Step } from '../../src/lessons/types';
import { sceneAt } from '../lessons/kit';
import { spoken } from '../lessons/words';
import { open, useBrowser } from './kit';
import type { Visit } from './kit';
import { goTo, treeOf } from './lesson-kit';

useBrowser();

interface Told {
  readonly text: string;
  readonly tree: string;
  /** of the figure alone, without the bar and its scale */
  readonly figure: string;
}

/** All that the page says, less what the reader's own bar says of itself. */
const told = async (page: Page): Promise<Told> => {
  const said = await page.evaluate(() => {
    const body = document.body.cloneNode(true) as HTMLElement;
    for (const own of body.querySelectorAll('figure, form, [role="slider"], nav, script, style'))
      own.remove();
    const figure = body.querySelector('section[aria-label="The figure"]');
    const labels = [...body.querySelectorAll('[aria-label], [title]')].map(
      (e) => `${e.getAttribute('aria-label') ?? ''} ${e.getAttribute('title') ?? ''}`,
    );
    return {
      text: [body.textContent, ...labels].join('\n'),
      figure: figure?.outerHTML ?? '',
    };
  });
  // The bar, its boundaries and its parts are the reader's; steps are numbered.
  const tree = (await treeOf(page))
    .split('\n')
    .filter((l) => !/slider|figure|Step \d+:|\/url:/.test(l));
  return { ...said, tree: tree.join('\n') };
};

/** What stands under “The model says”, and the whole of the bar. */
const answers = async (page: Page): Promise<readonly string[]> => {
  await page.getByRole('button', { name: 'Skip, show me' }).click();
  await page.getByRole('heading', { name: 'You skipped this one.' }).waitFor();
  const cells = page.locator('section[aria-labelledby="guess-title"] table td:last-child');
  return (await cells.allInnerTexts()).map((t) => t.trim());
};

const asksForNumbers = ({ prediction: p }: Step): boolean =>
  p !== undefined && p.kind !== 'pick' && (p.kind !== 'order' || p.isCovered === true);

/** Where a number stands alone and whole, with some words around it: `8` is not in `8,192`. */
const found = (text: string, answer: string): readonly string[] => {
  const literal = answer.replaceAll(/[.*+?^$()|[\]\\]/g, String.raw`\$&`);
  return (
    text.match(new RegExp(String.raw`.{0,24}(?<![\d.,])${literal}(?!\d|,\d).{0,24}`, 'g')) ?? []
  );
};

/** The right option of a pick, as the form names it. */
const rightOf = (p: Prediction & { kind: 'pick' }, step: Step, own: OwnFigures): string => {
  const truth = truthOf(p, sceneAt(step.place), own)?.guess;
  const found = p.options.find((o) => truth?.kind === 'pick' && o.id === truth.option);
  if (found === undefined) throw new Error(`${step.id} has no right option`);
  return found.name.replaceAll('`', '');
};

/** Words that would give a pick away, with the figures in them, as the state of the step writes them. */
const tellsOf = ({ prediction: p, place }: Step, own: OwnFigures): readonly string[] => {
  if (p?.kind !== 'pick') return [];
  const scene = sceneAt(place);
  return p.tells.map((words) => spoken(words, scene, own));
};

const picks = LESSONS.filter(({ lesson }) =>
  lesson.steps.some((s) => s.prediction?.kind === 'pick'),
);

describe('the questions of the lessons', () => {
  let visit: Visit;
  beforeAll(async () => {
    visit = await open(`#/lessons/${LESSONS[0]!.lesson.id}/1?v=1`);
  });
  afterAll(async () => {
    expect(visit.said).toEqual([]);
    await visit.close();
  });
  // One page for all: what is fetched once need not be fetched again.
  const asking = LESSONS.filter(({ lesson }) => lesson.steps.some(asksForNumbers));
  it.each(asking.map(({ lesson }) => [lesson.id, lesson] as const))(
    '%s keeps its answers off the page until they are asked for',
    async (_, lesson) => {
      const { page } = visit;
      for (const [i, step] of lesson.steps.entries()) {
        if (!asksForNumbers(step)) continue;
        await goTo(page, lesson, i + 1);
        await page.getByText('Covered until you have said').waitFor();
        const before = await told(page);
        const whole = (await page.locator('figure ol li').allTextContents()).at(-1)?.trim();
        const is = await answers(page);
        expect(is.length, step.id).toBeGreaterThan(0);
        const { text: after } = await told(page);
        for (const answer of is) {
          const where = `${step.id}: ${answer}`;
          expect(found(after, answer), `${where} once it is asked for`).not.toEqual([]);
          expect(found(before.figure, answer), `${where} in the figure`).toEqual([]);
          // A question whose answer is all of it cannot hide how much all is.
          if (answer === whole) continue;
          expect(found(before.text, answer), `${where} in the text`).toEqual([]);
          expect(found(before.tree, answer), `${where} in the tree`).toEqual([]);
        }
      }
    },
  );
  it.each(picks.map((entry) => [entry.lesson.id, entry] as const))(
    '%s shows nothing that gives a pick away before it is made',
    async (_, { lesson, figures }) => {
      const { page } = visit;
      for (const [i, step] of lesson.steps.entries()) {
        const { prediction: p } = step;
        if (p?.kind !== 'pick') continue;
        await goTo(page, lesson, i + 1);
        await page.getByRole('button', { name: 'Skip, show me' }).waitFor();
        const before = await told(page);
        const right = rightOf(p, step, figures);
        await page.getByRole('button', { name: 'Skip, show me' }).click();
        await page.getByRole('heading', { name: 'You skipped this one.' }).waitFor();
        const after = await told(page);
        for (const words of tellsOf(step, figures)) {
          expect(after.text, `${step.id}: ${words} once it is picked`).toContain(words);
          expect(before.text, `${step.id}: ${words} in the text`).not.toContain(words);
          expect(before.tree, `${step.id}: ${words} in the tree`).not.toContain(words);
        }
        // The option itself is in the form and in what is asked, and nowhere else.
        const rest = before.text.replace(p.ask, '');
        expect(rest, `${step.id} is asked`).not.toBe(before.text);
        expect(rest, `${step.id}: ${right}`).not.toContain(right);
      }
    },
  );
});
