/** Thread, glossary and presenter view: in every theme and size, by keyboard, without the network. */
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { doubleIds, faults } from './faults';
import { open, useBrowser } from './kit';

useBrowser();

const ROOMS = [
  '/thread',
  '/thread?question=who-leaked',
  '/glossary',
  '/glossary?term=slab',
  '/presenter',
];
const SIZES = [
  [1440, 900],
  [1280, 720],
  [390, 844],
  [320, 700],
] as const;
const THEMES = [
  ['l', 'light'],
  ['d', 'dark'],
  ['p', 'stage'],
] as const;

const hashOf = (room: string): string => `#${room}${room.includes('?') ? '&' : '?'}v=1`;
const widthOf = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth);

describe.each(ROOMS)('%s', (room) => {
  it.each(SIZES)('is accessible and fits at %d × %d in every theme', async (width, height) => {
    const { page, said, close } = await open(hashOf(room), { viewport: { width, height } });
    await page.locator('h1').waitFor();
    expect(await doubleIds(page)).toEqual([]);
    for (const [key, name] of THEMES) {
      await page.keyboard.press(key);
      await page.locator(`html[data-theme='${name}']`).waitFor();
      const isThemeOnly = name !== 'light';
      expect({ name, faults: await faults(page, { isThemeOnly }) }).toEqual({ name, faults: [] });
      expect({ name, wide: await widthOf(page) }).toEqual({ name, wide: width });
    }
    expect(said).toEqual([]);
    await close();
  });
});

describe('the pages', () => {
  it('ask the network for nothing once the first page stands', async () => {
    const { page, requests, close } = await open('#/thread?v=1');
    await page.locator('h1').waitFor();
    // The parts that come later, and what is kept for use offline, are fetched in the quiet after it.
    await page.evaluate(() => navigator.serviceWorker.ready);
    await page.waitForLoadState('networkidle');
    const before = requests.length;
    await page.context().setOffline(true);
    await page.keyboard.press('5');
    await page.getByRole('heading', { level: 1, name: 'Glossary' }).waitFor();
    await page.getByRole('link', { name: /^See it in the Machine\s*: zone$/ }).click();
    await page.getByRole('heading', { level: 1, name: /kmem_map/ }).waitFor();
    for (const [wanted, title] of [
      ['presenter', 'Presenter view'],
      ['thread', 'What the thread asks'],
    ] as const) {
      await page.keyboard.press('Control+k');
      await page.getByRole('combobox', { name: 'Commands' }).fill(wanted);
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { level: 1, name: title }).waitFor();
    }
    expect(requests.slice(before)).toEqual([]);
    await close();
  });

  it('open a question and a term by their links, below what sticks to the top', async () => {
    for (const [hash, name] of [
      ['#/thread?v=1&question=mbufs', 'Where do mbufs come from?'],
      ['#/glossary?v=1&term=slab', 'slab'],
    ] as const) {
      const { page, close } = await open(hash);
      const heading = page.getByRole('heading', { level: 2, name, exact: true });
      await heading.and(page.locator(':focus')).waitFor();
      const { top, over } = await heading.evaluate((h) => {
        const box = h.getBoundingClientRect();
        const at = document.elementFromPoint(box.left + 5, box.top + box.height / 2);
        return { top: box.top, over: h.contains(at) };
      });
      expect(over).toBe(true);
      expect(top).toBeLessThan(200);
      await close();
    }
  });

  it('filter terms by keyboard, and go to one', async () => {
    const { page, close } = await open('#/glossary?v=1');
    await page.getByRole('searchbox').focus();
    await page.keyboard.type('bucket');
    await page.getByText(/^\d of \d+ terms$/).waitFor();
    await page.getByRole('link', { name: 'bucket', exact: true }).focus();
    await page.keyboard.press('Enter');
    await page.waitForURL(/term=bucket/);
    await close();
  });
});

describe('a term in the text', () => {
  it.each([
    [1280, 720],
    [390, 844],
  ])('opens and closes by keyboard at %d × %d, and gives the focus back', async (width, height) => {
    const { page, said, close } = await open('#/thread?v=1&question=column-names', {
      viewport: { width, height },
    });
    const button = page.getByRole('button', { name: 'LIMIT', exact: true });
    await button.focus();
    await page.keyboard.press('Enter');
    const panel = page.getByRole('dialog', { name: 'term LIMIT' });
    await panel.waitFor();
    await panel.and(page.locator(':focus')).waitFor();
    const box = (await panel.boundingBox())!;
    expect(box.x).toBeGreaterThanOrEqual(0);
    expect(box.x + box.width).toBeLessThanOrEqual(width);
    expect(box.y + box.height).toBeLessThanOrEqual(height);
    expect(await faults(page, { isThemeOnly: false })).toEqual([]);
    await page.keyboard.press('Escape');
    await panel.waitFor({ state: 'hidden' });
    await button.and(page.locator(':focus')).waitFor();
    await page.keyboard.press('Enter');
    await panel.and(page.locator(':focus')).waitFor();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    const term = page.getByRole('heading', { level: 2, name: 'LIMIT', exact: true });
    await term.and(page.locator(':focus')).waitFor();
    expect(said).toEqual([]);
    await close();
  });
});
