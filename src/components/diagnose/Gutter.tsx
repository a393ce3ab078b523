/** The text line by line, with what became of each line and what it says at the right. */
import { useMemo } from 'react';
import { DIAGNOSE } from '../../strings/en/diagnose';
import type { PasteView } from '../../viewmodel/reading/paste-view';
import { readingCounts } from '../../viewmodel/reading/counts';
import { WINDOW, rowKey } from '../../viewmodel/reading/gutter';
import { Num } from '../ui/Num';
import { FoldRow, LineRow } from './GutterRow';
import { Remarks } from './Remarks';
import type { Gutter as GutterState } from './use-gutter';
import styles from './gutter.module.css';

const WORDS = DIAGNOSE.gutter;
const FATES = ['understood', 'joined', 'prose', 'diagnostic'] as const;

/** Only the marks that stand below. */
const Key = ({ fates }: { fates: ReadonlySet<string> }) => (
  <ul className={styles['key']}>
    {FATES.filter((f) => fates.has(f)).map((fate) => (
      <li key={fate}>
        <i
          className={styles['mark']}
          data-fate={fate}
          data-join={fate === 'joined' ? 'alone' : undefined}
        />
        {WORDS.key[fate]}
      </li>
    ))}
  </ul>
);

const fatesIn = ({ report }: PasteView): ReadonlySet<string> => {
  const fates = new Set<string>(report.lines.map((l) => l.fate));
  if (report.diagnostics.length > 0) fates.add('diagnostic');
  return fates;
};

const Rows = ({ gutter }: { gutter: GutterState }) => {
  const { rows, shown, current, marked, toggle, choose } = gutter;
  return rows.slice(shown.from, shown.to).map((row) => {
    const key = rowKey(row);
    const isCurrent = key === current;
    return row.kind === 'fold' ? (
      <FoldRow key={key} row={row} isCurrent={isCurrent} onToggle={toggle} onChoose={choose} />
    ) : (
      <LineRow
        key={key}
        row={row}
        isCurrent={isCurrent}
        isMarked={marked.has(row.row)}
        onChoose={choose}
      />
    );
  });
};

export const Gutter = ({ reading, gutter }: { reading: PasteView; gutter: GutterState }) => {
  const { report } = reading;
  const counts = readingCounts(report);
  const fates = useMemo(() => fatesIn(reading), [reading]);
  const { rows, shown, list } = gutter;
  const below = rows.length - shown.to;
  return (
    <section aria-labelledby="reading-title" className={styles['gutter']}>
      <h2 id="reading-title">
        {WORDS.title}{' '}
        <small>
          <Num of={counts.lines} /> {WORDS.lines}, <Num of={counts.read} /> {WORDS.ofThem}
        </small>
      </h2>
      <Key fates={fates} />
      {shown.from > 0 && (
        <button type="button" className={styles['more']} onClick={gutter.showEarlier}>
          {WORDS.earlier(Math.min(WINDOW, shown.from))}
        </button>
      )}
      <div
        ref={list}
        role="grid"
        aria-label={WORDS.label}
        aria-rowcount={rows.length}
        className={styles['lines']}
        onKeyDown={gutter.onKeyDown}
        onScroll={gutter.onScroll}
      >
        <Rows gutter={gutter} />
      </div>
      {below > 0 && (
        <button type="button" className={styles['more']} onClick={gutter.showLater}>
          {WORDS.later(Math.min(WINDOW, below), below)}
        </button>
      )}
      {counts.joined.value > 0 && (
        <p className={styles['foot']}>
          <Num of={counts.joined} /> {WORDS.joined(counts.joined.value)}
        </p>
      )}
      <Remarks report={report} />
    </section>
  );
};
