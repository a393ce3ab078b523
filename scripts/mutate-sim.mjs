#!/usr/bin/env node
/**
 * Mutation testing of the simulator, folder by folder, each against the tests that are named with it:
 *   npm run mutate -- state phys swap
 *   npm run mutate -- --every 6 engine
 * Without names: every folder but the oracles, which are tests themselves. `--every N` changes one line
 * in N, chosen by a hash of its place and so the same in each run; changes that cross lines are then left
 * out. Prints one line a folder and their sum, and writes what survived to coverage/survivors-FOLDER.txt.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';

const ROOT = 'src/sim';
const NOT_MUTATED = new Set(['oracle']);
/** The machine that does everything: any part's, and quick. */
const ALL = 'oracle';
/** Folders whose rules are tested with another's, too. */
const TESTED_IN = {
  boot: ['uma', 'kernel'],
  phys: ['pageout'],
  swap: ['pageout'],
  vm: ['proc'],
  'vm-map': ['uma'],
  malloc: ['uma'],
  print: ['engine'],
  view: ['../viewmodel/running'],
};
const ALIVE = new Set(['Survived', 'NoCoverage']);
const KILLED = new Set(['Killed', 'Timeout']);

const { values, positionals } = parseArgs({
  options: { every: { type: 'string', default: '1' } },
  allowPositionals: true,
});
const every = Number(values.every);
if (!(Number.isInteger(every) && every > 0))
  throw new Error(`--every takes a whole number above 0, not "${values.every}"`);

/** FNV-1a: the same line is chosen on every machine. */
const hash = (text) => {
  let h = 0x811c9dc5;
  for (const c of text) h = Math.imul(h ^ c.codePointAt(0), 0x01000193) >>> 0;
  return (h ^ (h >>> 15)) >>> 0;
};
const sources = (folder) =>
  readdirSync(`${ROOT}/${folder}`, { recursive: true, encoding: 'utf8' })
    .filter((f) => f.endsWith('.ts') && !f.endsWith('.test.ts') && !f.endsWith('testkit.ts'))
    .map((f) => `${ROOT}/${folder}/${f}`)
    .sort();

/** What Stryker is to change: whole files, or single lines of them. */
const targets = (folder) =>
  sources(folder).flatMap((file) => {
    if (every === 1) return [file];
    const lines = readFileSync(file, 'utf8').split('\n');
    return lines.flatMap((_, i) =>
      hash(`${file}:${i + 1}`) % every === 0 ? [`${file}:${i + 1}-${i + 1}`] : [],
    );
  });

const read = () => {
  const { files } = JSON.parse(readFileSync('coverage/mutation.json', 'utf8'));
  return Object.entries(files).flatMap(([file, { mutants }]) =>
    mutants.map((m) => ({ ...m, file })),
  );
};
const survivor = (m) =>
  `${m.file}:${m.location.start.line}:${m.location.start.column} ${m.status} ${m.mutatorName} -> ${m.replacement?.replaceAll(/\s+/g, ' ').slice(0, 90)}`;
const line = (name, killed, all) => {
  const share = killed / all;
  // Half the width of the interval that holds the true share 95 times of 100, had all been run.
  const doubt =
    every === 1 ? '' : ` (± ${(196 * Math.sqrt((share * (1 - share)) / all)).toFixed(1)})`;
  return `${name.padEnd(12)} ${killed} of ${all} noticed, ${(100 * share).toFixed(1)} %${doubt}`;
};

const own = readdirSync(ROOT, { withFileTypes: true })
  .filter((d) => d.isDirectory() && !NOT_MUTATED.has(d.name))
  .map((d) => d.name);
const sum = { killed: 0, all: 0 };
for (const folder of positionals.length > 0 ? positionals : own) {
  const mutate = targets(folder).join(',');
  const run = spawnSync('npx', ['stryker', 'run', '-m', mutate], {
    env: {
      ...process.env,
      SIM_TESTS: [ALL, folder, ...(TESTED_IN[folder] ?? [])].join(','),
      SIM_RUNS: '2',
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  if (run.status !== 0) {
    console.log(`${folder.padEnd(12)} Stryker ended with ${run.status}`);
    process.exitCode = 1;
    continue;
  }
  const mutants = read();
  const killed = mutants.filter((m) => KILLED.has(m.status)).length;
  const late = mutants.filter((m) => m.status === 'Timeout').length;
  const alive = mutants.filter((m) => ALIVE.has(m.status));
  mkdirSync('coverage', { recursive: true });
  writeFileSync(`coverage/survivors-${folder}.txt`, `${alive.map(survivor).join('\n')}\n`);
  sum.killed += killed;
  sum.all += killed + alive.length;
  console.log(`${line(folder, killed, killed + alive.length)}, ${late} by the time limit`);
}
console.log(line('together', sum.killed, sum.all));
