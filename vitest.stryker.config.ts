/** Tests of the simulator as mutation testing runs them: those of the folders in SIM_TESTS. */
import { defineConfig } from 'vitest/config';

const folders = (process.env['SIM_TESTS'] ?? '*').split(',');

export default defineConfig({
  test: {
    environment: 'node',
    include: folders.map((folder) => `src/sim/${folder}/**/*.test.ts`),
    // A property at its full length costs too much for each of thousands of mutants.
    exclude: ['src/sim/scenarios/**', 'src/sim/**/*.prop.test.ts'],
    testTimeout: 60_000,
  },
});
