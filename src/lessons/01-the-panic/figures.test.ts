/** The ledger's own figures follow the mail, and the task can be done in the ways that its hint names. */
import { describe, expect, it } from 'vitest';
import { figureAt, writeFigure } from '../figures';
import { sceneAt } from '../../../tests/lessons/kit';
import type { Command } from '../../sim';
import { FIGURES } from './figures';
import { LESSON } from './lesson';

const words = (id: string, changes: Readonly<Record<string, number>> = {}): string => {
  const scene = sceneAt({ scenario: 'ng_nat', moment: 'panic' });
  const seed = new Map(scene.seed);
  for (const [key, value] of Object.entries(changes)) {
    const d = seed.get(key);
    if (d !== undefined) seed.set(key, { ...d, value });
  }
  const d = figureAt({ ...scene, seed }, `own|${id}`, FIGURES);
  return d === null ? '' : writeFigure(d, 'K');
};

describe('what the sum of vmstat -m leaves out', () => {
  it('is the map without live small malloc', () => {
    expect(words('beyond')).toBe('31,471 K');
    expect(words('beyond', { 'ledger.map': 2 ** 26 })).toBe('15,547 K');
  });
  it('is closed by the four lines, to the byte', () => {
    expect(words('total')).toBe('81,460 K');
    expect(words('total', { 'ledger.dead': 0 })).toBe('76,597 K');
  });
  it('parts dead weight into free items, and headers with padding', () => {
    expect(words('idle')).toBe('2,607 K');
    expect(words('headers')).toBe('2,256 K');
    expect(words('idle', { 'zone.128.free': 0 })).toBe('501 K');
  });
});

describe('room for the request', () => {
  const step = LESSON.steps.find((s) => s.id === 'room');
  const after = (...by: readonly Command[]) =>
    step === undefined ? undefined : step.task?.check(sceneAt({ ...step.place, by }));

  it('is not made by links that go back to their zone', () => {
    expect(after({ do: 'free', from: 'links', count: 0 })?.isDone).toBe(false);
  });
  it('is made by a large block, or by links and uma_reclaim', () => {
    expect(after({ do: 'free', from: 'large blocks', count: 1 })?.isDone).toBe(true);
    const both = after({ do: 'free', from: 'links', count: 0 }, { do: 'uma_reclaim' });
    expect(both?.isDone).toBe(true);
    expect(both?.words).toContain('the request needs 4 pages in a row');
  });
});
