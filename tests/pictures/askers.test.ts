/** Who asked: map, table and words count the same frames, and each colour gives its reason. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SEED_MACHINE, Timeline, newSurvey, runScenario, updateSurvey } from '../../src/sim';
import type { Survey } from '../../src/sim';
import { anyScript } from '../../src/sim/oracle/arbitraries';
import { askedNow } from '../../src/viewmodel/running/askers';
import { noCells } from '../../src/viewmodel/running/cells';
import { colouredWords } from '../../src/viewmodel/running/colour-words';
import { deriveLive } from '../../src/viewmodel/running/derive';
import { holdersOf } from '../../src/viewmodel/running/holders';
import { drawRam } from '../../src/viewmodel/running/ram-picture';
import { ramRows } from '../../src/viewmodel/running/ram-rows';

const surveyOf = (t: Timeline): Survey => {
  const s = newSurvey(t.sim.kernel);
  updateSurvey(t.sim.kernel, s);
  return s;
};
const scenario = (id: string): Timeline => {
  const run = runScenario(id);
  if (!run.ok) throw new Error(run.error);
  return run.value;
};

const check = (t: Timeline): void => {
  const s = surveyOf(t);
  const k = t.sim.kernel;
  const asked = askedNow(t, s);
  const rows = ramRows(k, s, asked);
  expect(rows.reduce((n, r) => n + r.frames, 0)).toBe(k.phys.pages);
  const picture = noCells();
  const view = { arrangement: 'owner', colour: 'asked', marks: null, asked } as const;
  drawRam(k, s, view, picture);
  expect(picture.runs.map((r) => [r.id, r.amount])).toEqual(rows.map((r) => [r.id, r.frames]));
  for (const row of rows)
    expect(deriveLive({ timeline: t, survey: s }, row.why)?.value).toBe(row.frames);
};

describe('who asked for the frames of RAM', () => {
  it('is libalias for the leak, and others for the rest of malloc', () => {
    const t = scenario('ng_nat');
    const s = surveyOf(t);
    const rows = ramRows(t.sim.kernel, s, askedNow(t, s));
    const of = (id: string): number => rows.find((r) => r.id === id)?.frames ?? 0;
    const zone = ramRows(t.sim.kernel, s).find((r) => r.id === 'zone:128')?.frames ?? 0;
    expect(of('type:libalias')).toBeGreaterThan(zone * 0.9);
    expect(of('type:libalias')).toBeLessThanOrEqual(zone + 2);
    expect(of('asker:network')).toBeGreaterThan(0);
    check(t);
  });
  it('is the zone itself where a subsystem has one of its own', () => {
    const t = scenario('ng_nat_capped');
    const s = surveyOf(t);
    const rows = ramRows(t.sim.kernel, s, askedNow(t, s));
    expect(rows.find((r) => r.id === 'zone:libalias')?.frames).toBeGreaterThan(1000);
  });
  it('counts every frame once, in picture, table and words, in any state', () => {
    fc.assert(
      fc.property(anyScript(20, 60), (commands) => {
        const t = Timeline.boot(SEED_MACHINE, 1);
        if (!t.ok) throw new Error(t.error);
        for (const c of commands) if (t.value.sim.panic === null) t.value.push(c);
        check(t.value);
      }),
      { seed: 21, numRuns: 8 },
    );
  });
});

describe('the reason of a colour', () => {
  const t = scenario('pressure_busy');
  const s = surveyOf(t);
  const frameOf = (id: string, place?: number): number => {
    const wanted = holdersOf(t.sim.kernel).byId(id)?.holder;
    return s.holder.findIndex(
      (h, f) => f > 0 && h === wanted && (place === undefined || s.place[f] === place),
    );
  };
  /** any zone that has frames of its own, and not only pages of the boot */
  const zone = ramRows(t.sim.kernel, s).find(
    (r) => r.id.startsWith('zone:') && r.id !== 'zone:SWAPMETA',
  )!.id;
  const words = (id: string, colour: Parameters<typeof colouredWords>[3]): string =>
    colouredWords(t, s, frameOf(id), colour);
  it('says why a page cannot leave, or what has to happen first', () => {
    expect(words('holder:tables', 'paging')).toContain('page tables stay with their process');
    expect(words(zone, 'paging')).toContain('UMA has it wired');
    expect(words('holder:user', 'paging')).toMatch(/can leave (once|at once)/);
    expect(words('holder:free', 'paging')).toMatch(/; holds nothing$/);
  });
  it('says age, zone, owner and asker', () => {
    expect(words('holder:user', 'age')).toMatch(/act_count \d+ of 64, (not )?used since/);
    expect(words('holder:tables', 'age')).toContain('has no age');
    expect(words(zone, 'zone')).toMatch(/\d+ of \d+ items of its slab handed out$/);
    expect(words('holder:user', 'holder')).toContain('which the page daemon can take');
    expect(words('holder:user', 'asked')).toMatch(/; asked for by processes$/);
    expect(colouredWords(t, s, 0, 'asked')).toBe('');
  });
});
