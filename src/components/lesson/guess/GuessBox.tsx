/** A prediction in the text: asked, then answered. Skip is always there. */
import { useState } from 'react';
import { formatPercent } from '../../../base/format';
import { GUESS_WORDS as WORDS } from '../../../strings/en/lessons';
import { useApp } from '../../app/store-context';
import { Words } from '../../ui/Words';
import { Bar, partNames } from './Bar';
import { Order, Pick } from './Controls';
import { Result } from './Result';
import { partsOfBar, writeValue } from './scale';
import type { GuessState } from './use-guess';
import styles from './guess.module.css';

/** What the bar says now, large. */
const Amount = ({ guess }: { readonly guess: GuessState }) => {
  const { prediction: p, draft, whole, truth } = guess;
  const figure = truth.figures[0];
  if (p.kind !== 'amount' || draft.kind !== 'amount' || figure === undefined) return null;
  return (
    <div className={styles['amount']}>
      <p>
        <span>{WORDS.you}</span>
        <b>{writeValue(figure, p.shape, draft.value)}</b>
        <small>
          {formatPercent((100 * draft.value) / whole, 0)} {WORDS.ofWhole}: {p.names[0]}
        </small>
      </p>
      <p>
        <span>{p.names[1]}</span>
        <b>{writeValue(figure, p.shape, whole - draft.value)}</b>
      </p>
    </div>
  );
};

/** Where the bar lies in the text, its parts have their names and sizes below it. */
const Values = ({ guess }: { readonly guess: GuessState }) => {
  const { prediction: p, draft, whole, truth } = guess;
  const figure = truth.figures[0];
  if (p.kind !== 'share' || draft.kind !== 'share' || figure === undefined) return null;
  const names = partNames(guess);
  return (
    <ul className={styles['values']}>
      {partsOfBar(draft.ends, whole).map((part, i) => (
        <li key={names[i] ?? i}>
          <span>{names[i]}</span> <b>{writeValue(figure, p.shape, part)}</b>
        </li>
      ))}
    </ul>
  );
};

const Open = ({ guess, onDone }: { readonly guess: GuessState; readonly onDone: () => void }) => {
  const { prediction: p, draft } = guess;
  const say = useApp((s) => s.say);
  const cannot = draft.kind === 'pick' && draft.option === '';
  const end = (act: () => void): void => {
    onDone();
    act();
    say(WORDS.answered);
  };
  return (
    <form
      onSubmit={(e) => {
        e.preventDefault();
        if (!cannot) end(guess.commit);
      }}
    >
      <Amount guess={guess} />
      {(p.kind === 'amount' || p.kind === 'share') && (
        <div className={styles['lying']}>
          <Bar guess={guess} isUpright={false} />
          <Values guess={guess} />
        </div>
      )}
      <Pick guess={guess} />
      <Order guess={guess} />
      <label className={styles['why']}>
        <span>{WORDS.why}</span>
        <input
          value={guess.why}
          maxLength={500}
          autoComplete="off"
          onChange={(e) => {
            guess.setWhy(e.target.value);
          }}
        />
      </label>
      <div className={styles['buttons']}>
        <button type="submit" data-primary="" aria-disabled={cannot}>
          {WORDS.commit}
        </button>
        <button
          type="button"
          onClick={() => {
            end(guess.skip);
          }}
        >
          {WORDS.skip}
        </button>
        <small>{cannot ? WORDS.pickFirst : WORDS.after}</small>
      </div>
    </form>
  );
};

export const GuessBox = ({ guess }: { readonly guess: GuessState }) => {
  const [isNew, setNew] = useState(false);
  return (
    <section className={styles['box']} aria-labelledby="guess-title" data-phase={guess.phase}>
      <p className={styles['label']}>{WORDS.title}</p>
      <h2 id="guess-title">
        <Words>{guess.prediction.ask}</Words>
      </h2>
      {guess.phase === 'open' ? (
        <Open
          guess={guess}
          onDone={() => {
            setNew(true);
          }}
        />
      ) : (
        <Result guess={guess} isNew={isNew} />
      )}
    </section>
  );
};
