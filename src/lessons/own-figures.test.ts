/** What lessons work out themselves follows the state: another state, other words. */
import { describe, expect, it } from 'vitest';
import { piecesOf, writeFigure } from './figures';
import type { Command } from '../sim';
import { deriveLive } from '../viewmodel/running/derive';
import { sceneAt, textOfLesson } from '../../tests/lessons/kit';
import type { Place } from './types';
import { FIGURES as PACKETS } from './06-packets/figures';
import { STEPS as PACKET_STEPS } from './06-packets/steps';
import { FIGURES as LEAVE } from './07-what-can-leave-ram/figures';
import { PRESSURE } from './07-what-can-leave-ram/steps-pressure';
import { FILLED, PRESSED } from './07-what-can-leave-ram/runs';
import { FIGURES as BORROW } from './08-borrowed-pages/figures';
import { PIPES } from './08-borrowed-pages/steps-pipes';
import { ROWS, rowFigure } from './reports';
import { FIGURES as LEAK } from './09-catching-a-leak/figures';
import { ROUTER } from './09-catching-a-leak/steps-router';
import { FIGURES as LATER } from './10-then-and-now/figures';
import { STEPS as LATER_STEPS } from './10-then-and-now/steps';
import seedMail from '../examples/seed-mail.txt?raw';

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

describe('lesson 9', () => {
  const text = textOfLesson(9);
  it.each(Object.entries(ROWS))('carries %s over as it stood', (id, { text: written }) => {
    if (id === 'arc-files') expect(text).toContain('fifteen million');
    else expect(text).toContain(written);
  });
  it.each(['crash-links', 'week-links'] as const)('has %s from the mail', (id) => {
    expect(seedMail).toContain(ROWS[id].text);
  });
  it('follows the rows', () => {
    const more = { ...ROWS, 'mac-items': { ...ROWS['mac-items'], value: 7 } };
    expect(rowFigure('mac-items', more).value).toBe(7);
    expect(LEAK['mac-item']?.(sceneAt(BOOT))?.value).toBe(256);
  });
  it('finds libalias in zone 128 as the run goes on', () => {
    const values = ['links', 'panic'].map((moment) =>
      Number(at(LEAK, 'links-share', { scenario: 'ng_nat', moment })?.value),
    );
    expect(values[0]).toBeLessThan(5);
    expect(values[1]).toBeGreaterThan(95);
  });
  it('lets a router live that is emptied in time, and not one that only waits or only leaks', () => {
    const step = ROUTER.find((s) => s.id === 'keep-alive');
    const leak = (count: number): Command => ({
      do: 'malloc',
      type: 'libalias',
      size: 96,
      as: 'links',
      count,
      wait: 'nowait',
    });
    const year: Command = { do: 'wait', seconds: 336 * 86_400 };
    const free: Command = { do: 'free', from: 'links', count: 0 };
    const done = (...by: readonly Command[]) =>
      step?.task?.check(sceneAt({ ...step.place, by })).isDone;
    expect(done(year)).toBe(false);
    expect(done(leak(460_000), year)).toBe(false);
    expect(done(free, leak(450_000), free, leak(400_000), free, year)).toBe(true);
  });
});

describe('lesson 10', () => {
  it('lays amd64 out for the RAM of the scene', () => {
    const of = (machine: string) =>
      ['kmem-i386', 'kmem-amd64'].map((id) => Number(at(LATER, id, { ...BOOT, machine })?.value));
    expect(of('6.2,i386,256M')).toEqual([83_415_040, 81_379_328]);
    expect(of('6.2,i386,1G')[0]).toBe(335_544_320);
  });
  it('sums the waits of all tries', () => {
    const waits = Array.from({ length: 8 }, (_, i) => (i + 1) / 4);
    expect(at(LATER, 'retry-seconds', BOOT)?.value).toBe(waits.reduce((a, b) => a + b, 0));
  });
  it('counts large blocks alone as long as every slab is a page', () => {
    const large: Command = { do: 'malloc', type: 'temp', size: 20_000, as: 'blocks', count: 3 };
    const zone: Command = { do: 'uma_zcreate', zone: 'wide', size: 9000 };
    const items: Command = { do: 'uma_zalloc', zone: 'wide', as: 'wide', count: 2 };
    const of = (...by: readonly Command[]) =>
      Number(at(LATER, 'still-in-map', { ...BOOT, by })?.value);
    const before = of();
    expect(of(large) - before).toBe(15);
    expect(of(large, zone, items) - before).toBeGreaterThan(15);
  });
  it('is done when the request is served, not when the map only has room', () => {
    const step = LATER_STEPS.find((s) => s.id === 'by-hand');
    const reclaim: Command = { do: 'uma_reclaim' };
    const request: Command = { do: 'malloc', type: 'temp', size: 16_384 };
    const done = (...by: readonly Command[]) =>
      step?.task?.check(sceneAt({ ...step.place, by })).isDone;
    expect([done(reclaim), done(request), done(reclaim, request)]).toEqual([false, false, true]);
  });
});
