/**
 * The address ruler: nested linear columns of one shared height. The next column shows exactly
 * one framed interval of the column to its left. Each band is an option of its column's list:
 * arrow keys move, Enter opens, and the names beside the first column belong to the bands.
 */
import type { Band, Column } from '../../viewmodel/ruler/types';
import { RULER } from '../../strings/en/ruler';
import { useApp } from '../app/store-context';
import { Beyond } from './Beyond';
import { ColumnHead } from './ColumnHead';
import { Guides } from './Guides';
import { Hatches } from './Hatches';
import { RulerColumn } from './RulerColumn';
import { Scale } from './Scale';
import { SideLabels } from './SideLabels';
import { digitsOf, framesFor, metricsFor, titleRoom } from './geometry';
import { useWidth } from './use-width';
import styles from './ruler.module.css';

interface Props {
  readonly columns: readonly Column[];
  readonly height: number;
  /** band whose inside the second column shows */
  readonly open: string;
  /** a band was chosen in column `column`, counted from 0 */
  readonly onPick: (band: Band, column: number) => void;
  /** opens a derivation that no band carries */
  readonly onExplain: (why: string) => void;
}

const Drawing = ({
  columns,
  height,
  width,
  open,
  onPick,
  onExplain,
}: Props & { width: number }) => {
  const isStage = useApp((s) => s.link.theme === 'stage');
  const selected = useApp((s) => s.link.band);
  const metrics = metricsFor(width, isStage, digitsOf(columns));
  const frames = framesFor(columns, width, height, metrics);
  const [first] = columns;
  const last = columns.at(-1);
  const lastFrame = frames.at(-1);
  if (first === undefined || last === undefined || lastFrame === undefined) return null;
  const opened = columns.length > 1 ? first.bands.find((b) => b.id === open) : undefined;
  return (
    <svg width={width} height={height} role="group" aria-label={RULER.picture}>
      <Hatches />
      {columns.map((column, i) => {
        const frame = frames[i];
        if (frame === undefined) return null;
        const isFirst = columns.length > 1 && i === 0;
        return (
          <g key={column.id}>
            <ColumnHead
              column={column}
              frame={frame}
              isShort={isFirst || frame.width < 200}
              room={titleRoom(frames, i, width)}
              metrics={metrics}
            />
            {isFirst && (
              <SideLabels column={column} frame={frame} metrics={metrics} onPick={onPick} />
            )}
            <RulerColumn
              column={column}
              frame={frame}
              metrics={metrics}
              selected={selected === '' && isFirst ? open : selected}
              onPick={(band) => {
                onPick(band, i);
              }}
            />
          </g>
        );
      })}
      {opened !== undefined && frames[0] !== undefined && (
        <Guides from={first} first={frames[0]} second={lastFrame} open={opened} />
      )}
      <Scale column={last} frame={lastFrame} room={metrics.scale} />
      {last.beyond !== undefined && (
        <Beyond
          column={last}
          beyond={last.beyond}
          frame={lastFrame}
          metrics={metrics}
          onExplain={onExplain}
        />
      )}
    </svg>
  );
};

export const Ruler = (props: Props) => {
  const [ref, width] = useWidth();
  return (
    <div
      ref={ref}
      className={styles['ruler']}
      style={{ minHeight: props.height }}
      aria-busy={width === 0 ? true : undefined}
    >
      {width > 0 && <Drawing {...props} width={width} />}
    </div>
  );
};
