import { describe, expect, it } from 'vitest';
import { MIB } from '../../base/units';
import type { Timeline } from '../../sim';
import { chartOf } from './chart';
import { Taken, commandsOf } from './course';
import { runForward } from './forward';
import { growthByHand, growthFigure } from './growths';
import type { Growth } from './growths';
import { startLoaded, withWhatIf } from './loadable';
import { growthWords, horizonOf, outcomeOf, whatIfWords } from './outcome';
import { pastOf } from './past';
import { printedOf } from './printed';
import { otherReleases } from './releases';
import { scriptOf } from './script';
import { seedLoadable, seedMail } from './testkit';

const seed = seedLoadable();
const leak: readonly Growth[] = [growthByHand(seed, '128', 1000)!];
const started = (from = seed): Timeline => {
  const t = startLoaded(from);
  if (!t.ok) throw new Error(t.error);
  return t.value;
};

describe('the self-check', () => {
  it('prints every row of the mail, digit by digit', () => {
    const printed = printedOf(started(), seed);
    expect([printed.equal.value, printed.rows.value]).toEqual([90, 90]);
    expect(printed.torn).toHaveLength(1);
    expect(printed.torn[0]).toContain('without 6 free items');
    expect(printed.differences).toEqual([]);
    const mail = seedMail();
    const table = mail.slice(mail.indexOf('ITEM  '), mail.indexOf('\n-- \nWBR'));
    const bare = (text: string): string => text.replace(/\s+/g, '');
    expect(bare(printed.text)).toBe(bare(table));
  });
  it('counts and names a row that differs', () => {
    const rows = seed.rows.map((r) => (r.name === '128' ? { ...r, used: r.used - 30 } : r));
    const printed = printedOf(started(), { ...seed, rows });
    expect(printed.equal.value).toBe(89);
    expect(printed.differences).toEqual(['128: USED is 243,884 in the paste, 243,914 here']);
  });
});

describe('a course', () => {
  it('gives all items that are due, in commands that a frame can take', () => {
    const growths = [{ ...leak[0]!, perHour: 9000.7 }];
    const all = [...commandsOf(growths, new Taken(), { from: 0, to: 3, steps: 3 })];
    const counts = all.map(({ command }) => ('count' in command ? (command.count ?? 1) : 0));
    expect(counts.reduce((n, c) => n + c, 0)).toBe(Math.floor(9000.7 * 3));
    expect(Math.max(...counts)).toBeLessThanOrEqual(4000);
    expect(new Set(all.map((d) => d.hour))).toEqual(new Set([1, 2, 3]));
  });
  it('goes through the past to the paste, and on to the panic', () => {
    const t = started(pastOf(seed, leak, 40));
    const script = scriptOf({ growths: leak, back: 40, most: 500, step: 1 }, t);
    while (script.step());
    expect(t.sim.panic).toContain('kmem_map too small: 83415040');
    const [paste] = script.moments();
    expect(paste?.at).toBe(40);
    t.seek(40);
    const row = printedOf(t, seed).differences.filter((d) => d.startsWith('128: USED'));
    expect(row).toEqual([]);
  });
  it('has no command where nothing grows', () => {
    const t = started();
    const script = scriptOf({ growths: [], back: 0, most: 0, step: 1 }, t);
    expect(script.step()).toBe(false);
    expect(script.moments()).toEqual([{ id: 'paste', at: 0, name: 'the paste' }]);
  });
});

describe('an outcome', () => {
  const whatIf = { kmemSize: 96 * MIB };
  const loadable = withWhatIf(seed, whatIf);
  const forward = runForward(loadable, leak, horizonOf(loadable, leak));
  if (!forward.ok) throw new Error(forward.error);
  const outcome = outcomeOf({ id: 3, loadable, whatIf, growths: leak, back: 100 }, forward.value);

  it('says what was tried', () => {
    expect(outcome.tried).toBe('vm.kmem_size 96 MB');
    expect(outcome.growth).toBe('128: 1,000 items an hour, by hand');
    expect(whatIfWords({})).toBe('as pasted');
    expect(whatIfWords({ ram: 512 * MIB, limit: { zone: '128', items: 9000 } })).toBe(
      'RAM 512 MB, LIMIT of 128 9,000',
    );
    expect(growthWords([{ ...leak[0]!, perHour: 1234.567, isByHand: undefined! }])).toBe(
      '128: 1,235 items an hour, measured',
    );
  });
  it('goes from the past over the paste to the end, and says which is which', () => {
    const kinds = outcome.rows.map((r) => r.kind);
    expect([...new Set(kinds)]).toEqual(['past', 'paste', 'model']);
    const hours = outcome.rows.map((r) => r.hour.value);
    expect(hours).toEqual([...hours].sort((a, b) => a - b));
    expect(hours[0]).toBe(-100);
    expect(hours.at(-1)).toBe(outcome.hours.value);
    const used = outcome.rows.map((r) => r.zones[0]!.used.value);
    expect(used).toEqual([...used].sort((a, b) => a - b));
    expect(used[0]).toBe(143_914);
    const paste = outcome.rows.find((r) => r.kind === 'paste')!;
    expect(paste.zones[0]!.used).toMatchObject({ value: 243_914, grade: 'user-data' });
    expect(outcome.rows[0]!.taken.grade).toBe('inferred');
    expect(outcome.rows.at(-1)!.taken.value).toBe(outcome.map.value);
    expect(outcome.map.value).toBe(96 * MIB);
  });
  it('hands over every figure that it shows, under a name of its own', () => {
    const ids = new Set(outcome.derivations.map((d) => d.id));
    const shown = outcome.rows.flatMap((r) => [
      r.hour,
      r.taken,
      ...r.zones.flatMap((z) => [z.used, z.free]),
    ]);
    for (const d of [...shown, outcome.hours, outcome.soonest, outcome.latest!, outcome.map])
      expect(ids, d.id).toContain(d.id);
    expect([...ids].every((id) => id.startsWith('load.run3:'))).toBe(true);
  });
  it('is drawn from corner to corner', () => {
    const { taken, live, paste } = chartOf(outcome);
    expect(taken.past[0]?.x).toBe(0);
    expect(taken.later.at(-1)).toEqual({ x: 1, y: 1 });
    expect(paste).toBeCloseTo(100 / (100 + outcome.hours.value), 9);
    expect(taken.past.at(-1)).toEqual(taken.later[0]);
    for (const { x, y } of [...live.past, ...live.later]) {
      expect(x).toBeGreaterThanOrEqual(0);
      expect(y).toBeLessThan(1);
    }
    const plain = chartOf({ ...outcome, rows: outcome.rows.filter((r) => r.kind !== 'past') });
    expect([plain.paste, plain.taken.past]).toEqual([0, []]);
  });
});

describe('what grows and what is newer', () => {
  it('comes with what it rests on', () => {
    const d = growthFigure({ ...leak[0]!, low: 900, high: 1100 });
    expect(d.value).toBe(1000);
    expect(d.inputs.map((i) => i.value)).toEqual([128_000, 115_200, 140_800, 128]);
  });
  it('is reckoned for every other release of the model on the same RAM', () => {
    const all = otherReleases(seed.machine);
    expect(all.map((r) => r.name)).toEqual(['7.3 i386', '6.2 amd64', '7.0 amd64']);
    for (const r of all) {
      expect(r.why === '').toBe(r.kmemSize !== null);
      expect(r.kmemSize?.value ?? MIB).toBeGreaterThanOrEqual(MIB);
    }
    // The settings of the paste's own loader are left out.
    const set = { ...seed.machine, tunables: { 'vm.kmem_size': 96 * MIB } };
    expect(otherReleases(set).map((r) => r.kmemSize?.value)).toEqual(
      all.map((r) => r.kmemSize?.value),
    );
  });
});
