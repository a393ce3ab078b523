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

/** @returns a ref for the element, and its size in px, measured before the first paint */
export const useBox = (guess: Box): readonly [RefObject<HTMLDivElement | null>, Box] => {
  const ref = useRef<HTMLDivElement>(null);
  const [box, setBox] = useState(guess);
  useLayoutEffect(() => {
    const now = ref.current === null ? guess : measured(ref.current);
    if (now.width > 0 && now.height > 0) setBox(now);
    // The first measure only; the observer follows.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, []);
  useEffect(() => {
    const el = ref.current;
    if (el === null || typeof ResizeObserver === 'undefined') return undefined;
    const observer = new ResizeObserver(() => {
      setBox((old) => {
        const now = measured(el);
        return now.width === old.width && now.height === old.height ? old : now;
      });
    });
    observer.observe(el);
    return () => {
      observer.disconnect();
    };
  }, []);
  return [ref, box];
};
