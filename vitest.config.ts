import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import mdx from '@mdx-js/rollup';
import react from '@vitejs/plugin-react';

/** A busy machine is slow, not wrong: nothing here fails for the time that it takes. */
const PATIENCE_MS = 60_000;
/** Vitest leaves one processor free, which of two leaves but one worker; the tests are what is waited for. */
const WORKERS = Math.max(2, availableParallelism() - 1);

export default defineConfig({
  plugins: [{ enforce: 'pre', ...mdx() }, react()],
  test: {
    maxWorkers: WORKERS,
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          environment: 'node',
          testTimeout: PATIENCE_MS,
          include: [
            'src/**/*.test.ts',
            'tests/architecture/**/*.test.ts',
            'tests/cli/**/*.test.ts',
            'tests/pictures/**/*.test.ts',
            'tests/scenes/**/*.test.ts',
            'tests/scripts/**/*.test.ts',
          ],
          // Inlined, so that the purity test sees whether the store pulls in zustand's React half.
          server: { deps: { inline: ['zustand'] } },
        },
      },
      {
        extends: true,
        test: {
          name: 'component',
          environment: 'jsdom',
          testTimeout: PATIENCE_MS,
          include: ['src/**/*.test.tsx'],
          setupFiles: ['tests/setup-component.ts'],
        },
      },
      {
        extends: true,
        test: {
          name: 'e2e',
          environment: 'node',
          include: ['tests/e2e/**/*.e2e.ts'],
          testTimeout: 240_000,
          hookTimeout: 120_000,
          fileParallelism: false,
          // Another number of workers than the other projects: a group of its own, after them.
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
