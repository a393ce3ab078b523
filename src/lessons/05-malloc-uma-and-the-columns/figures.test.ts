/** Figures follow mail and run, and the task can be done. */
import { describe, expect, it } from 'vitest';
import { figureAt, writeFigure } from '../figures';
import { sceneAt } from '../../../tests/lessons/kit';
import type { Command } from '../../sim';
import type { Scene, Shape } from '../types';
import { FIGURES } from './figures';
import { LESSON } from './lesson';

const words = (scene: Scene, id: string, shape: Shape): string => {
  const d = figureAt(scene, `own|${id}`, FIGURES);
  return d === null ? '' : writeFigure(d, shape);
};
const PANIC = { scenario: 'ng_nat', moment: 'panic' };
const CAPPED = { scenario: 'ng_nat', moment: 'refused' };

describe('what only vmstat -z shows', () => {
  it('closes the map with the overlap and the large blocks', () => {
    const scene = sceneAt(PANIC);
    const value = (id: string): number => Number(figureAt(scene, id, FIGURES)?.value);
    const sum = value('own|onlyZ') + value('seed|ledger.live') + value('seed|ledger.large');
    expect(sum).toBe(value('seed|ledger.map'));
  });
  it('follows the mail', () => {
    const scene = sceneAt(PANIC);
    const other = scene.seed.get('ledger.other');
    if (other === undefined) throw new Error('no other zones in the ledger');
    const seed = new Map(scene.seed).set(other.id, { ...other, value: 0 });
    expect(words(scene, 'onlyZ', 'K')).toBe('24,943 K');
    expect(words({ ...scene, seed }, 'onlyZ', 'K')).toBe('4,863 K');
  });
});

describe('slabs behind the columns', () => {
  it('are whole: USED and FREE make items of slabs', () => {
    const scene = sceneAt(PANIC);
    const items = Number(figureAt(scene, 'own|exist128', FIGURES)?.value);
    expect(items % Number(figureAt(scene, 'live|zone|128|items', {})?.value)).toBe(0);
    expect(words(scene, 'socketPages', 'count')).toBe('798');
    expect(words(scene, 'socketLeft', 'count')).toBe('788');
  });
  it('follow a limit that is set by hand', () => {
    const by: readonly Command[] = [{ do: 'uma_zone_set_max', zone: 'socket', items: 100 }];
    expect(words(sceneAt({ ...CAPPED, by }), 'socketPages', 'count')).toBe('10');
    expect(words(sceneAt(CAPPED), 'netgraphPages', 'count')).toBe('7');
  });
});

describe('beyond the cap', () => {
  const check = LESSON.steps.find((s) => s.id === 'raise')?.task?.check;
  const after = (items: number) =>
    check?.(
      sceneAt({
        ...CAPPED,
        by: [
          { do: 'uma_zone_set_max', zone: 'NetGraph items', items },
          { do: 'uma_zalloc', zone: 'NetGraph items', as: 'more', count: 10, wait: 'nowait' },
        ],
      }),
    );
  it('needs a limit of one slab more', () => {
    expect(after(540)?.isDone).toBe(false);
    expect(after(547)?.isDone).toBe(true);
    expect(after(547)?.words).toContain('the limit is 624; before it was 546');
  });
});
