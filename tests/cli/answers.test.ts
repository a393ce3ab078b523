/** Whatever is typed or read: exit 0 with JSON of the schema, or exit 2 with one line. */
import { spawnSync } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { COMMANDS } from '../../src/cli/help';
import { run } from '../../src/cli/main';
import { OPTIONS } from '../../src/cli/options';
import { TUNABLES } from '../../src/sim';
import { SCHEMAS, layoutSchema } from './schemas';

const CORPUS = 'tests/fixtures/corpus';
const files = [
  'tests/fixtures/seed-mail.txt',
  ...readdirSync(CORPUS)
    .filter((f) => f.endsWith('.txt'))
    .map((f) => `${CORPUS}/${f}`),
];
const read = (path: string): Uint8Array => new Uint8Array(readFileSync(path));
const wrong = (schema: v.GenericSchema, text: string): string[] | undefined =>
  v
    .safeParse(schema, JSON.parse(text))
    .issues?.map((i) => `${v.getDotPath(i) ?? ''}: ${i.message}`)
    .slice(0, 5);

describe('every text at hand', () => {
  it.each(files)('%s', (path) => {
    for (const command of ['read', 'explain'] as const) {
      const { code, stdout, stderr } = run([command, path], read);
      expect([code, stderr]).toEqual([0, '']);
      expect(wrong(SCHEMAS[command], stdout)).toBeUndefined();
    }
  });
});

describe('any command line', () => {
  const value = fc.oneof(
    fc.constantFrom('256M', '4G', '0', '6.2', '7.0', '7.3', 'i386', 'amd64', 'lots', '-1', '1.5G'),
    fc.nat(2 ** 31).map(String),
    fc.integer({ min: 1, max: 65536 }).map((n) => `${n}M`),
  );
  const setting = fc
    .tuple(fc.constantFrom(...TUNABLES.map((t) => t.name), 'made.up', ''), value)
    .map(([name, text]) => `${name}=${text}`);
  const words = fc.array(
    fc.oneof(
      fc.constantFrom(...OPTIONS.map((o) => [o.name])),
      fc.tuple(fc.constantFrom(...OPTIONS.map((o) => o.name)), value),
      fc.tuple(fc.constant('--set'), setting),
      fc.string().map((s) => [s]),
    ),
    { maxLength: 6 },
  );
  it('is answered with JSON or with one line', () => {
    fc.assert(
      fc.property(words, (list) => {
        const { code, stdout, stderr } = run(['layout', ...list.flat()], read);
        if (code === 2) {
          expect(stdout).toBe('');
          expect(stderr).toMatch(/^kva: [^\n]+\n$/);
        } else if (!stdout.startsWith('kva:')) expect(wrong(layoutSchema, stdout)).toBeUndefined();
      }),
      { seed: 20080107, numRuns: 150 },
    );
  });
  it('with another command is answered too', () => {
    fc.assert(
      fc.property(fc.array(fc.string(), { maxLength: 3 }), (list) => {
        const { code, stderr } = run(list, () => {
          throw new Error('not\nthere');
        });
        expect([0, 2]).toContain(code);
        if (code === 2) expect(stderr).toMatch(/^kva: [^\n]+\n$/);
      }),
      { seed: 20080107, numRuns: 100 },
    );
  });
});

describe('the process', () => {
  const kva = (args: string[], input = ''): { status: number | null; out: string; err: string } => {
    const done = spawnSync(process.execPath, ['scripts/kva.mjs', ...args], { input });
    return { status: done.status, out: done.stdout.toString(), err: done.stderr.toString() };
  };
  it('reads standard input and exits 0', { timeout: 30_000 }, () => {
    const { status, out, err } = kva(['read', '-'], 'vm.kmem_size: 83415040\n');
    expect([status, err]).toEqual([0, '']);
    expect(wrong(SCHEMAS.read, out)).toBeUndefined();
  });
  it('exits 2 with one line', { timeout: 30_000 }, () => {
    const { status, out, err } = kva(['explain', '-']);
    expect([status, out]).toEqual([2, '']);
    expect(err).toBe('kva: standard input is empty: give the output of vmstat or sysctl\n');
  });
  it('knows its commands', () => {
    expect(COMMANDS).toEqual(Object.keys(SCHEMAS));
  });
});
