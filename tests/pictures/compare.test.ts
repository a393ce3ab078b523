/** Figures that compare two states: each has a rule, whatever parts of the kernel were at work. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  SEED_MACHINE,
  Timeline,
  compareStates,
  namedFigures,
  newSurvey,
  stateFigures,
  updateSurvey,
} from '../../src/sim';
import type { Survey } from '../../src/sim';
import { anyScript } from '../../src/sim/oracle/arbitraries';
import { compareBranches } from '../../src/viewmodel/running/branches';
import { deriveLive, deriveWithInputs } from '../../src/viewmodel/running/derive';
import { liveId, partsOfId } from '../../src/viewmodel/running/derive-zone';
import { ruleOf } from '../../src/viewmodel/running/figure-rules';

const boot = (): Timeline => {
  const t = Timeline.boot(SEED_MACHINE, 1);
  if (!t.ok) throw new Error(t.error);
  return t.value;
};
const surveyOf = (t: Timeline): Survey => {
  const s = newSurvey(t.sim.kernel);
  updateSurvey(t.sim.kernel, s);
  return s;
};

describe('a figure by its name', () => {
  it('has a rule in every state and every event', () => {
    fc.assert(
      fc.property(anyScript(20, 60), (commands) => {
        const t = boot();
        for (const c of commands)
          if (t.sim.panic === null)
            for (const { changes } of t.push(c))
              for (const { what } of changes)
                expect([what, ruleOf(what)]).not.toEqual([what, null]);
        for (const what of namedFigures(stateFigures(t)).keys())
          expect([what, ruleOf(what)]).not.toEqual([what, null]);
      }),
      { seed: 4, numRuns: 10 },
    );
  });
  it('has none where nothing is called so', () => {
    for (const what of ['', 'x', 'zone', 'pages x', 'zone 128 colour x', 'type a b'])
      expect([what, ruleOf(what)]).toEqual([what, what.startsWith('zone') ? ruleOf(what) : null]);
  });
});

describe('two branches', () => {
  const here = boot();
  here.push({ do: 'malloc', type: 'temp', size: 100, count: 10 });
  const there = here.fork();
  there.push({ do: 'malloc', type: 'a|b%7C', size: 65_536, as: 'block|1' });
  const branches = [here, there];
  const live = {
    timeline: here,
    survey: surveyOf(here),
    timelineOf: (n: number) => branches[n] ?? null,
  };

  it('explain each figure of their comparison, and by how much one leads', () => {
    const { principal, rest } = compareBranches(here, there);
    const rows = [...principal.filter((p) => p.what !== ''), ...rest];
    expect(rows.map((r) => r.what)).toContain('type a|b%7C bytes');
    expect(rest).toEqual(compareStates(stateFigures(here), stateFigures(there)));
    for (const { what, left, right } of rows) {
      const of = (kind: string, name: string): unknown =>
        deriveLive(live, liveId(kind, name, what))?.value;
      expect([what, of('branch', '0'), of('branch', '1')]).toEqual([what, left, right]);
      const [lead, ...inputs] = deriveWithInputs(live, liveId('lead', '0-1', what));
      expect([what, lead?.value, inputs.map((i) => i.value)]).toEqual([
        what,
        left - right,
        [left, right],
      ]);
    }
  });
  it('are not there without a run, and other branches are nothing', () => {
    const { timeline, survey } = live;
    expect(deriveLive({ timeline, survey }, liveId('branch', '1', 'free'))).toBeNull();
    expect(deriveLive(live, liveId('branch', '7', 'free'))).toBeNull();
    expect(deriveLive(live, liveId('lead', '0-7', 'free'))).toBeNull();
    expect(deriveLive(live, liveId('lead', 'x', 'free'))).toBeNull();
    expect(deriveLive(live, liveId('branch', '1', 'colour'))).toBeNull();
  });
  it('say where they stand', () => {
    expect(deriveLive(live, liveId('branch', '1', 'free'))?.note).toContain('command 2.');
    expect(deriveLive(live, liveId('branch', '0', 'free'))?.note).toContain('command 1.');
  });
});

describe('what commands by hand changed', () => {
  it('is explained before and after', () => {
    const t = boot();
    const did = { changes: [{ what: 'zone 128', from: 3, to: 13 }], before: 7, after: 8 };
    const live = { timeline: t, survey: surveyOf(t), did };
    const after = deriveLive(live, liveId('did', 'to', 'zone 128'));
    expect(after).toMatchObject({ value: 13, unit: 'items', inputs: [{ value: 3 }] });
    expect(after?.note).toContain('command 8.');
    const before = deriveLive(live, after?.inputs[0]?.ref ?? '');
    expect(before).toMatchObject({ value: 3, inputs: [] });
    expect(before?.note).toContain('command 7.');
    expect(deriveLive(live, liveId('did', 'to', 'free'))).toBeNull();
    expect(deriveLive({ ...live, did: null }, liveId('did', 'to', 'zone 128'))).toBeNull();
  });
});

describe('an id', () => {
  it('carries any text', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (name, figure) => {
        expect(partsOfId(liveId('type', name, figure))).toEqual(['type', name, figure]);
      }),
      { seed: 5, numRuns: 200 },
    );
    expect(liveId('zone', '128', 'used')).toBe('live|zone|128|used');
    expect(partsOfId('vm.kmem_size')).toBeNull();
  });
});
