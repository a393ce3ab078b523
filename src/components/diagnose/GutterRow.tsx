/** One row of the gutter: a line of the text, or a fold over prose. */
import { memo } from 'react';
import { DIAGNOSE } from '../../strings/en/diagnose';
import type { GutterFold, GutterLine, GutterRow } from '../../viewmodel/reading/gutter';
import type { Note } from '../../viewmodel/reading/notes';
import { rowKey } from '../../viewmodel/reading/gutter';
import { useApp } from '../app/store-context';
import styles from './gutter.module.css';

const WORDS = DIAGNOSE.gutter;

const NoteCell = ({ note, isCurrent }: { note: Note; isCurrent: boolean }) => {
  const explain = useApp((s) => s.explain);
  const { why } = note;
  return (
    <span role="gridcell" className={styles['note']} data-tone={note.tone}>
      {why === undefined ? (
        note.text
      ) : (
        <button
          type="button"
          tabIndex={isCurrent ? 0 : -1}
          aria-label={`${note.text}: explain`}
          onClick={() => {
            explain(why);
          }}
        >
          {note.text}
        </button>
      )}
    </span>
  );
};

interface LineProps {
  readonly row: GutterLine;
  readonly isCurrent: boolean;
  readonly isMarked: boolean;
  readonly onChoose: (row: GutterRow) => void;
}

const Line = ({ row, isCurrent, isMarked, onChoose }: LineProps) => {
  const explain = useApp((s) => s.explain);
  const { note } = row;
  return (
    <div
      role="row"
      data-row={rowKey(row)}
      data-fate={row.fate}
      data-head={row.isHead ? '' : undefined}
      data-marked={isMarked ? '' : undefined}
      aria-selected={isMarked}
      tabIndex={isCurrent ? 0 : -1}
      onFocus={() => {
        if (!isCurrent) onChoose(row);
      }}
      onKeyDown={(e) => {
        if (e.key === 'Enter' && e.target === e.currentTarget && note?.why !== undefined)
          explain(note.why);
      }}
    >
      <span role="rowheader" aria-label={WORDS.line(row.line)} className={styles['no']}>
        {row.line}
      </span>
      <span
        role="gridcell"
        className={styles['mark']}
        data-fate={row.fate}
        data-join={row.join}
        aria-label={WORDS.fates[row.fate]}
      />
      <code role="gridcell" className={styles['text']}>
        {row.text.trimEnd()}
      </code>
      {note !== undefined && <NoteCell note={note} isCurrent={isCurrent} />}
    </div>
  );
};
/** Hundreds of them are drawn; one arrow key changes two. */
export const LineRow = memo(Line);

interface FoldProps {
  readonly row: GutterFold;
  readonly isCurrent: boolean;
  readonly onToggle: (fold: number) => void;
  readonly onChoose: (row: GutterRow) => void;
}

export const FoldRow = ({ row, isCurrent, onToggle, onChoose }: FoldProps) => (
  <div
    role="row"
    data-row={rowKey(row)}
    data-fate="fold"
    tabIndex={isCurrent ? 0 : -1}
    onFocus={() => {
      if (!isCurrent) onChoose(row);
    }}
    onKeyDown={(e) => {
      if (e.target === e.currentTarget && (e.key === 'Enter' || e.key === ' ')) {
        e.preventDefault();
        onToggle(row.line);
      }
    }}
  >
    <span role="gridcell">
      <button
        type="button"
        tabIndex={-1}
        aria-expanded={row.isOpen}
        aria-label={row.isOpen ? WORDS.refold(row.count) : WORDS.unfold(row.count)}
        onClick={() => {
          onToggle(row.line);
        }}
      >
        {WORDS.fold(row.count)}
      </button>
    </span>
  </div>
);
