/** Height that the ruler can take so that its foot stands on the first screen. */
import { useEffect, useState } from 'react';

const MIN = 480;
const MAX = 1100;

const measure = (around: number): number => Math.max(MIN, Math.min(MAX, innerHeight - around));

/** @param around px of the header and of what stands above and below the figure */
export const useRulerHeight = (around: number): number => {
  const [height, setHeight] = useState(() => measure(around));
  useEffect(() => {
    const onResize = (): void => {
      setHeight(measure(around));
    };
    addEventListener('resize', onResize);
    return () => {
      removeEventListener('resize', onResize);
    };
  }, [around]);
  return height;
};
