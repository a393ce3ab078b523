/**
 * npm start: builds the page and serves it. The last line printed is the address to open.
 *   npm start -- [--port 4173] [--base /x/] [--host 0.0.0.0]
 */
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { serveOptions, startServer } from './serve.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));

try {
  const options = serveOptions(process.argv.slice(2));
  await build({ root, logLevel: 'warn' });
  const { url } = await startServer({
    ...options,
    dir: fileURLToPath(new URL('../dist', import.meta.url)),
  });
  process.stdout.write('kvascope is served; stop it with Ctrl-C.\n');
  process.stdout.write(`${url}\n`);
} catch (error) {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
