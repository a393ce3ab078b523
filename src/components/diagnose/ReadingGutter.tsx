/** The text line by line: what became of each, prose folded away. */
import { useState } from 'react';
import type { LineReading } from '../../import';
import type { Reading } from '../../store/selectors';
import styles from './diagnose.module.css';

const MARKS = { understood: '■', joined: '┃', prose: '–', diagnostic: '▲' } as const;
const WORDS = {
  understood: 'understood',
  joined: 'joined',
  prose: 'prose',
  diagnostic: 'see below',
} as const;
/** Longer runs of prose are folded to one line. */
const FOLD_FROM = 4;
const MAX_LINES = 3000;

type Part = { readonly kind: 'lines' | 'fold'; readonly lines: readonly LineReading[] };

const foldProse = (lines: readonly LineReading[]): readonly Part[] => {
  const parts: { kind: 'lines' | 'fold'; lines: LineReading[] }[] = [];
  for (const line of lines) {
    const kind = line.fate === 'prose' ? 'fold' : 'lines';
    const last = parts.at(-1);
    if (last?.kind === kind) last.lines.push(line);
    else parts.push({ kind, lines: [line] });
  }
  return parts.map((p) =>
    p.kind === 'fold' && p.lines.length < FOLD_FROM ? { ...p, kind: 'lines' } : p,
  );
};

const Line = ({ line }: { line: LineReading }) => (
  <li data-fate={line.fate}>
    <span className={styles['lineNo']}>{line.line}</span>
    <span className={styles['mark']} role="img" aria-label={WORDS[line.fate]}>
      {MARKS[line.fate]}
    </span>
    <code>{line.text}</code>
    {line.as !== undefined && line.fate !== 'prose' && <small>{line.as}</small>}
  </li>
);

const Fold = ({ lines }: { lines: readonly LineReading[] }) => {
  const [isOpen, setOpen] = useState(false);
  if (isOpen) return lines.map((l) => <Line key={l.line} line={l} />);
  return (
    <li data-fate="fold">
      <button
        type="button"
        onClick={() => {
          setOpen(true);
        }}
      >
        {lines.length} lines of prose
      </button>
    </li>
  );
};

export const ReadingGutter = ({ reading }: { reading: Reading }) => {
  const { lines, diagnostics, blocks } = reading.report;
  const shown = lines.slice(0, MAX_LINES);
  const rows = blocks.reduce((sum, b) => sum + b.rows.length, 0);
  return (
    <section aria-labelledby="reading-title" className={styles['reading']}>
      <h2 id="reading-title">
        Your text{' '}
        <small>
          {lines.length} lines, {rows} rows read
        </small>
      </h2>
      <p className={styles['key']}>
        ■ understood &nbsp; ┃ repaired: lines joined &nbsp; – prose, left alone
      </p>
      <ol tabIndex={0} aria-label="Lines of the text">
        {foldProse(shown).map((part) =>
          part.kind === 'fold' ? (
            <Fold key={part.lines[0]?.line} lines={part.lines} />
          ) : (
            part.lines.map((l) => <Line key={l.line} line={l} />)
          ),
        )}
      </ol>
      {lines.length > MAX_LINES && (
        <p>{lines.length - MAX_LINES} more lines were read and are not listed.</p>
      )}
      {diagnostics.length > 0 && (
        <ul className={styles['diagnostics']} aria-label="Remarks">
          {diagnostics.slice(0, 50).map((d) => (
            <li key={`${d.line}-${d.column}-${d.message}`}>
              <code>
                {d.line}:{d.column}
              </code>{' '}
              {d.message}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
};
