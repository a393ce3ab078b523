import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  ARRANGEMENTS,
  COLOURS,
  DEFAULT_LINK,
  FIGURE_KEYS,
  EXAMPLES,
  HIDEABLE,
  PAGE_ORDERS,
  ROOMS,
  SPEEDS,
  TABLES,
  THEMES,
  decodeLink,
  encodeLink,
} from './url-codec';
import { EXAMPLES as GALLERY } from '../examples';
import type { LinkState } from './url-codec';

const text = fc.string({ maxLength: 60 });
const state = fc.record({
  room: fc.constantFrom(...ROOMS),
  theme: fc.constantFrom(...THEMES),
  example: fc.constantFrom(...EXAMPLES),
  without: text,
  told: text,
  open: text,
  why: text,
  band: text,
  machine: text,
  run: text,
  at: fc.oneof(
    fc.constant(''),
    fc.nat(999_999).map((n) => String(n)),
  ),
  speed: fc.constantFrom(...SPEEDS),
  sel: text,
  arrange: fc.constantFrom(...ARRANGEMENTS),
  colour: fc.constantFrom(...COLOURS),
  pages: fc.constantFrom(...PAGE_ORDERS),
  table: fc.constantFrom(...TABLES),
  lever: text,
  hide: fc.subarray([...HIDEABLE]).map((parts) => parts.join(',')),
  by: text,
  term: text,
  question: text,
  lesson: fc.stringMatching(/^[a-z][a-z0-9-]{0,20}$/),
  step: fc.integer({ min: 1, max: 99 }).map(String),
  data: text,
});

/** A step of a lesson says itself what its figure shows; elsewhere there is no lesson. */
const carried = (s: LinkState): LinkState => {
  const { lesson, step } = DEFAULT_LINK;
  if (s.room !== 'lessons') return { ...s, lesson, step };
  return { ...s, ...Object.fromEntries(FIGURE_KEYS.map((key) => [key, DEFAULT_LINK[key]])) };
};

describe('an example', () => {
  it('of the gallery has a link of its own each', () => {
    expect(EXAMPLES.slice(1)).toEqual(GALLERY.map((e) => e.id));
    for (const example of EXAMPLES)
      expect(decodeLink(`#/diagnose?v=1&example=${example}`)).toMatchObject({ example });
  });
  it('comes with the repairs that were undone and the machine that was set', () => {
    const link = {
      room: 'diagnose',
      example: 'seed',
      without: 'join-37.2',
      told: 'cpus-4',
    } as const;
    const hash = encodeLink({ ...DEFAULT_LINK, ...link });
    expect(hash).toBe('#/diagnose?v=1&example=seed&without=join-37.2&told=cpus-4');
    expect(decodeLink(hash)).toMatchObject(link);
    expect(decodeLink(`#/diagnose?without=${'x'.repeat(2001)}`).without).toBe('');
  });
});

describe('links', () => {
  it('come back as they went', () => {
    fc.assert(
      fc.property(state, (s) => {
        expect(decodeLink(encodeLink(s))).toEqual(carried(s));
      }),
      { seed: 3 },
    );
  });
  it('read any text without an exception', () => {
    fc.assert(
      fc.property(fc.string(), (s) => {
        expect(ROOMS).toContain(decodeLink(s).room);
      }),
      { seed: 3 },
    );
  });
  it('open the front door for an empty hash', () => {
    expect(decodeLink('')).toEqual(DEFAULT_LINK);
  });
  it('keep opening links of version 1', () => {
    expect(decodeLink('#/diagnose?v=1&example=seed&theme=dark&why=vm.kmem_size')).toEqual({
      ...DEFAULT_LINK,
      room: 'diagnose',
      example: 'seed',
      theme: 'dark',
      why: 'vm.kmem_size',
    });
  });
  it('open the glossary at a term, the thread at a question, and the presenter view', () => {
    expect(decodeLink('#/glossary?v=1&term=slab')).toEqual({
      ...DEFAULT_LINK,
      room: 'glossary',
      term: 'slab',
    });
    expect(decodeLink('#/thread?v=1&question=mbufs')).toMatchObject({
      room: 'thread',
      question: 'mbufs',
    });
    expect(decodeLink('#/presenter').room).toBe('presenter');
    expect(decodeLink(`#/glossary?term=${'x'.repeat(201)}`).term).toBe('');
    expect(encodeLink({ ...DEFAULT_LINK, room: 'glossary', term: 'map entry' })).toBe(
      '#/glossary?v=1&term=map+entry',
    );
  });
  it('ignore values that do not exist', () => {
    expect(decodeLink('#/nowhere?v=1&theme=pink').theme).toBe('auto');
    expect(
      decodeLink('#/machine?v=1&at=-1&speed=7&arrange=x&colour=red&pages=&table=q&hide=ruler,,x'),
    ).toEqual({
      ...DEFAULT_LINK,
      room: 'machine',
    });
  });
});
