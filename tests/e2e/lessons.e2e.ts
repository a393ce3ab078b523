/** Lessons in a real browser: by clicker, by keyboard, on a phone, with a second tab. */
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { LESSONS } from '../../src/lessons/registry';
import { doubleIds, faults } from './faults';
import { open, useBrowser } from './kit';
import { goTo, standsAt } from './lesson-kit';

useBrowser();

const [FIRST] = LESSONS;
const lesson = FIRST!.lesson;
const count = lesson.steps.length;

const stands = (page: Page, n: number): Promise<void> => standsAt(page, n, count);
const widthOf = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth);

describe('a lesson', () => {
  it('is walked by the keys of a clicker, every step with its numbers', async () => {
    const { page, said, close } = await open(`#/lessons/${lesson.id}/1?v=1`);
    for (let n = 1; n <= count; n += 1) {
      await stands(page, n);
      expect(await page.getByText('could not be found').count()).toBe(0);
      expect(await page.locator('[aria-labelledby="step-title"]').innerText()).not.toContain('…');
      await page.keyboard.press('PageDown');
    }
    await stands(page, count);
    await page.keyboard.press('PageUp');
    await stands(page, count - 1);
    await page.keyboard.press('b');
    await page.getByRole('button', { name: /^Black screen/ }).waitFor();
    await page.keyboard.press('b');
    await page.getByRole('button', { name: /^Black screen/ }).waitFor({ state: 'detached' });
    expect(said).toEqual([]);
    await close();
  });
  it('asks, takes a guess by keyboard alone, keeps it, and shows what was covered', async () => {
    const at = lesson.steps.findIndex((s) => s.prediction !== undefined) + 1;
    const { page, said, close } = await open(`#/lessons/${lesson.id}/${at}?v=1`);
    await stands(page, at);
    await page.getByText('Covered until you have said').waitFor();
    await page.getByRole('slider').first().focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: /^(Not quite|That is it)/ }).waitFor();
    expect(await page.getByText('Covered until you have said').count()).toBe(0);
    await page.reload();
    await page.getByRole('heading', { name: /^(Not quite|That is it)/ }).waitFor();
    expect(said).toEqual([]);
    await close();
  });
  it('has its figure taken into the Machine, at the same place', async () => {
    const { page, close } = await open(`#/lessons/${lesson.id}/2?v=1`);
    await stands(page, 2);
    await page.getByRole('button', { name: 'Take this figure into the Machine' }).click();
    await page.getByRole('heading', { name: 'The machine' }).waitFor();
    expect(page.url()).toMatch(/#\/machine\?.*sel=zone/);
    await close();
  });
  it('is usable on a phone and in every theme, and accessible there', async () => {
    for (const [width, height] of [
      [1440, 900],
      [1280, 720],
      [390, 844],
    ] as const) {
      const { page, said, close } = await open(`#/lessons/${lesson.id}/3?v=1`, {
        viewport: { width, height },
      });
      await stands(page, 3);
      expect(await doubleIds(page)).toEqual([]);
      for (const [key, name] of [
        ['l', 'light'],
        ['d', 'dark'],
        ['p', 'stage'],
      ] as const) {
        await page.keyboard.press(key);
        await page.locator(`html[data-theme='${name}']`).waitFor();
        expect({ name, faults: await faults(page, { isThemeOnly: name !== 'light' }) }).toEqual({
          name,
          faults: [],
        });
        expect({ name, wide: await widthOf(page) }).toEqual({ name, wide: width });
      }
      expect(said).toEqual([]);
      await close();
    }
  });
  it('is followed by a presenter view in another tab, and follows it', async () => {
    const { page, close } = await open(`#/lessons/${lesson.id}/1?v=1`);
    await stands(page, 1);
    const [second] = await Promise.all([
      page.context().waitForEvent('page'),
      page.getByRole('link', { name: 'Open the presenter view' }).click(),
    ]);
    await second.getByText(lesson.steps[1]!.title).first().waitFor();
    await page.keyboard.press('PageDown');
    await second.getByText(lesson.steps[2]!.title).first().waitFor();
    await second.keyboard.press('PageDown');
    await stands(page, 3);
    await close();
  });
  it('prints a handout with the numbers of every step', async () => {
    const { page, said, close } = await open(`#/lessons/${lesson.id}/1?v=1`);
    await stands(page, 1);
    await page.getByRole('button', { name: 'Print a handout of this lesson' }).click();
    await page.getByRole('heading', { level: 1, name: lesson.title }).waitFor();
    await page.getByRole('heading', { name: `${count}. ` + lesson.steps.at(-1)!.title }).waitFor();
    expect(await page.locator('article').innerText()).not.toContain('…\n');
    await page.getByRole('button', { name: 'Back to the lesson' }).click();
    await stands(page, 1);
    expect(said).toEqual([]);
    await close();
  });
});

describe('all lessons', () => {
  it('open at their first and their last step', async () => {
    const { page, said, close } = await open('#/lessons?v=1');
    for (const { lesson: l } of LESSONS)
      for (const n of [1, l.steps.length]) {
        await goTo(page, l, n);
        expect(await page.getByText('could not be found').count(), `${l.id} ${n}`).toBe(0);
        expect({ at: `${l.id} ${n}`, said }).toEqual({ at: `${l.id} ${n}`, said: [] });
      }
    await close();
  });
});
