/** Random commands on files, buffers and processes: every invariant after each, and the laws of time. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MIB, bytes } from '../../base/units';
import { makeMachine } from '../boot/machine';
import { HIDIRTY, NUMDIRTY } from '../buf/state';
import type { Command } from '../engine/commands';
import { parseCommands } from '../engine/parse';
import { Timeline } from '../engine/timeline';
import { kernelFaults } from '../kernel/invariants';

/** A small machine; few buffers make them change hands. */
const boot = (nbuf: number): Timeline => {
  const machine = makeMachine({ ram: bytes(32 * MIB), tunables: { 'kern.nbuf': nbuf } });
  const t = Timeline.boot(machine, 1);
  if (!t.ok) throw new Error(t.error);
  return t.value;
};

const NAMES = ['a', 'b', 'c'];
const file = fc.constantFrom(...NAMES);
const nth = fc.nat({ max: 12 });
const range = {
  from: fc.nat({ max: 60 }),
  pages: fc.integer({ min: 1, max: 70 }),
};
const bare = <V extends string>(verb: V) =>
  fc.record({ do: fc.constant(verb), file, nth }, { requiredKeys: ['do', 'file'] });

const command: fc.Arbitrary<Command> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record(
      {
        do: fc.constant('file_create' as const),
        as: file,
        count: fc.integer({ min: 1, max: 40 }),
        pages: fc.nat({ max: 60 }),
        perdir: fc.integer({ min: 1, max: 30 }),
        block: fc.constantFrom(4096, 8192, 16_384, 32_768, 65_536),
        long: fc.boolean(),
      },
      { requiredKeys: ['do', 'as'] },
    ),
  },
  {
    weight: 6,
    arbitrary: fc.oneof(
      bare('file_stat'),
      bare('file_open'),
      bare('file_close'),
      bare('file_readdir'),
    ),
  },
  { weight: 2, arbitrary: bare('file_unlink') },
  {
    weight: 5,
    arbitrary: fc.record(
      { do: fc.constant('file_read' as const), file, nth, ...range },
      { requiredKeys: ['do', 'file'] },
    ),
  },
  {
    weight: 8,
    arbitrary: fc.record(
      { do: fc.constant('file_write' as const), file, nth, ...range, random: fc.boolean() },
      { requiredKeys: ['do', 'file'] },
    ),
  },
  {
    weight: 2,
    arbitrary: fc.record(
      { do: fc.constant('file_sync' as const), file, nth },
      { requiredKeys: ['do'] },
    ),
  },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('fork' as const), as: fc.constant('p') }),
  },
  {
    weight: 3,
    arbitrary: fc.record(
      { do: fc.constant('file_mmap' as const), process: fc.constant('p'), file, nth },
      { requiredKeys: ['do', 'process', 'file'] },
    ),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('touch' as const),
      process: fc.constant('p'),
      from: fc.nat({ max: 100 }),
      pages: fc.integer({ min: 1, max: 200 }),
      write: fc.boolean(),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record(
      { do: fc.constant('exit' as const), process: fc.constant('p'), nth },
      { requiredKeys: ['do', 'process'] },
    ),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('wait' as const),
      seconds: fc.integer({ min: 1, max: 50 }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('vm_page_alloc' as const),
      class: fc.constantFrom('normal' as const, 'system' as const),
      count: fc.integer({ min: 1, max: 1500 }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('vm_page_free' as const),
      from: fc.constant('pages'),
      count: fc.nat({ max: 3000 }),
    }),
  },
);

describe('any commands on files', () => {
  it('keep every invariant', () => {
    let ran = 0;
    let slept = 0;
    fc.assert(
      fc.property(
        fc.constantFrom(8, 16, 40, 200),
        fc.array(command, { minLength: 20, maxLength: 80, size: 'max' }),
        (nbuf, commands) => {
          const t = boot(nbuf);
          for (const c of commands) {
            const [first] = t.push(c);
            ran += 1;
            if (first!.outcome === 'asleep') slept += 1;
            const k = t.sim.kernel;
            expect(kernelFaults(k)).toEqual([]);
            // A write may begin below the mark and make its own block and the inode's dirty.
            const { cell } = k.buf;
            expect(cell.get(NUMDIRTY)).toBeLessThanOrEqual(cell.get(HIDIRTY) + 60);
            if (t.sim.panic !== null) break;
          }
        },
      ),
      { numRuns: Number(process.env['SIM_RUNS'] ?? 30) },
    );
    expect(ran).toBeGreaterThan(600);
    expect(slept).toBeGreaterThan(0);
  }, 120_000);

  it('pass the checker of command files', () => {
    fc.assert(
      fc.property(fc.array(command, { maxLength: 20 }), (commands) => {
        expect(parseCommands(JSON.parse(JSON.stringify(commands))).ok).toBe(true);
      }),
    );
  });

  it('give the same state again, from the start and from anywhere', () => {
    fc.assert(
      fc.property(
        fc.array(command, { minLength: 5, maxLength: 40 }),
        fc.nat({ max: 40 }),
        (commands, where) => {
          const t = boot(40);
          const hashes = [t.hash()];
          for (const c of commands) {
            t.push(c);
            hashes.push(t.hash());
          }
          const at = Math.min(where, t.length);
          t.seek(at);
          expect(t.hash()).toBe(hashes[at]);
          t.seek(t.length);
          expect(t.hash()).toBe(hashes[t.length]);
        },
      ),
      { numRuns: 15 },
    );
  }, 60_000);
});
