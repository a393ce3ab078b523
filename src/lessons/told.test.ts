/** What a pick asks has been told on no screen before it. */
import { describe, expect, it } from 'vitest';
import { LESSONS } from './registry';
import type { LessonEntry } from './registry';
import { figureAt, isShape, writeFigure } from './figures';
import { sceneAt, stepTexts, textOfLesson } from '../../tests/lessons/kit';
import type { StepText } from '../../tests/lessons/kit';
import { spoken } from '../../tests/lessons/words';
import type { Step } from './types';

/** All that a step says, with its numbers: title, text, notes, and what follows a guess. */
const saidBy = (step: Step, text: StepText | undefined, { figures }: LessonEntry): string => {
  const scene = sceneAt(step.place);
  const numbers = (text?.elements ?? []).flatMap(({ name, attributes: { of = '', as = '' } }) => {
    const d = name === 'N' && isShape(as) ? figureAt(scene, of, figures) : null;
    return d !== null && isShape(as) ? [writeFigure(d, as)] : [];
  });
  const because = step.prediction === undefined ? '' : step.prediction.because;
  const words = text?.elements.map((e) => e.words) ?? [];
  const prose = text?.prose.map((p) => p.text) ?? [];
  return [step.title, ...prose, ...words, ...numbers, spoken(because, scene, figures)].join('\n');
};

interface Screen {
  readonly where: string;
  readonly step: Step;
  readonly entry: LessonEntry;
  readonly said: string;
}

const SCREENS: readonly Screen[] = LESSONS.flatMap((entry) => {
  const texts = stepTexts(textOfLesson(entry.lesson.number));
  return entry.lesson.steps.map((step, i) => ({
    where: `${entry.lesson.number} ${step.id}`,
    step,
    entry,
    said: saidBy(step, texts[i], entry),
  }));
});

const PICKS = SCREENS.filter(({ step }) => step.prediction?.kind === 'pick');

describe('a pick', () => {
  it('is asked in more than one lesson', () => {
    expect(new Set(PICKS.map(({ entry }) => entry.lesson.id)).size).toBeGreaterThan(3);
  });
  it.each(PICKS.map((screen) => [screen.where, screen] as const))(
    '%s asks what no earlier screen has told',
    (_, screen) => {
      const { prediction: p, place } = screen.step;
      if (p?.kind !== 'pick') throw new Error('not a pick');
      const scene = sceneAt(place);
      for (const words of p.tells.map((t) => spoken(t, scene, screen.entry.figures))) {
        const before = SCREENS.slice(0, SCREENS.indexOf(screen));
        expect(before.filter(({ said }) => said.includes(words)).map((s) => s.where)).toEqual([]);
      }
    },
  );
});
