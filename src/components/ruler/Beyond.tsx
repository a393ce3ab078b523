/** What was asked for and did not fit, to the same scale, outside the frame. */
import { cellGrid, cellPath } from '../../render/cells';
import type { Beyond as BeyondData, Column } from '../../viewmodel/ruler/types';
import type { Frame, Metrics } from './geometry';
import { onEnter } from './keys';
import styles from './ruler.module.css';

interface Props {
  readonly column: Column;
  readonly beyond: BeyondData;
  readonly frame: Frame;
  readonly metrics: Metrics;
  readonly onExplain: (why: string) => void;
}

/** px between the foot of the frame and the request. */
const GAP = 6;

export const Beyond = ({ column, beyond, frame, metrics, onExplain }: Props) => {
  const grid = cellGrid(column.size, frame.width, frame.height);
  const open = (): void => {
    onExplain(beyond.why);
  };
  const width = grid.cellWidth * Math.min(beyond.size, grid.perRow);
  const room = frame.width + metrics.scale - width - 8;
  const hasWords = (beyond.value.length + beyond.label.length + 1) * metrics.letter <= room;
  return (
    <g
      className={styles['beyond']}
      transform={`translate(${frame.x} ${frame.y + frame.height + GAP})`}
      role="button"
      tabIndex={0}
      aria-label={`${beyond.value} ${beyond.label}: explain`}
      onClick={open}
      onKeyDown={onEnter(open)}
    >
      <rect className={styles['hit']} x={-2} y={-4} width={frame.width} height={28} />
      <path d={cellPath(grid, 0, beyond.size)} />
      <text x={width + 8} y={9}>
        <tspan className={styles['amount']}>{beyond.value}</tspan> {hasWords && beyond.label}
      </text>
    </g>
  );
};
