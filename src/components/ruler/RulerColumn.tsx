/** One column: a list box of bands over paper, framed. */
import { useContext, useLayoutEffect, useRef } from 'react';
import { cellGrid } from '../../render/cells';
import type { Band, Column } from '../../viewmodel/ruler/types';
import { BandLabel, BandShape, bandPath } from './BandShape';
import type { Frame, Metrics } from './geometry';
import { moveFocus } from './keys';
import { MorphContext } from './morph-context';
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

/** The ink frame of the selected band, with a line of the ground inside so that it reads on any hue. */
const Selection = (p: { band: Band | undefined; column: Column; frame: Frame }) => {
  if (p.band === undefined) return null;
  const d = bandPath(p.column, p.band.from, p.band.size, p.frame);
  return (
    <g aria-hidden="true">
      <path className={styles['selectionInside']} d={d} />
      <path className={styles['selection']} d={d} />
    </g>
  );
};

export const RulerColumn = ({ column, frame, metrics, selected, onPick }: Props) => {
  const tabStop = column.bands.find((b) => b.id === selected) ?? column.bands[0];
  const bands = useRef<SVGGElement>(null);
  const morph = useContext(MorphContext);
  useLayoutEffect(() => {
    morph?.column(bands.current, column, frame);
  });
  return (
    <g
      ref={bands}
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
      <Selection band={column.bands.find((b) => b.id === selected)} column={column} frame={frame} />
      <g aria-hidden="true">
        {column.bands.map((band) => (
          <BandLabel key={band.id} band={band} column={column} frame={frame} metrics={metrics} />
        ))}
      </g>
      <rect className={styles['outline']} width={frame.width} height={frame.height} />
    </g>
  );
};
