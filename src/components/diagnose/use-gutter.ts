/** State of the gutter: open folds, the window of rows that is drawn, the current and marked rows. */
import { useDeferredValue, useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { KeyboardEvent, RefObject, UIEvent } from 'react';
import type { PasteView } from '../../viewmodel/reading/paste-view';
import {
  FIRST_WINDOW,
  earlier,
  foldOf,
  gutterEntries,
  gutterRows,
  indexOfLine,
  later,
  rowKey,
  windowAt,
} from '../../viewmodel/reading/gutter';
import type { GutterEntry, GutterRow, RowWindow } from '../../viewmodel/reading/gutter';
import { notesOf } from '../../viewmodel/reading/notes';
import type { Jump } from './jump';

export interface Gutter {
  readonly rows: readonly GutterRow[];
  readonly shown: RowWindow;
  readonly current: string;
  readonly marked: ReadonlySet<number>;
  readonly list: RefObject<HTMLDivElement | null>;
  readonly jump: Jump;
  readonly toggle: (fold: number) => void;
  readonly choose: (row: GutterRow) => void;
  readonly showEarlier: () => void;
  readonly showLater: () => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
  /** draws the next rows before the end of the drawn ones is seen */
  readonly onScroll: (event: UIEvent) => void;
}

/** px from the end at which more rows are drawn. */
const NEAR = 400;

const PAGE = 20;
const STEPS: Readonly<Record<string, (at: number, last: number) => number>> = {
  ArrowDown: (at) => at + 1,
  ArrowUp: (at) => at - 1,
  PageDown: (at) => at + PAGE,
  PageUp: (at) => at - PAGE,
  Home: () => 0,
  End: (_, last) => last,
};
const NO_LINES: ReadonlySet<number> = new Set();
const NO_ENTRIES: readonly GutterEntry[] = [];

type Want = (row: GutterRow, isFar: boolean) => void;

/**
 * Brings a row into view and focus once it is drawn: in the commit that draws it, since an effect that
 * is left over from an earlier one would use the wish up while the row is not there.
 */
const useWantedFocus = (list: RefObject<HTMLDivElement | null>): Want => {
  const wanted = useRef<{ key: string; isFar: boolean } | null>(null);
  useLayoutEffect(() => {
    const want = wanted.current;
    wanted.current = null;
    if (want === null) return;
    const row = list.current?.querySelector<HTMLElement>(`[data-row="${want.key}"]`);
    row?.focus({ preventScroll: want.isFar });
    if (want.isFar && typeof row?.scrollIntoView === 'function')
      row.scrollIntoView({ block: 'center' });
  });
  return (row, isFar) => {
    wanted.current = { key: rowKey(row), isFar };
  };
};

export const useGutter = (reading: PasteView): Gutter => {
  const { report, explanation } = reading;
  // The rows of a long text take a while to make; what was concluded from them stands first.
  const isTime = useDeferredValue(true, false);
  const entries = useMemo(
    () => (isTime ? gutterEntries(report, notesOf(report, explanation)) : NO_ENTRIES),
    [isTime, report, explanation],
  );
  const [open, setOpen] = useState(NO_LINES);
  const [win, setWin] = useState(FIRST_WINDOW);
  const [current, setCurrent] = useState('');
  const [marked, setMarked] = useState(NO_LINES);
  const list = useRef<HTMLDivElement>(null);
  const cameFrom = useRef<Element | null>(null);
  const want = useWantedFocus(list);
  const rows = useMemo(() => gutterRows(entries, open), [entries, open]);

  const moveTo = (all: readonly GutterRow[], index: number, isFar: boolean): void => {
    const row = all[index];
    if (row === undefined) return;
    want(row, isFar);
    setWin((w) => windowAt(w, index));
    setCurrent(rowKey(row));
  };
  const focusOn = (row: GutterRow | undefined, isFar: boolean): void => {
    if (row === undefined) return;
    want(row, isFar);
    setCurrent(rowKey(row));
  };
  const toggle = (fold: number): void => {
    const next = new Set(open);
    if (!next.delete(fold)) next.add(fold);
    setOpen(next);
  };
  const jump: Jump = (line, cited = [line]) => {
    const fold = foldOf(entries, line);
    const next = fold === null || open.has(fold) ? open : new Set([...open, fold]);
    const all = gutterRows(entries, next);
    cameFrom.current = document.activeElement;
    setOpen(next);
    setMarked(new Set(cited));
    moveTo(all, indexOfLine(all, line), true);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Escape' && cameFrom.current instanceof HTMLElement) {
      cameFrom.current.focus();
      cameFrom.current = null;
      return;
    }
    const step = STEPS[event.key];
    if (step === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    const at = Math.max(
      0,
      rows.findIndex((r) => rowKey(r) === current),
    );
    const last = rows.length - 1;
    moveTo(rows, Math.min(last, Math.max(0, step(at, last))), false);
  };
  const first = rows[win.from];
  return {
    rows,
    shown: win,
    current: current === '' && first !== undefined ? rowKey(first) : current,
    marked,
    list,
    jump,
    toggle,
    choose: (row) => {
      setCurrent(rowKey(row));
    },
    showEarlier: () => {
      setWin(earlier(win));
      focusOn(rows[win.from - 1], true);
    },
    showLater: () => {
      setWin(later(win));
      focusOn(rows[win.to], false);
    },
    onKeyDown,
    onScroll: (event) => {
      const { scrollTop, clientHeight, scrollHeight } = event.currentTarget;
      const isNear = scrollTop + clientHeight > scrollHeight - NEAR;
      if (isNear && win.to < rows.length) setWin(later(win));
    },
  };
};
