/**
 * A part of the page that is fetched when first asked for. Once it is there it is drawn in the same pass as
 * what stands around it, without a fallback in between.
 */
import { useEffect, useSyncExternalStore } from 'react';
import { afterPaint } from './after-paint';

/** See the head of the file. */
export interface Part<T> {
  /** fetches it, once; a fetch that failed is tried again */
  readonly fetch: () => Promise<T>;
  /** fetches it after the next paint and gives it once it is there, null before; throws where it cannot be had */
  readonly use: () => T | null;
}

type Fetched<T> = { readonly value: T } | { readonly error: unknown } | null;

/** @param load imports the part */
export const part = <T>(load: () => Promise<T>): Part<T> => {
  let fetched: Fetched<T> = null;
  let underWay: Promise<T> | null = null;
  const listeners = new Set<() => void>();
  const settle = (to: Fetched<T>): void => {
    fetched = to;
    for (const tell of listeners) tell();
  };
  const fetch = (): Promise<T> => {
    underWay ??= load().then(
      (value) => {
        settle({ value });
        return value;
      },
      (error: unknown) => {
        underWay = null;
        settle({ error });
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
          fetch().catch(() => undefined);
        }),
      [],
    );
    if (now === null) return null;
    if ('value' in now) return now.value;
    // The next try begins anew.
    fetched = null;
    throw now.error;
  };
  return { fetch, use };
};
