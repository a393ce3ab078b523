/** After the commit: the guess beside the truth, and why it is so. */
import { useEffect, useRef } from 'react';
import type { AnyDerivation } from '../../../base/derivation';
import { isNear } from '../../../lessons/guess';
import { referenceOf } from '../../../lessons/references';
import type { Prediction } from '../../../lessons/types';
import { GUESS_WORDS as WORDS } from '../../../strings/en/lessons';
import { Words } from '../../ui/Words';
import { OfferedNum } from '../OfferedNum';
import { Sentence } from '../Sentence';
import { partsOfBar, writeValue } from './scale';
import type { GuessState } from './use-guess';
import styles from './guess.module.css';

interface Row {
  readonly name: string;
  /** what the reader said of it; empty where it was skipped */
  readonly said: string;
  readonly of: AnyDerivation | undefined;
}

const namesOf = (p: Prediction): readonly string[] => {
  if (p.kind === 'amount') return [p.names[0]];
  if (p.kind === 'share') return p.parts.map(({ name }) => name);
  return p.kind === 'order' ? p.items.map(({ name }) => name) : [];
};

/** What the reader said of each part: a size, or a place in the order. */
const saidOf = ({ prediction: p, guessed, truth, whole }: GuessState): readonly string[] => {
  const g = guessed?.guess ?? null;
  const figure = truth.figures[0];
  if (g === null || figure === undefined) return [];
  if (g.kind === 'amount' && p.kind === 'amount') return [writeValue(figure, p.shape, g.value)];
  if (g.kind === 'share' && p.kind === 'share')
    return partsOfBar(g.ends, whole).map((part) => writeValue(figure, p.shape, part));
  if (g.kind === 'order') return g.order.map((_, item) => String(g.order.indexOf(item) + 1));
  return [];
};

const rowsOf = (guess: GuessState): readonly Row[] => {
  const said = saidOf(guess);
  const rows = namesOf(guess.prediction).map((name, i) => ({
    name,
    said: said[i] ?? '–',
    of: guess.truth.figures[i],
  }));
  const { guess: t } = guess.truth;
  return t.kind === 'order' ? t.order.flatMap((i) => rows[i] ?? []) : rows;
};

const Compared = ({ guess }: { readonly guess: GuessState }) => {
  const { prediction: p } = guess;
  if (p.kind === 'pick') return null;
  return (
    <table className={styles['compared']}>
      <thead>
        <tr>
          <td />
          <th scope="col">{p.kind === 'order' ? WORDS.place : WORDS.yours}</th>
          <th scope="col">{WORDS.truth}</th>
        </tr>
      </thead>
      <tbody>
        {rowsOf(guess).map((row) => (
          <tr key={row.name}>
            <th scope="row">
              <Words>{row.name}</Words>
            </th>
            <td>{row.said}</td>
            <td>{row.of !== undefined && <OfferedNum of={row.of} as={p.shape} />}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
};

const Picked = ({ guess }: { readonly guess: GuessState }) => {
  const { prediction: p, guessed, truth } = guess;
  if (p.kind !== 'pick' || truth.guess.kind !== 'pick') return null;
  const nameOf = (id: string): string => p.options.find((o) => o.id === id)?.name ?? '–';
  const own = guessed?.guess?.kind === 'pick' ? nameOf(guessed.guess.option) : null;
  return (
    <dl className={styles['picked']}>
      {own !== null && (
        <div>
          <dt>{WORDS.yours}</dt>
          <dd>
            <Words>{own}</Words>
          </dd>
        </div>
      )}
      <div>
        <dt>{WORDS.truth}</dt>
        <dd>
          <Words>{nameOf(truth.guess.option)}</Words>
        </dd>
      </div>
    </dl>
  );
};

const verdictOf = ({ prediction, guessed, truth }: GuessState): string => {
  const g = guessed?.guess ?? null;
  if (g === null) return WORDS.skipped;
  return isNear(prediction, g, truth) ? WORDS.near : WORDS.off;
};

export const Result = ({
  guess,
  isNew,
}: {
  readonly guess: GuessState;
  readonly isNew: boolean;
}) => {
  const { prediction: p, guessed, again } = guess;
  const head = useRef<HTMLHeadingElement>(null);
  const source = referenceOf(p.source);
  useEffect(() => {
    if (isNew) head.current?.focus({ preventScroll: true });
  }, [isNew]);
  return (
    <>
      <h3 ref={head} tabIndex={-1} className={styles['verdict']}>
        {verdictOf(guess)}
      </h3>
      <Compared guess={guess} />
      <Picked guess={guess} />
      <p className={styles['because']}>
        <Sentence>{p.because}</Sentence>{' '}
        {source !== undefined && (
          <cite className={styles['source']}>
            <code>{source.function}</code> {source.file}
          </cite>
        )}
      </p>
      {guessed !== undefined && guessed.why !== '' && (
        <p className={styles['reason']}>
          {WORDS.yourWhy}: {guessed.why}
        </p>
      )}
      <button type="button" className={styles['again']} onClick={again}>
        {WORDS.again}
      </button>
    </>
  );
};
