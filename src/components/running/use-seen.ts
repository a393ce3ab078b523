/** Whether an element is on the screen, or near it. */
import { useEffect, useRef, useState } from 'react';
import type { RefObject } from 'react';

/** @returns a ref for the element, and whether it can be seen; true where nothing can tell */
export const useSeen = (): readonly [RefObject<HTMLDivElement | null>, boolean] => {
  const ref = useRef<HTMLDivElement>(null);
  const [isSeen, setSeen] = useState(true);
  useEffect(() => {
    const el = ref.current;
    if (el === null || typeof IntersectionObserver === 'undefined') return undefined;
    const observer = new IntersectionObserver(
      ([entry]) => {
        setSeen(entry?.isIntersecting ?? true);
      },
      { rootMargin: '100px' },
    );
    observer.observe(el);
    return () => {
      observer.disconnect();
    };
  }, []);
  return [ref, isSeen];
};
