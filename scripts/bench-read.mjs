/**
 * npm run bench: the readers against a bare split of the same text into lines and fields, medians of
 * five in one run, from 10 KB to 50 MB. Growth is the time per byte of the largest text over that of
 * a text of 1 MB. The thread's mail, prose with broken tables, stands beside them without a limit.
 *   node scripts/bench-read.mjs [--most MB]
 */
import { fileURLToPath } from 'node:url';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { build } from 'vite';

const { values } = parseArgs({ options: { most: { type: 'string', default: '50' } } });
const root = fileURLToPath(new URL('..', import.meta.url));
const outDir = mkdtempSync(join(tmpdir(), 'kvascope-read-'));
const lib = { entry: `${root}src/import/index.ts`, formats: ['es'], fileName: () => 'read.mjs' };
await build({ configFile: false, logLevel: 'error', build: { outDir, minify: false, lib } });
const { LogReader, readText } = await import(pathToFileURL(join(outDir, 'read.mjs')).href);
rmSync(dirname(join(outDir, 'read.mjs')), { recursive: true });

const RUNS = 5;
const PIECE = 65_536;
const MB = 1_000_000;
/** Reading takes at most three times as long as the bare split. */
const MOST_RATIO = 3;
const MOST_GROWTH = 2;

const median = (list) => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)];
const timed = (f) => {
  const start = performance.now();
  f();
  return performance.now() - start;
};

/** One sample of the log: the seed's zones as vmstat -z prints them, and two types. */
const zones = JSON.parse(readFileSync(`${root}tests/fixtures/seed-zones.json`, 'utf8'));
const rows = (Array.isArray(zones) ? zones : zones.zones).map((z) => {
  const [name, ...n] = Array.isArray(z)
    ? z
    : [z.name, z.size, z.limit, z.used, z.free, z.requests, z.failures ?? z.fail ?? 0];
  return `${`${name}:`.padEnd(20)} ${n.map((v) => String(v).padStart(8)).join(', ')}`;
});
const sample = (i) =>
  `Mon Jan  7 ${String(i % 24).padStart(2, '0')}:00:00 UTC 2008\n` +
  'ITEM                     SIZE     LIMIT      USED      FREE  REQUESTS  FAILURES\n\n' +
  `${rows.join('\n')}\n\n`;

const textOf = (size) => {
  const parts = [];
  for (let length = 0, i = 0; length < size; i += 1) {
    parts.push(sample(i));
    length += parts[i].length;
  }
  return parts.join('');
};
const split = (text) => {
  let fields = 0;
  for (const line of text.split('\n')) fields += line.trim().split(/[\s,]+/).length;
  return fields;
};
const readLog = (text) => {
  const reader = new LogReader();
  let n = 0;
  const count = (samples) => {
    for (const s of samples) n += s.zones.length;
  };
  for (let at = 0; at < text.length; at += PIECE) count(reader.feed(text.slice(at, at + PIECE)));
  count(reader.end());
  return n;
};

const say = (name, figure, limit) => {
  const ok = limit === undefined || figure <= limit;
  if (!ok) process.exitCode = 1;
  console.log(
    `${ok ? 'ok  ' : 'FAIL'} ${name.padEnd(62)} ${figure.toFixed(2).padStart(8)}${limit === undefined ? '' : `  limit ${limit}`}`,
  );
};

const mail = readFileSync(`${root}tests/fixtures/seed-mail.txt`, 'utf8');
const MAIL_TIMES = 100;

readLog(textOf(MB));
readText(textOf(MB));
split(textOf(MB));
const pace = new Map();
const sizes = new Set([10_000, 100_000, MB, 10 * MB, Number(values.most) * MB]);
for (const size of sizes) {
  const text = textOf(size);
  const times = Math.max(1, Math.ceil(MB / size));
  const of = (f) =>
    median(
      Array.from({ length: size > 10 * MB ? 3 : RUNS }, () =>
        timed(() => {
          for (let i = 0; i < times; i += 1) f(text);
        }),
      ),
    ) / times;
  const bare = of(split);
  const log = of(readLog);
  pace.set(size, log / size);
  say(`a log of ${size / 1000} KB: reading / bare split`, log / bare, MOST_RATIO);
  if (size <= 10 * MB)
    say(`a paste of ${size / 1000} KB: reading / bare split`, of(readText) / bare, MOST_RATIO);
}
const ofMail = (f) =>
  median(
    Array.from({ length: RUNS }, () =>
      timed(() => {
        for (let i = 0; i < MAIL_TIMES; i += 1) f(mail);
      }),
    ),
  );
say("the thread's mail as a paste: reading / bare split", ofMail(readText) / ofMail(split));
say(
  'growth of the time for a byte, largest / 1 MB',
  pace.get(Number(values.most) * MB) / pace.get(MB),
  MOST_GROWTH,
);
