/** Any workload with any settings, several on one machine: sound after each command, and replayable. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Timeline } from '../engine/timeline';
import { kernelFaults } from '../kernel/invariants';
import { WORKLOADS, startWorkload } from './registry';
import type { WorkloadOrder } from './registry';
import { SMALL, boot, outcomesOf } from './testkit';
import type { Parameter, Workload } from './workload';

/** Up to twice what is usual: more only takes longer. */
const value = (p: Parameter): fc.Arbitrary<number> =>
  fc.integer({ min: p.min, max: Math.min(p.max, Math.max(2 * p.usual, p.min + 1)) });

const orderOf = (w: Workload): fc.Arbitrary<WorkloadOrder> =>
  fc.record({
    id: fc.constant(w.id),
    seed: fc.integer({ min: 0, max: 1000 }),
    set: fc.record(Object.fromEntries(w.parameters.map((p) => [p.name, value(p)]))),
  });
const anyOrder = fc.oneof(...WORKLOADS.map(orderOf));

/** Runs several workloads in turn, so many commands of each at a time. */
const mix = (t: Timeline, orders: readonly WorkloadOrder[], commands: number): void => {
  const runs = orders.map((order) => {
    const run = startWorkload(t, order);
    if (!run.ok) throw new Error(run.error);
    return run.value;
  });
  for (let i = 0; i < commands; i += 1)
    for (const run of runs) {
      run.step();
      expect(kernelFaults(t.sim.kernel)).toEqual([]);
    }
};

describe('workloads on one machine', () => {
  it('keep every invariant, name nothing that is not there, and replay to the same state', () => {
    fc.assert(
      fc.property(fc.array(anyOrder, { minLength: 1, maxLength: 3 }), (orders) => {
        const t = boot(SMALL);
        mix(t, orders, 20);
        expect(outcomesOf(t)).not.toContain('wrong');
        const hash = t.hash();
        const middle = Math.floor(t.length / 2);
        t.seek(middle);
        t.seek(t.length);
        expect(t.hash()).toBe(hash);
      }),
      { numRuns: 40, seed: 20080107 },
    );
  }, 300_000);
});
