/** What a person does, in a real Chromium, against the build and the single file. */
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import { existsSync, readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { extname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { AxeBuilder } from '@axe-core/playwright';
import { chromium } from 'playwright-core';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.woff2': 'font/woff2',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.webmanifest': 'application/manifest+json',
};
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
const SUB_PATH = '/some/where/';
const dist = resolve('dist');
const mail = readFileSync('tests/fixtures/seed-mail.txt', 'utf8');
let browser: Browser;
let server: Server;
let base = '';

const listen = (): Promise<void> =>
  new Promise((done) => {
    server = createServer((request, response) => {
      const path = (request.url ?? '/').split('?')[0]!.replace(SUB_PATH, '/');
      const file = join(dist, path === '/' ? 'index.html' : path);
      if (!existsSync(file)) {
        response.writeHead(404).end();
        return;
      }
      response
        .writeHead(200, { 'content-type': TYPES[extname(file)] ?? 'text/plain' })
        .end(readFileSync(file));
    }).listen(0, '127.0.0.1', () => {
      base = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}${SUB_PATH}`;
      done();
    });
  });

interface Visit {
  readonly page: Page;
  readonly said: string[];
  readonly requests: string[];
  readonly close: () => Promise<void>;
}
const open = async (path: string, options: BrowserContextOptions = {}): Promise<Visit> => {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 720 },
    reducedMotion: 'reduce',
    ...options,
  });
  const page = await context.newPage();
  const said: string[] = [];
  const requests: string[] = [];
  page.on('console', (m) => said.push(m.text()));
  page.on('pageerror', (e) => said.push(e.message));
  context.on('request', (r) => requests.push(r.url()));
  await page.goto(path.includes('://') ? path : base + path);
  await page.locator('header nav').waitFor();
  return { page, said, requests, close: () => context.close() };
};

beforeAll(async () => {
  browser = await chromium.launch({ executablePath: process.env['CHROME_PATH']!, args: FLAGS });
  await listen();
});
afterAll(async () => {
  await browser.close();
  server.close();
});

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

describe.each(['light', 'dark', 'stage'])('the %s theme', (theme) => {
  it.each([
    [1440, 900],
    [1280, 720],
    [390, 844],
  ])('is accessible and fits at %d × %d', async (width, height) => {
    for (const room of ['/', '/diagnose', '/diagnose?example=seed']) {
      const hash = `#${room}${room.includes('?') ? '&' : '?'}v=1&theme=${theme}`;
      const { page, said, close } = await open(hash, { viewport: { width, height } });
      await page.locator('h1').waitFor();
      expect(await page.evaluate(() => document.documentElement.dataset['theme'])).toBe(theme);
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(violations.map((v) => `${v.id}: ${v.nodes[0]?.html ?? ''}`)).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(
        width,
      );
      expect(said).toEqual([]);
      await close();
    }
  });
});
