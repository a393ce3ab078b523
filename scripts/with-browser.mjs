/**
 * Runs a command with CHROME_PATH set to a working Chromium:
 *   node scripts/with-browser.mjs vitest run --project e2e
 * Names from node_modules/.bin work as they do in npm scripts. The exit code is the command's.
 */
import { spawn } from 'node:child_process';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findOrInstallBrowser } from './find-browser.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const [command, ...args] = process.argv.slice(2);

const main = async () => {
  if (command === undefined) {
    process.stderr.write('with-browser needs a command: node scripts/with-browser.mjs COMMAND …\n');
    return 1;
  }
  let chrome;
  try {
    chrome = await findOrInstallBrowser();
  } catch (error) {
    process.stderr.write(`${error.message}\n`);
    return 1;
  }
  const path = `${join(root, 'node_modules', '.bin')}${delimiter}${process.env.PATH ?? ''}`;
  const child = spawn(command, args, {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, PATH: path, CHROME_PATH: chrome },
    shell: process.platform === 'win32',
  });
  return new Promise((resolve) => {
    child.on('error', (error) => {
      process.stderr.write(`${command} could not be started: ${error.message}\n`);
      resolve(1);
    });
    child.on('exit', (code, signal) => resolve(signal === null ? (code ?? 1) : 1));
  });
};

process.exitCode = await main();
