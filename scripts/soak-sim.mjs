#!/usr/bin/env node
/**
 * Runs random scripts of all verbs through the simulator, with every invariant and every oracle after
 * each command, and the laws of time once a script.
 *   npm run soak -- --minutes 10 --seed 1 --length 200
 * Prints one line, or the shortest script it can find that fails. Exit code 1 if one did.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { build } from 'vite';

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '1' },
    seed: { type: 'string', default: '1' },
    length: { type: 'string', default: '140' },
  },
});
const out = mkdtempSync(join(tmpdir(), 'kvascope-soak-'));
await build({
  configFile: false,
  logLevel: 'error',
  build: {
    outDir: out,
    minify: false,
    ssr: true,
    lib: { entry: 'src/sim/oracle/soak-door.ts', formats: ['es'], fileName: () => 'sim.mjs' },
    rollupOptions: { output: { entryFileNames: 'sim.mjs' } },
  },
  ssr: { noExternal: true },
});
const { MACHINES, sampleScript, shorten, tryScript, tryTime } = await import(
  pathToFileURL(join(out, 'sim.mjs')).href
);
rmSync(out, { recursive: true });

const length = Number(values.length);
const end = Date.now() + Number(values.minutes) * 60_000;
/** What a script comes to; an error of the model's own counts as a fault. */
const verdict = (run) => {
  try {
    return run();
  } catch (e) {
    return { ran: 0, faults: [e instanceof Error ? (e.stack ?? e.message) : String(e)] };
  }
};
const report = (seed, machine, script, check) => {
  const first = check(script).faults[0] ?? '';
  const same = first.replace(/\d+/g, '').slice(0, 60);
  const short = shorten(script, (s) =>
    (check(s).faults[0] ?? '').replace(/\d+/g, '').startsWith(same),
  );
  console.log(`seed ${seed}, machine ${machine}: ${check(short).faults.slice(0, 4).join('\n')}`);
  console.log(short.map((c) => JSON.stringify(c)).join(',\n'));
  process.exitCode = 1;
};

let seed = Number(values.seed);
let commands = 0;
let failed = 0;
for (; Date.now() < end && failed < 3; seed += 1) {
  const machine = seed % MACHINES.length;
  const script = sampleScript(seed, length);
  const places = [seed % (length / 2), seed % length, length];
  const checks = [
    (s) => verdict(() => tryScript(MACHINES[machine], s)),
    (s) => verdict(() => tryTime(MACHINES[machine], s, places)),
  ];
  for (const check of checks) {
    const { ran, faults } = check(script);
    commands += ran;
    if (faults.length === 0) continue;
    failed += 1;
    report(seed, machine, script, check);
    break;
  }
}
console.log(`${commands} commands up to seed ${seed - 1}, ${failed} scripts failed`);
