/**
 * Measures how the built page loads on a slow phone (Lighthouse's mobile preset), several times,
 * each in a new browser, and prints the medians as one line of JSON. Exit code 1 below the goals.
 *   npm run lighthouse -- [--page '#/diagnose'] [--runs 3]
 * Lighthouse brings some 180 packages for this one script, so it is no dependency of the project.
 * Its figures swing with the load of the machine: run it when nothing else runs.
 */
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { build } from 'vite';
import { startServer } from './serve.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const CATEGORIES = ['performance', 'accessibility', 'best-practices'];
const GOALS = { performance: 95, accessibility: 100, 'best-practices': 95, lcpMs: 1500 };
const FLAGS = [
  '--headless=new',
  '--no-sandbox',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
const MISSING =
  'Lighthouse is not installed: run "npm i --no-save lighthouse@12.8.2" and then this again.\n';

const median = (numbers) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];

/** Figures of one visit in a browser of its own. */
const visit = async ({ lighthouse, launch }, url) => {
  const chrome = await launch({ chromePath: process.env.CHROME_PATH, chromeFlags: FLAGS });
  try {
    const { lhr } = await lighthouse(url, {
      port: chrome.port,
      logLevel: 'error',
      onlyCategories: CATEGORIES,
    });
    if (lhr.runtimeError) throw new Error(lhr.runtimeError.message);
    const inMs = (id) => Math.round(lhr.audits[id].numericValue);
    const failed = Object.values(lhr.categories)
      .filter(({ id }) => id !== 'performance')
      .flatMap(({ auditRefs }) => auditRefs)
      .filter(({ id, weight }) => weight > 0 && lhr.audits[id].score === 0)
      .map(({ id }) => id);
    return {
      ...Object.fromEntries(
        CATEGORIES.map((id) => [id, Math.round(lhr.categories[id].score * 100)]),
      ),
      lcpMs: inMs('largest-contentful-paint'),
      fcpMs: inMs('first-contentful-paint'),
      tbtMs: inMs('total-blocking-time'),
      cls: Number(lhr.audits['cumulative-layout-shift'].numericValue.toFixed(3)),
      failed,
    };
  } finally {
    await chrome.kill();
  }
};

const shortfalls = (figures) =>
  Object.entries(GOALS)
    .filter(([key, goal]) => (key === 'lcpMs' ? figures[key] > goal : figures[key] < goal))
    .map(([key, goal]) => `${key} ${figures[key]}, goal ${goal}`);

/** Named here and not in the imports, since package.json does not list them. */
const PACKAGES = ['lighthouse', 'chrome-launcher'];

const load = async () => {
  try {
    const [{ default: lighthouse }, { launch }] = await Promise.all(
      PACKAGES.map((name) => import(name)),
    );
    return { lighthouse, launch };
  } catch (error) {
    if (error.code !== 'ERR_MODULE_NOT_FOUND') throw error;
    return null;
  }
};

const main = async () => {
  const { values } = parseArgs({
    options: {
      page: { type: 'string', default: '#/' },
      runs: { type: 'string', default: '3' },
    },
  });
  const tools = await load();
  if (tools === null) {
    process.stderr.write(MISSING);
    return 1;
  }
  await build({ root, logLevel: 'error' });
  const server = await startServer({ dir: fileURLToPath(new URL('../dist', import.meta.url)) });
  const visits = [];
  try {
    for (let i = 0; i < Number(values.runs); i += 1)
      visits.push(await visit(tools, server.url + values.page));
  } finally {
    await server.close();
  }
  const figures = Object.fromEntries(
    Object.keys(visits[0])
      .filter((key) => key !== 'failed')
      .map((key) => [key, median(visits.map((one) => one[key]))]),
  );
  const failed = [...new Set(visits.flatMap((one) => one.failed))];
  const short = shortfalls(figures);
  process.stdout.write(
    `${JSON.stringify({ page: values.page, runs: visits.length, ...figures, failed, short })}\n`,
  );
  return short.length === 0 ? 0 : 1;
};

process.exitCode = await main();
