/** Where a Chromium is looked for, on a machine made of a few files. */
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { ROOT } from '../architecture/tree';

interface FindBrowser {
  readonly NO_BROWSER: string;
  readonly versionOf: (path: string) => string | null;
  readonly findBrowser: (env: Env, places?: Places) => Promise<string | null>;
  readonly findOrInstallBrowser: (
    env: Env,
    places?: Places,
    installers?: Installers,
  ) => Promise<string>;
}
type Env = Readonly<Record<string, string>>;
type Installers = readonly ((env: Env) => boolean)[];
interface Places {
  readonly fixed: readonly string[];
  readonly own: () => Promise<string | undefined>;
}
const script = (await import(join(ROOT, 'scripts', 'find-browser.mjs'))) as FindBrowser;

const place = mkdtempSync(join(tmpdir(), 'kvascope-browser-'));
const program = (folder: string, name: string, body: string): string => {
  mkdirSync(join(place, folder), { recursive: true });
  const path = join(place, folder, name);
  writeFileSync(path, `#!/bin/sh\n${body}\n`);
  chmodSync(path, 0o755);
  return path;
};
const pathTo = (...folders: string[]): Env => ({
  PATH: folders.map((f) => join(place, f)).join(':'),
});
/** Nothing outside the made-up machine, whatever this one has. */
const NOWHERE: Places = { fixed: [], own: () => Promise.resolve(undefined) };

let good = '';
let stub = '';
let noisy = '';
beforeAll(() => {
  good = program('good', 'chromium', 'echo "Chromium 140.0.1"');
  stub = program('stub', 'chromium', 'echo "1.2.3: install the snap instead"; exit 1');
  noisy = program(
    'noisy',
    'google-chrome',
    'echo "[: unexpected operator" >&2; echo "Chrome 1.2.3"',
  );
  mkdirSync(join(place, 'empty'));
});
afterAll(() => {
  rmSync(place, { recursive: true, force: true });
});

// The made-up programs are shell scripts.
describe.skipIf(process.platform === 'win32')('a browser', () => {
  it('is asked for its version, and what it says on stderr does not count', () => {
    expect(script.versionOf(good)).toBe('Chromium 140.0.1');
    expect(script.versionOf(noisy)).toBe('Chrome 1.2.3');
    expect(script.versionOf(stub)).toBeNull();
    expect(script.versionOf(join(place, 'none'))).toBeNull();
  });
  it('is the one that CHROME_PATH names, before any other', async () => {
    expect(await script.findBrowser({ ...pathTo('good'), CHROME_PATH: noisy }, NOWHERE)).toBe(
      noisy,
    );
  });
  it('is never another one where CHROME_PATH names a broken one', async () => {
    const env = { ...pathTo('good'), CHROME_PATH: stub };
    await expect(script.findBrowser(env, NOWHERE)).rejects.toThrow(/CHROME_PATH is .*unset it/);
  });
  it('is found on the path, past a stub that only gives advice', async () => {
    expect(await script.findBrowser(pathTo('stub', 'noisy'), NOWHERE)).toBe(noisy);
    expect(await script.findBrowser({ ...pathTo('good'), CHROME_PATH: '' }, NOWHERE)).toBe(good);
  });
  it('is found in a fixed place, then where Playwright put it', async () => {
    const own = (): Promise<string> => Promise.resolve(good);
    expect(await script.findBrowser(pathTo('empty'), { fixed: [noisy], own })).toBe(noisy);
    expect(await script.findBrowser(pathTo('empty'), { fixed: [], own })).toBe(good);
  });
  it('is null where there is none', async () => {
    expect(await script.findBrowser(pathTo('empty'), NOWHERE)).toBeNull();
  });
});

describe.skipIf(process.platform === 'win32')('where there is none', () => {
  beforeAll(() => {
    vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  });
  afterAll(() => {
    vi.restoreAllMocks();
  });
  it('one is installed, the first way that leads to one that answers', async () => {
    const tried: string[] = [];
    const way = (name: string, body?: () => void) => (): boolean => {
      tried.push(name);
      body?.();
      return body !== undefined;
    };
    const found = await script.findOrInstallBrowser(pathTo('later'), NOWHERE, [
      way('refuses'),
      way('installs a stub', () => program('later', 'chromium', 'exit 1')),
      way('installs', () => program('later', 'chromium', 'echo "Chromium 2.0.0"')),
      way('is not needed'),
    ]);
    expect(found).toBe(join(place, 'later', 'chromium'));
    expect(tried).toEqual(['refuses', 'installs a stub', 'installs']);
  });
  it('and none can be installed, one sentence says what to do', async () => {
    const refuse = (): boolean => false;
    await expect(
      script.findOrInstallBrowser(pathTo('empty'), NOWHERE, [refuse, refuse]),
    ).rejects.toThrow(script.NO_BROWSER);
    expect(script.NO_BROWSER).toMatch(/CHROME_PATH.*apt-get.*npm run test:unit/);
  });
});
