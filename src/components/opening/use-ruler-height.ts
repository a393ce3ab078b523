/** Height that the ruler can take so that its foot stands on the first screen. */
import { useEffect, useState } from 'react';

/** px of the header and the margins above and below the figure */
const AROUND = 76;
const MIN = 480;
const MAX = 1100;

const measure = (): number => Math.max(MIN, Math.min(MAX, innerHeight - AROUND));

export const useRulerHeight = (): number => {
  const [height, setHeight] = useState(measure);
  useEffect(() => {
    const onResize = (): void => {
      setHeight(measure());
    };
    addEventListener('resize', onResize);
    return () => {
      removeEventListener('resize', onResize);
    };
  }, []);
  return height;
};
