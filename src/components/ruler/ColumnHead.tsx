/** Name, extent and magnification of one column. */
import type { Column } from '../../viewmodel/ruler/types';
import { fitTitle } from './geometry';
import type { Frame, Metrics } from './geometry';
import styles from './ruler.module.css';

interface Props {
  readonly column: Column;
  readonly frame: Frame;
  /** only the first clause of the note fits */
  readonly isShort: boolean;
  /** px that the title has */
  readonly room: number;
  readonly metrics: Metrics;
}

/** px that a head may reach past its column. */
const PAST = 40;

export const ColumnHead = ({ column, frame, isShort, room, metrics }: Props) => {
  const note = isShort ? (column.note.split(',')[0] ?? '') : column.note;
  const line = (frame.y - 8) / 3;
  const title = fitTitle(column.title, room, metrics.titleLetter);
  return (
    <g className={styles['head']} transform={`translate(${frame.x} 0)`}>
      <text
        className={styles['title']}
        y={line * 0.8}
        textLength={title.width}
        lengthAdjust={title.width === undefined ? undefined : 'spacingAndGlyphs'}
      >
        {title.text}
      </text>
      <text className={styles['extent']} y={line * 1.8}>
        {column.extent}
      </text>
      {note.length * metrics.letter < frame.width + PAST && (
        <text className={styles['columnNote']} y={line * 2.8}>
          {note}
        </text>
      )}
    </g>
  );
};
