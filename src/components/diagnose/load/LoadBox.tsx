/** The paste as a machine: whether it can be loaded, and what comes of it. */
import { useEffect, useMemo } from 'react';
import type { AnyDerivation } from '../../../base/derivation';
import { LOAD as WORDS } from '../../../strings/en/load';
import type { Diff } from '../../../viewmodel/diff/types';
import { growthFigure, growthsOf } from '../../../viewmodel/load/growths';
import type { Growth } from '../../../viewmodel/load/growths';
import { loadableOf } from '../../../viewmodel/load/loadable';
import type { Loadable } from '../../../viewmodel/load/loadable';
import { otherReleases } from '../../../viewmodel/load/releases';
import type { PasteView } from '../../../viewmodel/reading/paste-view';
import { LinkTo } from '../../ui/LinkTo';
import { OutcomeView } from './OutcomeView';
import { PrintedView } from './PrintedView';
import { Tries } from './Tries';
import { WorkingNote } from './WorkingNote';
import { useLoad } from './use-load';
import styles from './load.module.css';

const NONE: readonly Growth[] = [];

const Refused = ({ why }: { why: string }) => (
  <>
    <p className={styles['lead']}>
      <b>{WORDS.refused}</b> {why}
    </p>
    <p className={styles['small']}>{WORDS.instead}</p>
    <ul className={styles['list']}>
      <li>{WORDS.insteadCompare}</li>
      <li>
        <LinkTo change={{ room: 'machine' }}>{WORDS.toMachine}</LinkTo> {WORDS.insteadMachine}
      </li>
      <li>{WORDS.insteadSeed}</li>
    </ul>
  </>
);

interface CanProps {
  readonly reading: PasteView;
  readonly from: Loadable;
  readonly diff: Diff | null;
  readonly onOffer: (derivations: readonly AnyDerivation[]) => void;
}

/** Rows that can be loaded: a button first, then all that the loaded machine answers. */
const Can = ({ reading, from, diff, onOffer }: CanProps) => {
  const measured = useMemo(() => (diff === null ? NONE : growthsOf(diff, from)), [diff, from]);
  const releases = useMemo(() => otherReleases(from.machine), [from]);
  const state = useLoad(reading.report, from, measured);
  const { printed, outcomes, jobs, error } = state;
  const ownerOf = (zone: string): string =>
    reading.explanation.zones.find(({ name }) => name === zone)?.owner ?? 'uma';
  useEffect(() => {
    onOffer([
      ...(printed === null ? [] : [printed.rows, printed.equal]),
      ...measured.map(growthFigure),
      ...releases.flatMap((r) => r.kmemSize ?? []),
      ...outcomes.flatMap((o) => o.derivations),
    ]);
  }, [printed, measured, releases, outcomes, onOffer]);
  return (
    <>
      {printed === null ? (
        <>
          <p className={styles['lead']}>
            {WORDS.can} {WORDS.canHow}
          </p>
          <button
            type="button"
            className={styles['main']}
            disabled={jobs.working !== null}
            onClick={state.load}
          >
            {WORDS.load}
          </button>
        </>
      ) : (
        <>
          <PrintedView printed={printed} notes={from.notes} />
          <div className={styles['sides']}>
            <Tries from={from} state={state} measured={measured} releases={releases} />
            <OutcomeView outcomes={outcomes} ownerOf={ownerOf} />
          </div>
        </>
      )}
      {jobs.working !== null && <WorkingNote working={jobs.working} onStop={jobs.stop} />}
      {error !== '' && (
        <p role="alert" className={styles['error']}>
          {error}
        </p>
      )}
    </>
  );
};

export const LoadBox = ({ reading, diff, onOffer }: Omit<CanProps, 'from'>) => {
  const { explanation } = reading;
  const made = useMemo(() => loadableOf(explanation), [explanation]);
  return (
    <section aria-labelledby="load-title" className={styles['load']} id="load">
      <h2 id="load-title" tabIndex={-1}>
        {WORDS.title} <small>{WORDS.note}</small>
      </h2>
      {made.ok ? (
        <Can reading={reading} from={made.value} diff={diff} onOffer={onOffer} />
      ) : (
        <Refused why={made.error} />
      )}
    </section>
  );
};
