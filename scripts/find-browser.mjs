/**
 * Finds a Chromium to test with, and installs one where a machine has none.
 *
 * Order: CHROME_PATH (set but broken is an error, never a silent fallback), names on PATH,
 * macOS bundles and snap, Playwright's own download; then apt-get where we are root on a
 * Debian family system, then Playwright's downloader. Every candidate must answer --version:
 * Ubuntu's apt package, for one, is a stub that only prints advice. What a candidate writes
 * to stderr is ignored, because Debian's wrapper prints a harmless shell warning there.
 */
import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const NAMES = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'chromium-headless-shell',
  'microsoft-edge',
];

const FIXED_PATHS = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  '/snap/bin/chromium',
];

const VERSION_TIMEOUT_MS = 20_000;

export const NO_BROWSER =
  'No Chromium could be found or installed: set CHROME_PATH to one, or install it with ' +
  '"apt-get install chromium", "brew install --cask chromium" or ' +
  '"npx playwright-core install chromium". Unit tests need no browser: npm run test:unit.';

/** The version line of a working browser, or null. */
export const versionOf = (path, env = process.env) => {
  const run = spawnSync(path, ['--version'], {
    encoding: 'utf8',
    env,
    timeout: VERSION_TIMEOUT_MS,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  if (run.error || run.status !== 0) return null;
  return /\d+\.\d+\.\d+/.test(run.stdout) ? run.stdout.trim() : null;
};

const isExecutable = (path) => {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
};

const onPath = (name, env) =>
  (env.PATH ?? '')
    .split(delimiter)
    .filter((dir) => dir !== '')
    .map((dir) => join(dir, process.platform === 'win32' ? `${name}.exe` : name))
    .find(isExecutable);

const playwrightOwn = async () => {
  try {
    const { chromium } = await import('playwright-core');
    const path = chromium.executablePath();
    return path !== '' && existsSync(path) ? path : undefined;
  } catch {
    return undefined;
  }
};

/** Where a browser may be besides the path; a test puts its own places here. */
const PLACES = { fixed: FIXED_PATHS, own: playwrightOwn };

const candidates = async (env, places) =>
  [
    ...NAMES.map((name) => onPath(name, env)),
    ...places.fixed.filter(isExecutable),
    await places.own(),
  ].filter((path) => path !== undefined);

/** Path of a Chromium that answers, or null. Throws where CHROME_PATH is set but does not work. */
export const findBrowser = async (env = process.env, places = PLACES) => {
  const asked = env.CHROME_PATH;
  if (asked !== undefined && asked !== '') {
    if (versionOf(asked, env) !== null) return asked;
    throw new Error(
      `CHROME_PATH is "${asked}", which does not answer to --version as a Chromium does: ` +
        'correct it, or unset it to let the script look for one.',
    );
  }
  for (const path of await candidates(env, places)) if (versionOf(path, env) !== null) return path;
  return null;
};

const run = (command, args, env) =>
  spawnSync(command, args, { env, stdio: ['ignore', 'ignore', 'inherit'] }).status === 0;

const installWithApt = (env) => {
  const isRoot = process.platform === 'linux' && process.getuid?.() === 0;
  if (!isRoot || onPath('apt-get', env) === undefined) return false;
  const aptEnv = { ...env, DEBIAN_FRONTEND: 'noninteractive' };
  return (
    run('apt-get', ['update', '-qq'], aptEnv) &&
    run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'], aptEnv)
  );
};

const installWithPlaywright = (env) => {
  const cli = fileURLToPath(new URL('../node_modules/playwright-core/cli.js', import.meta.url));
  return existsSync(cli) && run(process.execPath, [cli, 'install', 'chromium'], env);
};

const INSTALLERS = [installWithApt, installWithPlaywright];

/** Finds a browser, or installs one. Throws one clear sentence where neither is possible. */
export const findOrInstallBrowser = async (
  env = process.env,
  places = PLACES,
  installers = INSTALLERS,
) => {
  const found = await findBrowser(env, places);
  if (found !== null) return found;
  process.stderr.write('No Chromium here yet; installing one.\n');
  for (const install of installers) {
    if (!install(env)) continue;
    const installed = await findBrowser(env, places);
    if (installed !== null) return installed;
  }
  throw new Error(NO_BROWSER);
};

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    const path = await findOrInstallBrowser();
    process.stdout.write(`${path}\n`);
  } catch (error) {
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  }
}
