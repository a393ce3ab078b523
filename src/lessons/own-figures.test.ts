/** What lessons work out themselves follows the state: another state, other words. */
import { describe, expect, it } from 'vitest';
import { piecesOf, writeFigure } from './figures';
import type { Command } from '../sim';
import { deriveLive } from '../viewmodel/running/derive';
import { sceneAt } from './testkit';
import type { Place } from './types';
import { FIGURES as PACKETS } from './06-packets/figures';
import { STEPS as PACKET_STEPS } from './06-packets/steps';
import { FIGURES as LEAVE } from './07-what-can-leave-ram/figures';
import { PRESSURE } from './07-what-can-leave-ram/steps-pressure';
import { FILLED, PRESSED } from './07-what-can-leave-ram/runs';
import { FIGURES as BORROW } from './08-borrowed-pages/figures';
import { PIPES } from './08-borrowed-pages/steps-pipes';

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

describe('lesson 6', () => {
  it('works the cap out as boot does, on each machine', () => {
    for (const machine of ['6.2,i386,256M', '6.2,i386,512M', '6.2,i386,1G']) {
      const place = { ...BOOT, machine };
      const limit = deriveLive(sceneAt(place), 'live|zone|mbuf_cluster|limit');
      const cap = at(PACKETS, 'cap', place);
      expect([machine, cap?.value]).toEqual([machine, limit?.value]);
    }
  });
  it('lets the request through when slabs are reclaimed, and not when packets are only sent', () => {
    const step = PACKET_STEPS.find((s) => s.id === 'let-through');
    const done = (...by: readonly Command[]) =>
      step?.task?.check(sceneAt({ ...step.place, by })).isDone;
    expect(done({ do: 'packet_out', count: 5000 })).toBe(false);
    expect(done({ do: 'packet_out', count: 5000 }, { do: 'uma_reclaim' })).toBe(true);
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
  it('sees the page daemon run, and address space alone not wake it', () => {
    const step = PRESSURE.find((s) => s.id === 'wake-it');
    const hog = { do: 'fork', as: 'eater' } as const;
    const map = { do: 'mmap', process: 'eater', pages: 4000 } as const;
    const check = (...by: readonly Command[]) =>
      step?.task?.check(sceneAt({ ...step.place, by })).isDone;
    expect(check(hog, map)).toBe(false);
    expect(check(hog, map, { do: 'touch', process: 'eater' })).toBe(true);
  });
  it('sizes what can be paged by the machine', () => {
    const router = at(LEAVE, 'pageable-kva', { ...BOOT, moment: 'end' });
    const large = at(LEAVE, 'pageable-kva', { ...BOOT, machine: '6.2,i386,1G', moment: 'end' });
    expect(Number(large?.value)).toBeGreaterThan(2 * Number(router?.value));
  });
});

describe('lesson 8', () => {
  it('sees addresses of kernel_map under the old rule of pipes alone', () => {
    const of = (scenario: string) => at(BORROW, 'direct-kva', { scenario, moment: 'borrowed' });
    expect([of('pipe_storm')?.value, of('pipe_storm_4x')?.value]).toEqual([0, 17]);
  });
  it('counts pages that were written to while they were lent', () => {
    const place = { scenario: 'zero_copy', moment: 'lent' };
    const touch = { do: 'touch', process: 'server', pages: 3 } as const;
    const values = (by: readonly Command[]) =>
      ['lent', 'replaced', 'saved'].map((id) => at(BORROW, id, { ...place, by })?.value);
    expect(values([])).toEqual([8, 0, 8]);
    expect(values([touch])).toEqual([8, 3, 5]);
    expect(values([touch, { do: 'ack', socket: 'connection' }])).toEqual([0, 0, 0]);
  });
  it('knows a pipe that begins small', () => {
    const step = PIPES.find((s) => s.id === 'ladder');
    const many = (n: number): readonly Command[] => [
      { do: 'pipe_open', as: 'more', count: n },
      { do: 'pipe_write', pipe: 'more', bytes: 16_384, nonblock: true },
      { do: 'pipe_open', as: 'last' },
    ];
    const done = (n: number) => step?.task?.check(sceneAt({ ...step.place, by: many(n) })).isDone;
    expect([done(20), done(128)]).toEqual([false, true]);
  });
});
