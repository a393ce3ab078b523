/** Tests of the simulator as mutation testing runs them: those of the folders in SIM_TESTS. */
import { defineConfig } from 'vitest/config';

const folders = (process.env['SIM_TESTS'] ?? '*').split(',');

export default defineConfig({
  test: {
    environment: 'node',
    // A mutant is switched on by a variable: modules need not be loaded anew for each.
    isolate: false,
    fileParallelism: false,
    include: folders.map((folder) =>
      folder.startsWith('../')
        ? `src/${folder.slice(3)}/**/*.test.ts`
        : `src/sim/${folder}/**/*.test.ts`,
    ),
    // Long properties cost too much for each of thousands of mutants; SIM_RUNS shortens the engine's.
    exclude: ['proc', 'pageout', 'net', 'pipe', 'file', 'workloads'].map(
      (folder) => `src/sim/${folder}/*.prop.test.ts`,
    ),
    testTimeout: 60_000,
  },
});
