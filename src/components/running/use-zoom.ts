/**
 * Nearer and further as one gesture: wheel and pinch over the ruler, + and − in it. A wheel over a page
 * that scrolls would be a trap, so it zooms once the ruler is in use (focus is in it or in the buttons
 * below it) or with Ctrl, which is also what a pinch on a touchpad sends. Where there is nothing nearer or further, the page scrolls.
 */
import { useEffect, useRef } from 'react';
import type { RefObject } from 'react';

/** px of wheel that make one step; a notch of a mouse wheel is about 100. */
const NOTCH = 80;
/** ms without a wheel event after which a gesture is over. */
const PAUSE = 260;
/** Ratio of the fingers' distances that makes one step. */
const PINCH = 1.35;

/** What a gesture asks for. */
export interface ZoomSteps {
  /** @returns false where there is nothing nearer */
  readonly nearer: (x: number, y: number) => boolean;
  readonly further: () => boolean;
}

const distance = (touches: TouchList): number => {
  const [a, b] = [touches[0], touches[1]];
  return a === undefined || b === undefined
    ? 0
    : Math.hypot(a.clientX - b.clientX, a.clientY - b.clientY);
};

const pixels = (e: WheelEvent): number => e.deltaY * (e.deltaMode === 1 ? 33 : e.ctrlKey ? 6 : 1);

const listenWheel = (el: HTMLElement, steps: () => ZoomSteps): (() => void) => {
  const ruler = el.closest('section') ?? el;
  let sum = 0;
  let last = 0;
  const onWheel = (e: WheelEvent): void => {
    const isOurs = e.ctrlKey || e.metaKey || ruler.contains(document.activeElement);
    if (!isOurs) return;
    if (e.timeStamp - last > PAUSE) sum = 0;
    last = e.timeStamp;
    sum += pixels(e);
    if (Math.abs(sum) < NOTCH) {
      e.preventDefault();
      return;
    }
    const did = sum < 0 ? steps().nearer(e.clientX, e.clientY) : steps().further();
    sum = 0;
    if (did || e.ctrlKey) e.preventDefault();
  };
  el.addEventListener('wheel', onWheel, { passive: false });
  return () => {
    el.removeEventListener('wheel', onWheel);
  };
};

const listenPinch = (el: HTMLElement, steps: () => ZoomSteps): (() => void) => {
  let start = 0;
  const onStart = (e: TouchEvent): void => {
    if (e.touches.length === 2) start = distance(e.touches);
  };
  const onMove = (e: TouchEvent): void => {
    if (e.touches.length !== 2 || start === 0) return;
    e.preventDefault();
    const ratio = distance(e.touches) / start;
    if (ratio < PINCH && ratio > 1 / PINCH) return;
    const [a, b] = [e.touches[0] as Touch, e.touches[1] as Touch];
    if (ratio >= PINCH) steps().nearer((a.clientX + b.clientX) / 2, (a.clientY + b.clientY) / 2);
    else steps().further();
    start = distance(e.touches);
  };
  el.addEventListener('touchstart', onStart, { passive: true });
  el.addEventListener('touchmove', onMove, { passive: false });
  return () => {
    el.removeEventListener('touchstart', onStart);
    el.removeEventListener('touchmove', onMove);
  };
};

/** Listens to wheel, pinch and keys of an element. */
export const useZoom = (ref: RefObject<HTMLElement | null>, steps: ZoomSteps): void => {
  const now = useRef(steps);
  useEffect(() => {
    now.current = steps;
  });
  useEffect(() => {
    const el = ref.current;
    if (el === null) return undefined;
    const latest = (): ZoomSteps => now.current;
    const onKey = (e: KeyboardEvent): void => {
      const isIn = e.key === '+' || e.key === '=';
      if ((!isIn && e.key !== '-') || e.ctrlKey || e.metaKey || e.altKey) return;
      if (isIn) latest().nearer(-1, -1);
      else latest().further();
      e.preventDefault();
      e.stopPropagation();
    };
    el.addEventListener('keydown', onKey);
    const stops = [listenWheel(el, latest), listenPinch(el, latest)];
    return () => {
      el.removeEventListener('keydown', onKey);
      for (const stop of stops) stop();
    };
  }, [ref]);
};
