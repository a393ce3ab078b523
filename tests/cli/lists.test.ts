/** docs/scenarios.md and docs/commands.md list what there is, and nothing else. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { SCENARIOS, WORKLOADS } from '../../src/sim';
import { FIELDS } from '../../src/sim/engine/commands';

/** The cells of a document's table rows, without their backticks; heads and rules are left out. */
const rowsOf = (text: string): string[][] =>
  text
    .split('\n')
    .filter((line) => line.startsWith('| `'))
    .map((line) => line.slice(1, -1).split('|'))
    .map((cells) => cells.map((cell) => cell.trim().replace(/^`|`$/g, '')));

describe('docs/scenarios.md', () => {
  const text = readFileSync('docs/scenarios.md', 'utf8');
  const [head = '', ...sections] = text.split('\n### ');

  it('has a row for each scenario, in their order', () => {
    expect(rowsOf(head)).toEqual(SCENARIOS.map((s) => [s.id, s.title, s.what]));
  });
  it('has a section for each workload, in their order, with each parameter', () => {
    const found = sections.map((section) => {
      const [title = '', ...rest] = section.split('\n');
      return { title, says: rest[1], rows: rowsOf(rest.join('\n')) };
    });
    expect(found).toEqual(
      WORKLOADS.map((w) => ({
        title: `\`${w.id}\``,
        says: `${w.title}. ${w.what}`,
        rows: w.parameters.map((p) =>
          [p.name, p.label, p.unit, p.min, p.max, p.usual].map((cell) => String(cell)),
        ),
      })),
    );
  });
  it('and no workload is called like a scenario', () => {
    const ids = [...SCENARIOS, ...WORKLOADS].map((x) => x.id);
    expect(new Set(ids).size).toBe(ids.length);
  });
});

const words = (cell: string): string[] => [...cell.matchAll(/`([^`]+)`/g)].map((m) => m[1]!);

/** Verbs with their fields as the tables say; `the same` stands for the row above. */
const documented = (text: string): Map<string, string[]> => {
  const verbs = new Map<string, string[]>();
  let above: string[] = [];
  for (const line of text.split('\n')) {
    if (!line.startsWith('| `')) continue;
    const [, verb = '', fields = ''] = line.split('|');
    if (fields.trim() !== 'the same') above = words(fields);
    for (const v of words(verb)) verbs.set(v, above);
  }
  return verbs;
};

describe('docs/commands.md', () => {
  const text = readFileSync('docs/commands.md', 'utf8');
  const verbs = documented(text);

  it('names each verb, and no other', () => {
    expect([...verbs.keys()].sort()).toEqual(Object.keys(FIELDS).sort());
  });
  it.each(Object.entries(FIELDS))('names every field of %s', (verb, fields) => {
    expect([...(verbs.get(verb) ?? [])].sort()).toEqual(Object.keys(fields).sort());
  });
  it('names each word that a field may hold', () => {
    const all = Object.values(FIELDS).flatMap((fields) =>
      Object.values(fields).flatMap(({ rule }) => (rule.is === 'word' ? rule.words : [])),
    );
    const said = new Set(words(text.replace(/^```[\s\S]*?^```/gm, '')));
    expect([...new Set(all)].filter((word) => !said.has(word))).toEqual([]);
  });
  it('is read as it is meant', () => {
    const table = '| `a`, `b` | `x`, `y` | does |\n| `c` | the same | does |\n| `d` | | does |';
    expect([...documented(table)]).toEqual([
      ['a', ['x', 'y']],
      ['b', ['x', 'y']],
      ['c', ['x', 'y']],
      ['d', []],
    ]);
  });
});
