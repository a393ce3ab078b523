/** Names and amounts over the runs of a picture, on plates of the ground, where a run is high enough. */
import { cellPath } from '../../render/cells';
import type { CellFit } from '../../render/cell-fit';
import { formatCount } from '../../base/format';
import { CELL_LEGEND } from '../../strings/en/room';
import type { CellPicture, CellRun } from '../../viewmodel/running/cells';
import { useTextWidth } from './text-width';
import styles from './cells.module.css';

interface Props {
  readonly picture: CellPicture;
  readonly fit: CellFit;
  readonly ratio: number;
  /** px of a label's row and of a letter */
  readonly row: number;
  readonly letter: number;
  /** without plates, in the text colour of the hue: for columns */
  readonly isPlain?: boolean;
  /** on plates, the amount under the name: for narrow columns */
  readonly isStacked?: boolean;
  /** on plates: what is to be said of free frames, where there is room for a second line */
  readonly freeNote?: string;
}

const grid = (fit: CellFit, ratio: number) => ({
  perRow: fit.perRow,
  rows: fit.rows,
  cellWidth: fit.cellWidth / ratio,
  cellHeight: fit.cellHeight / ratio,
});

/** px below which a run is not parted from its neighbours: the hairs would be more than the run. */
const HAIR = 5;
/** Scattered stretches are not framed each; what stands back shows them. */
const MOST_FRAMES = 12;

/** Rows of label height that a run has. */
const isHigh = (run: CellRun, fit: CellFit, ratio: number, row: number): boolean => {
  const [top, foot] = extent(run, fit, ratio);
  return foot - top >= row;
};

/**
 * What is labelled: runs high enough, and neighbours of one owner that are too low alone but not
 * together; those are summed under the owner's name.
 */
const labelled = ({ picture, fit, ratio, row }: Props): readonly CellRun[] => {
  const out: CellRun[] = [];
  const low: CellRun[] = [];
  const close = (): void => {
    const [first] = low;
    const last = low.at(-1);
    if (first === undefined || last === undefined) return;
    const size = last.from + last.size - first.from;
    const amount = low.reduce((n, r) => n + r.amount, 0);
    const label = low.length === 1 ? first.label : CELL_LEGEND.owners[first.owner];
    // Its plate has the shade of what is most of it.
    const { shade } = low.reduce((a, r) => (r.size > a.size ? r : a));
    const sum = { ...first, size, amount, label, shade };
    if (isHigh(sum, fit, ratio, row)) out.push(sum);
    low.length = 0;
  };
  for (const run of picture.runs) {
    const isOwn = isHigh(run, fit, ratio, row);
    if (isOwn || low[0]?.owner !== run.owner) close();
    (isOwn ? out : low).push(run);
  }
  close();
  return out;
};

/** Top and foot of a run in px. A run that begins in the middle of a row begins, for its label, below. */
const extent = (run: CellRun, fit: CellFit, ratio: number): readonly [number, number] => {
  const h = fit.cellHeight / ratio;
  const first = Math.ceil(run.from / fit.perRow);
  const last = Math.floor((run.from + run.size) / fit.perRow);
  return [first * h, last * h];
};

/** A note that is wider than the picture is broken after its first clause, not run over the scale. */
const noteLines = (note: string, hasRoom: boolean): readonly string[] =>
  hasRoom ? [note] : note.split(/(?<=;) /);

const Label = (p: Props & { readonly run: CellRun }) => {
  const { run, fit, ratio, row, letter, isPlain, freeNote = '' } = p;
  const [top, foot] = extent(run, fit, ratio);
  const measure = useTextWidth();
  if (foot - top < row) return null;
  const width = fit.width / ratio;
  const count = formatCount(run.amount);
  const name = run.label;
  const nameWidth = measure(name, letter) + 8;
  const countWidth = count.length * letter * 1.22 + 8;
  const y = isPlain === true ? top + row - 2.5 : (top + foot) / 2 + row * 0.28;
  const hasCount = nameWidth + countWidth + 8 < width;
  const edge = isPlain === true ? 5 : 12;
  if (nameWidth > width) return null;
  return (
    <g
      className={isPlain === true ? styles['plain'] : styles['plate']}
      data-owner={run.owner}
      data-shade={run.shade}
    >
      <rect x={edge - 4} y={y - row * 0.8} width={nameWidth} height={row} />
      {hasCount && (
        <rect x={width - countWidth - edge + 4} y={y - row * 0.8} width={countWidth} height={row} />
      )}
      <text x={edge} y={y}>
        {name}
      </text>
      {run.owner === 'free' && freeNote !== '' && foot - top > row * 4 && (
        <text className={styles['note']}>
          {noteLines(freeNote, measure(freeNote, letter) + 2 * edge <= width).map((line, i) => (
            <tspan key={line} x={edge} y={y + row * (i + 1)}>
              {line}
            </tspan>
          ))}
        </text>
      )}
      {hasCount && (
        <text className={styles['count']} x={width - edge} y={y} textAnchor="end">
          {count}
        </text>
      )}
    </g>
  );
};

/** Name over amount, at the top left of the run. */
const Stacked = ({ run, fit, ratio, row, letter }: Props & { readonly run: CellRun }) => {
  const [top, foot] = extent(run, fit, ratio);
  const lines = [run.label, formatCount(run.amount)];
  const isTall = foot - top >= row * 2.6;
  const shown = isTall ? lines : [`${run.label} ${lines[1] ?? ''}`];
  const measure = useTextWidth();
  const width = Math.max(...shown.map((line) => measure(line, letter))) + 10;
  if (foot - top < row + 2 || width > fit.width / ratio) return null;
  return (
    <g className={styles['plate']}>
      <rect x={4} y={top + 4} width={width} height={row * shown.length} />
      {shown.map((line, i) => (
        <text
          key={line}
          className={i === 1 ? styles['count'] : undefined}
          x={8}
          y={top + 4 + row * (i + 0.78)}
        >
          {line}
        </text>
      ))}
    </g>
  );
};

export const RunLabels = (props: Props) => {
  const { picture, fit, ratio } = props;
  const { chosen } = picture;
  return (
    <>
      {props.isPlain === true &&
        picture.runs
          .filter((r) => extent(r, fit, ratio)[1] - extent(r, fit, ratio)[0] > HAIR)
          .map((r) => (
            <path
              key={`${r.label}${r.from}`}
              className={styles['hair']}
              d={cellPath(grid(fit, ratio), r.from, r.size)}
            />
          ))}
      {(chosen.length > MOST_FRAMES ? [] : chosen).map((r) => {
        const d = cellPath(grid(fit, ratio), r.from, r.size);
        return (
          <g key={r.from}>
            <path className={styles['chosenInside']} d={d} />
            <path className={styles['chosen']} d={d} />
          </g>
        );
      })}
      {labelled(props).map((r) => {
        const One = props.isStacked === true ? Stacked : Label;
        return <One key={`${r.label}${r.from}`} {...props} run={r} />;
      })}
    </>
  );
};
