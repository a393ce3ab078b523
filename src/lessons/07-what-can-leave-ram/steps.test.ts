/** The stacks that steps of lesson 7 point at are those that their words are about. */
import { describe, expect, it } from 'vitest';
import { sceneAt } from '../../../tests/lessons/kit';
import { resolve } from '../../viewmodel/running/place';
import { relationsOf } from '../../viewmodel/running/relations';
import { framesAt } from '../../sim';
import type { Place } from '../types';
import { LESSON } from './lesson';

const step = (id: string): { place: Place; sel: string } => {
  const found = LESSON.steps.find((s) => s.id === id);
  if (found?.view?.sel === undefined) throw new Error(`${id} selects nothing`);
  return { place: found.place, sel: found.view.sel };
};

/** Pages of the selected stack that the kernel can touch, and the stacks of sshd. */
const stackOf = (id: string) => {
  const { place, sel } = step(id);
  const { timeline, survey } = sceneAt(place);
  const { kernel } = timeline.sim;
  const at = resolve(kernel, survey, sel).thing?.places[0];
  if (at === undefined) throw new Error(`${sel} lies nowhere`);
  const sshd = relationsOf(kernel, resolve(kernel, survey, 'process:100')).map((r) => r.id);
  return { sel, touched: framesAt(kernel, at).length, pages: at.pages, sshd };
};

describe('lesson 7', () => {
  it('shows a stack in RAM, and of nobody who is asked about', () => {
    const { sel, touched, pages, sshd } = stackOf('stacks');
    expect(touched).toBe(pages);
    expect(sshd).toHaveLength(2);
    expect(sshd).not.toContain(sel);
  });
  it('shows a stack of the process that went out, whose addresses are mapped to nothing', () => {
    const { sel, touched, pages, sshd } = stackOf('whole');
    expect(sshd).toContain(sel);
    expect([touched, pages]).toEqual([0, 2]);
  });
});
