/**
 * npm run bench: the simulator's and the readers' figures, then those of the page in a real browser, each beside its
 * limit. The exit code is 1 where one of them is beyond it.
 *   npm run bench -- [--sim | --page]
 */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const root = fileURLToPath(new URL('..', import.meta.url));
const { values } = parseArgs({
  options: { sim: { type: 'boolean', default: false }, page: { type: 'boolean', default: false } },
});

/** @returns whether all was well */
const run = (...args) => {
  const { status } = spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit' });
  return status === 0;
};

const page = () =>
  run('node_modules/vite/bin/vite.js', 'build', '--logLevel', 'error') &&
  run('scripts/with-browser.mjs', 'node', 'scripts/bench-page.mjs');

const parts = [
  ...(values.page ? [] : [() => run('scripts/bench-sim.mjs'), () => run('scripts/bench-read.mjs')]),
  ...(values.sim ? [] : [page]),
];
if (parts.map((part) => part()).includes(false)) process.exitCode = 1;
