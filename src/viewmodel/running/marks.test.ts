/** What is remembered between pictures says the same as what is worked out anew. */
import { describe, expect, it } from 'vitest';
import { newSurvey, runScenario, updateSurvey } from '../../sim';
import type { Survey, Timeline } from '../../sim';
import { noCells } from './cells';
import { insidesOf } from './insides';
import { countMarks, frameMarks, markedHolder } from './marks';
import { resolve } from './place';
import { drawRam } from './ram-picture';

const run = (): Timeline => {
  const r = runScenario('ng_nat_capped');
  if (!r.ok) throw new Error(r.error);
  return r.value;
};
const t = run();
const k = t.sim.kernel;
const surveyed = (s: Survey, at: number): Survey => {
  t.seek(at);
  updateSurvey(k, s);
  return s;
};
const NONE = new Uint8Array(0);
const isSame = (a: Uint8Array | null, b: Uint8Array | null): boolean =>
  (a === null) === (b === null) && Buffer.compare(a ?? NONE, b ?? NONE) === 0;
const IDS = [
  'zone:libalias',
  'holder:user',
  'holder:free',
  'map:kmem_map',
  'process:1',
  'frame:700',
];

describe('marks that are kept', () => {
  it.each(IDS)('follow the state: %s', (id) => {
    const s = newSurvey(k);
    let marks: Uint8Array | null = null;
    for (const at of [0, 40, 41, 90, 30, t.length]) {
      surveyed(s, at);
      const selected = resolve(k, s, id);
      marks = frameMarks(k, s, selected, marks ?? NONE);
      const anew = frameMarks(k, s, selected, NONE);
      expect([at, isSame(marks, anew)]).toEqual([at, true]);
      expect(countMarks(marks)).toBe(anew?.reduce((n, m) => n + m, 0) ?? 0);
    }
  });
  it('follow from one selection to the next in the same array', () => {
    const s = surveyed(newSurvey(k), 60);
    let marks: Uint8Array | null = null;
    for (const id of [...IDS, ...IDS.toReversed()]) {
      const selected = resolve(k, s, id);
      marks = frameMarks(k, s, selected, marks ?? NONE);
      const anew = frameMarks(k, s, selected, NONE);
      expect([id, isSame(marks, anew)]).toEqual([id, true]);
    }
  });
});

describe('a picture of RAM', () => {
  it.each(['owner', 'queue'] as const)(
    'by %s is the same by sums and frame by frame',
    (arrangement) => {
      const s = surveyed(newSurvey(k), 100);
      for (const id of ['', ...IDS])
        for (const colour of ['holder', 'zone'] as const) {
          const selected = resolve(k, s, id);
          const marks = frameMarks(k, s, selected, NONE);
          const [sums, frames] = [noCells(), noCells()];
          const view = { arrangement, colour, marks };
          drawRam(k, s, { ...view, markedHolder: markedHolder(selected) }, sums);
          drawRam(k, s, view, frames);
          expect([id, sums.runs, sums.chosen]).toEqual([id, frames.runs, frames.chosen]);
          expect(Buffer.compare(sums.codes, frames.codes)).toBe(0);
          for (let cell = 0; cell < sums.count; cell += 4999) {
            const thing = sums.finder!.thingAt(cell);
            expect([id, cell, thing]).toEqual([id, cell, frames.finder!.thingAt(cell)]);
            expect(sums.finder!.cellOf(thing)).toBe(cell);
          }
        }
    },
  );
});

describe('the insides of maps', () => {
  it('are made once a survey, and anew for the next', () => {
    const s = surveyed(newSurvey(k), 20);
    const first = insidesOf(k, s);
    expect(insidesOf(k, s)).toBe(first);
    surveyed(s, t.length);
    expect(insidesOf(k, s).insides).not.toEqual(first.insides);
    expect(insidesOf(k, s).insides).toEqual(insidesOf(k, surveyed(newSurvey(k), t.length)).insides);
  });
});
