/** Every moment that a scenario declares is in its run, where its name says. */
import { describe, expect, it } from 'vitest';
import { SEED_MACHINE } from '../boot/machine';
import type { Command } from '../engine/commands';
import { Timeline } from '../engine/timeline';
import { findMoments } from './moments';
import type { Moment } from './moments';
import { SCENARIOS } from './registry';
import { at, endOf } from './testkit';

const RUNS = SCENARIOS.map((s) => [s.id, s.moments] as const);

/** Positions of a scenario's moments by id, and the run. */
const momentsIn = (id: string): readonly [Timeline, Readonly<Record<string, number>>] => {
  const t = endOf(id);
  const moments = SCENARIOS.find((s) => s.id === id)?.moments ?? [];
  return [t, Object.fromEntries(findMoments(t, moments).map((f) => [f.moment.id, f.at]))];
};

describe.each(RUNS)('%s', (id, moments) => {
  it('has every moment that it declares, in the order in which they are declared', () => {
    const t = endOf(id);
    const found = findMoments(t, moments);
    expect(found.map((f) => f.moment.id)).toEqual(moments.map((m) => m.id));
    expect(new Set(moments.map((m) => m.name)).size).toBe(moments.length);
    // Its own story, and not another's: all scenarios but boot have one.
    expect(moments.length > 1 || id === 'boot').toBe(true);
  }, 120_000);
});

describe('moments of ng_nat', () => {
  it('lie where the state is what their names say', () => {
    const [t, where] = momentsIn('ng_nat');
    const kmem = (position: number): number =>
      at(t, position).maps.find((m) => m.name === 'kmem_map')?.allocated ?? 0;
    const hashes = (position: number): number => {
      t.seek(position);
      return t.sim.kernel.uma.keg.hashSize.a.reduce((sum, n) => sum + n, 0);
    };
    expect(kmem((where['half'] ?? 0) - 1)).toBeLessThan(83_415_040 / 2);
    expect(kmem(where['half'] ?? 0)).toBeGreaterThanOrEqual(83_415_040 / 2);
    expect(kmem((where['full'] ?? 0) - 1)).toBeLessThan(83_415_040);
    expect(kmem(where['full'] ?? 0)).toBe(83_415_040);
    expect(hashes(where['hash'] ?? 0)).toBeGreaterThan(hashes((where['hash'] ?? 0) - 1));
    expect(where['panic']).toBe(t.length);
  }, 120_000);
});

const boot = (commands: readonly Command[]): Timeline => {
  const t = Timeline.boot(SEED_MACHINE, 1);
  if (!t.ok) throw new Error(t.error);
  for (const c of commands) t.value.push(c);
  return t.value;
};

describe('finding moments', () => {
  const SLEEP: Command = { do: 'wait', seconds: 1 };
  const OPEN: Command = { do: 'pipe_open', as: 'p' };
  const CLOSE: Command = { do: 'pipe_close', pipe: 'p', nth: 0 };
  const moment = (id: string, sign: Moment['sign'], after?: string): Moment =>
    after === undefined ? { id, name: id, sign } : { id, name: id, sign, after };
  const t = boot([SLEEP, OPEN, OPEN, CLOSE, CLOSE, SLEEP]);
  const found = (...moments: Moment[]): unknown =>
    findMoments(t, moments).map((f) => [f.moment.id, f.command, f.event, f.at]);

  it('takes the first event that has the whole sign', () => {
    expect(found(moment('a', { verb: 'pipe_open', outcome: 'done', says: 'pipe()' }))).toEqual([
      ['a', 1, 0, 2],
    ]);
    expect(found(moment('a', { verb: 'pipe_open', outcome: 'refused' }))).toEqual([]);
    expect(found(moment('a', { verb: 'pipe_open', says: 'close' }))).toEqual([]);
  });

  it('sees a figure reach a level, or fall below one', () => {
    const level = (n: number) => ({ what: 'pipekva', level: n });
    expect(found(moment('a', { reaches: level(16_385) }))).toEqual([['a', 2, 0, 3]]);
    expect(found(moment('a', { reaches: level(16_384) }))).toEqual([['a', 1, 0, 2]]);
    expect(found(moment('a', { reaches: level(32_769) }))).toEqual([]);
    expect(found(moment('a', { fallsBelow: level(32_768) }))).toEqual([['a', 3, 0, 4]]);
    expect(found(moment('a', { fallsBelow: level(16_384) }))).toEqual([['a', 4, 0, 5]]);
  });

  it('takes shares of the map that is meant: 4,169,728 B, 0.5 % are two pipes of 16 KB', () => {
    const share = { what: 'pipekva', level: { of: 'pipe_map', percent: 0.5 } } as const;
    expect(found(moment('a', { reaches: share }))).toEqual([['a', 2, 0, 3]]);
  });

  it('finds what comes after another moment in a later event', () => {
    const first = moment('a', { verb: 'wait' });
    expect(found(first, moment('b', { verb: 'wait' }, 'a'))).toEqual([
      ['a', 0, 0, 1],
      ['b', 5, 0, 6],
    ]);
  });

  it('finds the same piece by piece, and leaves the run where it is', () => {
    const story = [
      moment('a', { verb: 'wait' }),
      moment('b', { verb: 'pipe_close' }, 'a'),
      moment('c', { verb: 'wait' }, 'b'),
    ];
    t.seek(2);
    const first = findMoments(t, story, { from: 0, to: 3, known: [] });
    const rest = findMoments(t, story, { from: 3, to: t.length, known: first });
    expect([...first, ...rest]).toEqual(findMoments(t, story));
    expect([first.length, rest.length, t.at]).toEqual([1, 2, 2]);
  });
});
