/** What samples come to: at once where that is quick, else in slices between which the page may draw. */
import { useEffect, useMemo, useState } from 'react';
import { finish, finishSlowly } from '../../../base/steps';
import type { Steps } from '../../../base/steps';
import type { KernelReport } from '../../../import';
import { diffSteps } from '../../../viewmodel/diff/diff';
import type { Diff } from '../../../viewmodel/diff/types';

/** Lines up to which samples are compared at once. */
const FEW = 2000;
/** ms of work before the page may draw again. */
const SLICE = 8;

/** @param step hours from one sample to the next, as the reader says; null = as the stamps say */
function* stepsOf(reports: readonly KernelReport[], step: number | null): Steps<Diff> {
  const diff = yield* diffSteps(reports);
  if (step === null || diff.samples.length < 2) return diff;
  return yield* diffSteps(reports, { hours: diff.samples.map((_, i) => i * step) });
}

const orNull = (diff: Diff): Diff | null => (diff.samples.length < 2 ? null : diff);

class Left extends Error {}

/** Waits for another task once a slice is over; throws where nobody waits for the work any more. */
const paced = (isLeft: () => boolean): (() => Promise<void>) => {
  let since = performance.now();
  return async () => {
    if (isLeft()) throw new Left();
    if (performance.now() - since < SLICE) return;
    await new Promise((done) => {
      setTimeout(done);
    });
    since = performance.now();
  };
};

interface Made {
  readonly reports: readonly KernelReport[];
  readonly hours: number | null;
  readonly diff: Diff | null;
}

/**
 * @param reports the same list while nothing changes
 * @param hours from one sample to the next, as the reader says
 * @returns null with fewer than two samples, and while they are still compared
 */
export const useDiff = (reports: readonly KernelReport[], hours: number | null): Diff | null => {
  const isQuick = reports.reduce((n, r) => n + r.lines.length, 0) <= FEW;
  const quick = useMemo(
    () => (isQuick ? orNull(finish(stepsOf(reports, hours))) : null),
    [isQuick, reports, hours],
  );
  const [made, setMade] = useState<Made | null>(null);
  useEffect(() => {
    if (isQuick) return;
    let isLeft = false;
    const pause = paced(() => isLeft);
    finishSlowly(stepsOf(reports, hours), pause).then(
      (diff) => {
        if (!isLeft) setMade({ reports, hours, diff: orNull(diff) });
      },
      (e: unknown) => {
        if (!(e instanceof Left)) throw e;
      },
    );
    return () => {
      isLeft = true;
    };
  }, [isQuick, reports, hours]);
  if (isQuick) return quick;
  return made?.reports === reports && made.hours === hours ? made.diff : null;
};
