/** The map's scale: a bar of alternating stretches, as on a survey sheet, in MB. */
import { RULER } from '../../strings/en/ruler';
import type { Column } from '../../viewmodel/ruler/types';
import { yOf } from './geometry';
import type { Frame } from './geometry';
import styles from './ruler.module.css';

/** Fewer px than this beside the column: no scale. */
const ROOM_MIN = 20;
const BAR = 4;

export const Scale = ({ column, frame, room }: { column: Column; frame: Frame; room: number }) => {
  if (room < ROOM_MIN || column.unit !== 'pages' || column.ticks.length === 0) return null;
  const x = frame.x + frame.width + 5;
  const ends = [...column.ticks.slice(1).map((t) => t.at), column.size];
  return (
    <g className={styles['scale']} aria-hidden="true">
      <text x={x} y={frame.y - 6}>
        {RULER.megabytes}
      </text>
      {column.ticks.map((tick, i) => {
        const y = frame.y + yOf(column, tick.at, frame);
        const end = frame.y + yOf(column, ends[i] ?? column.size, frame);
        return (
          <g key={tick.label}>
            <rect x={x} y={y} width={BAR} height={end - y} data-odd={i % 2 === 1} />
            {i > 0 && (
              <text x={x + BAR + 4} y={y + 4}>
                {tick.label}
              </text>
            )}
          </g>
        );
      })}
    </g>
  );
};
