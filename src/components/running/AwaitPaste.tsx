/**
 * A link to a paste that is not loaded: where its text is at hand it is loaded again, else the room says what
 * is missing and where to go.
 */
import { useEffect, useState } from 'react';
import { PASTED_ROOM as WORDS, LOAD } from '../../strings/en/load';
import { loadPaste } from '../../store/run/load-paste';
import { prepareRoom, selectReading } from '../../store/selectors';
import { DEFAULT_LINK } from '../../store/url-codec';
import { loadableOf } from '../../viewmodel/load/loadable';
import { useApp, useAppStore } from '../app/store-context';
import { LinkTo } from '../ui/LinkTo';
import { runSteps } from '../ui/run-steps';
import styles from './await.module.css';

const ROUTER = { run: DEFAULT_LINK.run, machine: '', at: '', by: '', sel: '' } as const;

const Ways = () => (
  <p className={styles['ways']}>
    <LinkTo change={{ room: 'diagnose' }}>{WORDS.toReading}</LinkTo>{' '}
    <LinkTo change={ROUTER}>{WORDS.toRouter}</LinkTo>
  </p>
);

/** Loads the text of the page; says why where it cannot. */
const useLoading = (isThere: boolean): string => {
  const store = useAppStore();
  const text = useApp((s) => s.text);
  const [error, setError] = useState('');
  useEffect(() => {
    if (!isThere) return undefined;
    let isLeft = false;
    let stop: () => void = () => undefined;
    const load = async (): Promise<void> => {
      const { link } = store.getState();
      // The example takes a while to read: it is read in steps, and is then at hand.
      await runSteps(prepareRoom({ ...link, room: 'diagnose' })).done;
      const reading = selectReading(store.getState());
      const from = reading === null ? null : loadableOf(reading.explanation);
      if (isLeft || from === null) return;
      if (!from.ok) {
        setError(from.error);
        return;
      }
      const what = { loadable: from.value, whatIf: {}, growths: [], back: 0, hours: null };
      const job = runSteps(loadPaste(what));
      stop = job.stop;
      const run = await job.done;
      if (run === null) return;
      if (run.ok) store.getState().keepLoaded(run.value);
      else setError(run.error);
    };
    void load();
    return () => {
      isLeft = true;
      stop();
    };
  }, [store, isThere, text]);
  return error;
};

export const AwaitPaste = () => {
  const isThere = useApp((s) => s.text !== '' || s.link.example === 'seed');
  const error = useLoading(isThere);
  if (!isThere)
    return (
      <div className={styles['await']}>
        <h1 className="headline">{WORDS.absentTitle}</h1>
        <p className="lead">{WORDS.absent}</p>
        <Ways />
      </div>
    );
  if (error !== '')
    return (
      <div className={styles['await']}>
        <h1 className="headline">{WORDS.cannot}</h1>
        <p className="lead" role="alert">
          {error}
        </p>
        <Ways />
      </div>
    );
  return (
    <div className={styles['await']} aria-busy="true">
      <h1 className="headline">{WORDS.again}</h1>
      <p className="lead">{WORDS.againNote}</p>
      <progress aria-label={LOAD.working.open} />
    </div>
  );
};
