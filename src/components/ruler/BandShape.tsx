/** One band: its shape, what is known of its inside, its texture, and its label where one fits. */
import { cellGrid, cellPath, runEdges } from '../../render/cells';
import type { RunEdges } from '../../render/cells';
import { RULER } from '../../strings/en/ruler';
import type { Band, Column } from '../../viewmodel/ruler/types';
import { yOf } from './geometry';
import type { Frame, Metrics } from './geometry';
import { hatchId } from './Hatches';
import { onEnter } from './keys';
import styles from './ruler.module.css';

interface Drawn {
  readonly band: Band;
  readonly column: Column;
  readonly frame: Frame;
  readonly metrics: Metrics;
}

interface Props extends Omit<Drawn, 'metrics'> {
  readonly isSelected: boolean;
  readonly isTabStop: boolean;
  readonly onPick: (band: Band) => void;
}

/** Path of `from … from + size` of a column, in the frame's own coordinates. */
export const bandPath = (column: Column, from: number, size: number, frame: Frame): string => {
  if (column.unit === 'pages') {
    const start = Math.round(from);
    const grid = cellGrid(column.size, frame.width, frame.height);
    return cellPath(grid, start, Math.round(from + size) - start);
  }
  const top = yOf(column, from, frame);
  const bottom = yOf(column, from + size, frame);
  return `M0 ${top.toFixed(2)}H${frame.width}V${bottom.toFixed(2)}H0Z`;
};

const Stripes = ({ band, column, frame }: Pick<Props, 'band' | 'column' | 'frame'>) =>
  band.stripes?.map((s) => (
    <path
      key={s.from}
      className={styles['stripe']}
      data-owner={s.owner}
      data-shade={s.shade}
      d={bandPath(column, band.from + s.from * band.size, (s.to - s.from) * band.size, frame)}
    />
  ));

/** px that a band's own outline takes from its label */
export const OUTLINE = 1.5;
/** Wide enough for a name and a figure on one line. */
const BOTH_FROM = 130;

/** From this many rows on, name and figure stand on one line though the edge has a step. */
const LEVEL_FROM = 1.6;

/** Where a band's own area begins and ends, on its left for the name and on its right for the figure. */
const edgesOf = (band: Band, column: Column, frame: Frame): RunEdges => {
  if (column.unit === 'pages') {
    const start = Math.round(band.from);
    const grid = cellGrid(column.size, frame.width, frame.height);
    return runEdges(grid, start, Math.round(band.from + band.size) - start);
  }
  const both = [yOf(column, band.from, frame), yOf(column, band.from + band.size, frame)] as const;
  return { left: both, right: both };
};

/** Baseline of a label: in the middle of a low band, near the top of a tall one. */
const baseline = ([top, bottom]: readonly [number, number], row: number): number =>
  top + Math.min(row * 0.56 + 3, (bottom - top) / 2) + row * 0.26;

/** px left and right of a label. */
const ROUND = 8;

/** Drawn after all shapes, so that no neighbour's line runs through it. */
export const BandLabel = ({ band, column, frame, metrics }: Drawn) => {
  const tall = yOf(column, band.size, frame);
  const isCells = column.unit === 'pages';
  if (tall < metrics.labelMin + (isCells ? 0 : OUTLINE)) return null;
  if (band.label.length * metrics.letter > frame.width - ROUND) return null;
  const edges = edgesOf(band, column, frame);
  const y = baseline(edges.left, metrics.row);
  const isLevel = tall > metrics.row * LEVEL_FROM;
  const hasSecond =
    !isCells && tall > metrics.row * 2.4 && band.value.length * metrics.letter < frame.width;
  const graded = `${band.value}, ${RULER.inferred}`;
  const hasGrade = band.grade === 'inferred' && graded.length * metrics.letter < frame.width + 8;
  const second = hasGrade ? graded : band.value;
  return (
    <g
      className={styles['label']}
      data-owner={band.owner}
      data-shade={band.shade}
      data-backing={band.backing}
      data-label={band.id}
    >
      <text x={6} y={y}>
        {band.label}
      </text>
      {isCells && frame.width >= BOTH_FROM && (
        <text
          className={styles['value']}
          x={frame.width - 6}
          y={isLevel ? y : baseline(edges.right, metrics.row)}
          textAnchor="end"
        >
          {band.value}
        </text>
      )}
      {hasSecond && (
        <text className={styles['second']} x={6} y={y + metrics.row}>
          {second}
        </text>
      )}
    </g>
  );
};

const spoken = (band: Band, column: Column): string => {
  const unit = column.unit === 'pages' ? ` ${RULER.pages}` : '';
  const grade = band.grade === 'inferred' ? ` ${RULER.inferred}.` : '';
  return `${band.label}, ${band.value}${unit}. ${band.what}${grade}`;
};

export const BandShape = ({ band, column, frame, isSelected, isTabStop, onPick }: Props) => {
  const d = bandPath(column, band.from, band.size, frame);
  const pick = (): void => {
    onPick(band);
  };
  return (
    <g
      role="option"
      aria-selected={isSelected}
      tabIndex={isTabStop ? 0 : -1}
      aria-label={spoken(band, column)}
      className={styles['band']}
      data-owner={band.owner}
      data-backing={band.backing}
      data-paging={band.paging}
      data-grade={band.grade}
      data-shade={band.shade}
      data-band={band.id}
      onClick={pick}
      onKeyDown={onEnter(pick)}
    >
      <path className={styles['shape']} d={d} />
      <Stripes band={band} column={column} frame={frame} />
      {band.paging !== 'wired' && <path d={d} fill={`url(#${hatchId(band.paging, band.owner)})`} />}
      {column.unit === 'pages' && <path d={d} fill={`url(#cells-${column.id})`} />}
      <path className={styles['edge']} d={d} />
    </g>
  );
};
