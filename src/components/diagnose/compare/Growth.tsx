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

const Row = ({ row }: { row: GrowthRow }) => (
  <tr data-verdict={row.verdict.kind}>
    <th scope="row">
      {row.name} {row.kind === 'type' && <small>{WORDS.type}</small>}
      <p>
        <b>{WORDS.kinds[row.verdict.kind]}</b> <small>{row.verdict.text}</small>
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
    <td>{row.rate !== null && <Signed of={row.rate.perHour} />}</td>
    <td>
      <Between rate={row.rate} />
    </td>
    <td>{row.limit !== null && <Num of={row.limit.hours}>{ahead(row.limit.hours.value)}</Num>}</td>
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

const Table = ({ rows }: { rows: readonly GrowthRow[] }) => (
  <div className={styles['scroll']} role="region" aria-label={WORDS.caption} tabIndex={0}>
    <table className={tables['table']}>
      <caption className="visually-hidden">{WORDS.caption}</caption>
      <thead>
        <tr>
          {WORDS.columns.map((name) => (
            <th key={name} scope="col">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <Row key={row.id} row={row} />
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
      <Table rows={isAll ? diff.rows : diff.rows.slice(0, FIRST)} />
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
