/** The size that an element has, kept in step with its box. */
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { RefObject } from 'react';

export interface Box {
  readonly width: number;
  readonly height: number;
}

const measured = (el: Element): Box => {
  const { width, height } = el.getBoundingClientRect();
  return { width: Math.floor(width), height: Math.floor(height) };
};

interface Measured {
  readonly box: Box;
  readonly isKnown: boolean;
}

/**
 * @param guess where nothing can be measured
 * @param isReady whether the element has its size already
 * @returns a ref for the element, its size in px, and whether that was measured: it is before the first
 *   paint, and what waits for it is drawn once
 */
export const useBox = (
  guess: Box,
  isReady = true,
): readonly [RefObject<HTMLDivElement | null>, Box, boolean] => {
  const ref = useRef<HTMLDivElement>(null);
  const [{ box, isKnown }, setMeasured] = useState<Measured>({ box: guess, isKnown: false });
  useLayoutEffect(() => {
    if (!isReady) return;
    const now = ref.current === null ? guess : measured(ref.current);
    setMeasured({ box: now.width > 0 && now.height > 0 ? now : guess, isKnown: true });
    // The first measure only; the observer follows.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [isReady]);
  useEffect(() => {
    const el = ref.current;
    if (el === null || typeof ResizeObserver === 'undefined') return undefined;
    const observer = new ResizeObserver(() => {
      setMeasured((old) => {
        const now = measured(el);
        const isSame = now.width === old.box.width && now.height === old.box.height;
        return isSame ? old : { ...old, box: now };
      });
    });
    observer.observe(el);
    return () => {
      observer.disconnect();
    };
  }, []);
  return [ref, box, isKnown];
};
