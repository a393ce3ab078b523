/** What a person does, in a real Chromium, against the build and the single file. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { drawAll } from './faults';
import { open, useBrowser } from './kit';

const mail = readFileSync('tests/fixtures/seed-mail.txt', 'utf8');
useBrowser();

describe('paste the mail', () => {
  it('reads the ledger, opens three derivations by keyboard, asks the network for nothing', async () => {
    const { page, said, requests, close } = await open('#/diagnose');
    await page.getByLabel('Your text').fill(mail);
    await page.evaluate(() => navigator.serviceWorker.ready);
    await page.waitForLoadState('networkidle');
    const before = requests.length;
    await page.getByRole('button', { name: 'Read it' }).click();
    await page.getByRole('heading', { name: /kmem_map was full/ }).waitFor();
    expect(await page.getByRole('button', { name: /^49,989 K/ }).count()).toBe(1);
    for (const name of [/^49,989 K/, /^4,863 K/, /^20,080 K/]) {
      await page.getByRole('button', { name }).focus();
      await page.keyboard.press('Enter');
      await page.getByRole('complementary').getByText('How it is computed').waitFor();
      await page.keyboard.press('Escape');
      await page.getByRole('complementary').waitFor({ state: 'detached' });
    }
    expect(requests.slice(before)).toEqual([]);
    expect(said).toEqual([]);
    await close();
  });
  it('comes back from a link with the text in it', async () => {
    const { page, close } = await open('#/diagnose');
    await page.getByLabel('Your text').fill(mail);
    await page.getByRole('button', { name: 'Read it' }).click();
    await page.getByRole('button', { name: 'Copy link with the text in it' }).click();
    const link = await page.getByLabel('Link', { exact: true }).inputValue();
    await close();
    const again = await open(link);
    await again.page.getByRole('heading', { name: /kmem_map was full/ }).waitFor();
    expect(again.said).toEqual([]);
    await again.close();
  });
});

describe('without a network', () => {
  it('works from the service worker', async () => {
    const { page, close } = await open('');
    await page.evaluate(() => navigator.serviceWorker.ready);
    await page.waitForFunction(async () => {
      for (const key of await caches.keys())
        if ((await (await caches.open(key)).keys()).length > 5) return true;
      return false;
    });
    await page.context().setOffline(true);
    await page.reload();
    await page.getByRole('listbox', { name: /^Kernel map/ }).waitFor();
    await close();
  });
  it('works as one file', async () => {
    const { page, said, requests, close } = await open(
      `${pathToFileURL(resolve('dist-single/kvascope.html')).href}#/diagnose?v=1&example=seed`,
    );
    await page.getByRole('heading', { name: /kmem_map was full/ }).waitFor();
    expect(requests.filter((u) => u.startsWith('http'))).toEqual([]);
    expect(said).toEqual([]);
    await close();
  });
});

describe('the ruler', () => {
  it('is walked by arrow keys and opens a region', async () => {
    const { page, close } = await open('#/');
    const option = page.getByRole('option', { name: /^kmem_map/ });
    await option.focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.getByRole('listbox', { name: /^buffer_map/ }).waitFor();
    await page.getByRole('complementary').getByText('nbuf × 16 K').waitFor();
    await close();
  });
});

describe('the Machine', () => {
  it('lays out another kernel by keyboard, and its link brings it back', async () => {
    const { page, said, close } = await open('#/');
    await page.keyboard.press('2');
    await page.getByRole('heading', { level: 1, name: /kmem_map is/ }).waitFor();
    await drawAll(page);
    await page.getByRole('slider', { name: 'RAM', exact: true }).focus();
    for (let i = 0; i < 4; i += 1) await page.keyboard.press('ArrowRight');
    await page.getByRole('heading', { name: /with 1 GB of RAM gives kmem_map 320 MB/ }).waitFor();
    const link = page.url();
    expect(said).toEqual([]);
    await close();
    const again = await open(link);
    await again.page.getByRole('heading', { name: /with 1 GB of RAM/ }).waitFor();
    await again.page
      .getByRole('button', { name: /^320 MB, / })
      .first()
      .click();
    await again.page.getByRole('complementary').getByText('How it is computed').waitFor();
    expect(again.said).toEqual([]);
    await again.close();
  });
});

describe('the theme', () => {
  it('is switched by key, stays in the link, and survives a reload', async () => {
    const { page, said, close } = await open('#/');
    const theme = (): Promise<string | undefined> =>
      page.evaluate(() => document.documentElement.dataset['theme']);
    for (const [key, name] of [
      ['d', 'dark'],
      ['l', 'light'],
      ['p', 'stage'],
    ] as const) {
      await page.keyboard.press(key);
      expect(await theme()).toBe(name);
    }
    await page.reload();
    await page.locator('header nav').waitFor();
    expect(await theme()).toBe('stage');
    expect(said).toEqual([]);
    await close();
  });
});

describe('a room that cannot be fetched', () => {
  it('says what to do below the words that stand', async () => {
    // Without service worker: it would have kept the part from the first visit.
    const { page, close } = await open('#/', { serviceWorkers: 'block' });
    await page.route(/assets\/Machine-/, (route) => route.abort());
    await page.goto(page.url().replace(/#.*/, '#/machine'));
    await page.reload();
    const told = page.getByRole('alert');
    await told.waitFor();
    expect(await told.textContent()).toContain('load the page again');
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toContain('kmem_map');
    await close();
  });
});
