/**
 * The course as a picture: pages of kmem_map that are taken, and items in use of what grows, over the hours.
 * The table beside it says the same in figures.
 */
import { formatSize } from '../../../base/format';
import { OUTCOME as WORDS } from '../../../strings/en/load';
import { chartOf } from '../../../viewmodel/load/chart';
import type { Area } from '../../../viewmodel/load/chart';
import type { Outcome } from '../../../viewmodel/load/outcome';
import { hoursWords } from './hours';
import styles from './outcome.module.css';

/** Units of the drawing in both directions: it is stretched to its box. */
const UNIT = 1000;

const points = (area: Area): string =>
  area.map(({ x, y }) => `${(x * UNIT).toFixed(1)},${((1 - y) * UNIT).toFixed(1)}`).join(' ');

/** An area down to the ground line. */
const closed = (area: Area): string => {
  const [first, last] = [area[0], area.at(-1)];
  if (first === undefined || last === undefined) return '';
  return points([{ x: first.x, y: 0 }, ...area, { x: last.x, y: 0 }]);
};

const percent = (share: number): string => `${(share * 100).toFixed(2)}%`;

const Lines = ({ x, kind }: { x: number; kind: 'paste' | 'end' }) => (
  <line
    className={styles['mark']}
    data-kind={kind}
    x1={x * UNIT}
    x2={x * UNIT}
    y1={0}
    y2={UNIT}
    vectorEffect="non-scaling-stroke"
  />
);

const Legend = ({ hasPast }: { hasPast: boolean }) => (
  <ul className={styles['legend']} aria-hidden="true">
    <li data-kind="taken">{WORDS.legend.taken}</li>
    <li data-kind="live">{WORDS.legend.live}</li>
    {hasPast && <li data-kind="past">{WORDS.legend.past}</li>}
  </ul>
);

/** Shares of the width below which two labels would touch. */
const CLOSE = 0.2;

const Hours = ({ outcome, paste }: { outcome: Outcome; paste: number }) => {
  const first = outcome.rows[0]?.hour.value ?? 0;
  const last = outcome.rows.at(-1)?.hour.value ?? 0;
  return (
    <div className={styles['ticks']} aria-hidden="true">
      {first < 0 && paste > CLOSE && (
        <span data-side="start">
          {hoursWords(first)} {WORDS.hours}
        </span>
      )}
      <span
        style={{ left: percent(paste) }}
        data-side={paste < CLOSE ? 'start' : paste > 1 - CLOSE ? 'before' : 'middle'}
      >
        {WORDS.paste}
      </span>
      <span data-side="end" data-end={outcome.end}>
        +{hoursWords(last)} {WORDS.hours} {WORDS.endWords[outcome.end]}
      </span>
    </div>
  );
};

interface Props {
  readonly outcome: Outcome;
  /** whose items grow: the hue of the picture */
  readonly owner: string;
}

export const Chart = ({ outcome, owner }: Props) => {
  const { taken, live, paste } = chartOf(outcome);
  const size = formatSize(outcome.map.value);
  return (
    <figure className={styles['chart']} data-owner={owner}>
      <Legend hasPast={taken.past.length > 0} />
      <div
        className={styles['plot']}
        role="img"
        aria-label={WORDS.chart(`${WORDS.chartWords} ${WORDS.map}: ${size}.`)}
      >
        <span className={styles['top']}>
          {WORDS.map} {size}
        </span>
        <svg viewBox={`0 0 ${String(UNIT)} ${String(UNIT)}`} preserveAspectRatio="none">
          {[taken.past, taken.later].map((area, i) => (
            <polygon key={String(i)} data-kind="taken" points={closed(area)} />
          ))}
          {[live.past, live.later].map((area, i) => (
            <polygon key={String(i)} data-kind="live" data-past={i === 0} points={closed(area)} />
          ))}
          {[taken.past, live.past].map((area, i) => (
            <polyline
              key={String(i)}
              data-kind="past"
              points={points(area)}
              vectorEffect="non-scaling-stroke"
            />
          ))}
          <Lines x={paste} kind="paste" />
          {outcome.end !== 'time' && <Lines x={1} kind="end" />}
        </svg>
      </div>
      <Hours outcome={outcome} paste={paste} />
    </figure>
  );
};
