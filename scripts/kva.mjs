/** npm run -s kva -- <command>: runs the pure core without a build and without a browser. */
import { readFileSync } from 'node:fs';
import { runnerImport } from 'vite';

const { module } = await runnerImport('./src/cli/main.ts', {
  configFile: false,
  logLevel: 'error',
});
const answer = module.run(
  process.argv.slice(2),
  (path) => new Uint8Array(readFileSync(path === '-' ? 0 : path)),
);
process.stderr.write(answer.stderr);
process.stdout.write(answer.stdout, () => process.exit(answer.code));
