#!/usr/bin/env node
/**
 * Mutation testing of the simulator, folder by folder, each against the tests that are named with it:
 *   npm run mutate -- state phys swap
 * Without names: every folder that has tests of its own. Prints one line a folder and their sum.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';

const ROOT = 'src/sim';
const FRUITLESS = new Set(['oracle', 'scenarios', 'engine', 'print', 'view', 'kernel']);
/** Folders whose rules are tested with another's. */
const TESTED_IN = {
  phys: ['phys', 'pageout'],
  vm: ['vm', 'proc', 'pageout', 'net'],
  'vm-map': ['proc', 'pipe'],
  malloc: ['malloc', 'uma'],
};

const hasTests = (folder) => readdirSync(`${ROOT}/${folder}`).some((f) => f.endsWith('.test.ts'));
const own = readdirSync(ROOT, { withFileTypes: true })
  .filter((d) => d.isDirectory() && !FRUITLESS.has(d.name) && hasTests(d.name))
  .map((d) => d.name);
const named = process.argv.slice(2);
const KILLED = new Set(['Killed', 'Timeout']);
const ALIVE = new Set(['Survived', 'NoCoverage']);

const count = (report) => {
  const mutants = Object.values(report.files).flatMap((f) => f.mutants.map((m) => m.status));
  const killed = mutants.filter((status) => KILLED.has(status)).length;
  return { killed, alive: mutants.filter((status) => ALIVE.has(status)).length };
};
const line = (name, { killed, alive }) =>
  `${name.padEnd(12)} ${killed} of ${killed + alive} killed, ${((100 * killed) / (killed + alive)).toFixed(1)} %`;

const sum = { killed: 0, alive: 0 };
for (const folder of named.length > 0 ? named : own) {
  const tests = (TESTED_IN[folder] ?? [folder]).join(',');
  const mutate = `${ROOT}/${folder}/**/*.ts,!**/*.test.ts,!**/testkit.ts,!**/README.md`;
  const run = spawnSync('npx', ['stryker', 'run', '-m', mutate], {
    env: { ...process.env, SIM_TESTS: tests },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  if (run.status !== 0) {
    console.log(`${folder.padEnd(12)} Stryker ended with ${run.status}`);
    process.exitCode = 1;
    continue;
  }
  const found = count(JSON.parse(readFileSync('coverage/mutation.json', 'utf8')));
  sum.killed += found.killed;
  sum.alive += found.alive;
  console.log(line(folder, found));
}
console.log(line('together', sum));
