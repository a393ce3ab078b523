/** What was made of a reading: the loaded machine, what is typed, what was run. Kept while the page is open. */
import { useEffect, useState } from 'react';
import type { Result } from '../../../base/result';
import type { KernelReport } from '../../../import';
import { LOAD as WORDS } from '../../../strings/en/load';
import { loadPaste } from '../../../store/run/load-paste';
import { forwardSteps } from '../../../viewmodel/load/forward';
import type { Growth } from '../../../viewmodel/load/growths';
import { zonesToGrow } from '../../../viewmodel/load/growths';
import { startSteps, withWhatIf } from '../../../viewmodel/load/loadable';
import type { Loadable } from '../../../viewmodel/load/loadable';
import { horizonOf, outcomeOf } from '../../../viewmodel/load/outcome';
import type { Outcome } from '../../../viewmodel/load/outcome';
import { hoursBack } from '../../../viewmodel/load/past';
import { printedOf } from '../../../viewmodel/load/printed';
import type { Printed } from '../../../viewmodel/load/printed';
import { settingsOf } from '../../../viewmodel/load/settings';
import type { Settings, Typed } from '../../../viewmodel/load/settings';
import { useApp } from '../../app/store-context';
import { useJob } from './use-job';
import type { Jobs } from './use-job';

/** Items an hour that stand in the field at first: a round figure, not a measured one. */
const FIRST_RATE = '1000';
/** Runs that are shown at most; the oldest go first. */
const MOST_RUNS = 8;

interface Kept {
  readonly printed: Printed | null;
  readonly typed: Typed | null;
  readonly outcomes: readonly Outcome[];
  /** settings of the last run, to open it in as many steps */
  readonly ran: { readonly key: string; readonly hours: number } | null;
  /** it was opened in the Machine: who comes back finds this part in view */
  readonly isAway: boolean;
}

const NOTHING: Kept = { printed: null, typed: null, outcomes: [], ran: null, isAway: false };
const kept = new WeakMap<KernelReport, Kept>();

/** A reading that is shown again finds what was made of it. */
const useKept = (report: KernelReport): readonly [Kept, (more: Partial<Kept>) => void] => {
  const [state, setState] = useState<Kept>(() => kept.get(report) ?? NOTHING);
  return [
    state,
    (more) => {
      const next = { ...(kept.get(report) ?? NOTHING), ...more };
      kept.set(report, next);
      setState(next);
    },
  ];
};

/** Who comes back from the Machine goes on where it was opened. */
const useReturn = (report: KernelReport): void => {
  useEffect(() => {
    const before = kept.get(report);
    if (before?.isAway !== true) return;
    kept.set(report, { ...before, isAway: false });
    const title = document.getElementById('load-title');
    title?.scrollIntoView({ block: 'start' });
    title?.focus({ preventScroll: true });
  }, [report]);
};

/** The fields before anything was typed. */
const firstTyped = (from: Loadable, measured: readonly Growth[]): Typed => {
  const [zone = ''] = zonesToGrow(from);
  const growths = measured.length > 0 ? [] : [{ zone, perHour: FIRST_RATE }];
  const typed: Typed = {
    kmemSize: '',
    ram: '',
    limitZone: measured[0]?.zone ?? zone,
    limitItems: '',
    back: '',
    growths,
    isMeasured: true,
  };
  return { ...typed, back: String(hoursBack(from, settingsOf(from, typed, measured).growths)) };
};

export interface LoadState {
  readonly jobs: Jobs;
  readonly printed: Printed | null;
  readonly typed: Typed;
  readonly settings: Settings;
  readonly outcomes: readonly Outcome[];
  /** why the last job came to nothing; empty where it did not */
  readonly error: string;
  readonly load: () => void;
  readonly type: (change: Partial<Typed>) => void;
  readonly forward: () => void;
  readonly open: () => void;
}

const keyOf = ({ whatIf, growths }: Settings): string => JSON.stringify([whatIf, growths]);

/** @param measured what grew between the samples of the reading */
export const useLoad = (
  report: KernelReport,
  from: Loadable,
  measured: readonly Growth[],
): LoadState => {
  const [state, keep] = useKept(report);
  useReturn(report);
  const [error, setError] = useState('');
  const jobs = useJob();
  const say = useApp((s) => s.say);
  const openLoaded = useApp((s) => s.openLoaded);
  const typed = state.typed ?? firstTyped(from, measured);
  const settings = settingsOf(from, typed, measured);
  const { whatIf, growths, back } = settings;
  const loadable = withWhatIf(from, whatIf);

  /** What a job came to, or why not; undefined where it was stopped. */
  const taken = <T>(made: Result<T, string> | null): T | undefined => {
    setError(made?.ok === false ? made.error : '');
    if (made?.ok === false) say(made.error);
    return made?.ok === true ? made.value : undefined;
  };
  const load = async (): Promise<void> => {
    const t = taken(await jobs.run('load', () => startSteps(from)));
    if (t === undefined) return;
    keep({ printed: printedOf(t, from) });
    say(WORDS.loaded);
  };
  const forward = async (): Promise<void> => {
    const most = horizonOf(loadable, growths);
    const made = taken(
      await jobs.run('run', (tell) => forwardSteps(loadable, growths, most, tell)),
    );
    if (made === undefined) return;
    const id = (state.outcomes.at(-1)?.id ?? 0) + 1;
    const outcome = outcomeOf({ id, loadable, whatIf, growths, back }, made);
    keep({
      outcomes: [...state.outcomes, outcome].slice(-MOST_RUNS),
      ran: { key: keyOf(settings), hours: made.hours.value },
    });
  };
  const open = async (): Promise<void> => {
    const hours = state.ran?.key === keyOf(settings) ? state.ran.hours : null;
    const run = taken(
      await jobs.run('open', () => loadPaste({ loadable, whatIf, growths, back, hours })),
    );
    if (run === undefined) return;
    keep({ isAway: true });
    openLoaded(run);
    document.getElementById('main')?.focus();
    window.scrollTo(0, 0);
  };
  return {
    jobs,
    printed: state.printed,
    typed,
    settings,
    outcomes: state.outcomes,
    error,
    load: () => void load(),
    type: (change) => {
      keep({ typed: { ...typed, ...change } });
    },
    forward: () => void forward(),
    open: () => void open(),
  };
};
