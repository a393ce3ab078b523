/** Named moments, their names on the track, and lines of the log that a reader asks for. */
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { SCENARIOS, SEED_MACHINE, Timeline, findMoments, runScenario } from '../../sim';
import { compareBranches } from './branches';
import { LogSearch, countBelow } from './log-filter';
import { chaptersOf, logLine } from './log-lines';
import { momentsOf, withStory } from './moments';
import type { Moment } from './moments';
import { trackLabels } from './track';

let t: Timeline;
beforeAll(() => {
  const run = runScenario('fragmentation');
  if (!run.ok) throw new Error(run.error);
  t = run.value;
});

describe('moments', () => {
  it('of the fragmentation are the filling of the map, the first refusal, and the panic', () => {
    const moments = momentsOf(t, [], 0, t.length);
    expect(moments.map((m) => m.id)).toEqual(['half', 'nearlyFull', 'refused', 'panic']);
    expect(moments.at(-1)).toMatchObject({ at: t.length, name: 'panic' });
    const ats = moments.map((m) => m.at);
    expect(ats).toEqual([...ats].sort((a, b) => a - b));
    expect(logLine(t, ats[2]! - 1).outcome).toBe('refused');
  });
  it('of the story stand between those of any run, where none of these says it shorter', () => {
    const story = SCENARIOS.find(({ id }) => id === 'fragmentation')!.moments;
    const plain = momentsOf(t, [], 0, t.length);
    const all = withStory(plain, findMoments(t, story));
    expect(all.map((m) => m.id)).toContain('story:freed');
    expect(all.filter((m) => m.at === t.length).map((m) => m.id)).toEqual(['panic']);
    expect(all.filter((m) => !m.id.startsWith('story:'))).toEqual(plain);
    const ats = all.map((m) => m.at);
    expect(ats).toEqual([...ats].sort((a, b) => a - b));
  });
  it('are the same when the log is read in pieces', () => {
    fc.assert(
      fc.property(fc.nat(t.length), (middle) => {
        const first = momentsOf(t, [], 0, middle);
        expect([...first, ...momentsOf(t, first, middle, t.length)]).toEqual(
          momentsOf(t, [], 0, t.length),
        );
      }),
      { seed: 4, numRuns: 20 },
    );
  });
  it('of memory pressure are the page daemon and swap', () => {
    const booted = Timeline.boot(SEED_MACHINE, 1);
    if (!booted.ok) throw new Error(booted.error);
    const press = booted.value;
    press.push({ do: 'swapon', pages: 65_536 });
    press.push({ do: 'vm_page_alloc', class: 'normal', count: 62_000 });
    const ids = momentsOf(press, [], 0, press.length).map((m) => m.id);
    expect(ids).toEqual(expect.arrayContaining(['asleep', 'daemon', 'swap']));
    expect(ids).not.toContain('panic');
  });
});

describe('names on the track', () => {
  const moment = (id: Moment['id'], at: number): Moment => ({ id, at, name: `name of ${id}` });
  it('never overlap, stay on it, and put the last moment first', () => {
    const property = fc.property(
      fc.array(fc.nat(1000), { maxLength: 9 }),
      fc.integer({ min: 60, max: 1400 }),
      (ats, width) => {
        const ids = ['half', 'nearlyFull', 'refused', 'daemon', 'swap', 'asleep', 'panic'] as const;
        const moments = [...ats]
          .sort((a, b) => a - b)
          .slice(0, ids.length)
          .map((at, i) => moment(ids[i]!, at));
        const labels = trackLabels(moments, chaptersOf(t), 1000, width);
        labels.forEach((l, i) => {
          const long = l.name.length * 6.4;
          expect(l.x).toBeGreaterThanOrEqual(0);
          expect(l.x + long).toBeLessThanOrEqual(width + 3);
          const next = labels[i + 1];
          if (next !== undefined) expect(next.x).toBeGreaterThanOrEqual(l.x + long);
        });
        const last = moments.at(-1);
        if (last !== undefined && width > last.name.length * 6.4 + 12)
          expect(labels.map((l) => l.key)).toContain(last.id);
      },
    );
    fc.assert(property, { seed: 6, numRuns: 100 });
  });
});

describe('a search in the log', () => {
  const all = { text: '', isMarked: false };
  it('finds what the words say, and what was more than done', () => {
    const search = new LogSearch();
    expect(search.find(t, all)).toBeNull();
    const marked = search.find(t, { ...all, isMarked: true })!;
    expect(marked.every((i) => logLine(t, i).outcome !== 'done')).toBe(true);
    expect(marked.at(-1)).toBe(t.length - 1);
    const free = search.find(t, { ...all, text: ' FREE(' })!;
    expect(free.map((i) => logLine(t, i).words)).toEqual(['free(blocks) × 128']);
    expect(search.find(t, { ...all, text: 'nobody says this' })).toEqual([]);
  });
  it('goes on with a log that grows, as one that begins anew', () => {
    const branch = t.fork();
    branch.seek(100);
    const grows = branch.fork();
    const search = new LogSearch();
    const asked = { text: 'reclaim', isMarked: false };
    expect(search.find(grows, asked)).toEqual([]);
    grows.push({ do: 'uma_reclaim' });
    grows.push({ do: 'wait', seconds: 1 });
    grows.push({ do: 'uma_reclaim' });
    expect(search.find(grows, asked)).toEqual([100, 102]);
    expect(new LogSearch().find(grows, asked)).toEqual([100, 102]);
  });
  it('knows where a position stands among the lines', () => {
    expect([0, 5, 6, 9, 10].map((at) => countBelow([5, 9], at))).toEqual([0, 0, 1, 1, 2]);
  });
});

describe('two branches', () => {
  it('differ in nothing where they fork, and in the panic where only one died', () => {
    t.seek(t.length - 1);
    const branch = t.fork();
    expect(compareBranches(t, branch).rest).toEqual([]);
    branch.push({ do: 'malloc', type: 'temp', size: 16_384 });
    const { principal, rest } = compareBranches(t, branch);
    expect(principal[0]).toEqual({ id: 'panic', what: '', left: 0, right: 1 });
    expect(principal.map((p) => p.id)).toEqual([
      'panic',
      'kmem',
      'hole',
      'free',
      'wired',
      'swap',
      'processes',
    ]);
    expect(rest.length).toBeGreaterThan(0);
  });
});
