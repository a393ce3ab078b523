/** Runs the job in a worker, or on the page in short slices where there is none. */
import { take } from '../../../store/desk/take';
import type { Order, Taken, Told } from '../../../store/desk/types';
import { Gathered } from './parts';
import type { Part } from './parts';

export interface Job {
  /** null = cancelled */
  readonly taken: Promise<Taken | null>;
  readonly cancel: () => void;
}

type Tell = (told: Told) => void;

/** ms of work on the page before it may draw again. */
const SLICE = 8;

const nextTask = (): Promise<void> =>
  new Promise((done) => {
    setTimeout(done);
  });

class Cancelled extends Error {}

const onPage = async (order: Order, tell: Tell, isLeft: () => boolean): Promise<Taken | null> => {
  let since = performance.now();
  const rest = (): Promise<void> | null => {
    if (isLeft()) throw new Cancelled();
    if (performance.now() - since < SLICE) return null;
    return nextTask().then(() => {
      since = performance.now();
    });
  };
  try {
    return await take(order, { tell, rest });
  } catch (e) {
    if (e instanceof Cancelled) return null;
    throw e;
  }
};

const inWorker = (worker: Worker, order: Order, tell: Tell): Promise<Taken> =>
  new Promise((done, fail) => {
    const gathered = new Gathered();
    worker.onmessage = ({ data }: MessageEvent<Part>) => {
      if (data.kind === 'told') tell(data.told);
      const taken = gathered.add(data);
      if (taken === null) return;
      worker.terminate();
      done(taken);
    };
    worker.onerror = (e) => {
      worker.terminate();
      fail(new Error(e.message));
    };
    worker.postMessage(order);
  });

/** A worker; null where the browser makes none. */
const makeWorker = async (): Promise<Worker | null> => {
  if (typeof Worker === 'undefined') return null;
  try {
    const { default: ReadWorker } = await import('./read-worker?worker&inline');
    return new ReadWorker();
  } catch {
    return null;
  }
};

/** Starts to take in a text or a file. */
export const runJob = (order: Order, tell: Tell): Job => {
  let isLeft = false;
  let cancelled: (nothing: null) => void = () => undefined;
  const left = new Promise<null>((done) => {
    cancelled = done;
  });
  let worker: Worker | null = null;
  const work = async (): Promise<Taken | null> => {
    worker = await makeWorker();
    if (isLeft) {
      worker?.terminate();
      return null;
    }
    if (worker === null) return onPage(order, tell, () => isLeft);
    // A browser may make a worker and then not let it run.
    return inWorker(worker, order, tell).catch(() => onPage(order, tell, () => isLeft));
  };
  return {
    taken: Promise.race([work(), left]),
    cancel: () => {
      isLeft = true;
      worker?.terminate();
      cancelled(null);
    },
  };
};
