/** Tests of the simulator as mutation testing runs them: rules and properties, no whole scenarios. */
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    environment: 'node',
    include: ['src/sim/**/*.test.ts'],
    exclude: ['src/sim/scenarios/**', 'src/sim/engine/engine.prop.test.ts'],
    testTimeout: 60_000,
  },
});
