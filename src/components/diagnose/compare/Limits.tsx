/** When it ends, if growth goes on as measured: the nearest limits, each with its bounds. */
import { formatSize } from '../../../base/format';
import { COMPARE } from '../../../strings/en/compare';
import type { Diff, TimeToLimit } from '../../../viewmodel/diff/types';
import { Num } from '../../ui/Num';
import { ahead } from './signed';
import styles from './compare.module.css';

const WORDS = COMPARE.limit;
const MOST = 4;

const Limit = ({ limit }: { limit: TimeToLimit }) => (
  <li>
    <b>
      <Num of={limit.hours}>{ahead(limit.hours.value)}</Num>
    </b>{' '}
    <span>{WORDS.what(limit.what)}</span>
    <small>
      {limit.latest === null ? (
        <>
          {WORDS.soonest} <Num of={limit.soonest}>{ahead(limit.soonest.value)}</Num>; {WORDS.open}
        </>
      ) : (
        <>
          <Num of={limit.soonest}>{ahead(limit.soonest.value)}</Num> {COMPARE.to}{' '}
          <Num of={limit.latest}>{ahead(limit.latest.value)}</Num>
        </>
      )}
      ; <Num of={limit.left}>{formatSize(limit.left.value)}</Num> {WORDS.left}
    </small>
  </li>
);

export const Limits = ({ diff }: { diff: Diff }) => {
  const limits = [diff.limit, ...diff.rows.map((r) => r.limit)]
    .filter((l) => l !== null)
    .sort((a, b) => a.hours.value - b.hours.value);
  if (limits.length === 0) return null;
  return (
    <div className={styles['limits']}>
      <h4>{WORDS.title}</h4>
      <ul>
        {limits.slice(0, MOST).map((limit) => (
          <Limit key={limit.hours.id} limit={limit} />
        ))}
      </ul>
    </div>
  );
};
