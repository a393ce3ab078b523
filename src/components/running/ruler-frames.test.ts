import { describe, expect, it } from 'vitest';
import { fitTitle, metricsFor } from '../ruler/geometry';
import { headRoom, roomFor, rulerFrames, shownColumns } from './ruler-frames';

/** px of the ruler beside RAM on a screen 1,280 px wide, and what stands around the columns. */
const WIDTH = 368;
const ROOM = roomFor(false);

describe('the heads of three columns on a screen of 1,280 px', () => {
  const depths = shownColumns(3, WIDTH, ROOM);
  const frames = rulerFrames(depths, { width: WIDTH, height: 500 }, ROOM);
  const { titleLetter } = metricsFor(WIDTH, false, 10);
  it.each(['malloc 128', 'malloc 2048', 'kmem_map'])('say %s in whole', (title) => {
    expect(frames).toHaveLength(3);
    const last = frames[2]!;
    expect(fitTitle(title, headRoom(last, undefined, WIDTH), titleLetter).text).toBe(title);
  });
  it('end before the next', () => {
    const [first, second] = frames;
    expect(first!.x + headRoom(first!, second, WIDTH)).toBeLessThan(second!.x);
  });
  it('leave the name of kmem_map its room on a stage, beside the text of a lesson', () => {
    const room = roomFor(true);
    const [first, ...rest] = rulerFrames([0, 1, 2], { width: 472, height: 500 }, room);
    expect(first!.width).toBe(room.least);
    expect(rest.every(({ width }) => width >= 60)).toBe(true);
  });
});
