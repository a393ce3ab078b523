/** How it goes on: in a sentence, as a picture, and in figures; and what else was tried. */
import { useLayoutEffect, useRef } from 'react';
import { formatCount, formatSize } from '../../../base/format';
import { OUTCOME as WORDS } from '../../../strings/en/load';
import type { Outcome } from '../../../viewmodel/load/outcome';
import { Num } from '../../ui/Num';
import tables from '../tables.module.css';
import { Chart } from './Chart';
import { hoursWords } from './hours';
import styles from './outcome.module.css';

const Ends = ({ outcome }: { outcome: Outcome }) => {
  const { end, hours, soonest, latest } = outcome;
  const isSpread = end !== 'time' && (latest === null || latest.value !== soonest.value);
  return (
    <>
      {WORDS.ends[end]} <Num of={hours}>{hoursWords(hours.value)}</Num>{' '}
      {end === 'time' ? WORDS.within : WORDS.after}
      {isSpread && (
        <>
          , {WORDS.between(latest === null)} <Num of={soonest}>{hoursWords(soonest.value)}</Num>
          {latest !== null && (
            <>
              {' '}
              {WORDS.and} <Num of={latest}>{hoursWords(latest.value)}</Num>
            </>
          )}
        </>
      )}
    </>
  );
};

const Hours = ({ outcome: { rows, zones } }: { outcome: Outcome }) => (
  <div className={styles['scroll']} role="region" aria-label={WORDS.caption} tabIndex={0}>
    <table className={tables['table']}>
      <caption className="visually-hidden">{WORDS.caption}</caption>
      <thead>
        <tr>
          <th scope="col">{WORDS.columns.hour}</th>
          <th scope="col">{WORDS.columns.taken}</th>
          {zones.flatMap((zone) => [
            <th key={`${zone} used`} scope="col">
              {WORDS.used(zone)}
            </th>,
            <th key={`${zone} free`} scope="col">
              {WORDS.free(zone)}
            </th>,
          ])}
          <th scope="col" data-word="">
            {WORDS.columns.kind}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((r) => (
          <tr key={r.hour.id} data-kind={r.kind}>
            <th scope="row">
              <Num of={r.hour}>{hoursWords(r.hour.value)}</Num>
            </th>
            <td>
              <Num of={r.taken}>{formatSize(r.taken.value)}</Num>
            </td>
            {r.zones.flatMap(({ used, free }) => [
              <td key={used.id}>
                <Num of={used}>{formatCount(used.value)}</Num>
              </td>,
              <td key={free.id}>
                <Num of={free}>{formatCount(free.value)}</Num>
              </td>,
            ])}
            <td data-word="">{WORDS.kinds[r.kind]}</td>
          </tr>
        ))}
      </tbody>
    </table>
  </div>
);

const Tried = ({ outcomes }: { outcomes: readonly Outcome[] }) => (
  <div className={styles['scroll']} role="region" aria-label={WORDS.tried} tabIndex={0}>
    <table className={tables['table']}>
      <caption className={styles['caption']}>{WORDS.tried}</caption>
      <thead>
        <tr>
          {WORDS.triedColumns.map((name) => (
            <th key={name} scope="col" data-word="">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {outcomes.map((o) => (
          <tr key={o.id}>
            <th scope="row">{o.tried}</th>
            <td data-word="">{o.growth}</td>
            <td data-word="">{WORDS.triedEnds[o.end]}</td>
            <td>
              <Num of={o.hours}>{hoursWords(o.hours.value)}</Num>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  </div>
);

const Grants = ({ notes }: { notes: readonly string[] }) => (
  <details>
    <summary>{WORDS.grants}</summary>
    <ul className={styles['list']}>
      {notes.map((note) => (
        <li key={note}>{note}</li>
      ))}
    </ul>
  </details>
);

interface Props {
  readonly outcomes: readonly Outcome[];
  /** whose items a zone holds */
  readonly ownerOf: (zone: string) => string;
}

export const OutcomeView = ({ outcomes, ownerOf }: Props) => {
  const title = useRef<HTMLHeadingElement>(null);
  const outcome = outcomes.at(-1);
  const first = useRef(outcome?.id);
  // A new outcome is what the reader asked for: it is read out, and the work goes on from it.
  useLayoutEffect(() => {
    if (outcome === undefined || outcome.id === first.current) return;
    first.current = outcome.id;
    title.current?.focus();
  }, [outcome]);
  if (outcome === undefined)
    return (
      <div className={styles['outcome']}>
        <p className={styles['small']}>{WORDS.none}</p>
      </div>
    );
  return (
    <div className={styles['outcome']} role="group" aria-label={WORDS.title}>
      <h3 ref={title} tabIndex={-1} data-end={outcome.end}>
        <Ends outcome={outcome} /> <small>{WORDS.inferred}</small>
      </h3>
      {outcome.words !== '' && (
        <p className={styles['words']} data-end={outcome.end}>
          {outcome.words}
        </p>
      )}
      <p className={styles['small']}>
        {outcome.tried}; {outcome.growth}
      </p>
      <Chart outcome={outcome} owner={ownerOf(outcome.zones[0] ?? '')} />
      <Hours outcome={outcome} />
      {outcomes.length > 1 && <Tried outcomes={outcomes} />}
      <Grants notes={outcome.notes} />
    </div>
  );
};
