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

describe('kva run', () => {
  const file = (text: string) => run(['run', 'x.json'], () => new TextEncoder().encode(text));
  it('lists the scenarios', () => {
    const list = JSON.parse(run(['scenarios'], read).stdout) as { id: string }[];
    expect(list.map((s) => s.id)).toContain('ng_nat');
  });
  it('boots', () => {
    expect(json('run boot')).toMatchObject({ at: 0, panic: null, pages: { total: 61096 } });
  });
  const json = (line: string) =>
    JSON.parse(run(line.split(' '), read).stdout) as { at: number; hash: string; swap: object };
  it('runs a workload for as many commands as are asked for, with its settings and seed', () => {
    const line = 'run hog --commands 8 --ram 64M --set swap=1K';
    expect(json(line)).toMatchObject({ at: 8, swap: { total: 1024 } });
    expect(json(line).hash).toBe(json(`${line} --seed 1`).hash);
    expect(json(line).hash).not.toBe(json(`${line} --seed 2`).hash);
    expect(json('state find --commands 30 --at 7').at).toBe(7);
  });
  it('prints a log that runs again to the same state', () => {
    const line = 'run pipes --commands 60 --seed 4';
    const { stdout } = run(`${line} --log`.split(' '), read);
    const again = run(['run', 'x.json'], () => new TextEncoder().encode(stdout));
    expect((JSON.parse(again.stdout) as { hash: string }).hash).toBe(json(line).hash);
  });
  it('runs a file, up to a command, in the words of vmstat', () => {
    const commands = [
      { do: 'malloc', type: 'temp', size: 100, count: 3 },
      { do: 'free', from: 'temp' },
    ];
    const data = () => new TextEncoder().encode(JSON.stringify({ commands }));
    expect(run(['run', 'x.json', '--vmstat-m'], data).stdout).toContain(
      '         temp     2     1K       -        3  128',
    );
    expect(run(['state', 'x.json', '--at', '1', '--vmstat-m'], data).stdout).toContain(
      '         temp     3     1K       -        3  128',
    );
    expect(run(['run', 'x.json', '--events'], data).stdout.split('\n')[1]).toBe(
      '1\tdone\tfree(temp) × 1\tzone 128 3 → 2',
    );
  });
  it.each([
    ['{', 'not JSON'],
    ['{"commands": 3}', '"commands": expected a list, found 3'],
    [
      '{"commands": [{"do": "malloc", "type": "x"}]}',
      'command 0: field "size" of malloc: expected a whole number',
    ],
    [
      '{"commands": [{"do": "wait", "seconds": 1}, {"do": "fry"}]}',
      'command 1: field "do": expected one of malloc',
    ],
    [
      '{"commands": [{"do": "wait", "seconds": 1, "speed": 2}]}',
      'command 0: field "speed" of wait: expected only do, seconds',
    ],
    [
      '{"commands": [{"do": "free", "from": "x", "pick": "best"}]}',
      'expected one of newest, oldest, random, alternate',
    ],
    [
      '{"machine": {"ram": "much"}, "commands": []}',
      '"machine.ram": expected a whole number, found "much"',
    ],
    ['{"machine": {"ram": 1}, "commands": []}', 'ram'],
    ['{"seed": 1.5, "commands": []}', '"seed": expected a whole number'],
  ])('says what is wrong with %s', (text, words) => {
    const answer = file(text);
    expect(answer.code).toBe(2);
    expect(answer.stderr).toContain(words);
    expect(answer.stderr.trim().split('\n')).toHaveLength(1);
  });
  it.each([
    'run',
    'run nowhere',
    'run boot --until 1',
    'run boot --until',
    'run boot boot',
    'run boot --x',
    'run none.json',
    'run hog',
    'run boot --commands 3',
    'run boot --seed 2',
    'run boot --ram 64M',
    'run boot --set pages=3',
    'run hog --commands',
    'run hog --commands many',
    'run hog --commands 3 --set pages',
    'run hog --commands 3 --set pages=0',
    'run hog --commands 3 --set size=1',
    'run hog --commands 3 --ram',
    'run hog --commands 3 --ram 1',
  ])('says what is wrong with kva %s', (line) => {
    const answer = run(line.split(' '), read);
    expect([answer.code, answer.stdout]).toEqual([2, '']);
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
