/** The same commands and the same seed come to the same state in Node and in Chromium. */
import { build } from 'vite';
import { beforeAll, describe, expect, it } from 'vitest';
import { sampleScript } from '../../src/sim/oracle/soak-door';
import { SCENARIOS } from '../../src/sim/scenarios/registry';
import { afterEach, atTheEnd } from './hashes';
import { open, useBrowser } from './kit';

useBrowser();

/** The model as a browser gets it: one script that leaves `hashes` behind. */
let model = '';
beforeAll(async () => {
  const lib = { entry: 'tests/e2e/hashes.ts', formats: ['iife' as const], name: 'hashes' };
  const options = {
    configFile: false as const,
    logLevel: 'error' as const,
    publicDir: false as const,
  };
  const built = await build({ ...options, build: { write: false, lib } });
  const [chunk] = [built].flat().flatMap((b) => ('output' in b ? b.output : []));
  if (chunk?.type !== 'chunk') throw new Error('nothing was built');
  model = chunk.code;
});

const inBrowser = async (call: string): Promise<unknown> => {
  const { page, close } = await open('');
  const answer: unknown = await page.evaluate(`${model}; hashes.${call}`);
  await close();
  return answer;
};

describe('one seed, one state', () => {
  it.each([1, 2, 3, 4])('after each command of random script %i', async (seed) => {
    const script = sampleScript(seed, 120);
    const here = afterEach(seed, script);
    expect(new Set(here).size).toBeGreaterThan(60);
    expect(await inBrowser(`afterEach(${seed}, ${JSON.stringify(script)})`)).toEqual(here);
  });
  it.each(SCENARIOS.map((s) => s.id))('at the end of %s', async (id) => {
    expect(await inBrowser(`atTheEnd(${JSON.stringify(id)})`)).toBe(atTheEnd(id));
  });
});
