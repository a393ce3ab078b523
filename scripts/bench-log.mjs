/** How long a log of 10 MB takes until its answer stands on the page, and which tasks hold the page up. */

/** Characters of the log. */
const LENGTH = 10_000_000;
const ZONES = 120;
const SETTLE_MS = 1500;

const pad = (n) => String(n).padStart(2, '0');
const rows = (i) =>
  Array.from(
    { length: ZONES },
    (_, z) =>
      `${`zone${z}:`.padEnd(20)} ${64 + z * 8},      0,${String(100 + z + i).padStart(8)},${String(z).padStart(8)},${String(1000 + z * 7 + i).padStart(8)},   0,   0`,
  ).join('\n');
const sample = (i) =>
  `Mon Jan ${String(1 + (Math.floor(i / 1440) % 28)).padStart(2)} ${pad(Math.floor(i / 60) % 24)}:${pad(i % 60)}:00 UTC 2008\n\n` +
  `ITEM                     SIZE   LIMIT     USED     FREE      REQ FAIL SLEEP\n\n${rows(i)}\n`;

/** The text of a log, a sample a minute. */
export const logOf = (length) => {
  const parts = [];
  for (let n = 0, i = 0; n < length; i += 1) {
    parts.push(sample(i));
    n += parts[i].length;
  }
  return parts.join('');
};

/** Makes the file in the page, before anything is timed. */
const prepare = (page, text) =>
  page.evaluate((body) => {
    window.file = new File([body], 'day.log');
  }, text);

/** Lets the file fall; long tasks are noted from then on. */
const drop = (page) =>
  page.evaluate(() => {
    window.long = [];
    window.dropped = performance.now();
    new PerformanceObserver((list) => {
      for (const e of list.getEntries()) window.long.push([e.startTime, e.duration]);
    }).observe({ type: 'longtask' });
    const data = new DataTransfer();
    data.items.add(window.file);
    const at = document.querySelector('main');
    for (const kind of ['dragover', 'drop'])
      at.dispatchEvent(new DragEvent(kind, { bubbles: true, dataTransfer: data }));
  });

const ANSWER = '[role="group"] ol button, #ledger-title, #balance-title, #answer-title';

/** ms from the drop to the frame in which its samples stand on the page. */
const shown = (page) =>
  page.evaluate(
    (answer) =>
      new Promise((done) => {
        const look = () => {
          // the samples to choose from, or the first section of a log that is read as one text
          if (document.querySelector(answer) === null) requestAnimationFrame(look);
          else requestAnimationFrame(() => done(performance.now() - window.dropped));
        };
        look();
      }),
    ANSWER,
  );

/** Drops the log on the room of the user's own kernel. */
export const takeLog = async (browser, url, length = LENGTH) => {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await page.goto(`${url}#/diagnose?v=1`);
  await page.getByLabel('Your text').waitFor();
  await page.waitForTimeout(SETTLE_MS);
  await prepare(page, logOf(length));
  await page.waitForTimeout(SETTLE_MS);
  await drop(page);
  const ms = await shown(page);
  await page.waitForTimeout(SETTLE_MS);
  const tasks = await page.evaluate(() =>
    window.long.map(([at, took]) => [at - window.dropped, took]),
  );
  await page.close();
  return { ms, tasks };
};
