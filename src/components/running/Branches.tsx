/** The history and its branches: switch between them, go on with one, and compare two by their figures. */
import { useState } from 'react';
import { formatCount } from '../../base/format';
import { BRANCH_WORDS as WORDS, TRANSPORT_WORDS } from '../../strings/en/room';
import { compareBranches, figureWords } from '../../viewmodel/running/branches';
import type { BranchInfo } from '../../store/run/types';
import { LiveNum } from './LiveNum';
import { useRun, useRunState } from './run-context';
import { useHandOver } from './use-hand-over';
import { useIsHidden } from './use-hidden';
import { useRoving } from './use-roving';
import styles from './below.module.css';

const nameOf = (b: BranchInfo): string =>
  b.parent < 0 ? WORDS.history : `${b.id}: ${b.name === '' ? WORDS.fork : b.name}`;

/** Takes the focus over when a button goes. */
const TITLE = 'branches-title';
/** Rows of the comparison at most. */
const ROWS = 10;

const signed = (n: number): string =>
  n > 0 ? `+${formatCount(n)}` : formatCount(n).replace('-', '−');

interface RowProps {
  readonly name: string;
  /** the figure's name for its derivation; '' = a panic, which is yes or no */
  readonly what: string;
  readonly left: number;
  readonly right: number;
  /** the two branches */
  readonly of: readonly [here: number, there: number];
}

const YesNo = ({ is }: { is: number }) => <td>{is === 0 ? WORDS.no : WORDS.yes}</td>;

const Row = ({ name, what, left, right, of: [here, there] }: RowProps) => {
  const num = (kind: 'branch' | 'lead', who: string, value: number, head: string) => (
    <td>
      <LiveNum of={[kind, who, what]} value={value} label={`${name}, ${head}`} isInside>
        {kind === 'lead' ? signed(value) : undefined}
      </LiveNum>
    </td>
  );
  return (
    <tr data-same={left === right}>
      <th scope="row">{name}</th>
      {what === '' ? (
        <>
          <YesNo is={left} />
          <YesNo is={right} />
          <td />
        </>
      ) : (
        <>
          {num('branch', String(here), left, WORDS.here)}
          {num('branch', String(there), right, WORDS.there)}
          {left === right ? <td /> : num('lead', `${here}-${there}`, left - right, WORDS.less)}
        </>
      )}
    </tr>
  );
};

const ToEnd = ({ branch }: { branch: number }) => {
  const run = useRun();
  const ref = useHandOver(TITLE);
  return (
    <button
      ref={ref}
      type="button"
      onClick={() => {
        run.toEndOf(branch);
      }}
    >
      {WORDS.toEnd}
    </button>
  );
};

const GoOn = () => {
  const run = useRun();
  const ref = useHandOver(TITLE);
  return (
    <button ref={ref} type="button" onClick={run.goOn}>
      {TRANSPORT_WORDS.goOn}
    </button>
  );
};

const Compared = ({ here: info, other }: { here: BranchInfo; other: BranchInfo }) => {
  const run = useRun();
  useRunState((s) => s.tick);
  const roving = useRoving<HTMLTableElement>();
  const here = run.timeline;
  const there = run.timelineOf(other.id);
  if (here === null || there === null) return null;
  const { principal, rest } = compareBranches(here, there);
  const of = [info.id, other.id] as const;
  return (
    <>
      <p className={styles['more']}>
        {nameOf(other)} {WORDS.stands} {formatCount(there.at)}.{' '}
        {there.at < there.length && <ToEnd branch={other.id} />}
      </p>
      <table className={styles['figures']} {...roving}>
        <caption>
          {nameOf(info)} {WORDS.comparedWith} {nameOf(other)}
        </caption>
        <thead>
          <tr>
            <th scope="col">{WORDS.figure}</th>
            <th scope="col">{WORDS.here}</th>
            <th scope="col">{WORDS.there}</th>
            <th scope="col">{WORDS.less}</th>
          </tr>
        </thead>
        <tbody>
          {principal.map((p) => (
            <Row key={p.id} name={WORDS.head[p.id]} {...p} of={of} />
          ))}
        </tbody>
        <tbody>
          <tr>
            <th scope="colgroup" colSpan={4}>
              {rest.length === 0 ? WORDS.same : WORDS.most}
            </th>
          </tr>
          {rest.slice(0, ROWS).map((r) => (
            <Row key={r.what} name={figureWords(r.what)} {...r} of={of} />
          ))}
        </tbody>
      </table>
    </>
  );
};

const List = ({ branches, now }: { branches: readonly BranchInfo[]; now: number }) => {
  const run = useRun();
  return (
    <ul>
      {branches.map((b) => (
        <li key={b.id}>
          <button
            type="button"
            aria-pressed={b.id === now}
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
  );
};

export const Branches = () => {
  const branches = useRunState((s) => s.branches);
  const current = useRunState((s) => s.branch);
  const isDriven = useRunState((s) => s.load !== '');
  const [chosen, setChosen] = useState(-1);
  const isHidden = useIsHidden('branches');
  const here = branches.find((b) => b.id === current);
  const others = branches.filter((b) => b.id !== current);
  const other =
    others.find((b) => b.id === chosen) ?? others.find((b) => b.id === here?.parent) ?? others[0];
  if (isHidden) return null;
  return (
    <section className={styles['branches']} aria-labelledby="branches-title">
      <h2 id="branches-title" tabIndex={-1}>
        {WORDS.title}
      </h2>
      <List branches={branches} now={current} />
      {here?.hasRest === true && !isDriven && (
        <p className={styles['more']}>
          <GoOn /> {WORDS.goOnHow}
        </p>
      )}
      {others.length > 1 && (
        <label className={styles['filter']}>
          {WORDS.compare}{' '}
          <select
            value={other?.id}
            onChange={(e) => {
              setChosen(Number(e.target.value));
            }}
          >
            {others.map((b) => (
              <option key={b.id} value={b.id}>
                {nameOf(b)}
              </option>
            ))}
          </select>
        </label>
      )}
      {here !== undefined && other !== undefined && <Compared here={here} other={other} />}
    </section>
  );
};
