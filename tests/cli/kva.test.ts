import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { run } from '../../src/cli/main';

const read = (path: string): Uint8Array => new Uint8Array(readFileSync(path));
const json = (line: string): Record<string, unknown> => {
  const answer = run(line.split(' '), read);
  expect(answer.stderr).toBe('');
  return JSON.parse(answer.stdout) as Record<string, unknown>;
};

describe('kva layout', () => {
  it('gives the seed machine', () => {
    const out = json('layout --release 6.2 --arch i386 --ram 256M');
    expect(out['sysctl']).toMatchObject({ 'vm.kmem_size': 83415040, 'vm.kvm_size': 1073737728 });
    expect(out['zoneLimits']).toMatchObject({ 'KMAP ENTRY': 15512, socket: 8778 });
    const regions = out['regions'] as { id: string; start: string; size: number }[];
    expect(regions.find((r) => r.id === 'kmem_map')).toMatchObject({
      start: '0xc250a000',
      size: 83415040,
    });
  });
  it('takes tunables', () => {
    expect(json('layout --ram 1G --set vm.kmem_size=300M')['sysctl']).toMatchObject({
      'vm.kmem_size': 300 * 1024 * 1024,
    });
  });
});

describe('kva read and explain', () => {
  it('reads the seed mail', () => {
    const blocks = json('read tests/fixtures/seed-mail.txt')['blocks'] as {
      kind: string;
      rows: unknown[];
    }[];
    const count = (kind: string): number[] =>
      blocks.filter((b) => b.kind === kind).map((b) => b.rows.length);
    expect([
      count('vmstat-z'),
      count('vmstat-m'),
      count('sysctl'),
      count('top'),
      count('panic'),
    ]).toEqual([[90], [1, 1], [5], [1], [1]]);
  });
  it('explains it', () => {
    const out = json('explain tests/fixtures/seed-mail.txt');
    expect((out['selfCheck'] as { text: string }[]).map((r) => r.text)).toContain('61 of 62');
  });
});

describe('bad input', () => {
  it.each([
    'nonsense',
    'layout --ram lots',
    'layout --ram 0',
    'layout --arch vax',
    'layout --what 1',
    'read',
    'read no-such-file',
    'explain src',
  ])('kva %s: one line, exit 2', (line) => {
    const answer = run(line.split(' '), read);
    expect(answer.code).toBe(2);
    expect(answer.stderr).toMatch(/^kva: .+\n$/);
    expect(answer.stderr.trim().split('\n')).toHaveLength(1);
  });
  it('help says everything', () => {
    expect(run(['--help'], read).stdout).toContain('kva explain FILE');
  });
});
