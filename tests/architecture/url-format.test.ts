/** The tables of docs/url-format.md are those of the codec. */
import { describe, expect, it } from 'vitest';
import * as codec from '../../src/store/url-codec';
import type { LinkState } from '../../src/store/url-codec';
import { textOf } from './tree';

const { DEFAULT_LINK, LINK_VERSION, ROOMS, decodeLink, encodeLink } = codec;

/** Rows of the first table below a heading, cells without backticks. */
const tableUnder = (heading: string): string[][] => {
  const [, after = ''] = textOf('docs/url-format.md').split(`## ${heading}\n`);
  const section = after.split('\n## ')[0]!;
  return section
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .slice(2)
    .map((line) =>
      line
        .slice(1, -1)
        .split('|')
        .map((cell) => cell.trim().replaceAll('`', '')),
    );
};

const lists = Object.values<unknown>(codec)
  .filter((value) => Array.isArray(value))
  .map((list) => list.map(String));
/** The closed list that a default belongs to, as the document writes it; `text` where there is none. */
const valuesOf = (name: string, fallback: string): string =>
  name === 'v'
    ? String(LINK_VERSION)
    : (lists.find((list) => fallback !== '' && list.includes(fallback))?.join(', ') ?? 'text');

const state = (change: Partial<LinkState>): string => encodeLink({ ...DEFAULT_LINK, ...change });
const paramsOf = (hash: string): string[] => [
  ...new URLSearchParams(hash.split('?')[1] ?? '').keys(),
];

describe('docs/url-format.md', () => {
  it('has a heading for the version of the codec', () => {
    expect(textOf('docs/url-format.md')).toContain(`## Parameters of version ${LINK_VERSION}\n`);
  });

  it('lists the rooms and their paths', () => {
    expect(tableUnder('Rooms')).toEqual(
      ROOMS.map((room) => [room, state({ room }).slice(1).split('?')[0]]),
    );
  });

  it('lists the parameters in the order of the link, with their values and defaults', () => {
    // Room, lesson and step stand in the path.
    const inPath = ['room', 'lesson', 'step'];
    const fields = Object.keys(DEFAULT_LINK).filter((key) => !inPath.includes(key));
    const changed = Object.fromEntries(fields.map((key) => [key, 'x']));
    const order = paramsOf(state(changed));
    expect([...order].sort()).toEqual(['v', ...fields].sort());

    const wanted = order.map((name) => {
      const fallback = name === 'v' ? String(LINK_VERSION) : DEFAULT_LINK[name as keyof LinkState];
      return [name, valuesOf(name, fallback), fallback === '' ? '(empty)' : fallback];
    });
    const rows = tableUnder(`Parameters of version ${LINK_VERSION}`);
    expect(rows.map(([name, values, fallback]) => [name, values, fallback])).toEqual(wanted);
    for (const [name, , , says] of rows) expect(says, name).not.toBe('');
  });

  it('says how a step of a lesson stands in the path', () => {
    expect(textOf('docs/url-format.md')).toContain('`/lessons/<id>/<step>`');
    const link = state({ room: 'lessons', lesson: 'the-panic', step: '3' });
    expect(link).toMatch(/^#\/lessons\/the-panic\/3\?/);
  });

  it('opens its own example', () => {
    const example = /^ {4}(#\S+)$/m.exec(textOf('docs/url-format.md'))![1]!;
    expect(encodeLink(decodeLink(example))).toBe(example);
  });
});
