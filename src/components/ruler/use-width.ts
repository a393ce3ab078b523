/** The width that an element has, kept in step with its box. */
import { useEffect, useLayoutEffect, useRef, useState } from 'react';

/** Where nothing can be measured. */
const FIRST_GUESS = 620;

/** @returns a ref for the element, and its width in px, measured before the first paint */
export const useWidth = (): readonly [React.RefObject<HTMLDivElement | null>, number] => {
  const ref = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(FIRST_GUESS);
  useLayoutEffect(() => {
    const now = Math.round(ref.current?.getBoundingClientRect().width ?? 0);
    if (now > 0) setWidth(now);
  }, []);
  useEffect(() => {
    const el = ref.current;
    if (el === null || typeof ResizeObserver === 'undefined') return undefined;
    const observer = new ResizeObserver(([entry]) => {
      if (entry !== undefined) setWidth(Math.round(entry.contentRect.width));
    });
    observer.observe(el);
    return () => {
      observer.disconnect();
    };
  }, []);
  return [ref, width];
};
