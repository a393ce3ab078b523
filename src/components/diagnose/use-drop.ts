/** Files may be dropped anywhere while the room is open. */
import { useEffect, useRef, useState } from 'react';

const holdsFile = (e: DragEvent): boolean => e.dataTransfer?.types.includes('Files') === true;

/** @returns whether a file hangs over the page */
export const useDrop = (take: (files: readonly File[]) => void): boolean => {
  const [isOver, setOver] = useState(false);
  const latest = useRef(take);
  useEffect(() => {
    latest.current = take;
  });
  useEffect(() => {
    const over = (e: DragEvent): void => {
      if (!holdsFile(e)) return;
      e.preventDefault();
      setOver(true);
    };
    const leave = (e: DragEvent): void => {
      if (e.relatedTarget === null) setOver(false);
    };
    const drop = (e: DragEvent): void => {
      if (!holdsFile(e)) return;
      e.preventDefault();
      setOver(false);
      latest.current([...(e.dataTransfer?.files ?? [])]);
    };
    addEventListener('dragover', over);
    addEventListener('dragleave', leave);
    addEventListener('drop', drop);
    return () => {
      removeEventListener('dragover', over);
      removeEventListener('dragleave', leave);
      removeEventListener('drop', drop);
    };
  }, []);
  return isOver;
};
