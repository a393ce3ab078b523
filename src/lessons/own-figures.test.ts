/** What lessons work out themselves follows the state: another state, other words. */
import { describe, expect, it } from 'vitest';
import { piecesOf, writeFigure } from './figures';
import { sceneAt } from './testkit';
import type { Place } from './types';
import { FIGURES as LEAVE } from './07-what-can-leave-ram/figures';
import { FILLED, PRESSED } from './07-what-can-leave-ram/runs';

const BOOT = { scenario: 'boot', moment: 'start' };
const at = (figures: typeof LEAVE, id: string, place: Place) => figures[id]?.(sceneAt(place));

describe('a sentence with figures', () => {
  it('finds ids that hold colons, with and without a shape', () => {
    expect(piecesOf('a {live|holder|holder:files|:pages} b {live|holder|holder:files}')).toEqual([
      'a ',
      { id: 'live|holder|holder:files|', shape: 'pages' },
      ' b ',
      { id: 'live|holder|holder:files', shape: 'count' },
    ]);
  });
});

describe('lesson 7', () => {
  it('counts pipe pages on swap: none before the hog, most of them after', () => {
    expect(at(LEAVE, 'pipe-out', { ...BOOT, by: FILLED })?.value).toBe(0);
    const out = at(LEAVE, 'pipe-out', { ...BOOT, by: PRESSED });
    expect(Number(out?.value)).toBeGreaterThan(50);
    expect(out?.inputs.map((i) => i.name)).toEqual([
      'Pages of pipes that hold data',
      'Pages of pipes in RAM',
    ]);
  });
  it('counts file pages that went', () => {
    const read = { scenario: 'pressure_busy', moment: 'daemon', offset: -1 };
    expect(at(LEAVE, 'files-gone', read)?.value).toBe(0);
    const gone = at(LEAVE, 'files-gone', { ...read, moment: 'written' });
    expect(gone === undefined || gone === null ? '' : writeFigure(gone, 'pages')).toMatch(/^[1-9]/);
  });
  it('sizes what can be paged by the machine', () => {
    const router = at(LEAVE, 'pageable-kva', { ...BOOT, moment: 'end' });
    const large = at(LEAVE, 'pageable-kva', { ...BOOT, machine: '6.2,i386,1G', moment: 'end' });
    expect(Number(large?.value)).toBeGreaterThan(2 * Number(router?.value));
  });
});
