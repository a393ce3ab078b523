/** The page daemon, pass by pass, with the figures of a machine of 61,095 pages where it has them. */
import { describe, expect, it } from 'vitest';
import { GIB, MIB, bytes } from '../../base/units';
import { SEED_MACHINE, makeMachine } from '../boot/machine';
import type { Command } from '../engine/commands';
import type { SimEvent } from '../engine/events';
import { Timeline } from '../engine/timeline';
import { kernelFaults } from '../kernel/invariants';
import {
  NEEDED,
  Q_ACTIVE,
  Q_CACHE,
  Q_INACTIVE,
  available,
  freeCount,
  queued,
} from '../phys/frames';
import { SWAP_AVAIL, SWAP_FULL, SWAP_OUT, SWAP_TOTAL } from '../swap/state';
import { zoneFigures } from '../uma/live/figures';
import { zoneNumber } from '../uma/live/state';
import { PDWAKEUPS } from './state';

const boot = (ram = 64 * MIB): Timeline => {
  const t = Timeline.boot(ram === 256 * MIB ? SEED_MACHINE : makeMachine({ ram: bytes(ram) }), 1);
  if (!t.ok) throw new Error(t.error);
  return t.value;
};
const run = (t: Timeline, ...commands: Command[]): SimEvent[] =>
  commands.flatMap((c) => [...t.push(c)]);
const k = (t: Timeline) => t.sim.kernel;
const used = (t: Timeline, zone: string): number =>
  zoneFigures(k(t).uma, zoneNumber(k(t).uma, zone)).used;
const sound = (t: Timeline): void => {
  expect(kernelFaults(k(t))).toEqual([]);
};
const daemon = (events: readonly SimEvent[]): string[] =>
  events.filter((e) => e.outcome === 'daemon').map((e) => e.words);

/** A process that has written so many pages. */
const hog = (pages: number, as = 'hog'): Command[] => [
  { do: 'fork', as },
  { do: 'mmap', process: as, pages },
  { do: 'touch', process: as },
];

describe('the page daemon of the router', () => {
  it('sleeps at 2,182 pages free, and wakes one below to ask for 1,861 and what was refused', () => {
    const t = boot(256 * MIB);
    const { phys } = k(t);
    const spare = freeCount(phys) - 2182;
    const first = run(t, { do: 'vm_page_alloc', class: 'normal', count: spare });
    expect([available(phys), daemon(first)]).toEqual([2182, []]);
    const second = run(t, { do: 'vm_page_alloc', class: 'normal' });
    expect(daemon(second)[0]).toMatch(/^page daemon, pass 0: wanted 1,861 pages;/);
  });

  it('sleeps with the 24,064 free pages of the later top', () => {
    const t = boot(256 * MIB);
    const spare = freeCount(k(t).phys) - 24_064;
    const events = run(t, { do: 'vm_page_alloc', class: 'normal', count: spare });
    run(t, { do: 'wait', seconds: 86_400 });
    expect(daemon(events)).toEqual([]);
    expect(k(t).pageout.cell.get(PDWAKEUPS)).toBe(0);
  });

  it('runs uma_reclaim on every pass', () => {
    const t = boot();
    run(t, { do: 'malloc', type: 'temp', size: 2048, count: 400, as: 'blocks' });
    run(t, { do: 'free', from: 'blocks', count: 0 });
    const before = used(t, 'UMA Slabs');
    run(t, ...hog(k(t).phys.pages));
    expect(used(t, 'UMA Slabs')).toBeLessThan(before);
    sound(t);
  });
});

describe('pages of a process', () => {
  it('need five visits before an untouched one leaves the active queue', () => {
    const t = boot();
    run(t, { do: 'swapon', pages: 50_000 }, ...hog(2000));
    const { phys } = k(t);
    const f = phys.queue.head.get(Q_ACTIVE);
    // The first visit finds it referenced: act 5 + 3 + 1.
    expect(phys.frame.act.get(f)).toBe(5);
    const visits: number[] = [];
    for (let i = 0; i < 20 && phys.frame.queue.get(f) === Q_ACTIVE; i += 1) {
      phys.count.set(NEEDED, 1);
      run(t, { do: 'uma_reclaim' });
      run(t, { do: 'wait', seconds: 1 });
      visits.push(phys.frame.act.get(f));
    }
    expect(visits.every((v) => v <= 9)).toBe(true);
  });

  it('go to swap and come back', () => {
    const t = boot();
    const pages = Math.floor(k(t).phys.pages * 1.2);
    run(t, { do: 'swapon', pages: 40_000 });
    run(t, ...hog(pages));
    run(t, { do: 'wait', seconds: 60 });
    const swapped = k(t).swap.cell.get(SWAP_TOTAL) - k(t).swap.cell.get(SWAP_AVAIL);
    expect(swapped).toBeGreaterThan(pages - k(t).phys.pages);
    expect(t.sim.sleepers).toEqual([]);
    expect(used(t, 'SWAPMETA')).toBeGreaterThanOrEqual(Math.floor(swapped / 32));
    sound(t);
    run(t, { do: 'touch', process: 'hog', write: false });
    expect(t.sim.sleepers).toEqual([]);
    sound(t);
    run(t, { do: 'exit', process: 'hog' });
    expect(k(t).swap.cell.get(SWAP_AVAIL)).toBe(40_000);
    expect(used(t, 'SWAPMETA')).toBe(0);
    sound(t);
  });

  it('are met twice before the first pass writes them, and at once by later passes', () => {
    const t = boot();
    run(t, { do: 'swapon', pages: 40_000 });
    const events = run(t, ...hog(Math.floor(k(t).phys.pages * 1.1)));
    const words = daemon(events);
    const first = words.findIndex((w) => w.includes('laundered'));
    expect(first).toBeGreaterThan(0);
    expect(words[first]).toMatch(/pass [1-9]/);
    expect(words.slice(0, first).every((w) => !w.includes('laundered'))).toBe(true);
  });
});

describe('a machine without swap', () => {
  it('kills the largest process once a second pass has failed, never on the first', () => {
    const t = boot();
    run(t, ...hog(500, 'small'));
    const events = run(t, ...hog(k(t).phys.pages, 'big'));
    const words = daemon(events);
    const killed = words.findIndex((w) => w.includes('was killed: out of swap space'));
    expect(killed).toBeGreaterThan(0);
    expect(words.slice(0, killed).some((w) => w.includes('pass 1'))).toBe(true);
    expect(k(t).swap.cell.get(SWAP_FULL)).toBe(2);
    // The large one is gone, the small one lives, and the sleeper has nothing left to do.
    expect(t.sim.holdings.get('big')?.ends.get(1)).toBe(0);
    expect(t.sim.holdings.get('small')?.ends.get(1)).toBe(1);
    expect(t.sim.sleepers).toEqual([]);
    expect(freeCount(k(t).phys)).toBeGreaterThan(k(t).phys.marks.goal);
    sound(t);
  });

  it('kills as soon as one pass has failed, though clean pages could be had with more of them', () => {
    const t = boot();
    run(t, ...hog(50, 'shell'));
    const events = run(t, {
      do: 'vm_page_alloc',
      class: 'normal',
      count: freeCount(k(t).phys) - 600,
    });
    expect(daemon(events).join()).toContain('pid 100, uid 0, was killed: out of swap space');
  });

  it('with a little swap does not', () => {
    const t = boot();
    run(t, { do: 'swapon', pages: 200 }, ...hog(50, 'shell'));
    const count = freeCount(k(t).phys) - 600;
    const words = daemon([
      ...run(t, { do: 'vm_page_alloc', class: 'normal', count }),
      ...run(t, { do: 'wait', seconds: 30 }),
    ]);
    expect(words.join()).not.toContain('killed');
    expect(available(k(t).phys)).toBeGreaterThanOrEqual(k(t).phys.marks.wake);
    expect(queued(k(t).phys, Q_CACHE)).toBeGreaterThan(0);
    sound(t);
  });
});

describe('with time', () => {
  it('pages nobody uses grow old before memory is short', () => {
    const t = boot();
    const { phys } = k(t);
    run(t, ...hog(freeCount(phys) - 1500));
    const active = queued(phys, Q_ACTIVE);
    run(t, { do: 'wait', seconds: 600 });
    expect(queued(phys, Q_ACTIVE)).toBeLessThan(active);
    expect(queued(phys, Q_INACTIVE)).toBeGreaterThan(0);
    expect(k(t).swap.cell.get(SWAP_OUT)).toBe(0);
    sound(t);
  });
  it('is the same wherever one comes from', () => {
    const t = boot();
    run(t, { do: 'swapon', pages: 40_000 }, ...hog(Math.floor(k(t).phys.pages * 1.2)));
    run(t, { do: 'wait', seconds: 60 }, { do: 'touch', process: 'hog', pages: 3000 });
    const end = t.hash();
    t.seek(2);
    t.seek(t.length);
    expect(t.hash()).toBe(end);
  });
  it('a machine of a gigabyte pages, too', () => {
    const t = boot(GIB);
    run(t, { do: 'swapon', pages: 300_000 }, ...hog(Math.floor(k(t).phys.pages * 1.02)));
    expect(t.sim.sleepers).toEqual([]);
    sound(t);
  }, 60_000);
});
