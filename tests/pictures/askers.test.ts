/** Who asked: map, table and words count the same frames, and each colour gives its reason. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  SEED_MACHINE,
  Timeline,
  mapExtent,
  mapNumber,
  newSurvey,
  runScenario,
  updateSurvey,
} from '../../src/sim';
import type { Survey } from '../../src/sim';
import { anyScript } from '../../src/sim/oracle/arbitraries';
import { askedNow } from '../../src/viewmodel/running/askers';
import { noCells, thingAt } from '../../src/viewmodel/running/cells';
import type { CellPicture } from '../../src/viewmodel/running/cells';
import { colouredWords } from '../../src/viewmodel/running/colour-words';
import { deriveLive } from '../../src/viewmodel/running/derive';
import { holdersOf } from '../../src/viewmodel/running/holders';
import { ramLink } from '../../src/viewmodel/running/link';
import { countMarks, marksIn } from '../../src/viewmodel/running/marks';
import { openColumns } from '../../src/viewmodel/running/open-columns';
import { drawPages } from '../../src/viewmodel/running/page-picture';
import { askerWords, slabWords } from '../../src/viewmodel/running/page-words';
import { resolve } from '../../src/viewmodel/running/place';
import { drawRam } from '../../src/viewmodel/running/ram-picture';
import { ramRows } from '../../src/viewmodel/running/ram-rows';
import { selectionTitle } from '../../src/viewmodel/running/selection-figures';
import { drawSlabs } from '../../src/viewmodel/running/slab-picture';
import { parentId } from '../../src/viewmodel/running/zoom';

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

describe('who asked, in the ruler', () => {
  const t = scenario('ng_nat');
  const k = t.sim.kernel;
  const s = surveyOf(t);
  const asked = askedNow(t, s);
  const range = { map: mapNumber(k, 'kmem_map'), ...mapExtent(k, mapNumber(k, 'kmem_map')) };
  const plain = { hue: 'free', look: 'none' } as const;
  const libalias = asked.holders.byId('type:libalias')!;
  const owned = (p: CellPicture, id: string): number =>
    p.runs.filter((r) => r.id === id).reduce((n, r) => n + r.amount, 0);
  it('has the frames of kmem_map that RAM has for each asker, gathered and by address', () => {
    const p = noCells();
    drawPages(k, s, { range, order: 'owners', plain, marks: null, asked }, p);
    const wanted = new Map<string, number>();
    for (let page = range.start; page < range.end; page += 1) {
      const f = k.frameAt.get(page - k.kmem.base);
      const { id } = asked.holders.of(asked.survey.holder[f]!);
      if (f !== 0) wanted.set(id, (wanted.get(id) ?? 0) + 1);
    }
    expect(wanted.get('type:libalias')).toBeGreaterThan(8_000);
    for (const [id, frames] of wanted) expect([id, owned(p, id)]).toEqual([id, frames]);
    expect(owned(p, 'zone:128')).toBe(0);
    const code = p.codes[p.runs.find((r) => r.id === 'type:libalias')!.from];
    drawPages(k, s, { range, order: 'addresses', plain, marks: null, asked }, p);
    for (let page = 0; page < p.count; page += 997) {
      const f = k.frameAt.get(range.start + page - k.kmem.base);
      if (asked.survey.holder[f] === libalias.holder && f !== 0) expect(p.codes[page]).toBe(code);
    }
  });
  it('parts the slabs of a zone, and the items of a slab', () => {
    const p = noCells();
    drawSlabs(k, { id: 'zone:128', order: 'owners', asked }, p);
    expect(p.runs.reduce((n, r) => n + r.size, 0)).toBe(p.count);
    const whose = new Set(p.runs.map((r) => r.label.split(':')[0]));
    expect(whose).toContain('libalias');
    const slab = thingAt(p, p.runs.find((r) => r.label.startsWith('libalias: '))!.from);
    const at = `slab:0x${(k.uma.slab.page.get(slab) * 4096).toString(16)}`;
    const view = { selected: resolve(k, s, at), open: 'kmem_map', order: 'owners' } as const;
    const open = openColumns(k, s, { ...view, asked });
    const { owner, shade } = libalias;
    const [item] = open.slab!.bands.filter((b) => b.what.endsWith('Asked for by libalias.'));
    expect(item).toMatchObject({ owner, shade });
    expect(openColumns(k, s, view).slab!.bands.some((b) => b.what.includes('Asked'))).toBe(false);
    expect(slabWords(k, slab) + askerWords(k, s, asked, { slab })).toMatch(
      /^slab of 128 at 0x\w+, \d+ of 30 items live, asked for by libalias$/,
    );
    const page = k.uma.slab.page.get(slab);
    expect(askerWords(k, s, asked, { page })).toBe(', asked for by libalias');
    expect(askerWords(k, s, null, { page })).toBe('');
    expect(askerWords(k, s, asked, { page: mapExtent(k, mapNumber(k, 'pager_map')).start })).toBe(
      '',
    );
  });
  it('fills the band of kmem_map with its stripes', () => {
    const view = { selected: resolve(k, s, 'map:kmem_map'), open: '', order: 'owners' } as const;
    const stripes = (a: typeof asked | null): number =>
      openColumns(k, s, { ...view, asked: a }).kernel.bands.find((b) => b.id === 'kmem_map')!
        .stripes!.length;
    expect(stripes(asked)).not.toBe(stripes(null));
  });
  it('marks the frames of a selected asker, and says how many', () => {
    for (const id of ['type:libalias', 'asker:network', 'asker:kernel']) {
      const selected = resolve(k, s, id);
      const marks = marksIn(t, s, selected, new Uint8Array(0));
      const row = ramRows(k, s, asked).find((r) => r.id === id)!;
      expect([id, countMarks(marks)]).toEqual([id, row.frames]);
      expect(ramLink(k, selected, marks)).toMatchObject({ pages: 0, frames: row.frames });
      expect(selectionTitle(selected)).toBe(row.label);
      expect(parentId(k, selected)).toBe('map:kmem_map');
    }
    for (const id of ['asker:free', 'asker:nobody', 'type:', 'type:nobody', 'asker:__proto__'])
      expect([id, resolve(k, s, id).kind]).toEqual([id, 'none']);
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
  it('names the process that maps a page by its pid, not by the number of its pmap', () => {
    const { frame } = t.sim.kernel.phys;
    const { pmap } = t.sim.kernel.vm.pv;
    const { pid } = t.sim.kernel.proc.proc;
    const f = s.holder.findIndex((_, i) => i > 0 && pmap.get(frame.pv.get(i)) !== 0);
    const of = pmap.get(frame.pv.get(f));
    expect(pid.get(of)).not.toBe(of);
    expect(colouredWords(t, s, f, 'holder')).toMatch(new RegExp(`process ${pid.get(of)}, \\w`));
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
