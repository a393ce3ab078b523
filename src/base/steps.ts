/**
 * Work cut into short steps, so that a page can answer between two of them. The work is a
 * generator that yields wherever it may be laid down; who runs it decides whether it is.
 */

/** Work that ends with a `T`. What it yields means nothing. */
export type Steps<T> = Generator<undefined, T, undefined>;

/** Runs all steps at once. */
export const finish = <T>(steps: Steps<T>): T => {
  let step = steps.next();
  while (step.done !== true) step = steps.next();
  return step.value;
};

/**
 * Runs the steps one by one.
 * @param pause is waited for between two steps; it may return at once
 */
export const finishSlowly = async <T>(steps: Steps<T>, pause: () => Promise<void>): Promise<T> => {
  let step = steps.next();
  while (step.done !== true) {
    await pause();
    step = steps.next();
  }
  return step.value;
};
