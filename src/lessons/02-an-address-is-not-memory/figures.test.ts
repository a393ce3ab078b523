/** Figures follow the machine, and the task can be done as its hint says. */
import { describe, expect, it } from 'vitest';
import { figureAt, writeFigure } from '../figures';
import { sceneAt } from '../../../tests/lessons/kit';
import type { Command } from '../../sim';
import { FIGURES } from './figures';
import { LESSON } from './lesson';
import type { Shape } from '../types';

const words = (id: string, shape: Shape, machine?: string): string => {
  const place = {
    scenario: 'boot',
    moment: 'start',
    ...(machine === undefined ? {} : { machine }),
  };
  const d = figureAt(sceneAt(place), `own|${id}`, FIGURES);
  return d === null ? '' : writeFigure(d, shape);
};

describe('what the lesson works out', () => {
  it('are 88 page tables for the addresses that the mail subtracted', () => {
    expect(words('used', 'size')).toBe('352 MB');
    expect(words('tables', 'count')).toBe('88');
    expect(words('near', 'pages')).toBe('4,364 pages');
  });
  it('follows the machine', () => {
    const more = '6.2,i386,512M';
    expect(words('used', 'size', more)).not.toBe('352 MB');
    expect(words('near', 'pages', more)).not.toBe('4,364 pages');
    expect(words('outside', 'pages')).toBe('4,440 pages');
    expect(words('outside', 'pages', more)).toBe('5,594 pages');
  });
  it('adds the line of top(1) to within its rounding of v_page_count', () => {
    const scene = sceneAt({ scenario: 'boot', moment: 'start' });
    const top = Number(figureAt(scene, 'own|top', FIGURES)?.value);
    const all = Number(figureAt(scene, 'boot|v_page_count', {})?.value) * 4096;
    expect(Math.abs(top - all)).toBeLessThan(2 * 1024 * 1024);
  });
  it('parts the wired frames without a remainder', () => {
    const scene = sceneAt({ scenario: 'ng_nat', moment: 'panic' });
    const value = (id: string): number => Number(figureAt(scene, id, FIGURES)?.value);
    const parts = ['own|perProcess', 'own|ownZones', 'live|holder|holder:kernel|'];
    const kernel = parts.reduce((n, id) => n + value(id), value('live|reach|map:kmem_map|frames'));
    expect(kernel + value('live|holder|holder:buffers|')).toBe(value('live|pages|wired|'));
  });
});

describe('short of RAM', () => {
  const step = LESSON.steps.find((s) => s.id === 'ram-only');
  const after = (...by: readonly Command[]) =>
    step === undefined ? undefined : step.task?.check(sceneAt({ ...step.place, by }));

  it('is reached by reading a file as large as RAM', () => {
    const file: Command = { do: 'file_create', as: 'disk', pages: 65_536 };
    expect(after(file, { do: 'file_read', file: 'disk' })?.isDone).toBe(true);
  });
  it('is not reached by filling kmem_map', () => {
    const filled = after({ do: 'malloc', type: 'temp', size: 16_384, as: 'x', count: 5000 });
    expect(filled?.isDone).toBe(false);
  });
});
