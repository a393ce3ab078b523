/** Physical memory while a lesson's question about it stands open: in use or free, and not whose. */
import { useCallback, useMemo } from 'react';
import type { ReactNode } from 'react';
import { fitCells } from '../../render/cell-fit';
import { RAM_WORDS } from '../../strings/en/room';
import type { CellPicture } from '../../viewmodel/running/cells';
import { drawRam, framesPerCell } from '../../viewmodel/running/ram-picture';
import { withholdOwners } from '../../viewmodel/running/withhold';
import { CellCanvas } from './CellCanvas';
import { useRunView } from './run-context';
import type { Shown } from './run-context';
import { useBox } from './use-box';
import { useCellPalette } from './use-cell-palette';
import styles from './room.module.css';

/** By address nothing stands together, and so tells nothing. */
const VIEW = {
  arrangement: 'address',
  colour: 'holder',
  marks: null,
  markedHolder: -1,
  asked: null,
} as const;

const silent = (): string => '';
const nothing = (): void => undefined;

const Cells = ({ shown, width, height }: { shown: Shown; width: number; height: number }) => {
  const run = useRunView();
  const palette = useCellPalette();
  const ratio = Math.max(1, Math.min(globalThis.devicePixelRatio, 3));
  const frames = shown.timeline.sim.kernel.phys.pages;
  const { per, fit } = useMemo(() => {
    const [w, h] = [Math.floor(width * ratio), Math.floor(height * ratio)];
    const per = framesPerCell(frames, w * h);
    return { per, fit: fitCells(Math.ceil(frames / per), w, h) };
  }, [frames, width, height, ratio]);
  const draw = useCallback(
    (into: CellPicture) => {
      const survey = run.survey();
      if (run.timeline === null || survey === null) return;
      drawRam(run.timeline.sim.kernel, survey, { ...VIEW, per }, into);
      withholdOwners(into);
    },
    [run, per],
  );
  return (
    <CellCanvas
      label={RAM_WORDS.title}
      fit={fit}
      ratio={ratio}
      palette={palette}
      draw={draw}
      words={silent}
      onPick={nothing}
    >
      {() => (
        <rect
          className={styles['ramOutline']}
          width={fit.width / ratio}
          height={fit.height / ratio}
        />
      )}
    </CellCanvas>
  );
};

interface Props {
  readonly shown: Shown;
  /** said over the picture */
  readonly children: ReactNode;
}

export const WithheldRam = ({ shown, children }: Props) => {
  const [ref, box, isKnown] = useBox({ width: 512, height: 480 });
  return (
    <section className={styles['ram']} aria-labelledby="ram-title">
      <header className={styles['ramHead']}>
        <h2 id="ram-title">{RAM_WORDS.title}</h2>
        <p>{children}</p>
      </header>
      <div className={styles['ramBox']} inert>
        <div ref={ref} className={styles['ramRoom']} />
        {isKnown && <Cells shown={shown} width={box.width} height={box.height} />}
      </div>
    </section>
  );
};
