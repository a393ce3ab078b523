/** Joins the framed interval of one column to the column that shows it at full height. */
import { useContext, useLayoutEffect, useRef } from 'react';
import type { Band, Column } from '../../viewmodel/ruler/types';
import { yOf } from './geometry';
import type { Frame } from './geometry';
import { MorphContext } from './morph-context';
import styles from './ruler.module.css';

interface Props {
  readonly from: Column;
  readonly first: Frame;
  readonly second: Frame;
  readonly open: Band;
}

/** A frame lower than this could not be seen. */
const FRAME_MIN = 3;

export const Guides = ({ from, first, second, open }: Props) => {
  const guides = useRef<SVGGElement>(null);
  const morph = useContext(MorphContext);
  useLayoutEffect(() => {
    morph?.fade(guides.current, 'guides');
  });
  const top = first.y + yOf(from, open.from, first);
  const bottom = first.y + yOf(from, open.from + open.size, first);
  const left = first.x + first.width;
  const foot = second.y + second.height;
  return (
    <g ref={guides} aria-hidden="true">
      <path
        className={styles['field']}
        d={`M${left} ${top}L${second.x} ${second.y}V${foot}L${left} ${bottom}Z`}
      />
      <path
        className={styles['guide']}
        d={`M${left} ${top}L${second.x} ${second.y}M${left} ${bottom}L${second.x} ${foot}`}
      />
      {[styles['frameInside'], styles['frame']].map((name) => (
        <rect
          key={name}
          className={name}
          x={first.x}
          y={top}
          width={first.width}
          height={Math.max(FRAME_MIN, bottom - top)}
        />
      ))}
    </g>
  );
};
