/** docs/cli.md says what `kva` does: every example runs, prints what is shown, and has its schema. */
import { readFileSync } from 'node:fs';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { run } from '../../src/cli/main';
import type { Answer } from '../../src/cli/main';
import { COMMANDS, HELP } from '../../src/cli/help';
import { OPTIONS, parseSize } from '../../src/cli/options';
import { KINDS, SCHEMAS } from './schemas';

const doc = readFileSync('docs/cli.md', 'utf8');

interface Example {
  readonly line: string;
  readonly shown: readonly string[];
}

/** `$ npm run -s kva -- …` in an indented block, and the lines under it. */
const examples = (): Example[] => {
  const found: { line: string; shown: string[] }[] = [];
  let inside = false;
  for (const text of doc.split('\n')) {
    const command = /^ {4}\$ npm run -s kva -- (.+)$/.exec(text)?.[1];
    if (command !== undefined) found.push({ line: command, shown: [] });
    else if (inside && text.startsWith('    ')) found.at(-1)?.shown.push(text.slice(4));
    inside = command !== undefined || (inside && text.startsWith('    '));
  }
  return found;
};

const read = (path: string): Uint8Array => new Uint8Array(readFileSync(path));

/** Runs a line as the shell would; `< file` is standard input. */
const answer = (line: string): Answer => {
  const [words = '', input] = line.split(' < ');
  return run(words.split(' '), (path) => read(path === '-' && input !== undefined ? input : path));
};

/** The shown lines stand in the output in this order; `…` stands for any lines between. */
const isShown = (output: string, shown: readonly string[]): boolean => {
  const parts = shown
    .join('\n')
    .split(/^…$/m)
    .map((p) => p.replace(/^\n|\n$/g, ''));
  const [first = '', ...later] = parts;
  if (!output.startsWith(first)) return false;
  if (later.length === 0) return output.trimEnd() === first;
  let at = first.length;
  return later.every((part) => {
    const found = part === '' ? at : output.indexOf(`\n${part}\n`, at - 1);
    at = found + part.length;
    return found >= 0;
  });
};

const EXAMPLES = examples();

describe('the examples of docs/cli.md', () => {
  it('are found, for each command', () => {
    expect(EXAMPLES.length).toBeGreaterThan(10);
    for (const command of COMMANDS)
      expect(EXAMPLES.some((e) => e.line.startsWith(command))).toBe(true);
  });
  it.each(EXAMPLES.map((e) => [e.line, e.shown] as const))('kva %s', (line, shown) => {
    const { code, stdout, stderr } = answer(line);
    const output = code === 0 ? stdout : stderr;
    if (shown.length > 0) expect(isShown(output, shown), output.slice(0, 2000)).toBe(true);
    if (code === 2) {
      expect(stderr).toMatch(/^kva: [^\n]+\n$/);
      return;
    }
    if (/^(report|collect)\b/.test(line) && !line.includes(' --json')) return;
    if (/ --(vmstat-[zm]|events|moments|log|text)/.test(line)) return;
    const command = COMMANDS.find((c) => line.startsWith(c)) ?? 'layout';
    const checked = v.safeParse(SCHEMAS[command], JSON.parse(stdout));
    expect(checked.issues?.map((i) => `${v.getDotPath(i) ?? ''}: ${i.message}`)).toBeUndefined();
  });
  it('would notice a wrong line', () => {
    expect(isShown('{\n  "a": 1,\n  "b": 2\n}\n', ['{', '…', '  "b": 2'])).toBe(true);
    expect(isShown('{\n  "a": 1,\n  "b": 2\n}\n', ['{', '…', '  "b": 3'])).toBe(false);
    expect(isShown('{\n  "a": 1\n}\n', ['{', '  "b"', '…'])).toBe(false);
    expect(isShown('one line\n', ['one line'])).toBe(true);
    expect(isShown('one line and more\n', ['one line'])).toBe(false);
  });
});

/** Every field name of a schema, at any depth. */
const fieldsOf = (schema: unknown, seen = new Set<unknown>()): Set<string> => {
  const names = new Set<string>();
  if (typeof schema !== 'object' || schema === null || seen.has(schema)) return names;
  seen.add(schema);
  const { entries, ...rest } = schema as { entries?: Record<string, unknown> };
  for (const [name, inner] of Object.entries(entries ?? {})) {
    names.add(name);
    for (const n of fieldsOf(inner, seen)) names.add(n);
  }
  for (const key of ['item', 'items', 'wrapped', 'options', 'pipe', 'value'])
    for (const inner of [(rest as Record<string, unknown>)[key]].flat())
      for (const n of fieldsOf(inner, seen)) names.add(n);
  return names;
};

describe('the schemas of docs/cli.md', () => {
  it.each(COMMANDS)('name every field of kva %s', (command) => {
    const fields = [...fieldsOf(SCHEMAS[command])];
    expect(fields.length).toBeGreaterThan(3);
    const words = new Set(doc.match(/[A-Za-z][\w-]*/g));
    expect(fields.filter((f) => !words.has(f))).toEqual([]);
  });
  it('name every kind of block', () => {
    expect(KINDS.filter((k) => !doc.includes(k))).toEqual([]);
  });
});

describe('kva --help', () => {
  const flags = [
    ...OPTIONS.map((o) => o.name),
    ...['--set', '--help', '--until', '--at', '--json', '--vmstat-z', '--vmstat-m', '--events'],
    ...['--commands', '--seed', '--log', '--moments', '--without'],
    ...['--hours', '--text', '--keep'],
  ];
  it('names every command and option that there is, and no other', () => {
    for (const command of COMMANDS) expect(HELP).toContain(`kva ${command}`);
    expect([...new Set(HELP.match(/--[a-z-]+/g))].sort()).toEqual([...flags].sort());
  });
  it('is what the document says of options', () => {
    const named = [...new Set(doc.match(/--[a-z][a-z-]+/g))];
    expect(named.filter((f) => !flags.includes(f))).toEqual([]);
    expect(flags.filter((f) => !named.includes(f))).toEqual([]);
  });
  it.each(['--help', '-h', 'layout --help', 'read -h', ''])('comes for "%s"', (line) => {
    const words = line === '' ? [] : line.split(' ');
    expect(run(words, read)).toEqual({ code: 0, stdout: HELP, stderr: '' });
  });
  it.each(OPTIONS.map((o) => [o.name, o] as const))('%s sets its field', (name, option) => {
    const { field, values } = option;
    const words = (): string[] => {
      if (values === undefined) return [name];
      if (values === 'N') return [name, '512'];
      return [name, values === 'SIZE' ? '64M' : (values[0] ?? '')];
    };
    const { stdout, stderr } = run(['layout', ...words()], read);
    expect(stderr).toBe('');
    const { machine } = JSON.parse(stdout) as { machine: Record<string, unknown> };
    const [, word] = words();
    const expected = word === undefined ? true : (parseSize(word) ?? word);
    expect([machine[field], String(machine[field])]).toContain(
      typeof values === 'object' ? word : expected,
    );
  });
});
