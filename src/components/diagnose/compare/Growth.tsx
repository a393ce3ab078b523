/** What grew between the samples, largest first; each figure opens its derivation. */
import { useState } from 'react';
import type { Derivation } from '../../../base/derivation';
import { formatCount, formatSize } from '../../../base/format';
import { COMPARE as WORDS } from '../../../strings/en/compare';
import type { Diff, GrowthRow, Rate, TimeToLimit } from '../../../viewmodel/diff/types';
import { Num } from '../../ui/Num';
import tables from '../tables.module.css';
import styles from './compare.module.css';

const FIRST = 12;

/** Bytes with a sign: `+500 K`, `−12 K`, `0 B`. */
const signed = (bytes: number): string => {
  const n = Math.round(bytes);
  if (n === 0) return '0 B';
  return `${n > 0 ? '+' : '−'}${formatSize(Math.abs(n))}`;
};
const short = (n: number): string => formatCount(Number(n.toPrecision(3)));

const Signed = ({ of }: { of: Derivation }) => <Num of={of}>{signed(of.value)}</Num>;

const Between = ({ rate }: { rate: Rate | null }) =>
  rate === null ? null : (
    <>
      <Signed of={rate.low} /> {WORDS.to} <Signed of={rate.high} />
    </>
  );

const Row = ({ row }: { row: GrowthRow }) => {
  const { ups, downs, flats } = row.trend;
  return (
    <tr data-verdict={row.verdict.kind}>
      <th scope="row">
        {row.name} {row.kind === 'type' && <small>{WORDS.type}</small>}
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
      <td data-words="">{WORDS.steps(ups, ups + downs + flats)}</td>
      <td data-word="">
        <b>{WORDS.kinds[row.verdict.kind]}</b> <small>{row.verdict.text}</small>
      </td>
    </tr>
  );
};

/** When it ends, if growth goes on as measured. */
const Limit = ({ limit }: { limit: TimeToLimit }) => (
  <p className={styles['limit']}>
    {limit.what} {WORDS.limit} <Num of={limit.hours}>{short(limit.hours.value)}</Num>{' '}
    {WORDS.hoursWord} ({WORDS.soonest} <Num of={limit.soonest}>{short(limit.soonest.value)}</Num>
    {limit.latest !== null && (
      <>
        {' '}
        {WORDS.to} <Num of={limit.latest}>{short(limit.latest.value)}</Num>
      </>
    )}
    ); <Num of={limit.left}>{formatSize(limit.left.value)}</Num> {WORDS.left}.
  </p>
);

const Total = ({ diff }: { diff: Diff }) =>
  diff.total === null ? null : (
    <p>
      {WORDS.total}: <Signed of={diff.total} />
      {diff.totalRate !== null && (
        <>
          , <Signed of={diff.totalRate.perHour} /> {WORDS.hourly}
        </>
      )}
      .
    </p>
  );

export const Growth = ({ diff }: { diff: Diff }) => {
  const [isAll, setAll] = useState(false);
  const limits = [diff.limit, ...diff.rows.map((r) => r.limit)].filter((l) => l !== null);
  return (
    <>
      <h3>{diff.headline}</h3>
      <p className={styles['facts']}>
        {WORDS.samples(diff.samples.length)}
        {diff.hours !== null && (
          <>
            , <Num of={diff.hours}>{short(diff.hours.value)}</Num> {WORDS.apart}
          </>
        )}
      </p>
      <Total diff={diff} />
      {limits.slice(0, 3).map((limit) => (
        <Limit key={limit.hours.id} limit={limit} />
      ))}
      {diff.notes.map((note) => (
        <p key={note} className={styles['note']}>
          {note}
        </p>
      ))}
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
            {(isAll ? diff.rows : diff.rows.slice(0, FIRST)).map((row) => (
              <Row key={row.id} row={row} />
            ))}
          </tbody>
        </table>
      </div>
      {diff.rows.length > FIRST && (
        <button
          type="button"
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
