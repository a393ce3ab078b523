/** The page daemon at work on whole machines, with the figures of 61,095 pages where it has them. */
import { describe, expect, it } from 'vitest';
import type { SimEvent } from '../engine/events';
import type { Timeline } from '../engine/timeline';
import { kernelFaults } from '../kernel/invariants';
import { UPTIME } from '../kernel/types';
import { WRITES } from '../buf/state';
import { DRAINS } from '../net/state';
import {
  F_DIRTY,
  Q_ACTIVE,
  Q_CACHE,
  Q_INACTIVE,
  available,
  freeCount,
  queued,
} from '../phys/frames';
import { lookupPage } from '../phys/object-pages';
import { swapBlock } from '../swap/swap-pager';
import { SWAP_AVAIL, SWAP_OUT, swapStatus } from '../swap/state';
import { zoneFigures } from '../uma/live/figures';
import { zoneNumber } from '../uma/live/state';
import { HALF, MAX_LAUNDER, PASS, PDWAKEUPS, WAITING } from './state';
import { boot, daemonWords, hog, kernelOf as k, run } from './testkit';

const used = (t: Timeline, zone: string): number =>
  zoneFigures(k(t).uma, zoneNumber(k(t).uma, zone)).used;
const swapped = (t: Timeline): number => swapStatus(k(t).swap).used;
const sound = (t: Timeline): void => {
  expect(kernelFaults(k(t))).toEqual([]);
};
/** Numbers of the passes that daemons told of. */
const passes = (events: readonly SimEvent[]): number[] =>
  daemonWords(events).flatMap(
    (w) => /^page daemon, pass (\d+)/.exec(w)?.slice(1).map(Number) ?? [],
  );
/** Half seconds since boot. */
const clock = (t: Timeline): number => 2 * k(t).cell.get(UPTIME) + k(t).pageout.cell.get(HALF);
/** Takes pages until so many are free, in a holding named `rest`. */
const leaveFree = (t: Timeline, free: number, wired = false): SimEvent[] => {
  const count = freeCount(k(t).phys) - free;
  return wired
    ? run(t, { do: 'kmem_alloc', map: 'kernel_map', size: count * 4096, as: 'rest' })
    : run(t, { do: 'vm_page_alloc', class: 'interrupt', count, as: 'rest' });
};

describe('the page daemon of the router', () => {
  it('sleeps at 2,182 pages free, and wakes one below to ask for 1,861', () => {
    const t = boot(256);
    const { phys } = k(t);
    expect([leaveFree(t, 2182).length, available(phys)]).toEqual([1, 2182]);
    const second = run(t, { do: 'vm_page_alloc', class: 'normal', as: 'rest' });
    expect(daemonWords(second)[0]).toMatch(/^page daemon, pass 0: wanted 1,861 pages;/);
    expect(second[1]).toMatchObject({ outcome: 'daemon', at: 1 });
  });
  it('sleeps with the 24,064 free pages of the later top, for a day', () => {
    const t = boot(256);
    const events = [...leaveFree(t, 24_064), ...run(t, { do: 'wait', seconds: 86_400 })];
    expect(passes(events)).toEqual([]);
    expect([available(k(t).phys), k(t).pageout.cell.get(PDWAKEUPS)]).toEqual([24_064, 0]);
  });
  it('finds clean pages in its first pass and rests with 4,042', () => {
    const t = boot(256);
    run(t, { do: 'fork', as: 'reader' }, { do: 'mmap', process: 'reader', pages: 20_000 });
    run(t, { do: 'touch', process: 'reader', write: false });
    for (let f = k(t).phys.queue.head.get(Q_ACTIVE); f !== 0; f = k(t).phys.frame.next.get(f))
      k(t).phys.frame.act.set(f, 0);
    leaveFree(t, 2500);
    // Ages are 0, but every page was read: the first passes only take that back.
    const first = run(t, { do: 'vm_page_alloc', class: 'interrupt', count: 400, as: 'rest' });
    expect(passes(first)).toEqual([0, 1]);
    run(t, { do: 'wait', seconds: 30 });
    expect(available(k(t).phys)).toBeGreaterThanOrEqual(4042);
    expect(k(t).swap.cell.get(SWAP_OUT)).toBe(0);
    sound(t);
  });
});

describe('time', () => {
  it('stands still between commands: two passes that miss their goal, and no third', () => {
    const t = boot(24);
    const { marks } = k(t).phys;
    const first = leaveFree(t, marks.wake - 1, true);
    expect(passes(first)).toEqual([0, 1]);
    const more = [1, 2, 3].flatMap(() => run(t, { do: 'malloc', type: 'temp', size: 4096 }));
    expect([passes(more), clock(t)]).toEqual([[], 0]);
    expect([k(t).pageout.cell.get(PASS), k(t).pageout.cell.get(WAITING)]).toEqual([2, 1]);
  });
  it('lets a pass happen every half second, and ends it where passes change nothing', () => {
    const t = boot(24);
    run(t, { do: 'swapon', pages: 5000 }, ...hog(1500));
    const { marks } = k(t).phys;
    leaveFree(t, marks.wake - 1, true);
    const from = clock(t);
    const events = run(t, { do: 'wait', seconds: 3 });
    expect(passes(events)).toEqual([2, 3, 4, 5, 6, 7]);
    expect(clock(t) - from).toBe(6);
    sound(t);
  });
  it('of ten years is over soon', () => {
    const t = boot(24);
    leaveFree(t, k(t).phys.marks.wake - 1, true);
    const year = 365 * 86_400;
    const events = run(t, { do: 'wait', seconds: 10 * year });
    expect(passes(events).length).toBeLessThan(5);
    expect(k(t).cell.get(UPTIME)).toBe(10 * year);
    sound(t);
  });
  it('passes for whoever sleeps for pages, half a second a pass', () => {
    const t = boot(24);
    run(t, { do: 'swapon', pages: 5000 });
    const events = run(t, ...hog(3200));
    expect(t.sim.sleepers).toEqual([]);
    const late = passes(events).filter((n) => n > 1).length;
    expect(late).toBeGreaterThan(5);
    expect(clock(t)).toBe(late);
    expect(events.some((e) => e.outcome === 'woken')).toBe(true);
    sound(t);
  });
  it('stops where passes lead nowhere, and goes on once a command has changed that', () => {
    const t = boot(24);
    leaveFree(t, 30);
    // No swap and nobody to kill: the request for a process sleeps, whatever time passes.
    expect(run(t, { do: 'fork', as: 'late' })[0]?.outcome).toBe('asleep');
    const stuck = run(t, { do: 'wait', seconds: 3600 });
    expect(passes(stuck).length).toBeLessThan(9);
    expect(t.sim.sleepers).toHaveLength(1);
    const events = run(t, { do: 'swapon', pages: 5000 });
    expect(passes(events).length).toBeGreaterThan(1);
    expect(events.at(-1)?.outcome).toBe('woken');
    expect(t.sim.sleepers).toEqual([]);
    sound(t);
  });
  it('ages pages nobody uses before memory is short', () => {
    const t = boot(64);
    const { phys } = k(t);
    run(t, ...hog(freeCount(phys) - 1500));
    const active = queued(phys, Q_ACTIVE);
    run(t, { do: 'wait', seconds: 600 });
    expect(queued(phys, Q_ACTIVE)).toBeLessThan(active);
    expect(queued(phys, Q_INACTIVE)).toBeGreaterThan(0);
    expect([swapped(t), k(t).pageout.cell.get(PDWAKEUPS)]).toEqual([0, 0]);
    sound(t);
  });
  it('brings the same state wherever one comes from', () => {
    const t = boot(24);
    run(t, { do: 'swapon', pages: 9000 }, ...hog(3000));
    run(t, { do: 'wait', seconds: 60 }, { do: 'touch', process: 'hog', pages: 800 });
    const end = t.hash();
    t.seek(2);
    t.seek(t.length);
    expect(t.hash()).toBe(end);
  });
});

describe('a process larger than RAM', () => {
  it('goes to swap and comes back, its SWAPMETA with it', () => {
    const t = boot(24);
    run(t, { do: 'swapon', pages: 9000 }, ...hog(3300));
    run(t, { do: 'wait', seconds: 60 });
    const out = swapped(t);
    expect(out).toBeGreaterThan(3300 - k(t).phys.pages);
    // One object from page 0 on: 3,300 pages have 104 blocks of 32.
    expect(used(t, 'SWAPMETA')).toBeGreaterThanOrEqual(Math.ceil(out / 32));
    expect(used(t, 'SWAPMETA')).toBeLessThanOrEqual(104);
    sound(t);
    run(t, { do: 'touch', process: 'hog', write: false });
    expect(t.sim.sleepers).toEqual([]);
    sound(t);
    run(t, { do: 'exit', process: 'hog' });
    // Asleep for pages it was swapped out once: two blocks of its stack stay with the THREAD item.
    expect([k(t).swap.cell.get(SWAP_AVAIL), used(t, 'SWAPMETA')]).toEqual([8998, 1]);
    sound(t);
  });
  it('gives blocks up with a fault that writes, not with one that reads', () => {
    const t = boot(24);
    run(t, { do: 'swapon', pages: 9000 }, ...hog(3000));
    run(t, { do: 'wait', seconds: 60 });
    const { maps } = k(t).kmem;
    const map = k(t).proc.proc.map.get(1) - 1;
    const object = maps.entry.object.get(maps.entry.next.get(maps.map.head.get(map)));
    // Two pages that are on swap only.
    const [read, write] = Array.from({ length: 3000 }, (_, i) => i).filter(
      (i) => swapBlock(k(t), object, i) !== 0 && lookupPage(k(t).phys, object, i) === 0,
    );
    run(t, { do: 'touch', process: 'hog', from: read!, pages: 1, write: false });
    run(t, { do: 'touch', process: 'hog', from: write!, pages: 1 });
    const dirty = (i: number) =>
      k(t).phys.frame.flags.get(lookupPage(k(t).phys, object, i)) & F_DIRTY;
    expect([swapBlock(k(t), object, read!) > 0, dirty(read!)]).toEqual([true, 0]);
    expect([swapBlock(k(t), object, write!), dirty(write!)]).toEqual([0, F_DIRTY]);
    // The read has mapped its page for writing: a write that does not fault frees nothing yet.
    run(t, { do: 'touch', process: 'hog', from: read!, pages: 1 });
    expect(swapBlock(k(t), object, read!)).toBeGreaterThan(0);
    sound(t);
  });
  it('meets its dirty pages twice before a first pass writes them', () => {
    const t = boot(24);
    run(t, { do: 'swapon', pages: 9000 });
    const words = daemonWords(run(t, ...hog(3000)));
    const first = words.findIndex((w) => w.includes('laundered'));
    expect(first).toBeGreaterThan(0);
    expect(words[first]).toMatch(/pass [1-9]/);
  });
  it('of a gigabyte does so, too', () => {
    const t = boot(1024);
    run(t, { do: 'swapon', pages: 300_000 }, ...hog(Math.floor(k(t).phys.pages * 1.02)));
    expect(t.sim.sleepers).toEqual([]);
    sound(t);
  }, 60_000);
});

describe('bare pages', () => {
  it('go to swap like anybody’s, and are freed wherever they are', () => {
    const t = boot(24);
    run(t, { do: 'swapon', pages: 9000 });
    leaveFree(t, 100);
    run(t, { do: 'wait', seconds: 60 });
    const out = swapped(t);
    expect(out).toBeGreaterThan(0);
    expect(available(k(t).phys)).toBeGreaterThanOrEqual(k(t).phys.marks.goal);
    run(t, { do: 'vm_page_free', from: 'rest', count: 1000, pick: 'random' });
    sound(t);
    run(t, { do: 'vm_page_free', from: 'rest', count: 0 });
    expect([swapped(t), used(t, 'SWAPMETA'), queued(k(t).phys, Q_ACTIVE)]).toEqual([0, 0, 0]);
    expect(queued(k(t).phys, Q_CACHE)).toBe(0);
    sound(t);
  });
});

describe('pages of a file', () => {
  it('go to their file, never to swap', () => {
    const t = boot(24);
    run(t, { do: 'swapon', pages: 9000 }, { do: 'file_create', pages: 600, as: 'log' });
    run(t, { do: 'file_sync' }, { do: 'fork', as: 'writer' });
    run(t, { do: 'file_mmap', process: 'writer', file: 'log' });
    run(t, { do: 'touch', process: 'writer' }, { do: 'exit', process: 'writer' });
    const { phys } = k(t);
    const changed = (): number => {
      let n = 0;
      for (let f = 1; f <= phys.pages; f += 1)
        if ((phys.frame.flags.get(f) & F_DIRTY) !== 0) n += 1;
      return n;
    };
    expect(changed()).toBeGreaterThanOrEqual(600);
    const writes = k(t).buf.cell.get(WRITES);
    leaveFree(t, phys.marks.wake - 200, true);
    const events = run(t, { do: 'wait', seconds: 5 });
    expect(daemonWords(events).join()).toContain('laundered');
    expect(k(t).buf.cell.get(WRITES)).toBeGreaterThan(writes);
    expect(changed()).toBeLessThan(600);
    expect(k(t).swap.cell.get(SWAP_OUT)).toBe(0);
    sound(t);
  });
});

describe('commands of the machine', () => {
  it('swapon and swapoff say what became of them', () => {
    const t = boot(24);
    const on = run(t, { do: 'swapon', pages: 5000 });
    expect(on[0]).toMatchObject({ outcome: 'done', words: 'swapon(5,000 pages)' });
    run(t, ...hog(3000));
    const none = run(t, { do: 'swapoff', device: 1 });
    expect(none[0]).toMatchObject({ outcome: 'wrong', words: 'there is no swap device 1' });
    // What is out has to come in, which drives other pages out, for as long as there is another device.
    expect(run(t, { do: 'swapoff' })[0]?.outcome).toBe('refused');
    run(t, { do: 'swapon', pages: 6000 }, { do: 'swapoff', device: 0 });
    expect(t.sim.sleepers).toEqual([]);
    expect(swapStatus(k(t).swap).total).toBe(6000);
    expect(swapped(t)).toBeGreaterThan(0);
    sound(t);
  });
  it('vm_lowmem asks everybody who keeps memory he could do without', () => {
    const t = boot(24);
    const drains = k(t).net.cell.get(DRAINS);
    const event = run(t, { do: 'vm_lowmem' })[0];
    expect(event?.words).toBe('vm_lowmem: handlers called: 1');
    expect(k(t).net.cell.get(DRAINS)).toBe(drains + 1);
  });
  it('sysctl turns knobs', () => {
    const t = boot(24);
    run(t, { do: 'sysctl', name: 'vm.max_launder', value: 1 });
    expect(k(t).pageout.cell.get(MAX_LAUNDER)).toBe(1);
  });
});
