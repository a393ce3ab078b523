/** Physical memory, a cell a frame, with its arrangements, colours and scale. */
import { useCallback, useLayoutEffect, useMemo } from 'react';
import { formatCount, formatSize } from '../../base/format';
import { PAGE_SIZE } from '../../base/units';
import { fitCells } from '../../render/cell-fit';
import { ARRANGEMENTS, COLOURS } from '../../store/url-codec';
import { ASKED_WORDS } from '../../strings/en/asked';
import { RAM_WORDS } from '../../strings/en/room';
import { RAM_PICTURE, RAM_TABLE } from '../../strings/en/pictures';
import { cellOf } from '../../viewmodel/running/cells';
import type { CellPicture } from '../../viewmodel/running/cells';
import { askedNow } from '../../viewmodel/running/askers';
import { colouredWords } from '../../viewmodel/running/colour-words';
import { markedHolder } from '../../viewmodel/running/marks';
import { drawRam, framesPerCell } from '../../viewmodel/running/ram-picture';
import type { Selected } from '../../viewmodel/running/place';
import { isOfThread } from '../../store/machine-selectors';
import { useApp } from '../app/store-context';
import { CellCanvas } from './CellCanvas';
import { ColourLegend } from './AskerLegend';
import { Choice } from './Choice';
import { LiveNum } from './LiveNum';
import { RamLines, RamProfile, RamScale } from './RamScale';
import { RamTable } from './RamTable';
import { RunLabels } from './RunLabels';
import { ramFit } from './ram-fit';
import type { RamFit } from './ram-fit';
import { useRunView } from './run-context';
import type { Shown } from './run-context';
import { useBox } from './use-box';
import { useCellPalette } from './use-cell-palette';
import { useLight, useMarks } from './use-marks';
import { useSelect, useSelectedNow } from './use-selected';
import styles from './room.module.css';

/** Frames that the VM got at boot. */
const PAGES = ['boot', 'v_page_count', ''] as const;
/** px of the scale beside the picture. */
const SCALE = 44;

interface Props {
  readonly shown: Shown;
  readonly onPoint: (frame: number) => void;
  /** how the picture stands: the ruler takes its top and foot, and points into it */
  readonly onFit: (fit: RamFit) => void;
}

const useDraw = (selected: Selected, per: number) => {
  const run = useRunView();
  const arrangement = useApp((s) => s.link.arrange);
  const colour = useApp((s) => s.link.colour);
  const marks = useMarks(selected);
  // Where several things are lit, no one holder has them all.
  const holder = useLight().length > 1 ? -1 : markedHolder(selected);
  return useCallback(
    (into: CellPicture) => {
      const { timeline } = run;
      const survey = run.survey();
      if (timeline === null || survey === null) return;
      const asked = colour === 'asked' ? askedNow(timeline, survey) : null;
      const view = { arrangement, colour, marks: marks(), markedHolder: holder, per, asked };
      drawRam(timeline.sim.kernel, survey, view, into);
    },
    [run, arrangement, colour, marks, holder, per],
  );
};

interface BoxProps extends Props {
  readonly width: number;
  readonly height: number;
}

/** Cells of the machine in a box: as large as whole pixels allow, several frames each where they must. */
const useRamFit = ({ shown, width, height, onFit }: BoxProps) => {
  const ratio = Math.max(1, Math.min(globalThis.devicePixelRatio, 3));
  const frames = shown.timeline.sim.kernel.phys.pages;
  const made = useMemo(() => {
    const [w, h] = [Math.floor(width * ratio), Math.floor(height * ratio)];
    const per = framesPerCell(frames, w * h);
    const cells = fitCells(Math.ceil(frames / per), w, h);
    return { cells, ratio, fit: ramFit(cells, ratio, frames, per) };
  }, [frames, width, height, ratio]);
  useLayoutEffect(() => {
    onFit(made.fit);
  }, [onFit, made]);
  return made;
};

const Grid = (p: BoxProps) => {
  const { shown, onPoint } = p;
  const { cells, ratio, fit } = useRamFit(p);
  const palette = useCellPalette();
  const isStage = useApp((s) => s.link.theme === 'stage');
  const isByAddress = useApp((s) => s.link.arrange === 'address');
  const colour = useApp((s) => s.link.colour);
  const isThread = useApp(isOfThread);
  const selected = useSelectedNow(shown);
  const select = useSelect();
  const draw = useDraw(selected, fit.per);
  const marks = useMarks(selected);
  const marked = isByAddress ? marks() : null;
  return (
    <div className={styles['ramPicture']} id="ram">
      <CellCanvas
        label={RAM_WORDS.cells}
        fit={cells}
        ratio={ratio}
        palette={palette}
        draw={draw}
        words={(frame) => colouredWords(shown.timeline, shown.survey, frame, colour)}
        onPick={(frame) => {
          select(`frame:${frame}`);
        }}
        onPoint={onPoint}
      >
        {(picture) => (
          <>
            <RamLines fit={fit} />
            <rect className={styles['ramOutline']} width={fit.width} height={fit.height} />
            <RunLabels
              picture={picture}
              fit={cells}
              ratio={ratio}
              row={isStage ? 21 : 16}
              letter={isStage ? 8 : 6}
              freeNote={isThread ? RAM_WORDS.unrecorded : ''}
            />
            {marked !== null && <RamProfile fit={fit} marks={marked} />}
            <Framed fit={fit} picture={picture} frame={selected.frame?.frame ?? 0} />
          </>
        )}
      </CellCanvas>
      <RamScale fit={fit} width={SCALE} />
    </div>
  );
};

/** The selected frame, which may be a single cell of sixty thousand. */
const Framed = (p: { fit: RamFit; picture: CellPicture; frame: number }) => {
  const { fit, picture, frame } = p;
  const cell = frame === 0 ? -1 : cellOf(picture, frame);
  if (cell < 0) return null;
  const size = fit.width / fit.perRow;
  const x = ((cell % fit.perRow) + 0.5) * size;
  const y = (Math.floor(cell / fit.perRow) + 0.5) * fit.cellHeight;
  return <rect className={styles['framed']} x={x - 6} y={y - 6} width={12} height={12} />;
};

/** Where the colour says who asked, frames of one asker stand together. */
const BY_ASKER = { ...RAM_WORDS.arrangements, owner: ASKED_WORDS.byAsker };

const Choices = () => {
  const setLink = useApp((s) => s.setLink);
  const arrange = useApp((s) => s.link.arrange);
  const colour = useApp((s) => s.link.colour);
  return (
    <div className={styles['choices']}>
      <Choice
        label={RAM_WORDS.arrange}
        name="arrange"
        options={ARRANGEMENTS}
        words={colour === 'asked' ? BY_ASKER : RAM_WORDS.arrangements}
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
  );
};

export const RamGrid = (props: Props) => {
  const [ref, box, isKnown] = useBox({ width: 512, height: 480 });
  const { shown } = props;
  const { pages } = shown.timeline.sim.kernel.phys;
  const [width, height] = [box.width - SCALE, box.height];
  const per = framesPerCell(pages, width * height * Math.max(1, globalThis.devicePixelRatio) ** 2);
  const cells = per === 1 ? RAM_WORDS.each : RAM_PICTURE.several(formatCount(per));
  return (
    <section className={styles['ram']} aria-labelledby="ram-title" data-picture="">
      <header className={styles['ramHead']}>
        <h2 id="ram-title">{RAM_WORDS.title}</h2>
        <p>
          <LiveNum of={PAGES} value={pages} label={RAM_WORDS.title}>
            {formatSize(pages * PAGE_SIZE)}
          </LiveNum>{' '}
          <span>
            <LiveNum of={PAGES} value={pages} label={RAM_TABLE.frames} /> {RAM_WORDS.frames}
          </span>{' '}
          <span>{cells}</span>
        </p>
        <Choices />
      </header>
      <div className={styles['ramBox']}>
        <div ref={ref} className={styles['ramRoom']} />
        {isKnown && <Grid {...props} width={width} height={height} />}
      </div>
      <footer className={styles['ramFoot']}>
        <RamTable shown={shown} />
        <ColourLegend shown={shown} />
      </footer>
    </section>
  );
};
