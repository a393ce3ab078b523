/** Every lesson, whatever it teaches: it runs, its numbers are bound, its sources are real. */
import { describe, expect, it } from 'vitest';
import { LESSONS } from './registry';
import { bytesOf, figureAt, isShape, piecesOf, writeFigure } from './figures';
import type { OwnFigures } from './figures';
import { truthOf, wholeOf } from './guess';
import { referenceOf } from './references';
import {
  historyFor,
  sceneAt,
  sceneOf,
  seedBook,
  stepTexts,
  textOfLesson,
} from '../../tests/lessons/kit';
import type { StepText } from '../../tests/lessons/kit';
import { startScenario } from '../sim';
import { readMachine } from '../viewmodel/machine/machine-code';
import { bare, isThere } from '../../tests/lessons/words';
import { historyOf, positionOf, standAt } from './runner';
import { QUESTION_IDS } from './types';
import type { Lesson, Place, Scene, Step } from './types';
import { termOf } from '../viewmodel/running/term';
import seedMail from '../examples/seed-mail.txt?raw';

const PARTS = ['Step', 'N', 'At', 'Sel', 'Term', 'Src', 'Quote', 'Claim', 'Notes', 'LeftOut'];
const flat = (s: string): string => s.replace(/\s+/g, ' ').trim();
const mail = flat(seedMail.replace(/^[> ]+/gm, ''));

const sentencesOf = (s: Step): readonly string[] =>
  s.prediction === undefined ? [] : [s.prediction.because];

/** A run of its own at a place: nothing was sought in it before. */
const freshScene = (place: Place) => {
  const history = historyOf(place);
  if (!history.ok) throw new Error(history.error);
  const stood = standAt(history.value, place);
  if (!stood.ok) throw new Error(stood.error);
  return sceneOf(stood.value);
};

/** The scene in which a scenario starts, on its own machine or on one with other levers. */
const startOf = (scenario: string, machine?: string) => {
  const run = startScenario(
    scenario,
    machine === undefined ? undefined : readMachine(machine).machine,
  );
  if (!run.ok) throw new Error(run.error);
  return sceneOf(run.value.timeline);
};

/** Bound numbers of a step, as two scenes write them. */
const inBoth = (text: StepText | undefined, figures: OwnFigures, scenes: readonly Scene[]) =>
  (text?.elements ?? []).flatMap(({ name, attributes: { of = '', as = '' } }) => {
    if (name !== 'N' || !isShape(as)) return [];
    const found = scenes.map((scene) => figureAt(scene, of, figures));
    return [found.map((d) => (d === null ? '' : writeFigure(d, as)))];
  });

describe.each(LESSONS.map((e) => [e.lesson.title, e] as const))('%s', (_, { lesson, figures }) => {
  const texts = stepTexts(textOfLesson(lesson.number));
  const each = lesson.steps.map((step, i) => ({ step, text: texts[i] }));

  it('has 6 to 14 steps, 8 to 15 minutes, and text for each of them', () => {
    expect(lesson.steps.length).toBeGreaterThanOrEqual(6);
    expect(lesson.steps.length).toBeLessThanOrEqual(14);
    expect(lesson.minutes).toBeGreaterThanOrEqual(8);
    expect(lesson.minutes).toBeLessThanOrEqual(15);
    expect(texts.map((t) => t.id)).toEqual(lesson.steps.map((s) => s.id));
    expect(new Set(lesson.steps.map((s) => s.id)).size).toBe(lesson.steps.length);
  });

  it('runs from start to end, and a jump to a step is the walk to it', () => {
    for (const step of lesson.steps) {
      const walked = sceneAt(step.place).timeline.hash();
      expect(freshScene(step.place).timeline.hash(), step.id).toBe(walked);
    }
  });

  it('writes other numbers where the model has others: four times the RAM, the same text', () => {
    const differ = each.flatMap(({ step: { place }, text }) => {
      const scenes = [startOf(place.scenario), startOf(place.scenario, '6.2,i386,1G')];
      return inBoth(text, figures, scenes).filter(([a, b]) => a !== '' && b !== '' && a !== b);
    });
    expect(differ.length).toBeGreaterThan(0);
  });

  it('moves only forward within a step, and for 8 seconds at most', () => {
    for (const { place, figure } of lesson.steps) {
      if (figure.from === undefined) continue;
      const history = historyFor(place);
      const from = positionOf(history, { scenario: place.scenario, ...figure.from });
      const to = positionOf(history, place);
      expect(from.ok && to.ok && from.value < to.value).toBe(true);
      expect(figure.seconds ?? 4).toBeLessThanOrEqual(8);
    }
  });

  it('binds every number of its text to the model', () => {
    for (const { step, text } of each) {
      const scene = sceneAt(step.place);
      for (const { name, attributes, line } of text?.elements ?? []) {
        if (name !== 'N') continue;
        const { of = '', as = '' } = attributes;
        expect(isShape(as), `line ${line}: shape ${as}`).toBe(true);
        const d = figureAt(scene, of, figures);
        expect(d, `line ${line}: figure ${of}`).not.toBeNull();
        if (d !== null && isShape(as)) expect(writeFigure(d, as)).not.toContain('NaN');
      }
      for (const piece of sentencesOf(step).flatMap(piecesOf))
        if (typeof piece === 'string') expect(piece).not.toMatch(/[{}]/);
        else expect(figureAt(scene, piece.id, figures), piece.id).not.toBeNull();
    }
  });

  it('types no number', () => {
    const typed = each.flatMap(({ text }) =>
      (text?.prose ?? [])
        .filter(({ text: words }) => /\d/.test(bare(words)))
        .map(({ text: words, line }) => `line ${line}: ${words}`),
    );
    const spoken = lesson.steps.flatMap((s) => [
      s.title,
      ...sentencesOf(s).flatMap((x) => piecesOf(x).filter((p) => typeof p === 'string')),
    ]);
    const said = spoken.filter((words) => /\d/.test(bare(words)));
    expect([...typed, ...said]).toEqual([]);
  });

  it('names sources, terms, moments and things that are there', () => {
    for (const { step, text } of each)
      for (const { name, attributes: a, line } of text?.elements ?? []) {
        const where = `${step.id}, line ${line}`;
        expect(PARTS, where).toContain(name);
        if (name === 'Src') expect(referenceOf(a['id'] ?? ''), where).toBeDefined();
        if (name === 'Term') expect(termOf(`term:${a['name'] ?? ''}`), where).toBeDefined();
        if (name === 'At') {
          const to = { moment: a['moment'] ?? '', offset: Number(a['offset'] ?? 0) };
          const place = { ...step.place, ...to };
          expect(positionOf(historyFor(step.place), place).ok, where).toBe(true);
        }
      }
  });

  it('quotes the mail word for word', () => {
    for (const { text } of each)
      for (const { name, attributes: a, words, line } of text?.elements ?? []) {
        const said = name === 'Quote' ? words : name === 'Claim' ? (a['said'] ?? '') : '';
        if (said !== '') expect(mail, `line ${line}`).toContain(flat(said));
        if (name === 'Claim') expect(referenceOf(a['src'] ?? ''), `line ${line}`).toBeDefined();
      }
  });

  it('has notes for the speaker at each step', () => {
    expect(
      each.filter(({ text }) => (text?.notes.trim() ?? '') === '').map((e) => e.step.id),
    ).toEqual([]);
  });

  it('selects and lights what is there', () => {
    const missing = each.flatMap(({ step, text }) => {
      const scene = sceneAt(step.place);
      const links = (text?.elements ?? [])
        .filter((e) => e.name === 'Sel')
        .map((e) => e.attributes['id'] ?? '');
      return [step.view?.sel ?? '', ...(step.figure.light ?? []), ...links]
        .filter((id) => id !== '' && !isThere(scene, id))
        .map((id) => `${step.id}: ${id}`);
    });
    expect(missing).toEqual([]);
  });

  it('asks what can be answered: the truth of each prediction is in the model', () => {
    for (const step of lesson.steps) {
      const { prediction } = step;
      if (prediction === undefined) continue;
      const truth = truthOf(prediction, sceneAt(step.place), figures);
      expect(truth, step.id).not.toBeNull();
      expect(referenceOf(prediction.source), prediction.source).toBeDefined();
      if (prediction.kind === 'pick' && truth?.guess.kind === 'pick')
        expect(prediction.options.map((o) => o.id)).toContain(truth.guess.option);
    }
  });

  it('asks for parts of a whole in its unit: no truth is a sliver of a wrong scale', () => {
    for (const { place, prediction } of lesson.steps) {
      if (prediction?.kind !== 'amount' && prediction?.kind !== 'share') continue;
      const truth = truthOf(prediction, sceneAt(place), figures);
      if (truth === null) throw new Error(prediction.id);
      const { guess: is, figures: behind } = truth;
      const end = is.kind === 'amount' ? is.value : is.kind === 'share' ? is.ends.at(-1) : NaN;
      expect(end, prediction.id).toBeGreaterThanOrEqual(0);
      expect(end, prediction.id).toBeLessThanOrEqual(wholeOf(prediction, truth));
      const whole = behind.at(-1);
      const size = wholeOf(prediction, truth);
      const [written, own] = [behind[0], whole].map(
        (d, i) => d && writeFigure(i === 0 ? { ...d, value: size } : d, prediction.shape),
      );
      expect(written, prediction.id).toBe(own);
      if (prediction.kind !== 'share') continue;
      const sum = prediction.parts.reduce((n, _, i) => n + bytesOf(behind[i]!), 0);
      expect(sum / bytesOf(whole!), prediction.id).toBeCloseTo(1, 9);
    }
  });

  it('asks at least twice, and lets the reader act at least once', () => {
    expect(lesson.steps.filter((s) => s.prediction !== undefined).length).toBeGreaterThan(1);
    expect(lesson.steps.filter((s) => s.task !== undefined).length).toBeGreaterThan(0);
    expect(lesson.steps.at(-1)?.id).toBe('against');
  });

  it('sets tasks that are not done before they are begun', () => {
    for (const { place, task } of lesson.steps) {
      if (task === undefined) continue;
      const state = task.check(sceneAt(place));
      expect(state.isDone, task.id).toBe(false);
      expect(state.words).not.toBe('');
    }
  });

  it('asks three things at the end, each with one right answer among others', () => {
    expect(lesson.recall).toHaveLength(3);
    for (const r of lesson.recall) {
      expect(r.options.map((o) => o.id)).toContain(r.right);
      expect(new Set(r.options.map((o) => o.id)).size).toBe(r.options.length);
    }
  });

  it('answers them with figures of its last step, and types none', () => {
    const last = lesson.steps.at(-1);
    const scene = last === undefined ? null : sceneAt(last.place);
    const pieces = lesson.recall.flatMap((r) => piecesOf(r.because));
    for (const piece of pieces)
      if (typeof piece !== 'string' && scene !== null)
        expect(figureAt(scene, piece.id, figures), piece.id).not.toBeNull();
    const asked = lesson.steps.flatMap(({ prediction: p, task }) => [
      p?.ask ?? '',
      task?.goal ?? '',
    ]);
    const said = [
      ...pieces.filter((x) => typeof x === 'string'),
      ...lesson.recall.flatMap((r) => [r.ask, ...r.options.map((o) => o.name)]),
      ...asked,
    ];
    expect(said.filter((words) => /\d/.test(bare(words)))).toEqual([]);
  });
});

describe('the lessons together', () => {
  it('stand in the order of their numbers', () => {
    expect(LESSONS.map((e) => e.lesson.number)).toEqual(LESSONS.map((_, i) => i + 1));
  });
  const entries: readonly Lesson[] = LESSONS.map((e) => e.lesson);
  it.each(QUESTION_IDS)('answer %s', (id) => {
    expect(entries.some((l) => l.steps.some((s) => s.answers?.includes(id) ?? false))).toBe(true);
  });
  it('read the mail', () => {
    expect(seedBook().size).toBeGreaterThan(0);
  });
  it('stand where they say, in branches by hand too', () => {
    for (const { lesson } of LESSONS)
      for (const { place } of lesson.steps) expect(standAt(historyFor(place), place).ok).toBe(true);
  });
});
