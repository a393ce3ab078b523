/** Whole lessons in a real browser: without a mouse, without a network, on a stage, on a phone. */
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { LESSONS } from '../../src/lessons/registry';
import type { Lesson } from '../../src/lessons/types';
import { open, useBrowser } from './kit';
import { goTo, standsAt, tabTo, treeOf, unnamedIn } from './lesson-kit';

useBrowser();

const [FIRST, SECOND] = LESSONS.map(({ lesson }) => lesson);
const lesson = FIRST!;
const count = lesson.steps.length;

/** Answers what a step asks, by keys alone. */
const answer = async (page: Page, kind: string): Promise<void> => {
  if (kind === 'amount' || kind === 'share') {
    expect(await tabTo(page, 'figure [role="slider"]')).toBe(true);
    await page.keyboard.press('ArrowDown');
  } else {
    expect(await tabTo(page, 'fieldset input[type="radio"]')).toBe(true);
    await page.keyboard.press('ArrowDown');
  }
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: /^(Not quite|That is it)/ }).waitFor();
};

/** What a screen reader finds in a step: its heading, its parts by name, and nothing without one. */
const checkTree = async (page: Page, title: string): Promise<void> => {
  const tree = await treeOf(page);
  expect(unnamedIn(tree)).toEqual([]);
  const plain = title.replaceAll('`', '');
  expect(tree).toContain(`- heading "${plain}" [level=1]`);
  expect(tree).toContain(`- region "${plain}"`);
  expect(tree).toContain('- region "The figure"');
  expect(tree).toContain('- navigation "steps"');
  expect(tree.match(/^\s*- heading .*\[level=1\]/gm)).toHaveLength(1);
};

describe('a whole lesson', () => {
  it('is done by keyboard alone, and asks nothing of the network', async () => {
    const { page, said, requests, close } = await open('#/lessons?v=1');
    expect(await tabTo(page, `a[href*="${lesson.id}/1"]`)).toBe(true);
    await page.keyboard.press('Enter');
    await standsAt(page, 1, count);
    await page.waitForLoadState('networkidle');
    const before = requests.length;
    for (const [i, step] of lesson.steps.entries()) {
      await standsAt(page, i + 1, count);
      await checkTree(page, step.title);
      if (step.prediction !== undefined) await answer(page, step.prediction.kind);
      if (i + 1 === count) break;
      expect(await tabTo(page, 'footer button[data-primary]')).toBe(true);
      await page.keyboard.press('Enter');
    }
    for (const q of lesson.recall) {
      const right = `input[name="recall-${q.id}"]`;
      expect(await tabTo(page, right)).toBe(true);
      await page.keyboard.press('Space');
      await page.keyboard.press('Tab');
      await page.keyboard.press('Enter');
      await page.locator(`${right}:disabled`).first().waitFor();
    }
    expect(requests.slice(before)).toEqual([]);
    expect(said).toEqual([]);
    await close();
  });
  it('moves where motion is welcome, and stops at the step', async () => {
    const at = lesson.steps.findIndex((s) => s.id === 'victim') + 1;
    const { page, said, close } = await open(`#/lessons/${lesson.id}/${at}?v=1`, {
      reducedMotion: 'no-preference',
    });
    await standsAt(page, at, count);
    const place = page
      .locator('[data-part="log"] h3, [data-part="log"] header, [data-part="log"]')
      .first();
    const [, end] = /of ([\d,]+)/.exec(await place.innerText())!;
    await page.waitForFunction(
      (last) =>
        !document.querySelector('[data-part="log"]')!.textContent.includes(`event ${last} of`),
      end,
    );
    await page.waitForFunction(
      (last) =>
        document.querySelector('[data-part="log"]')!.textContent.includes(`event ${last} of`),
      end,
    );
    await page.getByRole('button', { name: 'Show the change again' }).waitFor();
    expect(said).toEqual([]);
    await close();
  });
});

const hasTransport = (l: Lesson): readonly number[] =>
  l.steps.flatMap((s, i) => (s.figure.parts?.includes('transport') === true ? [i + 1] : []));

/** The transport is whole, and the way on begins below it. */
const isClear = async (page: Page): Promise<void> => {
  const boxes = await page.evaluate(() => {
    const box = (selector: string) => {
      const { top, bottom } = document.querySelector(selector)!.getBoundingClientRect();
      return { top, bottom };
    };
    return { run: box('[data-part="transport"]'), foot: box('article > footer') };
  });
  expect(boxes.run.bottom - boxes.run.top).toBeGreaterThan(40);
  expect(boxes.run.bottom).toBeLessThanOrEqual(boxes.foot.top);
};

describe('the way on', () => {
  it('stands clear of the transport on a stage of 1280 × 720', async () => {
    const { page, close } = await open(`#/lessons/${lesson.id}/1?v=1&theme=stage`);
    for (const l of [lesson, SECOND!])
      for (const n of hasTransport(l)) {
        await goTo(page, l, n, 'stage');
        await isClear(page);
      }
    expect(hasTransport(lesson).length).toBeGreaterThan(1);
    await close();
  });
  it('stands clear of it on a phone too, where every step fits and comes from a file', async () => {
    const file = pathToFileURL(resolve('dist-single/kvascope.html')).href;
    const { page, said, close } = await open(`${file}#/lessons/${lesson.id}/1?v=1&theme=stage`, {
      viewport: { width: 390, height: 844 },
    });
    for (let n = 1; n <= count; n += 1) {
      await standsAt(page, n, count);
      expect(await page.evaluate(() => document.documentElement.scrollWidth), `${n}`).toBe(390);
      expect(await page.locator('[aria-labelledby="step-title"]').innerText()).not.toContain('…');
      if (hasTransport(lesson).includes(n)) {
        // One part stands below the other there: it is scrolled to.
        await page.locator('[data-part="transport"]').scrollIntoViewIfNeeded();
        await isClear(page);
      }
      await page.keyboard.press('PageDown');
    }
    expect(said).toEqual([]);
    await close();
  });
});
