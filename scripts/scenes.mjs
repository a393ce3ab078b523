/**
 * Screenshots of the scenes of tests/scenes/scenes.ts, from the build in dist/, one browser, one after the
 * other. Motion is reduced, so that a picture is the same each time.
 *   npm run scenes -- --out FOLDER [--only NAME] [--theme dark] [--size 390x844] [--full]
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright-core';
import { runnerImport } from 'vite';
import { startServer } from './serve.mjs';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const FLAGS = ['--no-sandbox', '--disable-gpu', '--no-first-run'];
/** ms that a machine of a million frames may take to be made. */
const PATIENCE_MS = 120_000;
/** ms in which the last picture is drawn. */
const SETTLE_MS = 700;

/** px of the window, written WIDTHxHEIGHT; null = that of the scene. */
const sizeOf = (words) => {
  if (words === '') return null;
  const [, width, height] = /^(\d+)x(\d+)$/.exec(words) ?? [];
  if (height === undefined) throw new Error(`Write the size as 1280x720, not "${words}".`);
  return { width: Number(width), height: Number(height) };
};

const options = () => {
  const { values } = parseArgs({
    options: {
      out: { type: 'string' },
      only: { type: 'string', default: '' },
      theme: { type: 'string', default: '' },
      size: { type: 'string', default: '' },
      full: { type: 'boolean', default: false },
    },
  });
  if (values.out === undefined) throw new Error('Say where the pictures go: --out FOLDER.');
  return { ...values, size: sizeOf(values.size) };
};

/** The definitions, which are TypeScript. */
const loadScenes = async () => {
  const found = await runnerImport(join(ROOT, 'tests', 'scenes', 'scenes.ts'), {
    root: ROOT,
    configFile: false,
    logLevel: 'error',
  });
  return found.module;
};

/** The room stands where the link points, and its history is made. */
const isReady = (at) => {
  const words = document.querySelector('main')?.innerText ?? '';
  return new RegExp(`event ${at.toLocaleString('en-US')} of`).test(words);
};

const shoot = async (page, { scene, url, file, full }) => {
  await page.goto(url);
  await page.waitForFunction(isReady, scene.at, { timeout: PATIENCE_MS });
  if (scene.below !== undefined) {
    const head = page.getByRole('heading', { name: scene.below, exact: true });
    await head.evaluate((el) => el.scrollIntoView({ block: 'start' }));
  }
  await page.waitForTimeout(SETTLE_MS);
  await page.screenshot({ path: file, fullPage: full });
};

const main = async () => {
  const { out, only, theme, size, full } = options();
  const { SCENES, hashOf } = await loadScenes();
  const wanted = SCENES.filter(({ name }) => only === '' || name === only);
  if (wanted.length === 0) throw new Error(`No scene is called "${only}".`);
  mkdirSync(out, { recursive: true });
  const server = await startServer({ dir: join(ROOT, 'dist') });
  const browser = await chromium.launch({ executablePath: process.env.CHROME_PATH, args: FLAGS });
  try {
    for (const defined of wanted) {
      const scene = {
        ...defined,
        theme: theme === '' ? defined.theme : theme,
        size: size ?? defined.size,
      };
      const context = await browser.newContext({ viewport: scene.size, reducedMotion: 'reduce' });
      const file = join(out, `${scene.name}${theme === '' ? '' : `-${theme}`}.png`);
      await shoot(await context.newPage(), { scene, url: server.url + hashOf(scene), file, full });
      process.stdout.write(`${file}\n`);
      await context.close();
    }
  } finally {
    await browser.close();
    await server.close();
  }
};

try {
  await main();
} catch (error) {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
