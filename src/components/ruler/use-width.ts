/** The width that an element has, kept in step with its box. */
import { startTransition, useEffect, useRef, useState } from 'react';

/** Where nothing can be measured. */
const FIRST_GUESS = 620;

const canMeasure = (): boolean => typeof ResizeObserver !== 'undefined';

/**
 * The observer answers after the page has been laid out anyway, so nothing is laid out twice for it.
 * What depends on the width is drawn in short tasks.
 *
 * @returns a ref for the element, and its width in px; 0 until it is known
 */
export const useWidth = (): readonly [React.RefObject<HTMLDivElement | null>, number] => {
  const ref = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(() => (canMeasure() ? 0 : FIRST_GUESS));
  useEffect(() => {
    const el = ref.current;
    if (el === null || !canMeasure()) return undefined;
    const observer = new ResizeObserver(([entry]) => {
      if (entry === undefined) return;
      const now = Math.round(entry.contentRect.width);
      startTransition(() => {
        setWidth(now);
      });
    });
    observer.observe(el);
    return () => {
      observer.disconnect();
    };
  }, []);
  return [ref, width];
};
