/** Runs work in short steps on the page, so that it can be drawn and stopped meanwhile. */
import { finishSlowly } from '../../base/steps';
import type { Steps } from '../../base/steps';

/** Work under way. */
export interface StepsJob<T> {
  /** null = stopped */
  readonly done: Promise<T | null>;
  readonly stop: () => void;
}

/** ms of work before the page may draw again. */
const SLICE = 8;

class Stopped extends Error {}

/** Begins to run steps. */
export const runSteps = <T>(steps: Steps<T>): StepsJob<T> => {
  let isStopped = false;
  let since = performance.now();
  const pause = async (): Promise<void> => {
    if (performance.now() - since >= SLICE) {
      await new Promise((next) => setTimeout(next));
      since = performance.now();
    }
    if (isStopped) throw new Stopped();
  };
  return {
    done: finishSlowly(steps, pause).catch((e: unknown) => {
      if (e instanceof Stopped) return null;
      throw e;
    }),
    stop: () => {
      isStopped = true;
    },
  };
};
