/**
 * One Tab stop for a table or a row of buttons. Arrows walk, Home and End go to the ends of a row, Page
 * Up and Page Down ten rows. The buttons are drawn with `tabIndex={-1}`; the one that had the focus last
 * is where Tab comes back to.
 */
import { useLayoutEffect, useRef } from 'react';
import type { FocusEvent, KeyboardEvent, RefObject } from 'react';

const BUTTON = 'button:not(:disabled)';
/** Rows that Page Up and Page Down go. */
const PAGE = 10;

const buttonsOf = (row: Element): HTMLElement[] => [...row.querySelectorAll<HTMLElement>(BUTTON)];

/** Rows that have a button; a box without rows is one. */
const rowsOf = (box: Element): Element[] => {
  const rows = [...box.querySelectorAll('tr')].filter((r) => r.querySelector(BUTTON) !== null);
  return rows.length > 0 ? rows : [box];
};

const columnOf = (el: Element): number =>
  el.closest<HTMLTableCellElement>('td, th')?.cellIndex ?? 0;

/** The button of a row that stands nearest to a column. */
const nearest = (row: Element, column: number): HTMLElement | undefined => {
  const far = (el: Element): number => Math.abs(columnOf(el) - column);
  return buttonsOf(row).sort((a, b) => far(a) - far(b))[0];
};

const ALONG: Readonly<Record<string, number>> = {
  ArrowRight: 1,
  ArrowLeft: -1,
  Home: -Infinity,
  End: Infinity,
};
const ACROSS: Readonly<Record<string, number>> = {
  ArrowDown: 1,
  ArrowUp: -1,
  PageDown: PAGE,
  PageUp: -PAGE,
};

const moved = (at: number, step: number, count: number): number =>
  Math.min(Math.max(at + step, 0), count - 1);

/** The button that a key goes to; undefined for other keys. */
const target = (box: Element, from: HTMLElement, key: string): HTMLElement | undefined => {
  const row = from.closest('tr') ?? box;
  const along = ALONG[key];
  if (along !== undefined) {
    const all = buttonsOf(row);
    return all[moved(all.indexOf(from), along, all.length)];
  }
  const across = ACROSS[key];
  if (across === undefined) return undefined;
  const rows = rowsOf(box);
  const to = rows[moved(rows.indexOf(row), across, rows.length)];
  return to === undefined || to === row ? undefined : nearest(to, columnOf(from));
};

const FIRST = '[aria-pressed="true"], tbody button:not(:disabled)';

/** Gives the Tab stop to a button, and takes it from the others. */
const stopAt = (box: Element, to: HTMLElement | null): void => {
  for (const el of box.querySelectorAll<HTMLElement>('button[tabindex="0"]'))
    if (el !== to) el.tabIndex = -1;
  if (to !== null) to.tabIndex = 0;
};

/** What the table or the row takes. */
export interface Roving<E extends HTMLElement> {
  readonly ref: RefObject<E | null>;
  readonly onKeyDown: (e: KeyboardEvent) => void;
  readonly onFocus: (e: FocusEvent) => void;
}

/** @returns what is spread onto the element around the buttons */
export const useRoving = <E extends HTMLElement>(): Roving<E> => {
  const ref = useRef<E>(null);
  useLayoutEffect(() => {
    const box = ref.current;
    if (box === null || box.querySelector('button[tabindex="0"]') !== null) return;
    stopAt(box, box.querySelector<HTMLElement>(FIRST) ?? box.querySelector<HTMLElement>(BUTTON));
  });
  return {
    ref,
    onKeyDown: (e) => {
      const { target: from } = e;
      if (ref.current === null || !(from instanceof HTMLElement)) return;
      if (e.ctrlKey || e.metaKey || e.altKey) return;
      const to = target(ref.current, from, e.key);
      if (to === undefined) return;
      e.preventDefault();
      to.focus();
    },
    onFocus: (e) => {
      const { target: to } = e;
      const isButton = to instanceof HTMLElement && to.matches('button');
      if (ref.current !== null && isButton) stopAt(ref.current, to);
    },
  };
};
