/**
 * Commands and search in one field: a combobox over a list. It is a dialog, so that the focus comes back
 * to where it was.
 */
import { useEffect, useMemo, useRef, useState } from 'react';
import type { KeyboardEvent } from 'react';
import { formatCount } from '../../base/format';
import type { PaletteMode } from '../../store/app-store';
import { takeEarlyKeys } from '../../store/early-keys';
import { foundEntries, matching, paletteEntries } from '../../store/palette';
import type { Entry } from '../../store/palette';
import { PALETTE_WORDS as WORDS } from '../../strings/en/room';
import { focusPlace } from './go-to';
import { keyWords } from './key-words';
import { useApp } from './store-context';
import styles from './palette.module.css';

/** Lines that are drawn at first, and more each time the end comes near: all can be reached. */
const PAGE = 80;

const useEntries = (mode: PaletteMode, query: string): readonly Entry[] => {
  const page = useApp((s) => s);
  return useMemo(() => {
    const found = foundEntries(page, query);
    return mode === 'find' ? found : [...matching(paletteEntries(page), query), ...found];
  }, [page, mode, query]);
};

interface ListProps {
  readonly entries: readonly Entry[];
  readonly at: number;
  readonly onRun: (entry: Entry) => void;
  /** lines that are drawn, and a call when more are wanted */
  readonly shown: number;
  readonly onMore: () => void;
}

/** px before the end of the list at which more is drawn. */
const NEAR = 200;

const List = ({ entries, at, onRun, shown, onMore }: ListProps) => {
  const here = useRef<HTMLLIElement>(null);
  useEffect(() => {
    here.current?.scrollIntoView({ block: 'nearest' });
  }, [at]);
  return (
    <ul
      id="palette-list"
      role="listbox"
      aria-label={WORDS.list}
      className={styles['list']}
      onScroll={({ currentTarget: el }) => {
        if (el.scrollTop + el.clientHeight > el.scrollHeight - NEAR) onMore();
      }}
    >
      {entries.slice(0, shown).map((entry, i) => (
        <li
          key={entry.id}
          id={`palette-${String(i)}`}
          ref={i === at ? here : null}
          role="option"
          aria-selected={i === at}
          aria-setsize={entries.length}
          aria-posinset={i + 1}
          data-term={entry.isTerm}
          onClick={() => {
            onRun(entry);
          }}
        >
          <span>{entry.label}</span> <small>{entry.hint}</small>
          {entry.hotkey !== undefined && <kbd>{keyWords(entry.hotkey)}</kbd>}
        </li>
      ))}
    </ul>
  );
};

const STEPS: Readonly<Record<string, number>> = {
  ArrowDown: 1,
  ArrowUp: -1,
  PageDown: 10,
  PageUp: -10,
};

/** The place in the list, moved by key. */
const movedTo = (key: string, at: number, count: number): number | null => {
  const step = STEPS[key];
  if (step === undefined || count === 0) return null;
  if (Math.abs(step) > 1) return Math.min(Math.max(at + step, 0), count - 1);
  return (at + step + count) % count;
};

const foundWords = (count: number, at: number): string =>
  count === 0 ? WORDS.found('0') : WORDS.foundAt(formatCount(at + 1), formatCount(count));

const Field = ({ mode, onDone }: { mode: PaletteMode; onDone: (entry: Entry) => void }) => {
  const [early] = useState(takeEarlyKeys);
  const [query, setQuery] = useState(early.text);
  const [at, setAt] = useState(0);
  const [pages, setPages] = useState(1);
  const entries = useEntries(mode, query);
  const shown = Math.min(entries.length, Math.max(pages * PAGE, at + PAGE / 2));
  const [first] = entries;
  useEffect(() => {
    if (early.isSent && first !== undefined) onDone(first);
    // Enter that was pressed early is meant once.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, []);
  const onKeyDown = (e: KeyboardEvent): void => {
    const to = movedTo(e.key, at, entries.length);
    if (to !== null) setAt(to);
    const entry = entries[at];
    if (e.key === 'Enter' && entry !== undefined) onDone(entry);
    if (to !== null || e.key === 'Enter') e.preventDefault();
  };
  const isEmpty = entries.length === 0;
  return (
    <>
      <input
        autoFocus
        role="combobox"
        aria-label={mode === 'find' ? WORDS.find : WORDS.title}
        aria-expanded={!isEmpty}
        aria-controls="palette-list"
        aria-activedescendant={isEmpty ? undefined : `palette-${String(at)}`}
        aria-autocomplete="list"
        autoComplete="off"
        spellCheck={false}
        placeholder={mode === 'find' ? WORDS.findPlaceholder : WORDS.placeholder}
        value={query}
        onChange={(e) => {
          setQuery(e.target.value);
          setAt(0);
          setPages(1);
        }}
        onKeyDown={onKeyDown}
      />
      <List
        entries={entries}
        at={at}
        onRun={onDone}
        shown={shown}
        onMore={() => {
          if (shown < entries.length) setPages(pages + 1);
        }}
      />
      <p role="status">
        {isEmpty && query !== '' ? WORDS.none : foundWords(entries.length, at)}
        <small>{WORDS.keys}</small>
      </p>
    </>
  );
};

export const Palette = () => {
  const mode = useApp((s) => s.palette);
  const open = useApp((s) => s.openPalette);
  const page = useApp((s) => s);
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    if (mode !== '' && dialog.current?.open === false) dialog.current.showModal();
  }, [mode]);
  if (mode === '') return null;
  return (
    <dialog
      ref={dialog}
      className={styles['palette']}
      aria-label={mode === 'find' ? WORDS.find : WORDS.title}
      onClose={() => {
        open('');
      }}
      onClick={(e) => {
        if (e.target === dialog.current) dialog.current.close();
      }}
    >
      <Field
        key={mode}
        mode={mode}
        onDone={(entry) => {
          dialog.current?.close();
          open('');
          entry.run(page);
          // What is to get the focus may be drawn anew first.
          setTimeout(() => {
            focusPlace(entry.goTo);
          });
        }}
      />
    </dialog>
  );
};
