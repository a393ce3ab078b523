/** One column: a list box of bands over paper, framed. */
import { useContext, useLayoutEffect, useRef, useState } from 'react';
import { cellGrid } from '../../render/cells';
import type { Band, Column } from '../../viewmodel/ruler/types';
import { BandLabel, BandShape, bandPath } from './BandShape';
import { yOf } from './geometry';
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

/** px that the ring of the focus stands outside of its band. */
const OUT = 4;

/** Around the band that has the focus, above its neighbours: a sliver too can be seen to have it. */
const Ring = (p: { band: Band | undefined; column: Column; frame: Frame }) => {
  if (p.band === undefined) return null;
  const top = yOf(p.column, p.band.from, p.frame);
  const foot = yOf(p.column, p.band.from + p.band.size, p.frame);
  return [styles['ringInside'], styles['ring']].map((name) => (
    <rect
      key={name}
      className={name}
      data-ring=""
      aria-hidden="true"
      x={-OUT}
      y={top - OUT}
      width={p.frame.width + 2 * OUT}
      height={Math.max(0, foot - top) + 2 * OUT}
    />
  ));
};

export const RulerColumn = ({ column, frame, metrics, selected, onPick }: Props) => {
  const tabStop = column.bands.find((b) => b.id === selected) ?? column.bands[0];
  const bands = useRef<SVGGElement>(null);
  const morph = useContext(MorphContext);
  useLayoutEffect(() => {
    morph?.column(bands.current, column, frame);
  });
  const [focus, setFocus] = useState('');
  return (
    <g
      ref={bands}
      role="listbox"
      aria-label={`${column.title}, ${column.extent}`}
      className={styles['column']}
      onKeyDown={moveFocus}
      onFocus={(e) => {
        setFocus(e.target.getAttribute('data-band') ?? '');
      }}
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
      <Ring band={column.bands.find((b) => b.id === focus)} column={column} frame={frame} />
    </g>
  );
};
