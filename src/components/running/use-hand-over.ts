/** Where the focus goes when a button vanishes that had it. */
import { useLayoutEffect, useRef } from 'react';
import type { RefObject } from 'react';

/**
 * For a button that its own press takes away. Without it the focus would fall to the page.
 * @param id the element that takes the focus over
 */
export const useHandOver = (id: string): RefObject<HTMLButtonElement | null> => {
  const ref = useRef<HTMLButtonElement>(null);
  useLayoutEffect(() => {
    const button = ref.current;
    return () => {
      if (button !== null && button === document.activeElement)
        document.getElementById(id)?.focus({ preventScroll: true });
    };
  }, [id]);
  return ref;
};
