/** Sizes follow the machine, the clocks follow the mail, and the task can be done in each of its ways. */
import { describe, expect, it } from 'vitest';
import { figureAt, writeFigure } from '../figures';
import { truthOf } from '../guess';
import { sceneAt } from '../../../tests/lessons/kit';
import type { Scene, Shape } from '../types';
import { FIGURES } from './figures';
import { LESSON } from './lesson';

const boot = (machine?: string): Scene =>
  sceneAt({ scenario: 'boot', moment: 'start', ...(machine === undefined ? {} : { machine }) });
const words = (scene: Scene, id: string, shape: Shape): string => {
  const d = figureAt(scene, `own|${id}`, FIGURES);
  return d === null ? '' : writeFigure(d, shape);
};

describe('kmem_map on other machines', () => {
  it('follows RAM up to the maximum', () => {
    expect(words(boot(), 'at512', 'size')).toBe('163.38 MB');
    expect(words(boot(), 'at4g', 'size')).toBe('320 MB');
    expect(words(boot(), 'third', 'pages')).toBe('20,365 pages');
  });
  it('follows the tunables of the scene', () => {
    const halved = boot('6.2,i386,256M,vm.kmem_size_scale=2');
    expect(words(halved, 'third', 'pages')).toBe('30,548 pages');
    expect(words(halved, 'at512', 'size')).toBe('245.07 MB');
    expect(words(boot('6.2,i386,256M,vm.kmem_size_max=100000000'), 'at4g', 'size')).toBe(
      '95.37 MB',
    );
  });
});

describe('the two clocks', () => {
  const scene = sceneAt({ scenario: 'ng_nat', moment: 'panic' });
  it('give a few weeks and half a year', () => {
    expect(words(scene, 'weeks256', 'count')).toBe('3');
    expect(words(scene, 'weeks1g', 'count')).toBe('26');
  });
  it('follow the mail, and so does the answer to the guess', () => {
    const step = LESSON.steps.find((s) => s.id === 'rock-stable');
    const zone = scene.seed.get('zone.128.pages');
    if (zone === undefined || step?.prediction === undefined) throw new Error('no zone 128');
    const alone = { ...scene, seed: new Map(scene.seed).set(zone.id, { ...zone, value: 20_000 }) };
    expect(words(alone, 'weeks256', 'count')).toBe('8');
    expect(truthOf(step.prediction, scene, FIGURES)?.guess).toMatchObject({ option: 'eight' });
    expect(truthOf(step.prediction, alone, FIGURES)?.guess).toMatchObject({ option: 'four' });
  });
});

describe('half as much again', () => {
  const check = LESSON.steps.find((s) => s.id === 'your-own')?.task?.check;
  it.each(['vm.kmem_size_scale=2', 'vm.kmem_size=130000000', 'kern.ipc.nmbclusters=29000'])(
    'is done by %s',
    (tunable) => {
      expect(check?.(boot(`6.2,i386,256M,${tunable}`)).isDone).toBe(true);
    },
  );
  it('is not done by more RAM', () => {
    const state = check?.(boot('6.2,i386,512M,vm.kmem_size_scale=2'));
    expect(state?.isDone).toBe(false);
    expect(state?.words).toContain('which the router has not');
  });
});
