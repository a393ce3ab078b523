/** What the page daemon takes first, who is swapped out, and who is killed. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { Timeline } from '../engine/timeline';
import { stateSummary } from '../print/summary';
import { after, endOf, numberAfter, wordsOf } from './testkit';

const PROCESSES = 12;
/** 250 of text, 750 of data, two of stack. */
const EACH = 1002;
const HOG = 112;
let idle: Timeline;
let busy: Timeline;
let little: Timeline;
beforeAll(() => {
  idle = endOf('pressure_idle');
  busy = endOf('pressure_busy');
  little = endOf('pressure_little_swap');
}, 120_000);

const passesOf = (t: Timeline): string[] => wordsOf(t).filter((w) => w.startsWith('page daemon'));
const states = (t: Timeline): string[] =>
  stateSummary(t).processes.map((p) => `${p.pid} ${p.state}`);
/** Passes up to the one in which the first page is laundered, which is left out. */
const beforeLaundering = (t: Timeline): string[] => {
  const passes = passesOf(t);
  return passes.slice(
    0,
    passes.findIndex((w) => w.includes('laundered')),
  );
};

describe.each([['pressure_idle'], ['pressure_busy'], ['pressure_little_swap']])('%s', (id) => {
  const t = (): Timeline => ({ pressure_idle: idle, pressure_busy: busy })[id] ?? little;
  it('takes the cached files first: every page of them that no buffer has', () => {
    const run = t();
    const cached = beforeLaundering(run).reduce((sum, w) => sum + numberAfter(w, 'cached'), 0);
    const { pages, buffers } = after(run, (c) => c.do === 'file_read');
    expect(cached).toBe(pages.inactive);
    // 20,000 pages were read; buffers have the rest, and four pages of directories and inodes.
    expect(pages.inactive).toBe(20_000 - buffers.bufspace / 4096 + 4);
    run.seek(run.length);
  });
  it('has the daemon called when free + cache fall below v_free_severe, 313', () => {
    // It wants 4,042 − 312.
    expect(passesOf(t()).slice(0, 3)).toEqual([
      'page daemon, pass 0: wanted 3,730 pages; cached 3,730',
      'page daemon, pass 0: wanted 3,730 pages; cached 3,730',
      expect.stringMatching(/^page daemon, pass 0: wanted 3,730 pages; cached 3,730, looked at/),
    ]);
  });
});

describe('the idle box', () => {
  it('swaps out all twelve that sleep, and the hog keeps its 40,000 pages', () => {
    expect(states(idle)).toEqual([
      ...Array.from({ length: PROCESSES }, (_, i) => `${100 + i} swapped out`),
      `${HOG} running`,
    ]);
    const rows = stateSummary(idle).processes;
    expect(rows.map((p) => p.resident)).toEqual([...Array<number>(PROCESSES).fill(0), 40_000]);
    expect(rows.at(-1)?.swap).toBe(0);
    const out = wordsOf(idle).filter((w) => w.startsWith('vmdaemon'));
    expect(out).toEqual([
      `vmdaemon: pid 111, 110, 109, 108, 107, 106 and 6 more swapped out, 12,024 mappings removed`,
    ]);
    expect(PROCESSES * EACH).toBe(12_024);
  });
  it('writes to swap what they have changed: none of their text, and their kernel stacks', () => {
    const rows = stateSummary(idle).processes;
    const data = rows.reduce((sum, p) => sum + p.swap, 0);
    // Two pages a stack.
    expect(stateSummary(idle).swap.used).toBe(data + 2 * PROCESSES);
    expect(Math.max(...rows.map((p) => p.swap))).toBe(750);
  });
});

describe('the busy box', () => {
  it('swaps out nobody but the hog, which sleeps for pages, and it comes back', () => {
    expect(wordsOf(busy).filter((w) => /swapped (out|in)/.test(w))).toEqual([
      expect.stringMatching(/^vmdaemon: pid 112 swapped out, [\d,]+ mappings removed$/),
      'proc0: pid 112 swapped in',
    ]);
    expect(states(busy)).toEqual(
      Array.from({ length: PROCESSES + 1 }, (_, i) => `${100 + i} running`),
    );
  });
  it('leaves the twelve every page, and launders the hog', () => {
    const rows = stateSummary(busy).processes;
    const hog = rows.at(-1);
    expect(rows.slice(0, -1).map((p) => [p.resident, p.swap])).toEqual(
      Array.from({ length: PROCESSES }, () => [EACH, 0]),
    );
    expect(hog?.resident).toBeLessThan(30_000);
    // The hog's kernel stack is the rest.
    expect(stateSummary(busy).swap.used).toBe((hog?.swap ?? 0) + 2);
  });
});

describe('the box with little swap space', () => {
  it('fills it and kills the largest process', () => {
    const words = wordsOf(little);
    const full = words.indexOf('swap_pager: out of swap space');
    const killed = words.indexOf('pid 112 (hog), uid 0, was killed: out of swap space');
    expect(words.slice(0, full).some((w) => w.startsWith('vmdaemon'))).toBe(true);
    expect(full).toBeGreaterThan(0);
    expect(killed).toBeGreaterThan(full);
    expect(words.filter((w) => w.includes('was killed'))).toHaveLength(1);
  });
  it('has its RAM back, and twelve processes that are still out', () => {
    const { pages, swap, processes, holdings } = stateSummary(little);
    // Two of 4,096 are kept for a disk label.
    expect(swap).toEqual({ total: 4096, used: 4094 });
    expect(pages.free).toBeGreaterThan(39_000);
    expect(processes.map((p) => p.state)).toEqual(Array(PROCESSES).fill('swapped out'));
    expect(holdings['hog']).toBe(0);
  });
});
