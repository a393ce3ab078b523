/**
 * A part of the page that is fetched when first asked for. Once it is there it is drawn in the same pass as
 * what stands around it, without a fallback in between.
 */
import { useEffect, useSyncExternalStore } from 'react';
import { afterPaint } from './after-paint';

/** See the head of the file. */
export interface Part<T> {
  /** fetches it, once; a fetch that failed is tried again */
  readonly load: () => Promise<T>;
  /** fetches it after the next paint and gives it once it is there, null before; throws where it cannot be had */
  readonly use: () => T | null;
}

type Fetched<T> = { readonly value: T } | { readonly error: unknown } | null;

/** ms in which a part that could not be had is not asked for again, so that the visitor is told. */
const FAILED_FOR = 500;

/** @param bring imports the part */
export const part = <T>(bring: () => Promise<T>): Part<T> => {
  let fetched: Fetched<T> = null;
  let underWay: Promise<T> | null = null;
  const listeners = new Set<() => void>();
  const settle = (to: Fetched<T>): void => {
    fetched = to;
    for (const tell of listeners) tell();
  };
  const load = (): Promise<T> => {
    underWay ??= bring().then(
      (value) => {
        settle({ value });
        return value;
      },
      (error: unknown) => {
        underWay = null;
        const failed = { error };
        settle(failed);
        setTimeout(() => {
          if (fetched === failed) fetched = null;
        }, FAILED_FOR);
        throw error;
      },
    );
    return underWay;
  };
  const subscribe = (tell: () => void): (() => void) => {
    listeners.add(tell);
    return () => listeners.delete(tell);
  };
  const use = (): T | null => {
    const now = useSyncExternalStore(subscribe, () => fetched);
    useEffect(
      () =>
        afterPaint(() => {
          load().catch(() => undefined);
        }),
      [],
    );
    if (now === null) return null;
    if ('value' in now) return now.value;
    throw now.error;
  };
  return { load, use };
};
