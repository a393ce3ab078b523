/** The log in words, only the lines in view. Each goes to its place in the run. */
import { useLayoutEffect, useRef, useState } from 'react';
import type { KeyboardEvent } from 'react';
import { formatCount } from '../../base/format';
import { LOG_WORDS } from '../../strings/en/room';
import { positionWords } from '../../viewmodel/running/headline';
import { logLine } from '../../viewmodel/running/log-lines';
import { useApp } from '../app/store-context';
import { Kinds } from './Transport';
import { useRun, useRunState } from './run-context';
import type { Shown } from './run-context';
import styles from './transport.module.css';

const ROW = 20;
const ROW_STAGE = 25;
/** Lines beyond the edges that are there already when a scroll shows them. */
const SPARE = 4;

const STEPS: Readonly<Record<string, number>> = {
  ArrowDown: 1,
  ArrowUp: -1,
  PageDown: 10,
  PageUp: -10,
  Home: -Infinity,
  End: Infinity,
};

/** Keeps the present line in view, unless the reader has scrolled away while nothing moved. */
const useFollow = (row: number) => {
  const at = useRunState((s) => s.at);
  const box = useRef<HTMLDivElement>(null);
  const [top, setTop] = useState(0);
  const [height, setHeight] = useState(132);
  useLayoutEffect(() => {
    const el = box.current;
    if (el === null) return;
    setHeight(el.clientHeight || 132);
    el.scrollTop = Math.max(0, at * row - (el.clientHeight || 132) + row / 2);
    setTop(el.scrollTop);
  }, [at, row]);
  return { box, top, height, setTop };
};

export const Log = ({ shown }: { shown: Shown }) => {
  const run = useRun();
  const isStage = useApp((s) => s.link.theme === 'stage');
  const row = isStage ? ROW_STAGE : ROW;
  const { box, top, height, setTop } = useFollow(row);
  const at = useRunState((s) => s.at);
  const isMaking = useRunState((s) => s.status === 'making');
  const { timeline } = shown;
  const { length } = timeline;
  const first = Math.max(0, Math.floor(top / row) - SPARE);
  const last = Math.min(length, Math.ceil((top + height) / row) + SPARE);
  const onKeyDown = (e: KeyboardEvent): void => {
    const step = STEPS[e.key];
    if (step === undefined) return;
    e.preventDefault();
    run.seek(Math.min(Math.max(at + step, 0), length));
  };
  return (
    <section className={styles['log']} aria-labelledby="log-title">
      <h2 id="log-title" className={styles['title']}>
        {LOG_WORDS.title} <small>{positionWords(at, length, isMaking)}</small>
        <Kinds />
      </h2>
      <div
        ref={box}
        className={styles['lines']}
        role="group"
        tabIndex={0}
        aria-label={LOG_WORDS.label}
        onKeyDown={onKeyDown}
        onScroll={(e) => {
          setTop(e.currentTarget.scrollTop);
        }}
      >
        {length === 0 && <p>{LOG_WORDS.empty}</p>}
        <ol style={{ height: length * row }}>
          {Array.from({ length: Math.max(0, last - first) }, (_, i) => {
            const line = logLine(timeline, first + i);
            return (
              <li key={line.at}>
                <button
                  type="button"
                  tabIndex={-1}
                  style={{ top: (line.at - 1) * row, height: row }}
                  data-here={line.at === at}
                  data-outcome={line.outcome}
                  aria-current={line.at === at ? 'step' : undefined}
                  title={line.words}
                  onClick={() => {
                    run.seek(line.at);
                  }}
                >
                  <code>{formatCount(line.at)}</code>
                  <span>{line.words}</span>
                </button>
              </li>
            );
          })}
        </ol>
      </div>
    </section>
  );
};
