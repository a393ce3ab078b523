/**
 * Commands and search in one field: a combobox over a list. It is a dialog, so that the focus comes back
 * to where it was.
 */
import { useEffect, useMemo, useRef, useState } from 'react';
import type { KeyboardEvent } from 'react';
import { formatCount } from '../../base/format';
import type { PaletteMode } from '../../store/app-store';
import { foundEntries, matching, paletteEntries } from '../../store/palette';
import type { Entry } from '../../store/palette';
import { PALETTE_WORDS as WORDS } from '../../strings/en/room';
import { focusPlace } from './go-to';
import { keyWords } from './key-words';
import { useApp } from './store-context';
import styles from './palette.module.css';

/** Lines that are drawn; whoever looks further writes another letter. */
const MOST = 80;

const useEntries = (mode: PaletteMode, query: string): readonly Entry[] => {
  const page = useApp((s) => s);
  return useMemo(() => {
    const found = foundEntries(page, query);
    const all = mode === 'find' ? found : [...matching(paletteEntries(page), query), ...found];
    return all.slice(0, MOST);
  }, [page, mode, query]);
};

interface ListProps {
  readonly entries: readonly Entry[];
  readonly at: number;
  readonly onRun: (entry: Entry) => void;
}

const List = ({ entries, at, onRun }: ListProps) => {
  const here = useRef<HTMLLIElement>(null);
  useEffect(() => {
    here.current?.scrollIntoView({ block: 'nearest' });
  }, [at]);
  return (
    <ul id="palette-list" role="listbox" aria-label={WORDS.list} className={styles['list']}>
      {entries.map((entry, i) => (
        <li
          key={entry.id}
          id={`palette-${String(i)}`}
          ref={i === at ? here : null}
          role="option"
          aria-selected={i === at}
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

const Field = ({ mode, onDone }: { mode: PaletteMode; onDone: (entry: Entry) => void }) => {
  const [query, setQuery] = useState('');
  const [at, setAt] = useState(0);
  const entries = useEntries(mode, query);
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
        }}
        onKeyDown={onKeyDown}
      />
      <List entries={entries} at={at} onRun={onDone} />
      <p role="status">
        {isEmpty && query !== '' ? WORDS.none : WORDS.found(formatCount(entries.length))}
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
