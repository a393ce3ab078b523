/** What all workloads promise. */
import { describe, expect, it } from 'vitest';
import { held } from '../engine/holdings';
import { parseCommands } from '../engine/parse';
import { kernelFaults } from '../kernel/invariants';
import { WORKLOADS, startWorkload } from './registry';
import { SMALL, boot, load, outcomesOf, put } from './testkit';
import { settingsOf } from './workload';
import type { Settings } from './workload';

describe.each(WORKLOADS.map((w) => [w.id, w] as const))('%s', (id, w) => {
  const extreme = (end: 'min' | 'max'): Settings =>
    Object.fromEntries(w.parameters.map((p) => [p.name, p[end]]));

  it('says what it does and has levers within their range', () => {
    expect(w.what).toMatch(/^[A-Z].+\.$/);
    expect(w.title.length).toBeLessThan(40);
    for (const p of w.parameters) {
      expect([p.min <= p.usual, p.usual <= p.max, p.min < p.max]).toEqual([true, true, true]);
      expect([p.label, p.unit]).not.toContain('');
    }
  });
  it('gives the same commands for the same seed, others for another', () => {
    const log = (seed: number): string => JSON.stringify(load({ id, seed }, 60).log);
    expect(log(5)).toBe(log(5));
    expect(log(5)).not.toBe(log(6));
  });
  it('replays to the same state, from a log that a command file may hold', () => {
    const t = load({ id }, 60);
    const again = boot(SMALL);
    const commands = parseCommands(JSON.parse(JSON.stringify(t.log)));
    if (!commands.ok) throw new Error(commands.error);
    for (const c of commands.value) again.push(c);
    expect(again.hash()).toBe(t.hash());
  });
  it('keeps every invariant after each command, and names nothing that is not there', () => {
    const t = boot(SMALL);
    const run = startWorkload(t, { id, seed: 3 });
    if (!run.ok) throw new Error(run.error);
    for (let i = 0; i < 150 && run.value.step(); i += 1)
      expect(kernelFaults(t.sim.kernel), `command ${i}`).toEqual([]);
    expect(t.length).toBeGreaterThan(10);
    expect(outcomesOf(t)).not.toContain('wrong');
  });
  it.each(['min', 'max'] as const)('runs with every lever at its %s', (end) => {
    const t = load({ id, set: extreme(end) }, 8);
    expect(t.length).toBeGreaterThan(1);
    expect(outcomesOf(t)).not.toContain('wrong');
  });
  it('can be started twice on one machine', () => {
    const t = load({ id }, 40);
    const inUse = [...t.sim.holdings].filter(([, h]) => held(h) > 0).length;
    put(t, { id, seed: 2 }, 40);
    expect(outcomesOf(t)).not.toContain('wrong');
    if (inUse > 0) expect(t.sim.holdings.size).toBeGreaterThan(inUse);
  });
});

describe('settings', () => {
  const [first] = WORKLOADS;
  it('have the usual value where nobody turns them', () => {
    expect(settingsOf(first!, { rate: 7 })).toEqual({
      ok: true,
      value: { rate: 7, tcp: 30, lifetime: 60, leak: 100 },
    });
  });
  it.each([
    [{ rate: 0 }, 'rate of nat_links: expected a whole number from 1 to 5000, found 0'],
    [{ rate: 1.5 }, 'rate of nat_links: expected a whole number from 1 to 5000, found 1.5'],
    [{ leak: 101 }, 'leak of nat_links: expected a whole number from 0 to 100, found 101'],
    [{ speed: 1 }, 'nat_links has no parameter speed: expected one of rate, tcp, lifetime, leak'],
  ])('%o are refused', (set, error) => {
    expect(startWorkload(boot(SMALL), { id: 'nat_links', set })).toEqual({ ok: false, error });
  });
  it('of a workload that there is not are refused', () => {
    expect(startWorkload(boot(SMALL), { id: 'x' })).toMatchObject({
      ok: false,
      error: expect.stringMatching(/^no workload x: expected one of nat_links, /) as string,
    });
  });
});
