/** Keys of the ruler: Enter and Space act, arrows walk along a column. */
import type { KeyboardEvent } from 'react';

/** Enter and Space do what a click does. */
export const onEnter =
  (act: () => void) =>
  (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' && event.key !== ' ') return;
    event.preventDefault();
    act();
  };

const target = (key: string, at: number, count: number): number | undefined => {
  switch (key) {
    case 'ArrowDown':
      return Math.min(count - 1, at + 1);
    case 'ArrowUp':
      return Math.max(0, at - 1);
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return undefined;
  }
};

/** Left and right go to the neighbour column's chosen band. */
const sideways = (event: KeyboardEvent<SVGGElement>): boolean => {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (step === undefined) return false;
  const from = event.currentTarget;
  const box = from.closest('[data-columns]') ?? from.ownerSVGElement;
  const columns = [
    ...(box?.querySelectorAll<SVGGElement>('[role="listbox"], [role="slider"]') ?? []),
  ];
  const next = columns[columns.indexOf(from) + step];
  const stop = next?.querySelector<SVGGElement>('[role="option"][tabindex="0"]') ?? next;
  stop?.focus();
  return true;
};

/** Moves the focus along a listbox of bands, or to the column beside it. */
export const moveFocus = (event: KeyboardEvent<SVGGElement>): void => {
  const items = [...event.currentTarget.querySelectorAll<SVGGElement>('[role="option"]')];
  const at = items.findIndex((el) => el === document.activeElement);
  const to = target(event.key, at, items.length);
  if (to === undefined && !sideways(event)) return;
  event.preventDefault();
  if (to !== undefined) items[to]?.focus();
};
