/** A real Chromium and the build served from a sub-path, for the journeys. */
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import { existsSync, readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { extname, join, resolve } from 'node:path';
import { chromium } from 'playwright-core';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';

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

/** One page in a context of its own, with all it said and asked. */
export interface Visit {
  readonly page: Page;
  readonly said: string[];
  readonly requests: string[];
  readonly close: () => Promise<void>;
}
/** Opens a path below the served build, or a whole address, and waits for the page. */
export const open = async (path: string, options: BrowserContextOptions = {}): Promise<Visit> => {
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

/** Starts the browser and the server for one file of journeys. */
export const useBrowser = (): void => {
  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: process.env['CHROME_PATH']!, args: FLAGS });
    await listen();
  });
  afterAll(async () => {
    await browser.close();
    server.close();
  });
};
