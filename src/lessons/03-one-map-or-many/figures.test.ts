/** Figures follow the machine, Buf follows the run, and the task can be done. */
import { describe, expect, it } from 'vitest';
import { figureAt, writeFigure } from '../figures';
import { sceneAt } from '../../../tests/lessons/kit';
import type { Place, Shape } from '../types';
import { FIGURES } from './figures';
import { LESSON } from './lesson';

const words = (place: Place, id: string, shape: Shape): string => {
  const d = figureAt(sceneAt(place), `own|${id}`, FIGURES);
  return d === null ? '' : writeFigure(d, shape);
};
const BOOT = { scenario: 'boot', moment: 'start' };
const LARGER = { ...BOOT, machine: '6.2,i386,512M' };

describe('maps', () => {
  it('divide kernel_map by the machine', () => {
    expect(words(BOOT, 'submaps', 'size')).toBe('154.43 MB');
    expect(words(BOOT, 'direct', 'size')).toBe('59.36 MB');
    expect(words(LARGER, 'submaps', 'size')).toBe('268.05 MB');
  });
  it('are the whole of what boot lays out', () => {
    const value = (id: string): number => Number(figureAt(sceneAt(LARGER), id, FIGURES)?.value);
    expect(value('own|submaps') + value('own|direct')).toBe(value('boot|accounted'));
  });
});

describe('Buf', () => {
  it('is addresses: nothing at boot, the same with and without pages behind it', () => {
    expect(words(BOOT, 'buf', 'size')).toBe('0 B');
    const [read, gone] = ['daemon', 'half'].map((moment) =>
      words({ scenario: 'ng_nat', moment }, 'buf', 'size'),
    );
    expect(read).toBe('34.03 MB');
    expect(gone).toBe(read);
  });
});

describe('half of pipe_map', () => {
  const step = LESSON.steps.find((s) => s.id === 'half-the-pipes');
  const after = (count: number) =>
    step?.task?.check(sceneAt({ ...step.place, by: [{ do: 'pipe_open', as: 'pipes', count }] }));
  it('is reached by pipes that nobody writes to', () => {
    expect(after(8)?.isDone).toBe(false);
    expect(after(200)?.isDone).toBe(true);
  });
});
