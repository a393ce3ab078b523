/** The history and its branches: switch between them, and compare two by their figures. */
import { formatCount } from '../../base/format';
import { BRANCH_WORDS as WORDS } from '../../strings/en/room';
import { differencesOf } from '../../viewmodel/running/branches';
import type { BranchInfo } from '../../store/run/types';
import { useRun, useRunState } from './run-context';
import styles from './below.module.css';

const nameOf = (b: BranchInfo): string =>
  b.parent < 0 ? WORDS.history : `${b.id}: ${b.name === '' ? WORDS.fork : b.name}`;

/** Rows of the comparison at most. */
const ROWS = 10;

const Compared = ({ other }: { other: BranchInfo }) => {
  const run = useRun();
  useRunState((s) => s.tick);
  const here = run.timeline;
  const there = run.timelineOf(other.id);
  if (here === null || there === null) return null;
  const rows = differencesOf(here, there).slice(0, ROWS);
  if (rows.length === 0) return <p>{WORDS.same}</p>;
  return (
    <table className={styles['figures']}>
      <caption>
        {WORDS.compare} {nameOf(other)}
      </caption>
      <thead>
        <tr>
          <th scope="col">{WORDS.figure}</th>
          <th scope="col">{WORDS.here}</th>
          <th scope="col">{WORDS.there}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((r) => (
          <tr key={r.what}>
            <th scope="row">{r.what}</th>
            <td>{formatCount(r.left)}</td>
            <td>{formatCount(r.right)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
};

export const Branches = () => {
  const run = useRun();
  const branches = useRunState((s) => s.branches);
  const current = useRunState((s) => s.branch);
  const here = branches.find((b) => b.id === current);
  const other =
    branches.find((b) => b.id === (here?.parent ?? -1)) ?? branches.find((b) => b.id !== current);
  return (
    <section className={styles['branches']} aria-labelledby="branches-title">
      <h2 id="branches-title">{WORDS.title}</h2>
      <ul>
        {branches.map((b) => (
          <li key={b.id}>
            <button
              type="button"
              aria-pressed={b.id === current}
              onClick={() => {
                run.switchTo(b.id);
              }}
            >
              {nameOf(b)}
            </button>{' '}
            <small>
              {b.parent >= 0 && `${WORDS.at} ${formatCount(b.from)}, `}
              {formatCount(b.length)} {WORDS.events}
            </small>
          </li>
        ))}
      </ul>
      {other !== undefined && <Compared other={other} />}
    </section>
  );
};
