/** The samples in their order: whose text, which lines, what time; those that were added can be taken away. */
import { COMPARE } from '../../../strings/en/compare';
import type { Diff, Sample } from '../../../viewmodel/diff/types';
import type { Comparison } from './use-comparison';
import styles from './compare.module.css';

const WORDS = COMPARE.beside;
const MOST = 12;

interface Props {
  readonly comparison: Comparison;
  readonly diff: Diff;
}

const nameOf = ({ texts }: Comparison, paste: number): string => texts[paste]?.name ?? WORDS.here;

const Line = ({ sample, comparison }: { sample: Sample; comparison: Comparison }) => {
  const [from, to] = sample.lines;
  const time = sample.moment === null ? WORDS.noTime : sample.moment.text;
  return (
    <li>
      <b>{WORDS.sample(sample.number)}</b>{' '}
      <span>
        {nameOf(comparison, sample.paste)}, {WORDS.lines(from, to)},{' '}
        {sample.fromDump ? WORDS.dump : time}
      </span>
    </li>
  );
};

/** Of many the first and the last are told: the rest lie between. */
const toldOf = (samples: readonly Sample[]): readonly Sample[] =>
  samples.length <= MOST ? samples : [...samples.slice(0, MOST - 1), ...samples.slice(-1)];

export const WhatIsCompared = ({ comparison, diff }: Props) => (
  <details className={styles['beside']} open={diff.samples.length <= 4}>
    <summary>{WORDS.title}</summary>
    <ol>
      {toldOf(diff.samples).map((sample) => (
        <Line key={sample.number} sample={sample} comparison={comparison} />
      ))}
    </ol>
    {comparison.texts.map(
      (text) =>
        text !== null && (
          <button
            key={text.place}
            type="button"
            onClick={() => {
              comparison.remove(text);
            }}
          >
            {WORDS.remove(text.name)}
          </button>
        ),
    )}
  </details>
);
