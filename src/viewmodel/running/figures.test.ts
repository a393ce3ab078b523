/** Tables, bars, words and derivations say the same in any state. */
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  frameAtAddress,
  largePages,
  newSurvey,
  runScenario,
  slabsOfZone,
  stateSummary,
  updateSurvey,
  zoneNames,
  zoneRow,
} from '../../sim';
import type { Survey, Timeline } from '../../sim';
import { deriveLive } from './derive';
import { liveId } from './derive-zone';
import { freeFrames, liveHeadline, positionWords } from './headline';
import { itemColumn, itemLooks, slabColumn } from './item-column';
import { liveKernelColumn } from './kernel-column';
import { chaptersOf, logLine } from './log-lines';
import { addressId, resolve } from './place';
import { queuesView } from './queues';
import { pickRows, printed, tableRows } from './tables';

let t: Timeline;
let s: Survey;
beforeAll(() => {
  const run = runScenario('fragmentation');
  if (!run.ok) throw new Error(run.error);
  t = run.value;
  s = newSurvey(t.sim.kernel);
});
const at = (position: number): void => {
  t.seek(position);
  updateSurvey(t.sim.kernel, s);
};
const value = (id: string): number | undefined =>
  Number(deriveLive({ timeline: t, survey: s }, id)?.value);

describe('in any state', () => {
  it('each figure of each table is the value of its derivation', () => {
    fc.assert(
      fc.property(fc.nat(t.length), (position) => {
        at(position);
        for (const id of ['zones', 'types', 'maps', 'queues'] as const)
          for (const row of tableRows(t, id))
            row.whys.forEach((why, i) => {
              if (why !== '') expect([why, value(why)]).toEqual([why, row.figures[i]]);
            });
      }),
      { seed: 8, numRuns: 4 },
    );
  });
  it('bars, table and words count the same frames', () => {
    fc.assert(
      fc.property(fc.nat(t.length), (position) => {
        at(position);
        const { pages, maps } = stateSummary(t);
        const q = queuesView(t.sim.kernel, s);
        const size = Object.fromEntries(q.bars.map((b) => [b.place, b.size]));
        expect(size).toEqual({
          wired: pages.wired,
          active: pages.active,
          inactive: pages.inactive,
          cache: pages.cache,
          hold: pages.held,
          free: pages.free,
        });
        expect(q.available).toBe(pages.free + pages.cache);
        expect(freeFrames(t)).toBe(pages.free);
        expect(q.marks.map((m) => m.at)).toEqual(
          [...q.marks.map((m) => m.at)].sort((a, b) => a - b),
        );
        const kmem = maps.find((m) => m.name === 'kmem_map')!;
        expect(liveHeadline(t).kmem).toEqual({
          size: kmem.size / 4096,
          allocated: kmem.allocated / 4096,
          hole: kmem.largestHole / 4096,
        });
      }),
      { seed: 9, numRuns: 12 },
    );
  });
  it('the bands of kernel_map are all of it, without gap', () => {
    at(t.length);
    const column = liveKernelColumn(t.sim.kernel, 'kmem_map', {});
    let end = 0;
    for (const band of column.bands) {
      expect([band.id, band.from]).toEqual([band.id, end]);
      end += band.size;
    }
    expect(end).toBe(column.size);
    for (const band of column.bands.filter((b) => b.why.startsWith('live|')))
      expect([band.id, value(band.why)]).toEqual([band.id, band.size]);
  });
});

describe('words', () => {
  it('say that it panicked, and where it stands', () => {
    at(t.length);
    expect(liveHeadline(t).title).toBe('kmem_map is 98.7 % full: panic');
    expect(liveHeadline(t).panic).toContain('kmem_map too small');
    expect(logLine(t, t.length - 1)).toMatchObject({ at: t.length, outcome: 'panic' });
    at(0);
    expect(liveHeadline(t).title).toMatch(/^kmem_map is 0\.\d % full$/);
    expect(positionWords(3, 664, false)).toBe('event 3 of 664');
    expect(positionWords(3, 664, true)).toBe('event 3, 664 made so far');
  });
  it('speak of what the scenario is about', () => {
    const end = (id: string): Timeline => {
      const run = runScenario(id);
      if (!run.ok) throw new Error(run.error);
      return run.value;
    };
    const pipes = end('pipe_storm');
    const titles = Array.from({ length: 40 }, (_, i) => {
      pipes.seek(Math.floor((pipes.length * i) / 39));
      return liveHeadline(pipes, 'pipes').title;
    });
    expect(titles[0]).toBe('pipe_map is 0.0 % full');
    expect(
      titles.some((s) => /^pipe_map is [56]\d\.\d % full: new pipes get 4 K, none/.test(s)),
    ).toBe(true);
    const flood = end('packet_flood');
    expect(liveHeadline(flood, 'clusters').title).toMatch(/^[\d,]+ of 8,768 clusters are in use$/);
    flood.seek(0);
    expect(liveHeadline(flood, 'ram').title).toMatch(/^RAM is \d\.\d % taken$/);
    const busy = end('pressure_busy');
    const about = Array.from({ length: 100 }, (_, i) => {
      busy.seek(Math.floor((busy.length * i) / 99));
      return liveHeadline(busy, 'ram').title;
    });
    expect(about.some((s) => s.includes('below the mark that wakes the page daemon'))).toBe(true);
    expect(about.some((s) => /taken.*\. [\d,]+ pages are on swap$/.test(s))).toBe(true);
    const uncapped = end('packet_flood_uncapped');
    uncapped.seek(Math.floor(uncapped.length / 2));
    expect(liveHeadline(uncapped, 'clusters').title).toMatch(
      /^[\d,]+ clusters are in use, without a limit\. kmem_map is \d+\.\d % full$/,
    );
  });
  it('name whoever has the most pages, and every figure of them opens', () => {
    for (const id of [
      'fragmentation',
      'packet_flood',
      'pressure_busy',
      'pipe_storm',
      'ng_nat_capped',
    ]) {
      const run = runScenario(id);
      if (!run.ok) throw new Error(run.error);
      const one = run.value;
      for (let i = 0; i <= 6; i += 1) {
        one.seek(Math.floor((one.length * i) / 6));
        const live = { timeline: one, survey: newSurvey(one.sim.kernel) };
        updateSurvey(one.sim.kernel, live.survey);
        for (const subject of ['kmem', 'ram', 'pipes', 'clusters'] as const)
          for (const { text, figure } of liveHeadline(one, subject).parts)
            if (figure !== undefined)
              expect([id, text, deriveLive(live, liveId(...figure.of))?.value]).toEqual([
                id,
                text,
                figure.value,
              ]);
        const { kernel } = one.sim;
        const most = zoneNames(kernel).map(({ zone }) => zoneRow(kernel, zone).pages);
        const named = liveHeadline(one).parts.find(({ figure }) => figure?.of[2] === 'bytes');
        if (named !== undefined)
          expect(named.figure?.value).toBe(4096 * Math.max(largePages(kernel), ...most));
      }
    }
  });
  it('gather the log into chapters that cover it', () => {
    const chapters = chaptersOf(t);
    expect(chapters[0]).toMatchObject({ name: 'blocks', from: 0 });
    chapters.slice(1).forEach((c, i) => {
      expect(c.from).toBe(chapters[i]!.to);
    });
    expect(chapters.at(-1)!.to).toBe(t.length);
  });
});

describe('a selection', () => {
  it('goes from a zone to a slab, an item, its address, and the frame that holds it', () => {
    at(t.length);
    const k = t.sim.kernel;
    const slabs = slabsOfZone(k, k.uma.names.indexOf('KMAP ENTRY'));
    const addressOf = (n: number): number => k.uma.slab.page.get(n) * 4096;
    const full = slabs.find((n) => frameAtAddress(k, addressOf(n)) !== 0)!;
    const address = addressOf(full);
    const slab = resolve(k, s, addressId('slab', address));
    expect(slab).toMatchObject({ kind: 'slab', holder: { id: 'zone:KMAP ENTRY' } });
    const third = address + 2 * slab.slab!.pitch;
    const item = resolve(k, s, addressId('item', third + 5));
    expect(item).toMatchObject({ kind: 'item', item: 2, slab: { slab: full } });
    const looks = itemLooks(slab.holder!, full, null);
    const columns = [slabColumn(slab.slab!, slab.holder!, looks), itemColumn(slab.slab!, looks, 2)];
    expect(columns[0]!.bands[2]).toMatchObject({
      address: BigInt(third),
      label: expect.stringMatching(/^3 /) as string,
    });
    expect(columns[0]!.bands.reduce((n, b) => n + b.size, 0)).toBe(4096);
    expect(columns[1]!.bands[0]!.address).toBe(BigInt(third));
    const frame = resolve(k, s, `frame:${item.frame!.frame}`);
    expect(frame).toMatchObject({ kind: 'frame', slab: { slab: full } });
    expect(frame.frame!.mappings).toEqual([{ pmap: 0, address }]);
  });
  it.each([
    '',
    'zone:nobody',
    'slab:0x1',
    'slab:zzz',
    'item:',
    'frame:0',
    'frame:x',
    'holder:',
    '%',
  ])('that means nothing (%j) is nothing', (id) => {
    expect(resolve(t.sim.kernel, s, id).kind).toBe('none');
  });
  it('explains nothing that does not exist', () => {
    for (const id of [
      '',
      'x',
      'live|zone|nobody|used',
      'live|zone|128|colour',
      'live|map|m|size',
      'live|mark|x|',
      'live|slab|0x0|',
    ])
      expect(deriveLive({ timeline: t, survey: s }, id)).toBeNull();
    expect(value(liveId('mark', 'wake', ''))).toBe(t.sim.kernel.phys.marks.wake);
  });
});

describe('tables', () => {
  const ask = { filter: '', sort: -1, isDown: false };
  it('are filtered and sorted, and otherwise in the kernel’s order', () => {
    at(t.length);
    const rows = tableRows(t, 'zones');
    expect(pickRows(rows, ask).map((r) => r.name)).toEqual(rows.map((r) => r.name));
    expect(pickRows(rows, { ...ask, filter: ' Bucket' }).map((r) => r.name)).toEqual([
      '16 Bucket',
      '32 Bucket',
      '64 Bucket',
      '128 Bucket',
    ]);
    const bySize = pickRows(rows, { ...ask, sort: 1, isDown: true });
    expect(bySize[0]!.name).toBe('mbuf_jumbo_16k');
    expect(pickRows(rows, { ...ask, sort: 0 })[0]!.name).toBe('16');
  });
  it('print as the kernel would', () => {
    expect(printed(t, 'z')).toMatch(/^ITEM +SIZE/);
    expect(printed(t, 'm')).toMatch(/^ +Type InUse/);
  });
});
