/** No number without its derivation: all tables, in several runs, and the inputs that derivations name. */
import { describe, expect, it } from 'vitest';
import type { AnyDerivation, DerivationInput } from '../../base/derivation';
import {
  SEED_MACHINE,
  Timeline,
  frameFacts,
  newSurvey,
  runScenario,
  updateSurvey,
} from '../../sim';
import type { Survey } from '../../sim';
import { TABLE_COLUMNS } from '../../strings/en/running';
import { THING_COLUMNS } from '../../strings/en/things';
import { askedNow } from './askers';
import { deriveLive } from './derive';
import { liveId } from './derive-zone';
import { frameRows } from './frame-words';
import { ramRows } from './ram-rows';
import { zoneAccount } from './selection-figures';
import { tableHeads, tableRows } from './tables';
import type { TableId, TableRow } from './tables';

const TABLES = [...Object.keys(TABLE_COLUMNS), ...Object.keys(THING_COLUMNS)] as TableId[];
/** Together they have a row in each of the ten tables. */
const RUNS = ['fragmentation', 'pipe_storm', 'pressure_little_swap', 'zero_copy'];
/** Rows of a table that are looked at: its first and its last. */
const MOST = 24;

const ends = (rows: readonly TableRow[]): readonly TableRow[] =>
  rows.length <= MOST ? rows : [...rows.slice(0, MOST / 2), ...rows.slice(-MOST / 2)];

/** What a rule that computes says of its inputs: the value follows from two of them by its sign. */
const SIGNS: readonly (readonly [sign: RegExp, of: (a: number, b: number) => number])[] = [
  [/100 × .* ÷/, (a, b) => (100 * a) / b],
  [/×/, (a, b) => a * b],
  [/÷/, (a, b) => a / b],
  [/ − /, (a, b) => a - b],
  [/ \+ /, (a, b) => a + b],
];
const follows = (d: AnyDerivation): boolean => {
  const sign = SIGNS.find(([s]) => s.test(d.formula));
  const [a, b] = d.inputs as readonly (DerivationInput | undefined)[];
  if (sign === undefined || a?.value === 'no limit') return true;
  if (a === undefined || b === undefined) return false;
  return Math.abs(sign[1](Number(a.value), Number(b.value)) - Number(d.value)) < 1e-6;
};

/** What is wrong with the derivation of a number; '' = nothing. */
const fault = (live: { timeline: Timeline; survey: Survey }, id: string, shown: number): string => {
  if (id === '') return 'no derivation';
  const d = deriveLive(live, id);
  if (d === null) return 'nothing opens';
  if (Number(d.value) !== shown) return `opens ${String(d.value)}`;
  const { label, formula, source, unit, grade } = d;
  const words = [label, formula, source.repository, source.file, source.function, grade];
  if (words.some((w) => w.trim() === '') || (unit as string) === '') return 'says too little';
  if (!follows(d)) return `does not follow from ${JSON.stringify(d.inputs)}`;
  const broken = d.inputs.find((i) => {
    const named = i.ref === undefined ? null : deriveLive(live, i.ref);
    return i.ref !== undefined && named?.id !== i.ref;
  });
  return broken === undefined ? '' : `its input ${broken.name} opens nothing`;
};

describe('every number', () => {
  const seen = new Set<TableId>();
  it.each(RUNS)('of the ten tables explains itself at the middle and the end of %s', (id) => {
    const run = runScenario(id);
    if (!run.ok) throw new Error(run.error);
    const timeline = run.value;
    for (const at of [Math.floor(timeline.length / 2), timeline.length]) {
      timeline.seek(at);
      const live = { timeline, survey: newSurvey(timeline.sim.kernel) };
      updateSurvey(timeline.sim.kernel, live.survey);
      for (const table of TABLES)
        for (const row of ends(tableRows(timeline, table))) {
          seen.add(table);
          row.figures.forEach((cell, i) => {
            const head = tableHeads(table)[i + 1];
            if (typeof cell !== 'number') return;
            const wrong = fault(live, row.whys[i] ?? '', cell);
            expect([table, row.name, head, wrong]).toEqual([table, row.name, head, '']);
          });
        }
    }
  });
  it('was looked at in each table', () => {
    expect([...seen].sort()).toEqual([...TABLES].sort());
  });
  it('of a zone’s panel too', () => {
    const run = runScenario('ng_nat_capped');
    if (!run.ok) throw new Error(run.error);
    const timeline = run.value;
    const live = { timeline, survey: newSurvey(timeline.sim.kernel) };
    const a = zoneAccount(timeline.sim.kernel, 'libalias')!;
    const shown = {
      pages: a.row.pages,
      slabs: a.slabs,
      items: a.row.itemsPerSlab,
      used: a.row.used,
      live: a.live,
      free: a.row.free,
      idle: a.free,
      rest: a.rest,
      bytes: a.held,
      share: a.share,
    };
    for (const [figure, value] of Object.entries(shown)) {
      const d = deriveLive(live, liveId('zone', 'libalias', figure));
      expect([figure, d?.value]).toEqual([figure, value]);
    }
  });
  it.each(['holder', 'asked'] as const)('of the table of RAM by %s, on each queue, too', (by) => {
    const run = runScenario('pressure_little_swap');
    if (!run.ok) throw new Error(run.error);
    const timeline = run.value;
    const live = { timeline, survey: newSurvey(timeline.sim.kernel) };
    updateSurvey(timeline.sim.kernel, live.survey);
    const kind = by === 'holder' ? 'holder' : 'asker';
    const asked = by === 'holder' ? null : askedNow(timeline, live.survey);
    const rows = ramRows(timeline.sim.kernel, live.survey, asked);
    expect(rows.length).toBeGreaterThan(5);
    for (const row of rows) {
      expect([row.id, fault(live, row.why, row.frames)]).toEqual([row.id, '']);
      for (const [place, frames] of Object.entries(row.places))
        expect([row.id, place, fault(live, liveId(kind, row.id, place), frames)]).toEqual([
          row.id,
          place,
          '',
        ]);
      expect(fault(live, liveId(kind, row.id, 'bytes'), row.frames * 4096)).toBe('');
    }
  });
  it('of a frame too', () => {
    const run = runScenario('pressure_little_swap');
    if (!run.ok) throw new Error(run.error);
    const timeline = run.value;
    const k = timeline.sim.kernel;
    const live = { timeline, survey: newSurvey(k) };
    updateSurvey(k, live.survey);
    const facts = new Set<string>();
    for (let f = 1; f <= k.phys.pages; f += 97)
      for (const { name, figure } of frameRows(timeline, frameFacts(k, live.survey, f)!)) {
        if (figure === null) continue;
        facts.add(name);
        expect([f, name, fault(live, figure.why, figure.value)]).toEqual([f, name, '']);
      }
    expect([...facts].sort()).toEqual(['act_count, of 64', 'page of it', 'wired, times']);
  });
  it('of a frame that several processes map too', () => {
    const t = Timeline.boot(SEED_MACHINE, 1);
    if (!t.ok) throw new Error(t.error);
    t.value.push({ do: 'fork', as: 'shell', data: 20 });
    const k = t.value.sim.kernel;
    const { frame } = k.phys;
    // No process of the model shares a page with another: the mappings of 20 frames are hung on the first.
    const mapped = Array.from({ length: k.phys.pages }, (_, i) => i + 1)
      .filter((f) => frame.pv.get(f) !== 0)
      .slice(0, 20);
    const [first = 0] = mapped;
    mapped.slice(1).forEach((f, i) => {
      k.vm.pv.fnext.set(frame.pv.get(mapped[i]!), frame.pv.get(f));
    });
    const live = { timeline: t.value, survey: newSurvey(k) };
    updateSurvey(k, live.survey);
    const most = frameFacts(k, live.survey, first)!;
    expect([most.mapped, most.mappings.length]).toEqual([20, 12]);
    const row = frameRows(t.value, most).find((r) => r.name === 'mappings')!;
    expect(fault(live, row.figure!.why, most.mapped)).toBe('');
  });
});
