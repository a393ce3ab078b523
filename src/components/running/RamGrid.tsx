/** Physical memory, a cell a frame, with its arrangements, colours and scale. */
import { useCallback, useEffect, useMemo } from 'react';
import { formatCount, formatSize } from '../../base/format';
import { PAGE_SIZE } from '../../base/units';
import { fitCells } from '../../render/cell-fit';
import type { CellFit } from '../../render/cell-fit';
import { ARRANGEMENTS, COLOURS } from '../../store/url-codec';
import { RAM_WORDS } from '../../strings/en/room';
import type { CellPicture } from '../../viewmodel/running/cells';
import { frameWords } from '../../viewmodel/running/frame-words';
import { drawRam } from '../../viewmodel/running/ram-picture';
import { useApp } from '../app/store-context';
import { CellCanvas } from './CellCanvas';
import { Choice } from './Choice';
import { RunLabels } from './RunLabels';
import { useRun } from './run-context';
import type { Shown } from './run-context';
import { useBox } from './use-box';
import { useCellPalette } from './use-cell-palette';
import { useSelect, useSelected } from './use-selected';
import styles from './room.module.css';

/** Frames of 1 MB. */
const MB = 256;
/** px of the scale beside the picture. */
const SCALE = 44;
/** Lines of the scale at most. */
const TICKS = 8;

const Scale = ({ fit, ratio, count }: { fit: CellFit; ratio: number; count: number }) => {
  const total = count / MB;
  const step = [16, 32, 64, 128, 256, 512, 1024].find((s) => total / s <= TICKS) ?? 2048;
  const height = fit.height / ratio;
  return (
    <svg className={styles['ramScale']} width={SCALE} height={height} aria-hidden="true">
      {Array.from({ length: Math.floor(total / step) }, (_, i) => (i + 1) * step).map((mb) => {
        const y = ((mb * MB) / fit.perRow) * (fit.cellHeight / ratio);
        return y > height - 8 ? null : (
          <g key={mb}>
            <path d={`M2 ${y}H8`} />
            <text x={12} y={y + 4}>
              {mb}
            </text>
          </g>
        );
      })}
      <text x={12} y={height}>
        {RAM_WORDS.mb}
      </text>
    </svg>
  );
};

interface Props {
  readonly shown: Shown;
  readonly onPoint: (frame: number) => void;
  /** px that the picture takes: the ruler stands on the same top and foot */
  readonly onHeight: (height: number) => void;
}

const useDraw = (selected: number) => {
  const run = useRun();
  const arrangement = useApp((s) => s.link.arrange);
  const colour = useApp((s) => s.link.colour);
  return useCallback(
    (into: CellPicture) => {
      const { timeline } = run;
      const survey = run.survey();
      if (timeline === null || survey === null) return;
      const view = {
        arrangement,
        colour,
        selected: arrangement === 'owner' ? -1 : selected,
      } as const;
      drawRam(timeline.sim.kernel, survey, view, into);
    },
    [run, arrangement, colour, selected],
  );
};

const Grid = (p: Props & { width: number; height: number }) => {
  const { shown, onPoint, onHeight, width, height } = p;
  const ratio = Math.max(1, Math.min(globalThis.devicePixelRatio, 3));
  const count = shown.timeline.sim.kernel.phys.pages;
  const palette = useCellPalette();
  const isStage = useApp((s) => s.link.theme === 'stage');
  const fit = useMemo(
    () => fitCells(count, Math.floor(width * ratio), Math.floor(height * ratio)),
    [count, width, height, ratio],
  );
  const tall = fit.height / ratio;
  useEffect(() => {
    onHeight(tall);
  }, [onHeight, tall]);
  const selected = useSelected(shown);
  const select = useSelect();
  const draw = useDraw(selected.holder?.holder ?? -1);
  return (
    <div className={styles['ramPicture']}>
      <CellCanvas
        label={RAM_WORDS.cells}
        fit={fit}
        ratio={ratio}
        palette={palette}
        draw={draw}
        words={(frame) => frameWords(shown.timeline.sim.kernel, shown.survey, frame)}
        onPick={(frame) => {
          select(`frame:${frame}`);
        }}
        onPoint={onPoint}
      >
        {(picture) => (
          <>
            <RunLabels
              picture={picture}
              fit={fit}
              ratio={ratio}
              row={isStage ? 21 : 16}
              letter={isStage ? 8 : 6}
              selected={selected.holder?.id ?? ''}
            />
            <Framed fit={fit} ratio={ratio} picture={picture} frame={selected.frame?.frame ?? 0} />
          </>
        )}
      </CellCanvas>
      <Scale fit={fit} ratio={ratio} count={count} />
    </div>
  );
};

/** The selected frame, which may be a single cell of sixty thousand. */
const Framed = (p: { fit: CellFit; ratio: number; picture: CellPicture; frame: number }) => {
  const { fit, ratio, picture, frame } = p;
  if (frame === 0) return null;
  const cell = picture.things.indexOf(frame);
  if (cell < 0 || cell >= picture.count) return null;
  const x = (((cell % fit.perRow) + 0.5) * fit.cellWidth) / ratio;
  const y = ((Math.floor(cell / fit.perRow) + 0.5) * fit.cellHeight) / ratio;
  return <rect className={styles['framed']} x={x - 6} y={y - 6} width={12} height={12} />;
};

export const RamGrid = ({ shown, onPoint, onHeight }: Props) => {
  const [ref, box] = useBox({ width: 512, height: 480 });
  const setLink = useApp((s) => s.setLink);
  const arrange = useApp((s) => s.link.arrange);
  const colour = useApp((s) => s.link.colour);
  const { pages } = shown.timeline.sim.kernel.phys;
  return (
    <section className={styles['ram']} aria-labelledby="ram-title">
      <header className={styles['ramHead']}>
        <h2 id="ram-title">{RAM_WORDS.title}</h2>
        <p>
          <code>{formatSize(pages * PAGE_SIZE)}</code> {formatCount(pages)} {RAM_WORDS.frames}
        </p>
        <div className={styles['choices']}>
          <Choice
            label={RAM_WORDS.arrange}
            name="arrange"
            options={ARRANGEMENTS}
            words={RAM_WORDS.arrangements}
            value={arrange}
            onChange={(value) => {
              setLink({ arrange: value });
            }}
          />
          <Choice
            label={RAM_WORDS.colour}
            name="colour"
            options={COLOURS}
            words={RAM_WORDS.colours}
            value={colour}
            onChange={(value) => {
              setLink({ colour: value });
            }}
          />
        </div>
      </header>
      <div className={styles['ramBox']}>
        <div ref={ref} className={styles['ramRoom']} />
        <Grid
          shown={shown}
          onPoint={onPoint}
          onHeight={onHeight}
          width={box.width - SCALE}
          height={box.height}
        />
      </div>
    </section>
  );
};
