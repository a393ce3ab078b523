/**
 * Any commands on processes of a machine that is too small for them: every invariant after each, and a
 * bookkeeper who knows only the commands and which processes must live and be in RAM.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MIB, bytes } from '../../base/units';
import { makeMachine } from '../boot/machine';
import type { Command } from '../engine/commands';
import { held } from '../engine/holdings';
import { parseCommands } from '../engine/parse';
import { Timeline } from '../engine/timeline';
import { kernelFaults } from '../kernel/invariants';
import { procFigures } from './figures';
import { requestSwapout } from './vmdaemon';
import { PSOCK, PRIORITY, SLEEPS } from './wmesg';
import type { Wmesg } from './wmesg';

const SMALL = makeMachine({ ram: bytes(32 * MIB), tunables: { 'vm.kmem_size': 12 * MIB } });

const NAMES = ['a', 'b'];
const who = { process: fc.constantFrom(...NAMES) };
const nth = { nth: fc.option(fc.nat({ max: 2 }), { nil: undefined }) };
/** Without fields that are not there. */
const clean = (c: object): Command => JSON.parse(JSON.stringify(c)) as Command;
const one = (weight: number, fields: Record<string, fc.Arbitrary<unknown>>) => ({
  weight,
  arbitrary: fc.record(fields).map(clean),
});
const verb = (v: string) => ({ do: fc.constant(v) });

const command: fc.Arbitrary<Command> = fc.oneof(
  one(4, {
    ...verb('fork'),
    as: fc.constantFrom(...NAMES),
    count: fc.integer({ min: 1, max: 3 }),
    threads: fc.integer({ min: 1, max: 3 }),
    data: fc.nat({ max: 200 }),
    stack: fc.nat({ max: 4 }),
    system: fc.constantFrom(undefined, undefined, true),
  }),
  one(2, { ...verb('exit'), ...who, ...nth }),
  one(3, { ...verb('mmap'), ...who, ...nth, pages: fc.integer({ min: 1, max: 800 }) }),
  one(2, { ...verb('munmap'), ...who, ...nth, pages: fc.integer({ min: 1, max: 300 }) }),
  one(6, {
    ...verb('touch'),
    ...who,
    ...nth,
    from: fc.nat({ max: 500 }),
    pages: fc.integer({ min: 1, max: 900 }),
    write: fc.boolean(),
    order: fc.constantFrom('forward', 'random', 'local'),
  }),
  one(6, { ...verb('sleep'), ...who, ...nth, on: fc.constantFrom(...SLEEPS) }),
  one(3, { ...verb('wakeup'), ...who, ...nth }),
  one(1, { ...verb('sigstop'), ...who, ...nth }),
  one(2, { ...verb('sigcont'), ...who, ...nth }),
  one(1, { ...verb('phold'), ...who, ...nth }),
  one(2, { ...verb('prele'), ...who, ...nth }),
  one(6, { ...verb('wait'), seconds: fc.integer({ min: 1, max: 12 }) }),
  one(1, { ...verb('uma_reclaim') }),
  one(3, {
    ...verb('kmem_alloc'),
    map: fc.constant('kernel_map'),
    size: fc.integer({ min: 1, max: 9 * MIB }),
    as: fc.constant('ballast'),
  }),
  one(2, { ...verb('kmem_free'), from: fc.constant('ballast') }),
);
const script = (maxLength: number) =>
  fc.array(command, { minLength: 20, maxLength, size: 'max' as const });

const boot = (): Timeline => {
  const t = Timeline.boot(SMALL, 3);
  if (!t.ok) throw new Error(t.error);
  t.value.push({ do: 'swapon', pages: 20_000 });
  return t.value;
};

/** What the bookkeeper has against the process table. */
const tableFaults = (t: Timeline): string[] => {
  const rows = procFigures(t.sim.kernel);
  const faults: string[] = [];
  let listed = 0;
  for (const name of NAMES) {
    const h = t.sim.holdings.get(name);
    if (h !== undefined) listed += held(h);
  }
  if (listed !== rows.length) faults.push(`${listed} processes held, ${rows.length} live`);
  for (const row of rows) {
    const isOut = row.state === 'swapped out' || row.state === 'wanted back';
    const urgent = row.wmesg !== '' && PRIORITY[row.wmesg as Wmesg] < PSOCK;
    if (isOut && row.system) faults.push(`pid ${row.pid} is of the system and out`);
    if (isOut && row.hold > 0) faults.push(`pid ${row.pid} is held and out`);
    if (isOut && urgent) faults.push(`pid ${row.pid} sleeps on ${row.wmesg} and is out`);
    if (row.resident > row.mapped) faults.push(`pid ${row.pid} has more in RAM than it has mapped`);
    if (row.state === 'running' && row.slept !== 0) faults.push(`pid ${row.pid} runs and sleeps`);
  }
  return faults;
};

describe('any commands on processes', () => {
  it('keep every invariant, and nobody is out who must not be', () => {
    let ran = 0;
    const states = new Set<string>();
    fc.assert(
      fc.property(script(60), fc.array(fc.boolean()), (commands, asks) => {
        const t = boot();
        commands.forEach((c, i) => {
          if (t.sim.panic !== null) return;
          if (asks[i % (asks.length + 1)] ?? true) requestSwapout(t.sim.kernel, 'normal');
          t.push(c);
          ran += 1;
          expect(kernelFaults(t.sim.kernel)).toEqual([]);
          expect(tableFaults(t)).toEqual([]);
          for (const row of procFigures(t.sim.kernel)) states.add(row.state);
        });
        expect(t.sim.panic).toBeNull();
      }),
      { numRuns: Number(process.env['SIM_RUNS'] ?? 20) },
    );
    expect(ran).toBeGreaterThan(400);
    // The states that any hundred commands reach.
    for (const state of ['asleep', 'running', 'stopped', 'swapped out'])
      expect([...states]).toContain(state);
  }, 180_000);

  it('pass the checker of command files, and replay to the same state', () => {
    fc.assert(
      fc.property(script(40), fc.nat({ max: 40 }), (commands, where) => {
        expect(parseCommands(commands).ok).toBe(true);
        const t = boot();
        const hashes = [t.hash()];
        for (const c of commands) {
          t.push(c);
          hashes.push(t.hash());
        }
        const at = Math.min(where, commands.length);
        t.seek(1 + at);
        expect(t.hash()).toBe(hashes[at]);
        t.seek(t.length);
        expect(t.hash()).toBe(hashes.at(-1));
      }),
      { numRuns: 10 },
    );
  }, 120_000);
});
