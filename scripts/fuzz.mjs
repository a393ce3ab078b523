#!/usr/bin/env node
/**
 * Reads random edits of the corpus and checks that no reading invents anything.
 *   npm run fuzz -- --runs 100000 --seed 1
 * Prints one line. Exit code 1 and the first failures (with their seeds) if a property broke.
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
  },
});
const root = fileURLToPath(new URL('..', import.meta.url));
const load = async (path) =>
  (await runnerImport(`${root}${path}`, { root, configFile: false, logLevel: 'error' })).module;

const { readBytes, readText } = await load('src/import/index.ts');
const { mutate, encodeRandomly } = await load('tests/fuzz/mutate.ts');
const { randomFrom } = await load('tests/fuzz/random.ts');
const { unsound } = await load('tests/fuzz/soundness.ts');

const folder = `${root}tests/fixtures/corpus/`;
const texts = readdirSync(folder)
  .filter((f) => f.endsWith('.txt'))
  .map((f) => readBytes(readFileSync(folder + f)).text);

/** Seeds of single runs follow from the first seed, so that one run can be repeated alone. */
const SEED_STEP = 1_000_003;
const ENCODED_EVERY = 4;
const FAILURES_SHOWN = 5;

const once = (seed) => {
  const random = randomFrom(seed);
  const text = mutate(texts[random(texts.length)], random, texts);
  if (random(ENCODED_EVERY) !== 0) return { text, report: readText(text) };
  return readBytes(encodeRandomly(text, random));
};

const runs = Number(values.runs);
const first = Number(values.seed);
const failures = [];
let rows = 0;
let diagnostics = 0;
let slowest = 0;
let slowestSeed = 0;
const begin = performance.now();
for (let i = 0; i < runs; i += 1) {
  const seed = values.show === undefined ? first * SEED_STEP + i : Number(values.show);
  const start = performance.now();
  try {
    const { text, report } = once(seed);
    const took = performance.now() - start;
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
    `${failures.length} failures, slowest ${slowest.toFixed(0)} ms (seed ${slowestSeed}), ${seconds.toFixed(0)} s`,
);
for (const { seed, what } of failures.slice(0, FAILURES_SHOWN))
  console.error(`  --show ${seed}: ${what}`);
process.exitCode = failures.length > 0 ? 1 : 0;
