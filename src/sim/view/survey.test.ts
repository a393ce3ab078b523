/** A survey looks only at what was written, and says the same as one that looks at everything. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SEED_MACHINE } from '../boot/machine';
import type { Timeline } from '../engine/timeline';
import { runScenario } from '../scenarios/registry';
import { WORKLOADS, startWorkload } from '../workloads/registry';
import { SMALL, boot } from '../workloads/testkit';
import { PLACES, framesOfHolder, newSurvey, updateSurvey } from './index';
import type { Survey } from './index';

/** A survey of the same state that never saw another one: on a kernel of its own. */
const anew = (t: Timeline): Survey => {
  const { kernel } = t.fork().sim;
  const s = newSurvey(kernel);
  updateSurvey(kernel, s);
  return s;
};

const wanted = (s: Survey, frames: number): Int32Array => {
  const tally = new Int32Array(s.tally.length);
  for (let f = 1; f <= frames; f += 1) tally[s.holder[f]! * PLACES.length + s.place[f]!]! += 1;
  return tally;
};

const expectSame = (t: Timeline, kept: Survey): void => {
  const other = anew(t);
  for (const what of ['holder', 'place', 'slabAt'] as const) {
    const first = kept[what].findIndex((x, i) => x !== other[what][i]);
    expect([t.at, what, first]).toEqual([t.at, what, -1]);
  }
  expect(kept.tally).toEqual(wanted(kept, t.sim.kernel.phys.pages));
};

/** Follows a timeline to and fro. */
const follow = (t: Timeline, numRuns: number): void => {
  const kept = newSurvey(t.sim.kernel);
  fc.assert(
    fc.property(fc.nat(t.length), fc.array(fc.nat(3), { maxLength: 4 }), (at, steps) => {
      t.seek(at);
      updateSurvey(t.sim.kernel, kept);
      for (const n of steps) {
        for (let i = 0; i < n && t.at < t.length; i += 1) t.step();
        updateSurvey(t.sim.kernel, kept);
      }
      expectSame(t, kept);
    }),
    { seed: 7, numRuns },
  );
};

describe('a survey that is kept', () => {
  it.each(['ng_nat_capped', 'fragmentation'])('agrees with a new one throughout %s', (id) => {
    const run = runScenario(id);
    if (!run.ok) throw new Error(run.error);
    follow(run.value, 12);
  });
  it.each(WORKLOADS.map((w) => w.id))('agrees with a new one under the load %s', (id) => {
    const t = boot(SMALL);
    const load = startWorkload(t, { id });
    if (!load.ok) throw new Error(load.error);
    const kept = newSurvey(t.sim.kernel);
    for (let i = 0; i < 120 && load.value.step(); i += 1) {
      updateSurvey(t.sim.kernel, kept);
      if (i % 30 === 29) expectSame(t, kept);
    }
    updateSurvey(t.sim.kernel, kept);
    expectSame(t, kept);
    follow(t, 5);
  });
  it('shares a kernel with another and misses nothing', () => {
    const run = runScenario('fragmentation');
    if (!run.ok) throw new Error(run.error);
    const t = run.value;
    const [one, two] = [newSurvey(t.sim.kernel), newSurvey(t.sim.kernel)];
    for (const at of [3, 40, 9, 55]) {
      t.seek(at);
      updateSurvey(t.sim.kernel, one);
      t.seek(at + 5);
      updateSurvey(t.sim.kernel, two);
    }
    updateSurvey(t.sim.kernel, one);
    expectSame(t, one);
  });
  it('notes which stretches changed, and counts the frames of a holder', () => {
    const t = boot(SEED_MACHINE);
    const s = newSurvey(t.sim.kernel);
    updateSurvey(t.sim.kernel, s);
    const before = s.version;
    t.push({ do: 'malloc', type: 'temp', size: 100, count: 400 });
    updateSurvey(t.sim.kernel, s);
    const changed = s.changed.filter((v) => v > before).length;
    expect(changed).toBeGreaterThan(0);
    expect(changed).toBeLessThan(s.changed.length);
    const holder = s.holder[1]!;
    expect(framesOfHolder(s, holder)).toBe(
      s.holder.subarray(1).reduce((n, x) => n + (x === holder ? 1 : 0), 0),
    );
  });
});
