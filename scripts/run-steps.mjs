/**
 * Runs named commands, a few at a time, prints one line for each and the output of failures,
 * and adds up what passed. Vitest steps count every test; any other step counts as one.
 */
import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const cache = join(root, 'node_modules', '.cache', 'kvascope');
const bin = join(root, 'node_modules', '.bin');

/** A step: `command` is a line of words without quoting. */
export const step = (name, command) => ({ name, words: command.split(' ') });

/** A step of Vitest, whose tests are counted one by one. */
export const vitestStep = (name, command) => {
  const report = join(cache, `${name.replaceAll(/\W+/g, '-')}.json`);
  return {
    name,
    report,
    words: [
      ...command.split(' '),
      '--reporter=dot',
      '--reporter=json',
      `--outputFile.json=${report}`,
    ],
  };
};

/** Output is read in a log as often as on a screen: no colours, no endless dumps of a page. */
const plainEnv = () => {
  const { FORCE_COLOR: _, ...env } = process.env;
  const path = `${bin}${delimiter}${env.PATH ?? ''}`;
  return { DEBUG_PRINT_LIMIT: '3000', ...env, PATH: path, NO_COLOR: '1' };
};

const capture = (words) =>
  new Promise((resolve) => {
    const [command, ...args] = words;
    const output = [];
    const child = spawn(command, args, {
      cwd: root,
      env: plainEnv(),
      stdio: ['ignore', 'pipe', 'pipe'],
      shell: process.platform === 'win32',
    });
    child.stdout.on('data', (data) => output.push(data));
    child.stderr.on('data', (data) => output.push(data));
    child.on('error', (error) => resolve({ code: 1, output: `${command}: ${error.message}\n` }));
    child.on('close', (code) =>
      resolve({ code: code ?? 1, output: Buffer.concat(output).toString('utf8') }),
    );
  });

/** A test file that could not even be loaded holds no failed test, yet it failed. */
const brokenFiles = (json) =>
  json.testResults.filter(
    (file) => file.status === 'failed' && !file.assertionResults.some((t) => t.status === 'failed'),
  ).length;

const countTests = (report, code) => {
  let json;
  try {
    json = JSON.parse(readFileSync(report, 'utf8'));
  } catch {
    return { passed: 0, failed: 1, skipped: 0 };
  }
  const failed = json.numFailedTests + brokenFiles(json);
  return {
    passed: json.numPassedTests,
    failed: code !== 0 && failed === 0 ? 1 : failed,
    skipped: json.numPendingTests + (json.numTodoTests ?? 0),
  };
};

const runStep = async (current) => {
  if (current.report !== undefined) rmSync(current.report, { force: true });
  const begun = process.hrtime.bigint();
  const { code, output } = await capture(current.words);
  const seconds = Number(process.hrtime.bigint() - begun) / 1e9;
  const counts =
    current.report === undefined
      ? { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0 }
      : countTests(current.report, code);
  const isGood = counts.failed === 0;
  const detail =
    current.report === undefined ? '' : `, ${counts.passed} passed, ${counts.failed} failed`;
  process.stdout.write(
    `${isGood ? 'ok    ' : 'FAILED'} ${current.name} (${seconds.toFixed(1)} s${detail})\n`,
  );
  if (!isGood) process.stdout.write(`${output.trimEnd()}\n\n`);
  return counts;
};

/** Runs all steps, at most `width` at once; one failure does not keep others from running. */
export const runSteps = async (steps, width) => {
  mkdirSync(cache, { recursive: true });
  const queue = [...steps];
  const total = { passed: 0, failed: 0, skipped: 0 };
  const worker = async () => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      const counts = await runStep(next);
      for (const key of Object.keys(total)) total[key] += counts[key];
    }
  };
  await Promise.all(Array.from({ length: width }, worker));
  return total;
};

/** Sums totals of several groups. */
export const addTotals = (totals) =>
  totals.reduce((a, b) => ({
    passed: a.passed + b.passed,
    failed: a.failed + b.failed,
    skipped: a.skipped + b.skipped,
  }));

/** `12 passed, 0 failed, 0 skipped`: the line that says it all, always the last one printed. */
export const totalLine = ({ passed, failed, skipped }) =>
  `${passed} passed, ${failed} failed, ${skipped} skipped`;

export const PARALLEL = 2;

/** Everything that needs no browser. `size` weighs the build, so it comes after it. */
export const CHECKS = [
  vitestStep('unit and component tests', 'vitest run --project unit --project component'),
  step('lint', 'eslint .'),
  step('types', 'tsc --noEmit'),
  step('format', 'prettier --check . --log-level warn'),
  step('layers', 'depcruise src tests --config .dependency-cruiser.cjs'),
  step('unused code', 'knip'),
  step('lock file', 'node scripts/check-lock.mjs'),
  step('build', 'vite build'),
];
export const AFTER_BUILD = [step('size', 'node scripts/check-bundle.mjs')];
