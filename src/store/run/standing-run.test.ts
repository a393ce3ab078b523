import { describe, expect, it } from 'vitest';
import { SEED_MACHINE, startScenario } from '../../sim';
import { machineFor } from './machine-for';
import { standAhead, standRun } from './standing-run';

describe('a machine that stands', () => {
  it('is the one that the run begins with, to the last bit', () => {
    for (const id of ['ng_nat', 'ng_nat_1g', 'pressure_little_swap']) {
      const run = startScenario(id);
      const stands = standRun(id, machineFor(id, SEED_MACHINE));
      expect([id, stands.timeline?.hash()]).toEqual([id, run.ok && run.value.timeline.hash()]);
    }
  });
  it('is given away once: a script moves it', () => {
    const stands = standRun('boot', SEED_MACHINE);
    const shown = stands.timeline;
    expect(stands.take()).toEqual({ ok: true, value: shown });
    expect(stands.take()).toBeUndefined();
    expect(stands.timeline).toBe(shown);
    stands.forget();
    expect([stands.timeline, stands.survey()]).toEqual([null, null]);
  });
  it('that was booted ahead is taken by the first who asks for it', () => {
    standAhead('boot', SEED_MACHINE);
    const first = standRun('boot', SEED_MACHINE);
    expect(standRun('boot', SEED_MACHINE)).not.toBe(first);
    standAhead('boot', SEED_MACHINE);
    expect(standRun('ng_nat', SEED_MACHINE).scenario).toBe('ng_nat');
  });
});
