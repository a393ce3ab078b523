/** The log in words, only the lines in view. Each goes to its place in the run. */
import { useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { KeyboardEvent } from 'react';
import type { Timeline } from '../../sim';
import { formatCount } from '../../base/format';
import { PASTED } from '../../store/run/pasted';
import { PASTED_ROOM } from '../../strings/en/load';
import { LOG_WORDS } from '../../strings/en/room';
import { positionWords } from '../../viewmodel/running/headline';
import { LogSearch, countBelow } from '../../viewmodel/running/log-filter';
import type { LogAsked } from '../../viewmodel/running/log-filter';
import { logLine } from '../../viewmodel/running/log-lines';
import type { LogLine } from '../../viewmodel/running/log-lines';
import { useApp } from '../app/store-context';
import { Kinds } from './Transport';
import { useRun, useRunState } from './run-context';
import type { Shown } from './run-context';
import { useIsHidden } from './use-hidden';
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

/** Keeps a row in view, unless the reader has scrolled away while nothing moved. */
const useFollow = (place: number, row: number) => {
  const box = useRef<HTMLDivElement>(null);
  const [top, setTop] = useState(0);
  const [height, setHeight] = useState(132);
  useLayoutEffect(() => {
    const el = box.current;
    if (el === null) return;
    setHeight(el.clientHeight || 132);
    // The line that is next is the last one in view, and the first one is whole.
    const hidden = (place + 1) * row - (el.clientHeight || 132);
    el.scrollTop = Math.max(0, Math.ceil(hidden / row) * row);
    setTop(el.scrollTop);
  }, [place, row]);
  return { box, top, height, setTop };
};

/** The lines that are asked for; null = all. */
const useFound = (timeline: Timeline, asked: LogAsked): readonly number[] | null => {
  const { length } = timeline;
  const [search] = useState(() => new LogSearch());
  return useMemo(
    () => search.find(timeline, asked),
    // The log of a timeline only ever grows.
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [search, timeline, length, asked],
  );
};

interface LinesProps {
  readonly timeline: Timeline;
  readonly found: readonly number[] | null;
  readonly row: number;
}

const Line = ({
  line,
  top,
  row,
  isHere,
}: {
  line: LogLine;
  top: number;
  row: number;
  isHere: boolean;
}) => {
  const run = useRun();
  return (
    <li>
      <button
        type="button"
        tabIndex={-1}
        style={{ top, height: row }}
        data-here={isHere}
        data-outcome={line.outcome}
        aria-current={isHere ? 'step' : undefined}
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
};

const Lines = ({ timeline, found, row }: LinesProps) => {
  const run = useRun();
  const at = useRunState((s) => s.at);
  const count = found?.length ?? timeline.length;
  const lineAt = (i: number): number => (found === null ? i : (found[i] ?? 0));
  const place = found === null ? at : countBelow(found, at);
  const { box, top, height, setTop } = useFollow(place, row);
  const first = Math.max(0, Math.floor(top / row) - SPARE);
  const last = Math.min(count, Math.ceil((top + height) / row) + SPARE);
  const onKeyDown = (e: KeyboardEvent): void => {
    const step = STEPS[e.key];
    if (step === undefined) return;
    e.preventDefault();
    const to = Math.min(Math.max(place + step, 0), count);
    run.seek(to === 0 ? 0 : lineAt(to - 1) + 1);
  };
  return (
    <div
      ref={box}
      className={styles['lines']}
      id="log"
      role="group"
      tabIndex={0}
      aria-label={LOG_WORDS.label}
      onKeyDown={onKeyDown}
      onScroll={(e) => {
        setTop(e.currentTarget.scrollTop);
      }}
    >
      {count === 0 && (
        <p>
          {timeline.length > 0
            ? LOG_WORDS.noneFound
            : timeline.origin === null
              ? LOG_WORDS.empty
              : PASTED_ROOM.noCommand}
        </p>
      )}
      <ol style={{ height: count * row + (height % row) }}>
        {Array.from({ length: Math.max(0, last - first) }, (_, i) => {
          const line = logLine(timeline, lineAt(first + i));
          return (
            <Line
              key={line.at}
              line={line}
              top={(first + i) * row}
              row={row}
              isHere={line.at === at}
            />
          );
        })}
      </ol>
    </div>
  );
};

interface FilterProps {
  readonly asked: LogAsked;
  readonly onAsk: (asked: LogAsked) => void;
}

const Filter = ({ asked, onAsk }: FilterProps) => (
  <span className={styles['filter']}>
    <input
      aria-label={LOG_WORDS.filter}
      placeholder={LOG_WORDS.filter}
      value={asked.text}
      onChange={(e) => {
        onAsk({ ...asked, text: e.target.value });
      }}
    />
    <label title={LOG_WORDS.marked}>
      <input
        type="checkbox"
        aria-label={LOG_WORDS.marked}
        checked={asked.isMarked}
        onChange={(e) => {
          onAsk({ ...asked, isMarked: e.target.checked });
        }}
      />
      {LOG_WORDS.markedShort}
    </label>
  </span>
);

export const Log = ({ shown }: { shown: Shown }) => {
  const isStage = useApp((s) => s.link.theme === 'stage');
  const at = useRunState((s) => s.at);
  const isMaking = useRunState((s) => s.status === 'making');
  const isHidden = useIsHidden('log');
  const loaded = useApp((s) => (s.link.run === PASTED ? s.loaded : null));
  const [asked, setAsked] = useState<LogAsked>({ text: '', isMarked: false });
  const { timeline } = shown;
  const found = useFound(timeline, asked);
  if (isHidden) return null;
  return (
    <section className={styles['log']} aria-labelledby="log-title">
      <h2 id="log-title" className={styles['title']}>
        {LOG_WORDS.title} <small>{positionWords(at, timeline.length, isMaking)}</small>
        <Kinds />
      </h2>
      <p className={styles['ask']}>
        <Filter asked={asked} onAsk={setAsked} />
        {found !== null && (
          <small role="status">{LOG_WORDS.found(formatCount(found.length))}</small>
        )}
      </p>
      {loaded !== null && (
        <p className={styles['origin']}>
          {loaded.isPast ? PASTED_ROOM.logPast : PASTED_ROOM.logPaste}
        </p>
      )}
      <Lines timeline={timeline} found={found} row={isStage ? ROW_STAGE : ROW} />
    </section>
  );
};
