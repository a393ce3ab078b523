/** Cells of another machine fade away over those of the present one. */
import { useCallback, useRef } from 'react';
import type { RefObject } from 'react';
import { MORPH_MS } from '../machine/morph';
import { isStill } from '../ui/motion';

/** What was painted last: one pixel a cell. */
interface Painted {
  readonly of: string;
  readonly small: HTMLCanvasElement;
}

const copyOf = (from: HTMLCanvasElement): HTMLCanvasElement => {
  const copy = document.createElement('canvas');
  copy.width = from.width;
  copy.height = from.height;
  copy.getContext('2d')?.drawImage(from, 0, 0);
  return copy;
};

/** Lays a copy of old cells over a canvas and lets it go. */
const fadeOver = (canvas: HTMLCanvasElement, cells: HTMLCanvasElement): void => {
  cells.setAttribute('aria-hidden', 'true');
  cells.dataset['fading'] = '';
  Object.assign(cells.style, {
    position: 'absolute',
    inset: '0',
    width: canvas.style.width,
    height: canvas.style.height,
    pointerEvents: 'none',
  });
  canvas.after(cells);
  const end = (): void => {
    cells.remove();
  };
  const animation = cells.animate([{ opacity: 1 }, { opacity: 0 }], {
    duration: MORPH_MS,
    easing: 'ease',
  });
  animation.onfinish = end;
  animation.oncancel = end;
};

/**
 * @param of the machine whose cells are painted
 * @returns to be called before each painting into `small`
 */
export const useCellFade = (
  canvas: RefObject<HTMLCanvasElement | null>,
  of: string,
): ((small: HTMLCanvasElement) => void) => {
  const last = useRef<Painted | null>(null);
  return useCallback(
    (small) => {
      const old = last.current;
      last.current = { of, small };
      if (old === null || old.of === of || canvas.current === null || isStill()) return;
      fadeOver(canvas.current, copyOf(old.small));
    },
    [canvas, of],
  );
};
