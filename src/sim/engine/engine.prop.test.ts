/**
 * Random commands of every part: all invariants and independent oracles after every one, and the laws
 * of time. `SIM_RUNS=500 SIM_SEED=7 npx vitest run --project unit engine.prop` soaks.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Accountant, census } from '../oracle/accountant';
import { anyScript } from '../oracle/arbitraries';
import { RANGES, roomyCommand } from '../oracle/roomy-commands';
import { MACHINES, ROOMY, bootRun, shorten, tryScript } from '../oracle/trial';
import { parseCommands } from './parse';
import { load, save } from './save';
import type { Sim } from './sim';

const RUNS = process.env['SIM_RUNS'];
const SEED = Number(process.env['SIM_SEED'] ?? 20080107);
/** Commands that the first property runs at least, where nobody asks for more. */
const COMMANDS = 10_000;

describe('any commands', () => {
  it('keep every invariant, and naive models agree', () => {
    let ran = 0;
    fc.assert(
      fc.property(fc.constantFrom(...MACHINES), anyScript(100, 140), (spec, commands) => {
        const verdict = tryScript(spec, commands);
        ran += verdict.ran;
        expect(verdict.faults).toEqual([]);
      }),
      // A script that fails is shortened by `npm run soak`, which is faster at it.
      { numRuns: Number(RUNS ?? 125), seed: SEED, endOnFailure: true },
    );
    expect(ran).toBeGreaterThan(RUNS === undefined ? COMMANDS : 0);
  }, 600_000);

  it('that fail are cut down to those that it takes', () => {
    const found = shorten([1, 2, 3, 4, 5, 6, 7], (some) => some.includes(2) && some.includes(6));
    expect(found).toEqual([2, 6]);
  });

  it('leave as many pages free, active and wired as an accountant finds', () => {
    fc.assert(
      fc.property(fc.array(roomyCommand, { maxLength: 60, size: 'max' }), (commands) => {
        const t = bootRun(1, ROOMY);
        const accountant = new Accountant(t.sim);
        for (const c of commands) {
          const [event] = t.push(c);
          // What would sleep, or die, needs more than arithmetic.
          if (event?.outcome === 'asleep' || t.sim.panic !== null) break;
          if (event?.outcome !== 'wrong') accountant.read(c);
          expect(census(t.sim)).toEqual(accountant.expects(rangePages(t.sim), bare(t.sim)));
        }
      }),
      { numRuns: Number(RUNS ?? 40), seed: SEED },
    );
  }, 600_000);

  it('pass the checker of command files', () => {
    fc.assert(
      fc.property(anyScript(0, 20), (commands) => {
        expect(parseCommands(JSON.parse(JSON.stringify(commands))).ok).toBe(true);
      }),
      { seed: SEED },
    );
  });
});

/** Pages of the wired ranges that commands hold. */
const rangePages = (s: Sim): number => {
  const h = s.holdings.get(RANGES);
  let pages = 0;
  if (h !== undefined)
    for (let i = h.ends.get(0); i < h.ends.get(1); i += 1)
      pages += Math.ceil(h.sizes.get(i) / 4096);
  return pages;
};

const bare = (s: Sim): number => {
  const h = s.holdings.get('pages');
  return h === undefined ? 0 : h.ends.get(1) - h.ends.get(0);
};

describe('time', () => {
  it('goes anywhere and finds what was there', () => {
    fc.assert(
      fc.property(
        anyScript(0, 60),
        fc.array(fc.nat({ max: 70 }), { maxLength: 8 }),
        (commands, jumps) => {
          const t = bootRun();
          const hashes = [t.hash()];
          for (const c of commands) {
            t.push(c);
            hashes.push(t.hash());
          }
          for (const jump of jumps) {
            const at = Math.min(jump, t.length);
            t.seek(at);
            expect([t.at, t.hash()]).toEqual([at, hashes[at]]);
            t.back();
            expect(t.hash()).toBe(hashes[Math.max(at - 1, 0)]);
          }
        },
      ),
      { numRuns: 25, seed: SEED },
    );
  }, 60_000);

  it('forks without touching the trunk, and the branches differ only by what they did', () => {
    fc.assert(
      fc.property(anyScript(0, 30), anyScript(0, 10), fc.nat({ max: 40 }), (trunk, twig, where) => {
        const t = bootRun();
        for (const c of trunk) t.push(c);
        const end = t.hash();
        t.seek(Math.min(where, t.length));
        const branch = t.fork();
        expect(branch.hash()).toBe(t.hash());
        for (const c of twig) branch.push(c);
        t.seek(t.length);
        expect(t.hash()).toBe(end);
        const again = bootRun();
        for (const c of [...trunk.slice(0, where), ...twig]) again.push(c);
        expect(again.hash()).toBe(branch.hash());
      }),
      { numRuns: 20, seed: SEED },
    );
  }, 60_000);

  it('is saved and loaded whole', () => {
    fc.assert(
      fc.property(anyScript(0, 25), fc.nat({ max: 35 }), (commands, where) => {
        const t = bootRun(7);
        for (const c of commands) t.push(c);
        t.seek(where);
        const back = load(save(t));
        if (!back.ok) throw new Error(back.error);
        expect([back.value.at, back.value.length, back.value.hash()]).toEqual([
          t.at,
          t.length,
          t.hash(),
        ]);
      }),
      { numRuns: 15, seed: SEED },
    );
  }, 60_000);
});
