/** The bar that a reader drags, upright beside the figure or lying in the text. */
import * as Slider from '@radix-ui/react-slider';
import type { KeyboardEvent } from 'react';
import { GUESS_WORDS as WORDS } from '../../../strings/en/lessons';
import { partsOfBar, stepOf, writeValue } from './scale';
import type { GuessState } from './use-guess';
import styles from './guess.module.css';

interface Props {
  readonly guess: GuessState;
  readonly isUpright: boolean;
}

/** Names of the parts, first to last. */
export const partNames = ({ prediction: p }: GuessState): readonly string[] => {
  if (p.kind === 'amount') return p.names;
  return p.kind === 'share' ? p.parts.map(({ name }) => name) : [];
};

/** Ends of all parts but the last. */
const endsOf = ({ draft }: GuessState): readonly number[] => {
  if (draft.kind === 'amount') return [draft.value];
  return draft.kind === 'share' ? draft.ends : [];
};

const draftOf = ({ prediction: p }: GuessState, ends: readonly number[]) =>
  p.kind === 'share'
    ? { kind: 'share' as const, ends }
    : { kind: 'amount' as const, value: ends[0] ?? 0 };

/** Page keys move by ten steps, downwards for PageDown: the slider's own sense is the other way round. */
const usePageKeys = (guess: GuessState, step: number) => (e: KeyboardEvent) => {
  const sign = e.key === 'PageDown' ? 1 : e.key === 'PageUp' ? -1 : 0;
  const thumbs = [...e.currentTarget.querySelectorAll('[role="slider"]')];
  const i = thumbs.indexOf(document.activeElement ?? e.currentTarget);
  if (e.key === 'Enter' && i >= 0) {
    e.preventDefault();
    guess.commit();
    return;
  }
  if (sign === 0 || i < 0) return;
  e.preventDefault();
  const ends = endsOf(guess);
  const [least, most] = [ends[i - 1] ?? 0, ends[i + 1] ?? guess.whole];
  const next = Math.min(Math.max((ends[i] ?? 0) + sign * 10 * step, least), most);
  guess.setDraft(draftOf(guess, ends.with(i, next)));
};

export const Bar = ({ guess, isUpright }: Props) => {
  const { prediction: p, truth, whole } = guess;
  const figure = truth.figures[0];
  const isBar = p.kind === 'amount' || p.kind === 'share';
  const step = isBar && figure !== undefined ? stepOf(whole, p.shape, figure.unit) : 1;
  const onKeyDown = usePageKeys(guess, step);
  if (!isBar || figure === undefined) return null;
  const ends = endsOf(guess);
  const names = partNames(guess);
  const parts = partsOfBar(ends, whole);
  return (
    <Slider.Root
      className={styles['bar']}
      orientation={isUpright ? 'vertical' : 'horizontal'}
      inverted={isUpright}
      min={0}
      max={whole}
      step={step}
      value={[...ends]}
      onKeyDown={onKeyDown}
      onValueChange={(values) => {
        guess.setDraft(draftOf(guess, values));
      }}
    >
      <Slider.Track className={styles['track']}>
        {parts.map((part, i) => (
          <span
            key={names[i] ?? i}
            className={styles['part']}
            data-at={i}
            style={{ flexGrow: part / whole }}
          >
            {isUpright && (
              <span>
                <b>{writeValue(figure, p.shape, part)}</b> <small>{names[i]}</small>
              </span>
            )}
          </span>
        ))}
      </Slider.Track>
      {ends.map((end, i) => (
        <Slider.Thumb
          key={names[i] ?? i}
          className={styles['thumb']}
          aria-label={WORDS.between(names[i] ?? '', names[i + 1] ?? '')}
          aria-valuetext={`${writeValue(figure, p.shape, end)} ${WORDS.of} ${writeValue(figure, p.shape, whole)}`}
        />
      ))}
    </Slider.Root>
  );
};
