/**
 * A column opens out of the stretch that it shows, moves when its neighbours need room, and closes back
 * into that stretch: the object on the screen stays the same object. Moves are transforms of what is
 * drawn already; with reduced motion columns stand at once.
 */
import { useLayoutEffect, useRef } from 'react';
import type { RefObject } from 'react';
import { boxTransform, isSameBox } from '../../render/zoom-box';
import type { Box } from '../../render/zoom-box';
import { isStill } from '../ui/motion';

/** ms of one step nearer or further. */
const ZOOM_MS = 240;
const EASE = 'cubic-bezier(0.2, 0, 0.1, 1)';

/** What a column shows, where it stands and where its object lies in the column to its left. */
export interface Standing {
  /** what it shows; another id opens anew */
  readonly id: string;
  readonly box: Box;
  readonly origin: Box;
  /** size of the ruler: a column of a ruler that was resized does not travel */
  readonly room: string;
}

/** An SVG group has the coordinates of the ruler, a block those of its own corner. */
const transformTo = (el: Element, box: Box, at: Box): string =>
  el instanceof SVGElement
    ? boxTransform(box, at)
    : boxTransform({ ...box, x: 0, y: 0 }, { ...at, x: at.x - box.x, y: at.y - box.y });

const copyCanvases = (from: Element, to: Element): void => {
  const copies = to.querySelectorAll('canvas');
  from.querySelectorAll('canvas').forEach((canvas, i) => {
    copies[i]?.getContext('2d')?.drawImage(canvas, 0, 0);
  });
};

/** A picture of the column shrinks back to where its object lies. */
const close = (el: Element, { box, origin }: Standing): void => {
  const parent = el.parentElement;
  if (parent?.isConnected !== true) return;
  const ghost = el.cloneNode(true) as Element;
  copyCanvases(el, ghost);
  ghost.setAttribute('aria-hidden', 'true');
  ghost.setAttribute('inert', '');
  ghost.setAttribute('data-closing', '');
  parent.append(ghost);
  const animation = ghost.animate(
    [{ opacity: 1 }, { transform: transformTo(ghost, box, origin), opacity: 0.2 }],
    { duration: ZOOM_MS, easing: EASE },
  );
  const end = (): void => {
    ghost.remove();
  };
  animation.onfinish = end;
  animation.oncancel = end;
};

const travel = (el: Element, now: Standing, from: Box, opacity: number): void => {
  el.animate([{ transform: transformTo(el, now.box, from), opacity }, {}], {
    duration: ZOOM_MS,
    easing: EASE,
  });
};

/** @param now null while the column is not drawn */
export const useColumnMotion = <E extends Element>(now: Standing | null): RefObject<E | null> => {
  const ref = useRef<E>(null);
  const last = useRef<Standing | null>(null);
  useLayoutEffect(() => {
    const el = ref.current;
    const before = last.current;
    last.current = now;
    if (el === null || now === null || isStill()) return;
    if (before?.id !== now.id) {
      if (hasOpened(el)) travel(el, now, now.origin, 0.3);
    } else if (before.room === now.room && !isSameBox(before.box, now.box))
      travel(el, now, before.box, 1);
  });
  useLayoutEffect(() => {
    const el = ref.current;
    return () => {
      // React has not taken the element away yet: its picture can still be copied.
      if (el !== null && last.current !== null && !isStill()) close(el, last.current);
    };
  }, []);
  return ref;
};

/** The room itself opens without a show: columns travel once it has stood for a moment. */
const SETTLED_MS = 600;
let since = 0;
const hasOpened = (el: Element): boolean => {
  const ruler = el.closest('[data-picture]');
  if (ruler === null) return false;
  if (ruler.getAttribute('data-settled') === null) {
    since = performance.now();
    ruler.setAttribute('data-settled', '');
  }
  return performance.now() - since > SETTLED_MS;
};
