/** The ledger as a waterfall against the end of the map. */
import { formatPercent, formatWholeKib } from '../../base/format';
import { DIAGNOSE } from '../../strings/en/diagnose';
import type { PasteView } from '../../viewmodel/reading/paste-view';
import type { Ledger } from '../../viewmodel/explain/types';
import { ledgerPicture, untold } from '../../viewmodel/reading/ledger-bars';
import type { Bar, BarPart, LedgerPicture } from '../../viewmodel/reading/ledger-bars';
import type { SentenceGround } from '../../viewmodel/reading/sentences';
import { Num } from '../ui/Num';
import { Sentence } from './Sentence';
import styles from './ledger.module.css';

const WORDS = DIAGNOSE.ledger;
const at = (percent: number): string => `${percent.toFixed(3)}%`;

const Stack = ({ from, to, parts }: { from: number; to: number; parts: readonly BarPart[] }) => (
  <span
    className={styles['stack']}
    style={{ left: at(from), width: at(Math.max(0, to - from)) }}
    aria-hidden="true"
  >
    {parts.map((p, i) => (
      <i
        key={`${p.owner}-${String(i)}`}
        data-owner={p.owner}
        data-look={p.look}
        style={{ flexGrow: p.bytes }}
      />
    ))}
  </span>
);

/** The name of a line whose size is not told yet. */
const Untold = ({ bar }: { bar: Bar }) => (
  <li className={styles['row']} data-line={bar.id} data-untold="">
    <p className={styles['label']}>
      <b>{bar.label}</b>
    </p>
    <div className={styles['track']} />
  </li>
);

const Step = ({ bar, ground }: { bar: Bar; ground: SentenceGround }) => (
  <li className={styles['row']} data-line={bar.id}>
    <p className={styles['label']}>
      <b>{bar.label}</b>
      <small>
        <Sentence text={bar.detail} ground={{ ...ground, figures: [bar.of] }} />
      </small>
    </p>
    <div className={styles['track']}>
      <Stack from={bar.from} to={bar.to} parts={bar.parts} />
      <span className={styles['drop']} style={{ left: at(bar.to) }} aria-hidden="true" />
      <Num of={bar.of}>{formatWholeKib(bar.of.value)}</Num>
    </div>
  </li>
);

const Held = ({ picture, ground }: { picture: LedgerPicture; ground: SentenceGround }) => (
  <li className={styles['row']} data-row="held">
    <p className={styles['label']}>
      <b>{WORDS.held}</b>
      <small>
        <Sentence text={picture.held.note} ground={{ ...ground, figures: [picture.held.of] }} />
      </small>
    </p>
    <div className={styles['track']}>
      <Stack from={0} to={picture.bars.at(-1)?.to ?? picture.mapAt} parts={picture.held.parts} />
      <Num of={picture.held.of}>{formatWholeKib(picture.held.of.value)}</Num>
    </div>
  </li>
);

const Naive = ({ naive, mapAt }: { naive: NonNullable<LedgerPicture['naive']>; mapAt: number }) => (
  <li className={styles['row']} data-row="naive">
    <p className={styles['label']}>
      <b>{WORDS.naive}</b>
      <small>{WORDS.naiveNote}</small>
    </p>
    <div className={styles['track']}>
      <span className={styles['wrong']} style={{ width: at(naive.to) }} aria-hidden="true">
        <i style={{ left: at((100 * mapAt) / naive.to) }} />
      </span>
      <del>
        <Num of={naive.of}>{formatWholeKib(naive.of.value)}</Num> ={' '}
        <Num of={naive.percent}>{formatPercent(naive.percent.value, 0)}</Num>
      </del>
    </div>
  </li>
);

interface Props {
  readonly reading: PasteView;
  readonly ledger: Ledger;
  /** what it leaves out or rests on, one sentence each */
  readonly limits: readonly string[];
  /** ids of the lines that may be read while a question about the others stands open; none = all */
  readonly told?: readonly string[];
}

export const LedgerView = ({ reading, ledger, limits, told }: Props) => {
  const whole = ledgerPicture(ledger, reading.report);
  const picture = told === undefined ? whole : untold(whole);
  const ground: SentenceGround = {
    figures: [],
    book: reading.book,
    cited: [],
    lines: reading.report.lines,
  };
  return (
    <section aria-labelledby="ledger-title" className={styles['ledger']}>
      <h2 id="ledger-title">
        {WORDS.title} <small>{WORDS.unit}</small>
      </h2>
      <div
        className={styles['waterfall']}
        style={{ '--map-at': String(picture.mapAt / 100) } as React.CSSProperties}
      >
        <p className={styles['axis']} aria-hidden="true">
          <span>0</span>
          <span>{WORDS.mapEnd}</span>
        </p>
        <ul>
          {picture.bars.map((bar) =>
            told === undefined || told.includes(bar.id) ? (
              <Step key={bar.id} bar={bar} ground={ground} />
            ) : (
              <Untold key={bar.id} bar={bar} />
            ),
          )}
          <Held picture={picture} ground={ground} />
          {picture.naive !== null && <Naive naive={picture.naive} mapAt={picture.mapAt} />}
        </ul>
      </div>
      {picture.open !== null && (
        <div className={styles['open']}>
          <h3>{WORDS.open}</h3>
          <p>
            <Sentence
              text={picture.open.text}
              ground={{ ...ground, figures: picture.open.figures }}
            />
          </p>
        </div>
      )}
      {limits.length > 0 && (
        <div className={styles['open']}>
          <h3>{WORDS.caution}</h3>
          <ul>
            {limits.map((l) => (
              <li key={l}>{l}</li>
            ))}
          </ul>
        </div>
      )}
    </section>
  );
};
