/** Every table, every lever and every panel of the Machine room under axe, each theme, wide and on a phone. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { drawAll, faults } from './faults';
import { open, useBrowser } from './kit';
import type { Visit } from './kit';
import { made } from './machine-kit';

useBrowser();

/** Keys of the themes. */
const THEMES = ['l', 'd', 'p'];

const options = (page: Page, name: string): Promise<string[]> =>
  page.getByRole('combobox', { name }).locator('option').allInnerTexts();
/** All that is wrong in a part of the page, in each of some themes. */
const inThemes = async (page: Page, part: string, themes = THEMES): Promise<string[]> => {
  const found: string[] = [];
  for (const key of themes) {
    await page.keyboard.press(key);
    const isThemeOnly = key !== themes[0];
    for (const fault of await faults(page, { in: part, isThemeOnly }))
      found.push(`${key} ${fault}`);
  }
  return found;
};

/** Words that are drawn in a smaller type, each with its size. */
const tooSmall = (page: Page, least: number): Promise<string[]> =>
  page.evaluate((px) => {
    const found = new Set<string>();
    const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walk.nextNode(); node !== null; node = walk.nextNode()) {
      const words = node.textContent?.trim() ?? '';
      const el = node.parentElement;
      if (words === '' || el === null || el.closest('script, style, .visually-hidden')) continue;
      if (el.getClientRects().length === 0) continue;
      const size = Number.parseFloat(getComputedStyle(el).fontSize);
      // A label may be there for its control alone, at no size.
      if (size > 0 && size < px) found.add(`${size} ${words.slice(0, 40)}`);
    }
    return [...found];
  }, least);

describe.each([
  [1440, 900],
  [390, 844],
])('at %d × %d', (width, height) => {
  const isWide = width > 1000;
  // Narrow is another layout, but not other colours.
  const themes = isWide ? THEMES : ['l'];
  let visit: Visit;
  let page: Page;
  beforeAll(async () => {
    visit = await open('#/machine?v=1&run=pressure_little_swap&theme=light&table=queues', {
      viewport: { width, height },
    });
    ({ page } = visit);
    await made(page);
    await drawAll(page);
  });
  afterAll(async () => {
    expect(visit.said).toEqual([]);
    await visit.close();
  });
  const fits = async (): Promise<void> => {
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(wide).toBeLessThanOrEqual(width);
  };

  it('every table, and every printed one, is accessible', async () => {
    const tabs = page.getByRole('toolbar', { name: 'The same in tables' }).getByRole('button');
    const names = await tabs.allInnerTexts();
    expect(names).toHaveLength(12);
    for (const name of names) {
      const tab = tabs.filter({ hasText: name });
      await tab.click();
      // A few rows stand for all: they are drawn by one component.
      const filter = page.getByRole('textbox', { name: 'Filter by name' });
      if ((await filter.count()) > 0) await filter.fill(/^(Zones|malloc)/.test(name) ? 'bu' : '1');
      const found = await inThemes(page, '#tables', themes);
      expect({ name, found }).toEqual({ name, found: [] });
      await fits();
    }
  });
  it('every lever is accessible', async () => {
    const list = page.getByRole('combobox', { name: 'Command' });
    const names = await options(page, 'Command');
    expect(names.length).toBeGreaterThan(20);
    for (const name of isWide ? names : names.slice(0, 3)) {
      await list.selectOption({ label: name });
      await page.getByRole('form', { name, exact: true }).waitFor();
      const found = await faults(page, { in: '#lever' });
      expect({ name, faults: found }).toEqual({ name, faults: [] });
    }
    expect(await inThemes(page, '#levers', themes)).toEqual([]);
    await fits();
  });
  it('no words are smaller than 12 px, and 16 px on the stage', async () => {
    const smallest: Record<string, string[]> = {};
    for (const [key, least] of [
      ['l', 12],
      ['p', 16],
    ] as const) {
      await page.keyboard.press(key);
      smallest[key] = await tooSmall(page, least);
    }
    expect(smallest).toEqual({ l: [], p: [] });
  });
  it('list of regions, RAM as a table, palette, find, keys and drawer are accessible', async () => {
    await page.getByText('All regions').click();
    await page.getByText('RAM as a table').click();
    expect(await inThemes(page, '#ruler', themes)).toEqual([]);
    expect(await inThemes(page, 'section:has(> header #ram-title)', themes)).toEqual([]);
    await page.getByRole('button', { name: /frames free: explain$/ }).click();
    await page.getByRole('complementary').waitFor();
    expect(await inThemes(page, 'aside', themes)).toEqual([]);
    await page.keyboard.press('Escape');
    for (const [key, theme] of [
      ['Control+k', 'l'],
      ['/', 'd'],
      ['?', 'p'],
    ] as const) {
      await page.keyboard.press(theme);
      await page.keyboard.press(key);
      await page.getByRole('dialog').waitFor();
      if (key === '/') await page.keyboard.type('bu');
      const found = await faults(page, { in: 'dialog' });
      expect({ key, found }).toEqual({ key, found: [] });
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'detached' });
    }
    await fits();
  });
});
