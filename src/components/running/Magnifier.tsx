/** The frame under the pointer, or the selected one, among its neighbours by address, and its facts. */
import { useSyncExternalStore } from 'react';
import { formatCount } from '../../base/format';
import { SELECTION_WORDS as WORDS } from '../../strings/en/room';
import { colouredWords } from '../../viewmodel/running/colour-words';
import { frameLooks } from '../../viewmodel/running/frame-words';
import { around } from '../../viewmodel/running/selection-figures';
import { useApp } from '../app/store-context';
import type { Pointer } from './pointer';
import type { Shown } from './run-context';
import styles from './selection.module.css';

const ACROSS = 9;
const CELL = 10;
/** Frames in a row of the picture by address, as it stands on a wide screen. */
const PER_ROW = 256;

interface Props {
  readonly shown: Shown;
  readonly pointer: Pointer;
  /** shown while the pointer is over no frame; 0 = none */
  readonly selected: number;
}

export const Magnifier = ({ shown, pointer, selected }: Props) => {
  const colour = useApp((s) => s.link.colour);
  const pointed = useSyncExternalStore(pointer.subscribe, pointer.get);
  const frame = pointed > 0 ? pointed : selected;
  const k = shown.timeline.sim.kernel;
  if (frame <= 0 || frame > k.phys.pages) return null;
  const cells = around(frame, k.phys.pages, PER_ROW, ACROSS);
  const looks = frameLooks(k, shown.survey, cells);
  const size = ACROSS * CELL;
  const middle = ((ACROSS - 1) / 2) * CELL;
  return (
    <>
      <h3>{WORDS.point}</h3>
      <div className={styles['magnifier']}>
        <svg width={size} height={size} aria-hidden="true">
          {looks.map(
            (look, i) =>
              look !== null && (
                <rect
                  key={i}
                  data-owner={look.owner}
                  data-shade={look.shade}
                  data-look={look.look}
                  x={(i % ACROSS) * CELL}
                  y={Math.floor(i / ACROSS) * CELL}
                  width={CELL - 1}
                  height={CELL - 1}
                />
              ),
          )}
          <rect
            className={styles['middle']}
            x={middle - 1}
            y={middle - 1}
            width={CELL + 1}
            height={CELL + 1}
          />
        </svg>
        <p>{colouredWords(shown.timeline, shown.survey, frame, colour) || formatCount(frame)}</p>
      </div>
    </>
  );
};
