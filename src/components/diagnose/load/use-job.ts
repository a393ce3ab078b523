/** One job in short steps: how far it is, and the way to stop it. */
import { useEffect, useRef, useState } from 'react';
import type { Steps } from '../../../base/steps';
import type { LOAD } from '../../../strings/en/load';
import { runSteps } from '../../ui/run-steps';
import type { StepsJob } from '../../ui/run-steps';

type JobKind = keyof typeof LOAD.working;

/** What is under way. */
export interface Working {
  readonly kind: JobKind;
  /** 0 to 1; null where the end is not known */
  readonly share: number | null;
}

export interface Jobs {
  readonly working: Working | null;
  /** @returns null where it was stopped */
  readonly run: <T>(
    kind: JobKind,
    make: (tell: (share: number) => void) => Steps<T>,
  ) => Promise<T | null>;
  readonly stop: () => void;
}

/** Runs one job at a time; leaving the page stops it. */
export const useJob = (): Jobs => {
  const [working, setWorking] = useState<Working | null>(null);
  const now = useRef<StepsJob<unknown> | null>(null);
  useEffect(
    () => () => {
      now.current?.stop();
    },
    [],
  );
  const stop = (): void => {
    now.current?.stop();
    now.current = null;
    setWorking(null);
  };
  return {
    working,
    run: async <T>(kind: JobKind, make: (tell: (share: number) => void) => Steps<T>) => {
      stop();
      setWorking({ kind, share: null });
      const job = runSteps(
        make((share) => {
          setWorking({ kind, share });
        }),
      );
      now.current = job;
      const made = await job.done;
      if (now.current !== job) return null;
      now.current = null;
      setWorking(null);
      return made;
    },
    stop,
  };
};
