/** The bar beside the figure: dragged while the question is open, set beside the truth after it. */
import type { CSSProperties } from 'react';
import { GUESS_WORDS as WORDS } from '../../../strings/en/lessons';
import type { Guess } from '../../../lessons/guess';
import { Bar, partNames } from './Bar';
import { partsOfBar, ticksOf, writeValue } from './scale';
import type { GuessState } from './use-guess';
import styles from './guess.module.css';

interface Props {
  readonly guess: GuessState;
  /** px of the picture beside it */
  readonly height: number;
  /** px from the top of the box to the top of that picture */
  readonly top: number;
}

const Scale = ({ guess }: Pick<Props, 'guess'>) => {
  const { prediction: p, truth, whole } = guess;
  const figure = truth.figures[0];
  if ((p.kind !== 'amount' && p.kind !== 'share') || figure === undefined) return null;
  return (
    <ol className={styles['scale']} aria-hidden="true">
      {[...ticksOf(whole, p.shape, figure.unit), whole].map((t) => (
        <li key={t} style={{ top: `${(100 * t) / whole}%` }}>
          {writeValue(figure, p.shape, t)}
        </li>
      ))}
    </ol>
  );
};

const endsOf = (guess: Guess | null): readonly number[] | null => {
  if (guess?.kind === 'amount') return [guess.value];
  return guess?.kind === 'share' ? guess.ends : null;
};

/** One answered bar: the reader's, or the model's. */
const Answer = ({
  guess,
  of,
  isTruth,
}: {
  guess: GuessState;
  of: readonly number[];
  isTruth: boolean;
}) => {
  const { prediction: p, truth, whole } = guess;
  const figure = truth.figures[0];
  if ((p.kind !== 'amount' && p.kind !== 'share') || figure === undefined) return null;
  const names = partNames(guess);
  return (
    <div className={styles['answer']} data-truth={isTruth}>
      <p>{isTruth ? WORDS.truth : WORDS.yours}</p>
      <div>
        {partsOfBar(of, whole).map((part, i) => (
          <span
            key={names[i] ?? i}
            className={styles['part']}
            data-at={i}
            data-owner={isTruth && p.kind === 'share' ? p.parts[i]?.owner : undefined}
            style={{ flexGrow: part / whole }}
          >
            <span>
              <b>{writeValue(figure, p.shape, part)}</b> {isTruth && <small>{names[i]}</small>}
            </span>
          </span>
        ))}
      </div>
    </div>
  );
};

export const Plate = ({ guess, height, top }: Props) => {
  const { prediction: p, phase, guessed, truth } = guess;
  const own = endsOf(guessed?.guess ?? null);
  const is = endsOf(truth.guess);
  return (
    <figure
      className={styles['plate']}
      data-phase={phase}
      style={{ '--top': `${top}px`, '--tall': `${height}px` } as CSSProperties}
      aria-label={p.ask.replaceAll('`', '')}
    >
      {phase === 'open' ? (
        <figcaption>
          <b>{WORDS.title}</b> {p.kind === 'share' ? WORDS.dragAll : WORDS.drag}
        </figcaption>
      ) : (
        <figcaption />
      )}
      <div className={styles['bars']}>
        {phase === 'open' ? (
          <Bar guess={guess} isUpright />
        ) : (
          <>
            {own !== null && <Answer guess={guess} of={own} isTruth={false} />}
            {is !== null && <Answer guess={guess} of={is} isTruth />}
          </>
        )}
        <Scale guess={guess} />
      </div>
    </figure>
  );
};
