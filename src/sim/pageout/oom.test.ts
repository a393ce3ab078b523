/** Who is killed for want of swap space, and when. */
import { beforeEach, describe, expect, it } from 'vitest';
import { kernelFaults } from '../kernel/invariants';
import type { Kernel } from '../kernel/types';
import { available, freeCount } from '../phys/frames';
import { fork, isProc } from '../proc/proc';
import { P_SYSTEM } from '../proc/state';
import { swapOn } from '../swap/device';
import { SWAP_AVAIL, SWAP_FULL } from '../swap/state';
import { swapPutPages } from '../swap/swap-pager';
import { killWhereDesperate } from './oom';
import { boot, daemonWords, hog, kernelOf, run, want } from './testkit';
import type { Timeline } from '../engine/timeline';

let t: Timeline;
let k: Kernel;
beforeEach(() => {
  t = boot(24);
  k = kernelOf(t);
});

/** Numbers of processes that have touched so many pages each, in order of birth. */
const procs = (...pages: number[]): number[] =>
  pages.map((n, i) => {
    run(t, ...hog(n, `p${i}`));
    return k.proc.cell.get(0) - 1;
  });
/** Free + cache lie `by` pages below v_free_min. */
const belowMinBy = (by: number): void => {
  k.phys.marks = { ...k.phys.marks, min: available(k.phys) + by };
};
const victim = (pass = 1): number => {
  k.victims.length = 0;
  return killWhereDesperate(k, pass) ? (k.victims[0]?.proc ?? -1) : 0;
};

describe('somebody is killed', () => {
  it.each([
    { why: 'first pass', pass: 0, avail: 0, below: 9, full: 2, wanted: 9, dies: false },
    { why: '64 swap pages', pass: 1, avail: 64, below: 9, full: 0, wanted: 9, dies: false },
    { why: '63 swap pages', pass: 1, avail: 63, below: 1, full: 0, wanted: 9, dies: true },
    { why: 'at v_free_min', pass: 1, avail: 63, below: 0, full: 0, wanted: 9, dies: false },
    { why: 'full, goal met', pass: 1, avail: 5000, below: 9, full: 2, wanted: 0, dies: false },
    { why: 'full, one wanted', pass: 1, avail: 5000, below: 0, full: 2, wanted: 1, dies: true },
    { why: 'one wanted', pass: 1, avail: 5000, below: 0, full: 0, wanted: 1, dies: false },
  ])('or not: $why', ({ pass, avail, below, full, wanted, dies }) => {
    const [p] = procs(10);
    k.swap.cell.set(SWAP_AVAIL, avail);
    k.swap.cell.set(SWAP_FULL, full);
    belowMinBy(below);
    want(k, wanted);
    expect([victim(pass) === p, isProc(k, p!)]).toEqual([dies, !dies]);
  });
});

describe('the victim', () => {
  /** RAM and swap are at their end; who dies of it? */
  const next = (avail = 0): number => {
    belowMinBy(1);
    k.swap.cell.set(SWAP_AVAIL, avail);
    return victim();
  };
  it('is the largest, of equals the youngest', () => {
    const [small, a, b, tiny] = procs(10, 40, 40, 3);
    expect([next(), next(), next(), next(), next()]).toEqual([b, a, small, tiny, 0]);
    expect(kernelFaults(k)).toEqual([]);
  });
  it('counts what it has on swap, as swap metadata tells', () => {
    swapOn(k, 2000);
    const [a, b] = procs(40, 50);
    // One SWAPMETA of a's object counts as 32 pages and one more: 40 + 33 against 50.
    const { map, entry } = k.kmem.maps;
    const first = entry.next.get(map.head.get(k.proc.proc.map.get(a!) - 1));
    swapPutPages(k, entry.object.get(first), 0, 1);
    expect([next(), next()]).toEqual([a, b]);
  });
  it('is no system process, not init, and below pid 48 only where there is no swap', () => {
    const [a, b, c, d] = procs(50, 40, 30, 20);
    k.proc.proc.pid.set(d!, 47);
    k.proc.proc.flags.set(a!, P_SYSTEM);
    k.proc.proc.pid.set(b!, 1);
    k.proc.proc.pid.set(c!, 47);
    expect(next(1)).toBe(0);
    k.proc.proc.pid.set(c!, 48);
    expect(next(1)).toBe(c);
    expect([next(1), next(0)]).toEqual([0, d]);
  });
  it('without a page is spared', () => {
    fork(k);
    expect(next()).toBe(0);
  });
});

describe('a machine without swap', () => {
  it('kills the large process once a second pass has failed, and the small one lives', () => {
    run(t, ...hog(200, 'small'));
    const words = daemonWords(run(t, ...hog(k.phys.pages, 'a-name-longer-than-nineteen')));
    const killed = words.indexOf(
      'pid 101 (a-name-longer-than-), uid 0, was killed: out of swap space',
    );
    expect(words[killed - 1]).toMatch(/^page daemon, pass 1: /);
    expect(words.slice(0, killed).filter((w) => w.includes('pass 0'))).toHaveLength(1);
    expect(run(t, { do: 'exit', process: 'small' })[0]?.outcome).toBe('done');
    expect(t.sim.sleepers).toEqual([]);
    expect(freeCount(k.phys)).toBeGreaterThan(k.phys.marks.goal);
    expect(kernelFaults(k)).toEqual([]);
  });
  it('kills as soon as one pass has failed, though RAM is far from its end', () => {
    run(t, ...hog(50, 'shell'));
    const count = freeCount(k.phys) - k.phys.marks.wake + 1;
    const words = daemonWords(run(t, { do: 'kmem_alloc', map: 'kernel_map', size: count * 4096 }));
    expect(words.at(-1)).toBe('pid 100 (shell), uid 0, was killed: out of swap space');
    expect(available(k.phys)).toBeGreaterThan(k.phys.marks.min);
  });
  it('with swap for all kills nobody', () => {
    run(t, { do: 'swapon', pages: 6000 });
    const events = run(t, ...hog(4000, 'a'), { do: 'wait', seconds: 30 });
    expect(daemonWords(events).filter((w) => w.includes('killed'))).toEqual([]);
    // The daemon may rest below its mark: the first page that comes back clears its mailbox.
    expect(available(k.phys)).toBeGreaterThanOrEqual(k.phys.marks.min);
  });
  it('with too little swap kills when that is full', () => {
    run(t, { do: 'swapon', pages: 600 });
    const words = daemonWords(run(t, ...hog(4000, 'a')));
    const full = words.findIndex((w) => /^swap_pager_getswapspace\(\d+\): failed$/.test(w));
    const killed = words.findIndex((w) => w.includes('was killed'));
    expect(words.slice(0, full)).toContain('swap_pager: out of swap space');
    expect([full >= 0, killed > full]).toEqual([true, true]);
    // But for the stack of a process that was swapped out while it slept for pages.
    expect(k.swap.cell.get(SWAP_AVAIL)).toBeGreaterThanOrEqual(598);
    expect(kernelFaults(k)).toEqual([]);
  });
});
