/** `kva report` and `kva collect`: what is sent, and what is run to get it. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { run } from '../../src/cli/main';

const FILES: Readonly<Record<string, string>> = {
  log: 'Jan  7 11:28:06 gate01 kernel: All mbuf clusters exhausted, please see tuning(7).\n',
  empty: '',
};
const read = (path: string): Uint8Array => {
  const text = FILES[path];
  return text === undefined ? new Uint8Array(readFileSync(path)) : new TextEncoder().encode(text);
};
const kva = (line: string) => run(line.split(' '), read);
const machineOf = (text: string): unknown => {
  const { stdout } = run(['explain', '-'], () => new TextEncoder().encode(text));
  const { headline, ledger, findings } = JSON.parse(stdout) as {
    headline: string;
    ledger: { map: { value: number } } | null;
    findings: { id: string }[];
  };
  return [headline, ledger?.map.value, findings.map((f) => f.id)];
};

describe('kva report', () => {
  it.each(['', ' --text'])('is explained as the text that it was made of%s', (option) => {
    const { code, stdout, stderr } = kva(`report tests/fixtures/seed-mail.txt${option}`);
    expect([code, stderr]).toEqual([0, '']);
    expect(machineOf(stdout)).toEqual(
      machineOf(readFileSync('tests/fixtures/seed-mail.txt', 'utf8')),
    );
  });
  it('replaces names, and keeps those that are to stay', () => {
    const json = (line: string) =>
      JSON.parse(kva(line).stdout) as { text: string; replaced: unknown[] };
    const out = json('report log --json');
    expect(out.text).not.toContain('gate01');
    expect(out.replaced).toEqual([
      { kind: 'host', value: 'gate01', by: 'host1', line: 1, lines: 1 },
    ]);
    const kept = json('report log --json --keep gate01');
    expect([kept.replaced, kept.text.includes('gate01')]).toEqual([[], true]);
  });
  it.each([
    ['report', 'give one FILE'],
    ['report log log', 'give one FILE'],
    ['report empty', 'empty is empty'],
    ['report nowhere', 'nowhere cannot be read'],
    ['report log --html', 'unknown option --html'],
    ['report log --keep', '--keep needs a value'],
    ['collect log', 'collect takes no file: found log'],
    ['collect --all', 'unknown option --all'],
  ])('refuses "%s"', (line, words) => {
    const { code, stdout, stderr } = kva(line);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(/^kva: [^\n]+\n$/);
    expect(stderr).toContain(words);
  });
});
