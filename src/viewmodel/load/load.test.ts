import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { MIB } from '../../base/units';
import { readText } from '../../import';
import { kernelFaults, loadDifferences, vmstatZ } from '../../sim';
import { diffReports } from '../diff/diff';
import { explain } from '../explain/explain';
import { runForward } from './forward';
import { growthsOf } from './growths';
import type { Growth } from './growths';
import { loadableOf, startLoaded, withWhatIf } from './loadable';
import type { Loadable } from './loadable';
import { pastOf } from './past';

const read = (path: string): string => readFileSync(path, 'utf8');
const mail = read('tests/fixtures/seed-mail.txt');
const loadable = (text: string): Loadable => {
  const made = loadableOf(explain(readText(text)));
  if (!made.ok) throw new Error(made.error);
  return made.value;
};
const refused = (text: string): string => {
  const made = loadableOf(explain(readText(text)));
  return made.ok ? '' : made.error;
};
const leak = (perHour: number): readonly Growth[] => [
  { zone: '128', size: 128, perHour, low: perHour * 0.8, high: perHour * 1.25, type: 'libalias' },
];
const seed = loadable(mail);
/** The router some days before: room for 40,000 items more. */
const before = pastOf(seed, leak(1000), 40);

describe('a paste of 6.2 on i386', () => {
  it('becomes a machine with the rows of the paste', () => {
    const t = startLoaded(seed);
    if (!t.ok) throw new Error(t.error);
    expect(seed.mapPages).toBe(20_365);
    expect(loadDifferences(t.value.sim.kernel, seed.rows)).toEqual([
      { zone: 'ata_request', field: 'free', paste: 316, machine: 322 },
    ]);
    expect(kernelFaults(t.value.sim.kernel)).toEqual([]);
  });
});

describe('any other paste', () => {
  const corpus = 'tests/fixtures/corpus';
  it.each([
    ['004-drmkmod-68-vmstat-z-14current', 'The simulator runs 6.2 on i386. These rows are of 13.x'],
    ['009-kmsdrm-141-vmstat-z-13current-2018', 'These rows are of 12.x on amd64'],
    ['002-openzfs-10225-vmstat-m-12', 'There is no vmstat -z table to load.'],
    ['013-west999-mbuf-exhausted-4.x', 'There is no vmstat -z table to load.'],
  ])('%s is refused in words', (file, words) => {
    expect(refused(read(`${corpus}/${file}.txt`))).toContain(words);
  });
  it('is refused where two CPUs are told, rows are missing or the map is not known', () => {
    expect(refused(mail.replace('vm.kmem_size: ', 'vm.kmem_sizes: '))).toMatch(/kmem_size/);
    expect(refused(`hw.ncpu: 2\n${mail}`)).toContain('The simulator runs one CPU.');
    const head = mail.slice(mail.indexOf('ITEM  '));
    const few = `FreeBSD 6.2-RELEASE i386\nvm.kmem_size: 83415040\n${head.slice(0, 900)}\n`;
    expect(refused(few)).toContain('do not make a whole machine');
  });
});

describe('the past', () => {
  it('has less of what grows, in whole slabs, and says that it is plausible', () => {
    const row = (l: Loadable) => l.rows.find((r) => r.name === '128');
    expect(row(seed)!.used - row(before)!.used).toBe(40_000);
    expect((row(before)!.used + row(before)!.free) % 30).toBe(0);
    expect(before.mapPages).toBe(20_365 - Math.floor(40_000 / 30));
    expect(before.rows.filter((r, i) => r !== seed.rows[i]).map((r) => r.name)).toEqual(['128']);
    expect(before.plausible).toBe(true);
    expect(before.notes.at(-1)).toContain('plausible, not measured');
    expect(pastOf(seed, leak(1000), 1e6).rows.find((r) => r.name === '128')?.used).toBe(0);
    const t = startLoaded(before);
    expect(t.ok && t.value.sim.panic).toBeNull();
  });
});

describe('forward', () => {
  it('comes to the panic of the router at the hour that the growth gives', () => {
    const run = runForward(before, leak(1000), 200);
    if (!run.ok) throw new Error(run.error);
    const { end, words, hours, soonest, latest, timeline } = run.value;
    expect([end, words]).toEqual([
      'panic',
      'panic: kmem_malloc(4096): kmem_map too small: 83415040 total allocated',
    ]);
    // 40,000 items were taken back; free ones of the zone come on top.
    const free = before.rows.find((r) => r.name === '128')?.free ?? 0;
    expect(hours.value).toBeGreaterThan(40);
    expect(hours.value).toBeLessThan((40_000 + free) / 1000 + 1);
    expect(soonest.value).toBeCloseTo(hours.value / 1.25, 6);
    expect(latest?.value).toBeCloseTo(hours.value / 0.8, 6);
    expect(hours.grade).toBe('inferred');
    timeline.back();
    expect(timeline.sim.panic).toBeNull();
    expect(vmstatZ(timeline.sim.kernel)).toContain('128:');
  });
  it('lives longer with a larger vm.kmem_size', () => {
    const plain = runForward(before, leak(1000), 400);
    const more = runForward(withWhatIf(before, { kmemSize: 96 * MIB }), leak(1000), 2000);
    if (!plain.ok || !more.ok) throw new Error('both run');
    expect(more.value.end).toBe('panic');
    const extra = (96 * MIB - 83_415_040) / 4096;
    expect((more.value.hours.value - plain.value.hours.value) / (extra * 0.03)).toBeCloseTo(1, 1);
  });
  it('ends at a LIMIT instead where there is one', () => {
    // A LIMIT keeps a zone from taking slabs: items that are free already are handed out first.
    const { used, free } = before.rows.find((r) => r.name === '128')!;
    const at = used + free + 6000;
    const capped = withWhatIf(before, { limit: { zone: '128', items: at } });
    const run = runForward(capped, leak(1000), 100);
    if (!run.ok) throw new Error(run.error);
    expect(run.value.end).toBe('limit');
    expect(run.value.words).toContain('128');
    expect(run.value.hours.value).toBeGreaterThan((free + 6000) / 1000);
    expect(run.value.hours.value).toBeLessThan((free + 6000) / 1000 + 0.5);
  });
  it('stops when time is over, and with a sentence where nothing grows', () => {
    const run = runForward(before, leak(10), 5);
    expect(run.ok && [run.value.end, run.value.hours.value]).toEqual(['time', 5]);
    const none = runForward(before, [], 5);
    expect(none.ok ? '' : none.error).toContain('Nothing to carry on');
    expect(runForward(before, leak(1), 0).ok).toBe(false);
  });
  it('says where RAM is too small for the rows', () => {
    const small = runForward(withWhatIf(before, { ram: 64 * MIB }), leak(1000), 5);
    expect(small.ok ? '' : small.error).toMatch(
      /^This machine has no room for the rows of the paste: zone .* items in use there and /,
    );
  });
});

describe('growth of a comparison', () => {
  it('is that of zones that may leak, in items an hour', () => {
    const later = mail.replace(/\b243914\b/g, '253914').replace(/\b637135440\b/g, '638135440');
    const times = (text: string): string => text.slice(text.indexOf('ITEM  '));
    const reports = [times(mail), times(later)].map((t) => readText(t));
    const diff = diffReports(reports, { hours: [0, 10] });
    expect(growthsOf(diff, seed)).toEqual([
      { zone: '128', size: 128, perHour: 1000, low: 1000, high: 1000, type: null },
    ]);
    expect(growthsOf(diffReports(reports), seed)).toEqual([]);
  });
});
