/**
 * How soon a first visit sees a picture: ruler and RAM of the Machine room, beside the flame graph of
 * speedscope's own built site. Both are served by the same server and slowed down alike, each time in a new browser
 * context, in turns; medians count. speedscope is fetched into a folder of its own, which goes again.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startServer } from './serve.mjs';

const SPEEDSCOPE = 'speedscope@1.25.0';
/** A slow phone: 1.6 Mbit/s, 150 ms there and back, a quarter of this processor. */
const NETWORK = {
  offline: false,
  latency: 150,
  downloadThroughput: 204_800,
  uploadThroughput: 96_000,
};
const CPU = 4;
const RUNS = 5;
const LONGEST_MS = 120_000;

const median = (list) => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)];

/** Puts the built site of speedscope into a folder, or says why that cannot be. */
const fetchSpeedscope = (folder) => {
  const args = [
    'install',
    '--no-audit',
    '--no-fund',
    '--ignore-scripts',
    '--prefix',
    folder,
    SPEEDSCOPE,
  ];
  try {
    execFileSync('npm', args, { stdio: 'pipe', shell: process.platform === 'win32' });
    return join(folder, 'node_modules', 'speedscope', 'dist', 'release');
  } catch (error) {
    process.stderr.write(`${SPEEDSCOPE} could not be fetched: ${error.message}\n`);
    return null;
  }
};

/**
 * Runs in the page before its own scripts: notes the first frame after one that had the picture.
 * All canvases must be there, and so must `words`, which stand beside them. One that can be read must not
 * be empty either; what WebGL has drawn cannot be read, which is in favour of the page that uses it.
 */
const watchFor = ({ selectors, words, isReadable }) => {
  const isDrawn = (selector) => {
    const canvas = document.querySelector(selector);
    if (canvas === null || canvas.width === 0) return false;
    return !isReadable || canvas.getContext('2d').getImageData(4, 4, 1, 1).data[3] !== 0;
  };
  const isThere = () => selectors.every(isDrawn) && document.body.textContent.includes(words);
  const frame = () => {
    if (!isThere()) requestAnimationFrame(frame);
    else
      requestAnimationFrame(() => {
        window.pictureAt = performance.now();
      });
  };
  requestAnimationFrame(frame);
};

/** ms from the start of the visit to the first words and to the picture. */
const visit = async (browser, url, what) => {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  try {
    const page = await context.newPage();
    const client = await context.newCDPSession(page);
    await client.send('Network.enable');
    await client.send('Network.emulateNetworkConditions', NETWORK);
    await client.send('Emulation.setCPUThrottlingRate', { rate: CPU });
    await page.addInitScript(watchFor, what);
    await page.goto(url, { waitUntil: 'commit' });
    await page.waitForFunction(() => window.pictureAt > 0, null, { timeout: LONGEST_MS });
    return await page.evaluate(() => ({
      words: performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0,
      picture: window.pictureAt,
    }));
  } finally {
    await context.close();
  }
};

/** RAM and the pages of the open region, and the head line above them. */
const OURS = {
  selectors: [
    'section[aria-labelledby="ram-title"] canvas',
    'section[aria-label="Address ruler"] canvas',
  ],
  words: 'kmem_map is ',
  isReadable: true,
};
/** Its tabs stand beside the flame graph, which is drawn with the profile that it ships as an example. */
const THEIRS = { selectors: ['canvas'], words: 'Time Order', isReadable: false };

/**
 * @param browser a Chromium
 * @param ours address of the built page
 * @returns medians in ms and every run's picture, or null where speedscope cannot be had
 */
export const firstPictures = async (browser, ours) => {
  const folder = mkdtempSync(join(tmpdir(), 'speedscope-'));
  try {
    const dir = fetchSpeedscope(folder);
    if (dir === null) return null;
    const server = await startServer({ dir });
    const profile = readdirSync(dir).find((name) => name.startsWith('perf-vertx'));
    const theirs = `${server.url}#profileURL=${encodeURIComponent(server.url + profile)}`;
    const taken = { ours: [], theirs: [] };
    try {
      for (let i = 0; i < RUNS; i += 1) {
        taken.ours.push(await visit(browser, `${ours}#/machine`, OURS));
        taken.theirs.push(await visit(browser, theirs, THEIRS));
      }
    } finally {
      await server.close();
    }
    const all = (who) => taken[who].map(({ picture }) => Math.round(picture));
    const of = (who, what) => Math.round(median(taken[who].map((one) => one[what])));
    return {
      picture: of('ours', 'picture'),
      words: of('ours', 'words'),
      speedscopePicture: of('theirs', 'picture'),
      speedscopeWords: of('theirs', 'words'),
      runs: all('ours'),
      speedscopeRuns: all('theirs'),
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
};
