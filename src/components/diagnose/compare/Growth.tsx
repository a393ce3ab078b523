/** What grew between the samples, largest first; each figure opens its derivation. */
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { Derivation } from '../../../base/derivation';
import { formatSize } from '../../../base/format';
import { COMPARE as WORDS } from '../../../strings/en/compare';
import type { Diff, GrowthRow, Rate } from '../../../viewmodel/diff/types';
import { Num } from '../../ui/Num';
import tables from '../tables.module.css';
import { Limits } from './Limits';
import { ahead, short, signed } from './signed';
import styles from './compare.module.css';

const FIRST = 12;

const Signed = ({ of }: { of: Derivation }) => <Num of={of}>{signed(of.value)}</Num>;

const Between = ({ rate }: { rate: Rate | null }) =>
  rate === null ? null : (
    <>
      <Signed of={rate.low} /> {WORDS.to} <Signed of={rate.high} />
    </>
  );

const Rates = ({ row: { rate, limit } }: { row: GrowthRow }) => (
  <>
    <td>{rate !== null && <Signed of={rate.perHour} />}</td>
    <td>
      <Between rate={rate} />
    </td>
    <td>{limit !== null && <Num of={limit.hours}>{ahead(limit.hours.value)}</Num>}</td>
  </>
);

interface RowProps {
  readonly row: GrowthRow;
  /** the row above says the same words of itself */
  readonly isSame: boolean;
  readonly hasRates: boolean;
}

const Row = ({ row, isSame, hasRates }: RowProps) => (
  <tr data-verdict={row.verdict.kind}>
    <th scope="row">
      {row.name} {row.kind === 'type' && <small>{WORDS.type}</small>}
      <p>
        <b>{WORDS.kinds[row.verdict.kind]}</b>{' '}
        <small>{isSame ? WORDS.same : row.verdict.text}</small>
      </p>
    </th>
    <td>
      <Num of={row.first}>{formatSize(row.first.value)}</Num>
    </td>
    <td>
      <Num of={row.last}>{formatSize(row.last.value)}</Num>
    </td>
    <td>
      <Signed of={row.live} />
    </td>
    {hasRates && <Rates row={row} />}
    <td data-word="">{WORDS.steps(row.trend)}</td>
  </tr>
);

const Total = ({ diff }: { diff: Diff }) =>
  diff.total === null ? null : (
    <p className={styles['total']}>
      {WORDS.total}: <Signed of={diff.total} />
      {diff.totalRate !== null && (
        <>
          , <Signed of={diff.totalRate.perHour} /> {WORDS.hourly} (<Between rate={diff.totalRate} />
          )
        </>
      )}
      .
    </p>
  );

/** Columns that stay empty while no times are known. */
const OF_TIME: ReadonlySet<string> = new Set(WORDS.columns.slice(4, 7));

const Table = ({ rows, hasRates }: { rows: readonly GrowthRow[]; hasRates: boolean }) => (
  <div className={styles['scroll']} role="region" aria-label={WORDS.caption} tabIndex={0}>
    <table className={tables['table']}>
      <caption className="visually-hidden">{WORDS.caption}</caption>
      <thead>
        <tr>
          {WORDS.columns
            .filter((name) => hasRates || !OF_TIME.has(name))
            .map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row, i) => (
          <Row
            key={row.id}
            row={row}
            isSame={rows[i - 1]?.verdict.text === row.verdict.text}
            hasRates={hasRates}
          />
        ))}
      </tbody>
    </table>
  </div>
);

interface Props {
  readonly diff: Diff;
  /** what stands between the headline and the table */
  readonly children: ReactNode;
}

export const Growth = ({ diff, children }: Props) => {
  const [isAll, setAll] = useState(false);
  return (
    <>
      <h3 className={styles['headline']}>{diff.headline}</h3>
      <p className={styles['facts']}>
        {WORDS.samples(diff.samples.length)}
        {diff.hours !== null && (
          <>
            , <Num of={diff.hours}>{short(diff.hours.value)}</Num> {WORDS.apart}
          </>
        )}
        .
      </p>
      <Total diff={diff} />
      <Limits diff={diff} />
      {diff.notes.map((note) => (
        <p key={note} className={styles['note']}>
          {note}
        </p>
      ))}
      {children}
      <Table
        rows={isAll ? diff.rows : diff.rows.slice(0, FIRST)}
        hasRates={diff.rows.some((r) => r.rate !== null || r.limit !== null)}
      />
      {diff.rows.length > FIRST && (
        <button
          type="button"
          className={styles['more']}
          onClick={() => {
            setAll(!isAll);
          }}
        >
          {isAll ? WORDS.fewer : WORDS.all(diff.rows.length)}
        </button>
      )}
    </>
  );
};
