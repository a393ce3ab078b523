#!/usr/bin/env node
/**
 * Reads random edits of the corpus and checks that no reading invents anything, that rows which
 * survive an edit are read, and that no text takes longer than 100 ms for each 10 KB.
 *   npm run fuzz -- --runs 100000 --seed 1
 * `--least P` per cent of surviving rows must be read; 99 is the goal, and what is asked without it.
 * `--silent SHARE` of them may be lost without a diagnostic; none without it.
 * `--far` lists rows that were lost with no diagnostic on the lines around them.
 * `--losses N` lists N edits that lost rows. Prints one line, and each row that was lost in silence with
 * its edits. Exit code 1 and the first failures (with their seeds) if a property broke.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { runnerImport } from 'vite';

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '10000' },
    seed: { type: 'string', default: '1' },
    show: { type: 'string' },
    losses: { type: 'string' },
    far: { type: 'boolean' },
    least: { type: 'string', default: '99' },
    silent: { type: 'string', default: '0' },
  },
});
const root = fileURLToPath(new URL('..', import.meta.url));
const load = async (path) =>
  (await runnerImport(`${root}${path}`, { root, configFile: false, logLevel: 'error' })).module;

const { readBytes, readText } = await load('src/import/index.ts');
const { mutate, encodeRandomly } = await load('tests/fuzz/mutate.ts');
const { randomFrom } = await load('tests/fuzz/random.ts');
const { unsound } = await load('tests/fuzz/soundness.ts');

const { knownRows, recovery } = await load('tests/fuzz/recovery.ts');

const folder = `${root}tests/fixtures/corpus/`;
const texts = readdirSync(folder)
  .filter((f) => f.endsWith('.txt'))
  .map((f) => readBytes(readFileSync(folder + f)).text);

const known = texts.map((t) => knownRows(readText(t)));

/** Seeds of single runs follow from the first seed, so that one run can be repeated alone. */
const SEED_STEP = 1_000_003;
const ENCODED_EVERY = 4;
const FAILURES_SHOWN = 5;

const once = (seed) => {
  const random = randomFrom(seed);
  const from = random(texts.length);
  const edits = [];
  const text = mutate(texts[from], random, texts, (name) => edits.push(name));
  const bytes = random(ENCODED_EVERY) === 0 ? encodeRandomly(text, random) : undefined;
  const done = bytes === undefined ? { text, report: readText(text) } : readBytes(bytes);
  return { ...done, from, edits };
};

/**
 * Milliseconds of processor time for 10 KB: a run that looks slow is read again, since other programs
 * may have had the machine.
 */
const paceOf = (seed) => {
  let pace = Infinity;
  for (let i = 0; i < PACE_TRIES && pace > MOST_PACE; i += 1) {
    const begin = process.cpuUsage();
    const { text } = once(seed);
    const { user, system } = process.cpuUsage(begin);
    const took = (user + system) / MICROSECONDS;
    pace = Math.min(pace, (took * 10_000) / Math.max(10_000, text.length));
  }
  return pace;
};
const PACE_TRIES = 8;
const MICROSECONDS = 1000;
/** No reading takes longer than that for each 10 KB. */
const MOST_PACE = 100;

const runs = Number(values.runs);
const first = Number(values.seed);
const failures = [];
let rows = 0;
let diagnostics = 0;
let survived = 0;
let read = 0;
const losses = [];
let silent = 0;
let far = 0;
let slowest = 0;
let slowestSeed = 0;
const begin = performance.now();
for (let i = 0; i < runs; i += 1) {
  const seed = values.show === undefined ? first * SEED_STEP + i : Number(values.show);
  try {
    const start = performance.now();
    const { text, report, from, edits } = once(seed);
    let took = ((performance.now() - start) * 10_000) / Math.max(10_000, text.length);
    if (took > MOST_PACE) took = Math.min(took, paceOf(seed));
    const kept = recovery(known[from], text, report);
    survived += kept.survived;
    read += kept.read;
    silent += kept.silent.length;
    far += kept.far.length;
    if (values.far !== undefined)
      for (const row of kept.far)
        console.error(`  --show ${seed}: told elsewhere:${row}(${edits.join(', ')})`);
    for (const row of kept.silent)
      console.error(`  --show ${seed}: in silence:${row}(${edits.join(', ')})`);
    if (kept.read < kept.survived) losses.push({ seed, lost: kept.survived - kept.read });
    if (took > slowest) [slowest, slowestSeed] = [took, seed];
    for (const block of report.blocks) rows += block.rows.length;
    diagnostics += report.diagnostics.length;
    const wrong = unsound(text, report);
    if (wrong.length > 0) failures.push({ seed, what: wrong[0] });
    if (values.show !== undefined) {
      console.log(
        report.lines.map((l) => `${l.line}\t${l.fate}\t${l.as ?? ''}\t${l.text}`).join('\n'),
      );
      console.log(wrong.join('\n'));
      break;
    }
  } catch (error) {
    failures.push({ seed, what: String(error?.stack ?? error) });
  }
}
const seconds = (performance.now() - begin) / 1000;
console.log(
  `fuzz: ${runs} runs from seed ${first}, ${rows} rows, ${diagnostics} diagnostics, ` +
    `${read} of ${survived} surviving rows read (${((100 * read) / Math.max(1, survived)).toFixed(2)} %), ${silent} lost without a diagnostic, ` +
    `${far} without one near, ` +
    `${failures.length} failures, slowest ${slowest.toFixed(0)} ms per 10 KB (seed ${slowestSeed}), ${seconds.toFixed(0)} s`,
);
if (values.losses !== undefined)
  for (const { seed, lost } of losses.slice(0, Number(values.losses)))
    console.error(`  --show ${seed}: ${lost} rows lost`);
for (const { seed, what } of failures.slice(0, FAILURES_SHOWN))
  console.error(`  --show ${seed}: ${what}`);
const well =
  failures.length === 0 &&
  silent <= survived * Number(values.silent) &&
  100 * read >= survived * Number(values.least) &&
  slowest <= MOST_PACE;
process.exitCode = well ? 0 : 1;
