/** One step of a lesson: its words left, the machine right, the way on below. */
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import type { LessonEntry } from '../../lessons/registry';
import { stepAt } from '../../lessons/runner';
import type { Step } from '../../lessons/types';
import { LESSON_WORDS as WORDS } from '../../strings/en/lessons';
import { useApp } from '../app/store-context';
import { ChosenLater, ShownTick } from '../running/later';
import { RunProvider, useShown } from '../running/run-context';
import { useStanding } from '../running/use-standing';
import { useRunOfPage } from '../running/use-run-of-page';
import { Words } from '../ui/Words';
import { Against } from './Against';
import { Handout } from './Handout';
import { LessonFigure } from './LessonFigure';
import { Prose } from './Prose';
import { RecallBox } from './RecallBox';
import { TaskBox } from './TaskBox';
import { Way } from './Way';
import { isCovered } from './cover';
import { GuessBox } from './guess/GuessBox';
import { PlateBeside } from './PlateBeside';
import { useGuess } from './guess/use-guess';
import type { GuessState } from './guess/use-guess';
import { pageProgress, useLessonProgress } from './page-progress';
import { StepProvider, useStep } from './step-context';
import { useStepLink, useStepRun } from './use-step';
import { useSteps } from './use-steps';
import styles from './lesson.module.css';

interface ShownStep {
  readonly entry: LessonEntry;
  readonly step: Step;
  /** its number, from 1 */
  readonly number: number;
}

/** The prediction of the step with what this browser keeps of it. */
const useStepGuess = (): GuessState | null => {
  const { entry, step, numbers } = useStep();
  const { guesses } = useLessonProgress(entry.lesson.id);
  const { prediction } = step;
  const id = prediction?.id ?? '';
  return useGuess(prediction, {
    numbers,
    own: entry.figures,
    guessed: guesses[id],
    onGuess: (guessed) => {
      pageProgress().getState().guess(entry.lesson.id, id, guessed);
    },
    onForget: () => {
      pageProgress().getState().forget(entry.lesson.id, id);
    },
  });
};

const Text = ({ number, guess }: { number: number; guess: GuessState | null }) => {
  const { entry, step } = useStep();
  const { lesson } = entry;
  const isLast = number === lesson.steps.length;
  const title = useRef<HTMLHeadingElement>(null);
  const first = useRef(true);
  useEffect(() => {
    // A reader of the screen hears where the step begins; the first comes with the page.
    if (!first.current) title.current?.focus({ preventScroll: true });
    first.current = false;
  }, [step]);
  return (
    <section className={styles['text']} aria-labelledby="step-title">
      <p className={styles['eyebrow']}>
        {WORDS.lesson} {lesson.number} · {lesson.title}
      </p>
      <h1 id="step-title" ref={title} tabIndex={-1}>
        <Words>{step.title}</Words>
      </h1>
      <Prose />
      {guess !== null && <GuessBox guess={guess} />}
      {step.task !== undefined && <TaskBox task={step.task} />}
      {isLast && <Against entry={entry} />}
      {isLast && <RecallBox />}
      {isLast && lesson.leftOut.length > 0 && (
        <aside className={styles['leftOut']}>
          <h2>{WORDS.leftOut}</h2>
          <ul>
            {lesson.leftOut.map((words) => (
              <li key={words}>
                <Words>{words}</Words>
              </li>
            ))}
          </ul>
        </aside>
      )}
    </section>
  );
};

interface FigureProps {
  readonly guess: GuessState | null;
  /** what is asked, where it does not stand in the text */
  readonly asked: ReactNode;
}

const Figure = ({ guess, asked }: FigureProps) => {
  const { step } = useStep();
  const shown = useShown();
  if (shown === null) return <p className={styles['making']}>{WORDS.making}</p>;
  const isHidden = isCovered(step, guess?.phase === 'open');
  const hasPlate = guess?.prediction.kind === 'amount' || guess?.prediction.kind === 'share';
  return (
    <ChosenLater>
      <ShownTick tick={shown.tick}>
        <LessonFigure
          key={step.id}
          step={step}
          shown={shown}
          isCovered={isHidden}
          asked={asked}
          plate={hasPlate ? <PlateBeside guess={guess} kind={step.figure.kind} /> : null}
        />
      </ShownTick>
    </ChosenLater>
  );
};

/**
 * The columns of a step, once its numbers can be had. A clicker cannot scroll: on a stage the question stands
 * below the picture, and not below the text.
 */
const Columns = ({ number }: { number: number }) => {
  const guess = useStepGuess();
  const isStage = useApp((s) => s.link.theme === 'stage');
  return (
    <>
      <Text number={number} guess={isStage ? null : guess} />
      <section className={styles['figure']} aria-label={WORDS.figure}>
        <Figure
          guess={guess}
          asked={isStage && guess !== null ? <GuessBox guess={guess} /> : null}
        />
      </section>
    </>
  );
};

interface StageProps extends ShownStep {
  readonly isApplied: boolean;
  readonly hasNotes: boolean;
  readonly onNotes: () => void;
}

const Stage = ({ entry, step, number, isApplied, hasNotes, onNotes }: StageProps) => {
  const standing = useStanding();
  const run = useRunOfPage(standing);
  const { guesses } = useLessonProgress(entry.lesson.id);
  const isHeld = step.prediction !== undefined && guesses[step.prediction.id] === undefined;
  const way = useStepRun(run, { entry, step, isApplied, isHeld });
  const [isPrinting, setPrinting] = useState(false);
  const { numbers, seek } = way;
  const shown = useMemo(
    () => ({ entry, step, numbers, hasNotes, seek }),
    [entry, step, numbers, hasNotes, seek],
  );
  if (isPrinting)
    return (
      <Handout
        entry={entry}
        onLeave={() => {
          setPrinting(false);
        }}
      />
    );
  return (
    <RunProvider view={run} run={run}>
      <StepProvider value={shown}>
        <article className={styles['lesson']}>
          <Columns key={step.id} number={number} />
          {way.error !== '' && <p role="alert">{WORDS.nowhere}</p>}
          <Way
            number={number}
            way={way}
            onNotes={onNotes}
            onPrint={() => {
              setPrinting(true);
            }}
          />
        </article>
      </StepProvider>
    </RunProvider>
  );
};

/** The figure is made only once the link says what it shows: it would else open another run first. */
export const LessonView = ({ entry }: { readonly entry: LessonEntry }) => {
  const asked = Number(useApp((s) => s.link.step));
  const step = stepAt(entry.lesson, asked);
  const number = entry.lesson.steps.indexOf(step) + 1;
  const isApplied = useStepLink(entry, step);
  const [isOpen, setOpen] = useState(isApplied);
  if (isApplied && !isOpen) setOpen(true);
  const [hasNotes, setNotes] = useState(false);
  const toggleNotes = useCallback(() => {
    setNotes((has) => !has);
  }, []);
  useSteps(entry, number, toggleNotes);
  useEffect(() => {
    pageProgress().getState().see(entry.lesson.id, step.id);
  }, [entry, step]);
  return isOpen ? (
    <Stage {...{ entry, step, number, isApplied, hasNotes }} onNotes={toggleNotes} />
  ) : (
    <p className="lead">{WORDS.making}</p>
  );
};
