/**
 * npm run bench:page: frame intervals and script time of the Machine room while the panic scenario
 * plays, beside an idle page in the same run, and the work of a minute in which nothing happens.
 * Figures hang on the machine; the ratios are what is promised. Build first.
 */
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { startServer } from './serve.mjs';

const FLAGS = ['--no-sandbox', '--disable-gpu', '--enable-precise-memory-info'];
const PLAY_MS = 10_000;
const IDLE_MS = 20_000;

const quantile = (list, q) => [...list].sort((a, b) => a - b)[Math.floor(list.length * q)] ?? 0;

/** Frame intervals, and script time by frame: the time that callbacks of frames took. */
const watch = (page, ms) =>
  page.evaluate(
    (time) =>
      new Promise((done) => {
        const intervals = [];
        let last = performance.now();
        const start = last;
        const frame = (now) => {
          intervals.push(now - last);
          last = now;
          if (now - start < time) window.realFrame(frame);
          else done({ intervals: intervals.slice(2), scripts: window.scripts.splice(0) });
        };
        window.scripts.length = 0;
        window.realFrame(frame);
      }),
    ms,
  );

/** Measures every callback of requestAnimationFrame that the page itself asks for. */
const instrument = () => {
  const real = window.requestAnimationFrame.bind(window);
  window.realFrame = real;
  window.scripts = [];
  let current = -1;
  let sum = 0;
  window.requestAnimationFrame = (call) =>
    real((now) => {
      const before = performance.now();
      call(now);
      const took = performance.now() - before;
      if (now === current) sum += took;
      else {
        if (current >= 0) window.scripts.push(sum);
        current = now;
        sum = took;
      }
    });
};

const scriptMs = async (client) => {
  const { metrics } = await client.send('Performance.getMetrics');
  const of = (name) => metrics.find((m) => m.name === name)?.value ?? 0;
  return { script: of('ScriptDuration') * 1000, heap: of('JSHeapUsedSize') / 2 ** 20 };
};

const report = (name, { intervals, scripts }) => ({
  name,
  frames: intervals.length,
  intervalP50: +quantile(intervals, 0.5).toFixed(1),
  intervalP95: +quantile(intervals, 0.95).toFixed(1),
  scriptP50: +quantile(scripts, 0.5).toFixed(2),
  scriptP95: +quantile(scripts, 0.95).toFixed(2),
});

const main = async () => {
  const server = await startServer({ dir: fileURLToPath(new URL('../dist', import.meta.url)) });
  const browser = await chromium.launch({
    executablePath: process.env.CHROME_PATH,
    args: FLAGS,
  });
  try {
    const open = async (hash) => {
      const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
      await page.addInitScript(instrument);
      await page.goto(server.url + hash);
      return page;
    };
    const blank = await open('#/machine?v=1&run=boot');
    await blank.waitForTimeout(2000);
    const idle = report('idle page', await watch(blank, PLAY_MS));
    await blank.close();
    const page = await open('#/machine?v=1&speed=1000');
    await page
      .getByText(/^event [\d,]+ of /)
      .first()
      .waitFor();
    await page.keyboard.press('k');
    const client = await page.context().newCDPSession(page);
    await client.send('Performance.enable');
    const start = await scriptMs(client);
    const play = report('playing, 1,000 events a second', await watch(page, PLAY_MS));
    // All script, with what React draws after a frame's callbacks: a mean, since no frame owns it.
    play.scriptMean = +(((await scriptMs(client)).script - start.script) / play.frames).toFixed(2);
    await page.keyboard.press('>');
    await page.waitForTimeout(2000);
    await client.send('HeapProfiler.collectGarbage');
    const before = await scriptMs(client);
    await page.waitForTimeout(IDLE_MS);
    const after = await scriptMs(client);
    process.stdout.write(
      `${JSON.stringify(idle)}\n${JSON.stringify(play)}\n${JSON.stringify({
        name: 'nothing happens',
        seconds: IDLE_MS / 1000,
        scriptMs: +(after.script - before.script).toFixed(1),
        heapMB: +before.heap.toFixed(1),
        intervalRatio: +(play.intervalP95 / idle.intervalP95).toFixed(2),
      })}\n`,
    );
  } finally {
    await browser.close();
    await server.close();
  }
};

await main();
