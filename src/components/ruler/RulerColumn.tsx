/** One column: a list box of bands over paper, framed. */
import { cellGrid } from '../../render/cells';
import type { Band, Column } from '../../viewmodel/ruler/types';
import { BandLabel, BandShape } from './BandShape';
import type { Frame, Metrics } from './geometry';
import { moveFocus } from './keys';
import styles from './ruler.module.css';

interface Props {
  readonly column: Column;
  readonly frame: Frame;
  readonly metrics: Metrics;
  readonly selected: string;
  readonly onPick: (band: Band) => void;
}

/** Cells smaller than this run together into a grey; their lines are left out. */
const CELL_MIN = 2;

const Cells = ({ column, frame }: { column: Column; frame: Frame }) => {
  const { cellWidth, cellHeight } = cellGrid(column.size, frame.width, frame.height);
  if (cellWidth < CELL_MIN || cellHeight < CELL_MIN) return null;
  return (
    <pattern
      id={`cells-${column.id}`}
      width={cellWidth}
      height={cellHeight}
      patternUnits="userSpaceOnUse"
    >
      <path className={styles['grid']} d={`M0 0H${cellWidth}M0 0V${cellHeight}`} />
    </pattern>
  );
};

export const RulerColumn = ({ column, frame, metrics, selected, onPick }: Props) => {
  const tabStop = column.bands.find((b) => b.id === selected) ?? column.bands[0];
  return (
    <g
      role="listbox"
      aria-label={`${column.title}, ${column.extent}`}
      onKeyDown={moveFocus}
      transform={`translate(${frame.x} ${frame.y})`}
    >
      {column.unit === 'pages' && <Cells column={column} frame={frame} />}
      <rect className={styles['paper']} width={frame.width} height={frame.height} />
      {column.bands.map((band) => (
        <BandShape
          key={band.id}
          band={band}
          column={column}
          frame={frame}
          isSelected={band.id === selected}
          isTabStop={band === tabStop}
          onPick={onPick}
        />
      ))}
      <g aria-hidden="true">
        {column.bands.map((band) => (
          <BandLabel key={band.id} band={band} column={column} frame={frame} metrics={metrics} />
        ))}
      </g>
      <rect className={styles['outline']} width={frame.width} height={frame.height} />
    </g>
  );
};
