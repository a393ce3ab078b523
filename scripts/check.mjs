/** npm run check: everything that needs no browser, two at a time. Exit code 1 on any failure. */
import { AFTER_BUILD, CHECKS, PARALLEL, addTotals, runSteps, totalLine } from './run-steps.mjs';

const total = addTotals([await runSteps(CHECKS, PARALLEL), await runSteps(AFTER_BUILD, PARALLEL)]);
process.stdout.write(`${totalLine(total)}\n`);
if (total.failed > 0) process.exitCode = 1;
