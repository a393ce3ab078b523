import { describe, expect, it } from 'vitest';
import { fitTitle, framesFor, metricsFor, titleRoom } from './geometry';
import type { Column } from '../../viewmodel/ruler/types';

const column = { id: 'x', size: 1, unit: 'bytes', ticks: [], bands: [] } as unknown as Column;

describe('the title of a column', () => {
  it('stands as it is where it has room', () => {
    expect(fitTitle('kmem_map', 80, 8)).toEqual({ text: 'kmem_map' });
  });
  it('is drawn a little narrower where that does', () => {
    expect(fitTitle('kmem_map', 60, 8)).toEqual({ text: 'kmem_map', width: 60 });
  });
  it('is cut where it does not', () => {
    expect(fitTitle('KMAP ENTRY zone', 64, 8)).toEqual({ text: 'KMAP ENTR…', width: 64 });
  });
  it.each([288, 358, 500, 720])('ends before the next, and before the edge, at %i px', (width) => {
    for (const isStage of [false, true]) {
      const metrics = metricsFor(width, isStage, 10);
      const frames = framesFor([column, column], width, 600, metrics);
      frames.forEach((frame, i) => {
        const room = titleRoom(frames, i, width);
        const fit = fitTitle('kmap_entry_kva', room, metrics.titleLetter);
        const wide = fit.width ?? fit.text.length * metrics.titleLetter;
        expect(frame.x + wide).toBeLessThanOrEqual(frames[i + 1]?.x ?? width);
      });
    }
  });
});
