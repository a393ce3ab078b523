/** Mapping, unmapping and touching, and what the vmdaemon takes from whoever has too much. */
import { describe, expect, it } from 'vitest';
import { Q_ACTIVE, Q_INACTIVE, WIRED } from '../phys/frames';
import { lookupPage } from '../phys/object-pages';
import { vmMapLookup } from '../vm-map/vm-map';
import { RSS_LIMIT } from './state';
import { mappedRuns, spaceOf, runsWithin } from './memory';
import { requestSwapout } from './vmdaemon';
import { Bench, said } from './testkit';

const process = (pages: number): Bench => {
  const b = new Bench();
  b.run({ do: 'fork', as: 'p' }, { do: 'mmap', process: 'p', pages });
  return b;
};
/** Page numbers of a process that are in RAM, counted from where programs begin. */
const inRam = (b: Bench, p = 1): number[] => {
  const { pmap, pv } = b.k.vm;
  const pages: number[] = [];
  for (let n = pmap.head.get(p); n !== 0; n = pv.pnext.get(n)) pages.push(pv.va.get(n) - 0x8048);
  return pages.sort((a, b) => a - b);
};

describe('munmap', () => {
  it('takes the pages it means, and their RAM', () => {
    const b = process(100);
    b.run({ do: 'touch', process: 'p' }, { do: 'munmap', process: 'p', pages: 30, from: 10 });
    expect(mappedRuns(b.k, 1)).toEqual([
      { at: 0x8048, pages: 10 },
      { at: 0x8048 + 40, pages: 60 },
    ]);
    expect(inRam(b)).toEqual([...Array(100).keys()].filter((i) => i < 10 || i >= 40));
    b.run({ do: 'munmap', process: 'p', pages: 1000 });
    expect([b.procs[0]?.mapped, b.procs[0]?.resident]).toEqual([0, 0]);
  });
  it('of a hole is nothing', () => {
    const b = process(10);
    b.run({ do: 'munmap', process: 'p', pages: 5, from: 10 });
    expect(b.procs[0]?.mapped).toBe(10);
  });
  it('runsWithin() cuts across runs', () => {
    const b = process(10);
    b.run({ do: 'munmap', process: 'p', pages: 2, from: 4 });
    expect(runsWithin(b.k, 1, 3, 3)).toEqual([
      { at: 0x8048 + 3, pages: 1 },
      { at: 0x8048 + 6, pages: 2 },
    ]);
    expect(runsWithin(b.k, 1, 8, 3)).toEqual([]);
  });
});

describe('touch', () => {
  it('goes forward, every n-th page, from where it is told', () => {
    const b = process(100);
    b.run({ do: 'touch', process: 'p', from: 7, pages: 20, every: 6 });
    expect(inRam(b)).toEqual([7, 13, 19, 25]);
  });
  it('reads or writes', () => {
    const b = process(10);
    const { pv } = b.k.vm;
    const bits = (): number[] => inRam(b).map((_, i) => pv.bits.get(i + 1) & 2);
    b.run({ do: 'touch', process: 'p', pages: 2, write: false });
    expect(bits()).toEqual([0, 0]);
    b.run({ do: 'touch', process: 'p', pages: 1 });
    expect(bits()).toEqual([2, 0]);
  });
  it('at random is the same for the same seed, and reaches everywhere', () => {
    const one = process(100);
    const two = process(100);
    for (const b of [one, two])
      b.run({ do: 'touch', process: 'p', order: 'random', times: 60, pages: 50 });
    expect(inRam(one)).toEqual(inRam(two));
    expect(inRam(one).length).toBeGreaterThan(25);
    expect(Math.max(...inRam(one))).toBeLessThan(50);
    one.run({ do: 'touch', process: 'p', order: 'random', times: 2000 });
    expect(inRam(one).length).toBe(100);
  });
  it('with locality uses a fifth of the pages for four fifths of the accesses', () => {
    const b = process(1000);
    const [e] = b.run({ do: 'touch', process: 'p', order: 'local', times: 1000 });
    expect(e?.words).toBe('p writes 1000 times, local');
    const hot = inRam(b).filter((i) => i < 200).length;
    const cold = inRam(b).length - hot;
    // 800 draws among 200 pages leave 2 % of them out, 200 among 800 hit 22 % of them.
    expect(hot).toBeGreaterThan(180);
    expect(cold).toBeGreaterThan(130);
    expect(cold).toBeLessThan(220);
  });
  it('lets several processes take turns', () => {
    const b = new Bench();
    b.run({ do: 'fork', as: 'p', count: 3 }, { do: 'mmap', process: 'p', pages: 40 });
    const [e] = b.run({ do: 'touch', process: 'p', order: 'random', times: 200 });
    expect(e?.words).toBe('p writes 600 times, random');
    for (const p of [1, 2, 3]) expect(inRam(b, p).length).toBeGreaterThan(35);
  });
  it('that sleeps draws the same page when it is woken', () => {
    const [dry, full] = [process(3000), process(3000)];
    for (const b of [dry, full]) {
      b.run({ do: 'swapon', pages: 1000 });
      b.run({ do: 'sysctl', name: 'vm.disable_swapspace_pageouts', value: 1 });
    }
    dry.shrinkTo(500);
    const touch = { do: 'touch', process: 'p', order: 'random', times: 900 } as const;
    full.run(touch);
    dry.run(touch);
    expect(dry.t.sim.sleepers[0]?.on).toBe('pfault');
    dry.run({ do: 'kmem_free', from: 'ballast' });
    expect(dry.t.sim.sleepers).toEqual([]);
    const made = (b: Bench): boolean[] => {
      const object = b.k.kmem.maps.entry.object.get(
        vmMapLookup(b.k.kmem.maps, spaceOf(b.k, 1).map, 0x8048),
      );
      return Array.from({ length: 3000 }, (_, i) => lookupPage(b.k.phys, object, i) !== 0);
    };
    expect(made(dry)).toEqual(made(full));
  });
  it('has nothing to do where nothing is mapped', () => {
    const b = new Bench();
    b.run({ do: 'fork', as: 'p' });
    expect(b.run({ do: 'touch', process: 'p', order: 'local' })[0]?.words).toContain('0 times');
  });
});

describe('the limit of a process in RAM', () => {
  /** A process that may have 50 pages and has 80, and what the vmdaemon does about it. */
  const tooLarge = (rounds: number): Bench => {
    const b = new Bench();
    b.run({ do: 'fork', as: 'p', rss: 50, data: 80 });
    for (let i = 0; i < rounds; i += 1) b.vmdaemon();
    return b;
  };
  it('is by default what was free when proc0 began', () => {
    const b = new Bench();
    expect(b.k.proc.cell.get(RSS_LIMIT)).toBeGreaterThan(57_000);
    expect(b.k.proc.cell.get(RSS_LIMIT)).toBeLessThan(61_095);
  });
  it('first costs used pages their marks, then unused ones their activity', () => {
    const b = tooLarge(1);
    const { frame } = b.k.phys;
    const acts = (): number[] => {
      const all: number[] = [];
      for (let f = 1; f <= b.k.phys.pages; f += 1)
        if (frame.queue.get(f) === Q_ACTIVE) all.push(frame.act.get(f));
      return all.sort((a, b) => a - b);
    };
    // Twice a round: as its largest object and as one of its entries.
    expect(new Set(acts())).toEqual(new Set([5 + 3 - 1]));
    expect(b.procs[0]?.resident).toBe(80);
    b.vmdaemon();
    expect(new Set(acts())).toEqual(new Set([5]));
  });
  it('in the end takes the mappings above it and makes their pages inactive', () => {
    const b = tooLarge(5);
    const inactive: number[] = [];
    for (let f = b.k.phys.queue.head.get(Q_INACTIVE); f !== 0; f = b.k.phys.frame.next.get(f))
      inactive.push(b.k.phys.frame.pindex.get(f));
    expect(b.procs[0]).toMatchObject({ resident: 50, state: 'running' });
    // The lowest pages of the object: its list is in the order of its pages.
    expect(inactive).toEqual([...Array(30).keys()]);
    b.run({ do: 'touch', process: 'p' });
    expect(b.procs[0]?.resident).toBe(80);
  });
  it('leaves alone who is below it, and the system', () => {
    const b = new Bench();
    b.run({ do: 'fork', as: 'p', rss: 81, data: 80 }, { do: 'fork', as: 'k', system: true });
    for (let i = 0; i < 5; i += 1) b.vmdaemon();
    expect(b.procs[0]?.resident).toBe(80);
  });
  it('leaves alone wired and held pages', () => {
    const b = new Bench();
    b.run({ do: 'fork', as: 'p', data: 10 });
    const { frame } = b.k.phys;
    const first = b.k.vm.pv.frame.get(b.k.vm.pmap.head.get(1));
    frame.hold.add(first, 1);
    b.k.proc.proc.rss.set(1, 5);
    for (let i = 0; i < 6; i += 1) {
      requestSwapout(b.k, 'normal');
      b.t.push({ do: 'wait', seconds: 1 });
    }
    expect(frame.queue.get(first)).toBe(Q_ACTIVE);
    expect([b.procs[0]?.resident, frame.pv.get(first) !== 0]).toEqual([5, true]);
    frame.hold.add(first, -1);
  });
});

describe('a process of which nothing is left in RAM', () => {
  it('has no page table either, and gets them back as it touches', () => {
    const b = new Bench();
    b.run({ do: 'fork', as: 'p', data: 40, stack: 4 });
    const wired = b.k.phys.count.get(WIRED);
    b.run({ do: 'sleep', process: 'p', on: 'select' }, { do: 'wait', seconds: 2 });
    expect(said(b.vmdaemon())).toEqual(['vmdaemon: pid 100 swapped out, 44 mappings removed']);
    expect(b.k.phys.count.get(WIRED)).toBe(wired - 2 - 2);
    b.run({ do: 'touch', process: 'p' });
    expect([b.procs[0]?.resident, b.k.phys.count.get(WIRED)]).toEqual([44, wired]);
  });
});
