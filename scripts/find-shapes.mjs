/**
 * npm run shapes: finds the histories of src/sim/scenarios/ng-nat/shapes.ts anew, after a rule of the
 * model has changed, and prints the table. Goals without one are named and end with exit code 1.
 */
import { runnerImport } from 'vite';

const { module: sim } = await runnerImport('./src/sim/bench-door.ts', {
  configFile: false,
  logLevel: 'error',
});
const made = sim.Timeline.boot(sim.SEED_MACHINE, 1);
if (!made.ok) throw new Error(made.error);
const t = made.value;
const lost = [];
const solver = sim.searching(t, (key, steps) => {
  if (steps === null) lost.push(key);
  const name = /^[A-Za-z_]\w*$/.test(key) ? key : `'${key}'`;
  process.stdout.write(`  ${name}: [${(steps ?? []).join(', ')}],\n`);
});
sim.runScript(t, sim.directNgNat(t, solver));
process.stdout.write(`${t.sim.panic}\n`);
if (lost.length > 0) {
  process.stderr.write(`no history found for ${lost.join(', ')}\n`);
  process.exitCode = 1;
}
