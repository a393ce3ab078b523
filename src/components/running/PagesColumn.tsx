/** Columns made of cells: the pages of a region, and the slabs of a zone. */
import { useCallback, useMemo } from 'react';
import { formatAddress, formatSize } from '../../base/format';
import { PAGE_SIZE } from '../../base/units';
import { cellPath } from '../../render/cells';
import { fillCells } from '../../render/cell-fit';
import type { CellFit } from '../../render/cell-fit';
import { largestHole } from '../../viewmodel/running/page-words';
import type { PageRange } from '../../sim';
import { RULER_WORDS } from '../../strings/en/room';
import { HOLE_WORDS } from '../../strings/en/pictures';
import type { CellPicture } from '../../viewmodel/running/cells';
import { askedNow } from '../../viewmodel/running/askers';
import { drawPages } from '../../viewmodel/running/page-picture';
import type { PageView } from '../../viewmodel/running/page-picture';
import { askerWords, pageWords, slabWords } from '../../viewmodel/running/page-words';
import { addressId } from '../../viewmodel/running/place';
import type { Selected } from '../../viewmodel/running/place';
import { drawSlabs } from '../../viewmodel/running/slab-picture';
import { idOfPage } from '../../viewmodel/running/thing-place';
import type { Frame } from '../ruler/geometry';
import { useApp } from '../app/store-context';
import { CellCanvas } from './CellCanvas';
import { RunLabels } from './RunLabels';
import { useRunView } from './run-context';
import type { Shown } from './run-context';
import { useCellPalette } from './use-cell-palette';
import { useColumnMotion } from './use-column-motion';
import type { Standing } from './use-column-motion';
import { useMarks } from './use-marks';
import cells from './cells.module.css';
import styles from './room.module.css';

interface Common {
  readonly shown: Shown;
  readonly frame: Frame;
  readonly title: string;
  readonly isStage: boolean;
  readonly order: PageView['order'];
  readonly onPick: (id: string) => void;
  /** where it comes from and goes to */
  readonly standing: Standing | null;
}

const ratioOf = (): number => Math.max(1, Math.min(globalThis.devicePixelRatio, 3));

const useFit = (count: number, frame: Frame, ratio: number) =>
  useMemo(
    () => fillCells(count, Math.floor(frame.width * ratio), Math.floor(frame.height * ratio)),
    [count, frame.width, frame.height, ratio],
  );

const boxStyle = ({ x, y, width, height }: Frame) => ({ left: x, top: y, width, height });
/** px of a label's row and of a letter. */
const labelSize = (isStage: boolean) => (isStage ? { row: 20, letter: 8 } : { row: 15, letter: 6 });

/** Whether the hue says who asked, in the ruler as in RAM. */
const useIsAsked = (): boolean => useApp((s) => s.link.colour === 'asked');

/** Who asked for a page or a slab, behind what is read out of it. */
const useAskerWords = ({ timeline, survey }: Shown) => {
  const isAsked = useIsAsked();
  return (of: Parameters<typeof askerWords>[3]): string =>
    askerWords(timeline.sim.kernel, survey, isAsked ? askedNow(timeline, survey) : null, of);
};

interface PagesProps extends Common {
  readonly range: PageRange;
  readonly plain: PageView['plain'];
  readonly selected: Selected;
}

const useDrawPages = ({ range, plain, order, selected }: PagesProps) => {
  const run = useRunView();
  const marks = useMarks(selected);
  const { map, start, end } = range;
  const { hue, look } = plain;
  const isAsked = useIsAsked();
  return useCallback(
    (into: CellPicture) => {
      const { timeline } = run;
      const survey = run.survey();
      if (timeline === null || survey === null) return;
      const range = { map, start, end };
      const asked = isAsked ? askedNow(timeline, survey) : null;
      const view = { range, order, plain: { hue, look }, marks: marks(), asked };
      drawPages(timeline.sim.kernel, survey, view, into);
    },
    [run, map, start, end, order, hue, look, marks, isAsked],
  );
};

interface HoleProps {
  readonly hole: { readonly from: number; readonly pages: number };
  readonly fit: CellFit;
  readonly ratio: number;
  readonly row: number;
}

/** The largest hole, framed and measured, where the pages stand by address. */
const Hole = ({ hole, fit, ratio, row }: HoleProps) => {
  const grid = {
    perRow: fit.perRow,
    rows: fit.rows,
    cellWidth: fit.cellWidth / ratio,
    cellHeight: fit.cellHeight / ratio,
  };
  const top = (hole.from / fit.perRow) * grid.cellHeight;
  const foot = ((hole.from + hole.pages) / fit.perRow) * grid.cellHeight;
  return (
    <g>
      <path className={cells['hole']} d={cellPath(grid, hole.from, hole.pages)} />
      {foot - top > row * 2.4 && (
        <g className={cells['holeWords']}>
          <text x={6} y={(top + foot) / 2}>
            {HOLE_WORDS.largest}
          </text>
          <text x={6} y={(top + foot) / 2 + row}>
            {formatSize(hole.pages * PAGE_SIZE)}
          </text>
        </g>
      )}
    </g>
  );
};

export const PagesColumn = (p: PagesProps) => {
  const { shown, frame, range, isStage, onPick } = p;
  const ref = useColumnMotion<HTMLDivElement>(p.standing);
  const ratio = ratioOf();
  const fit = useFit(range.end - range.start, frame, ratio);
  const palette = useCellPalette();
  const draw = useDrawPages(p);
  const k = shown.timeline.sim.kernel;
  const hole = p.order === 'addresses' ? largestHole(k, range) : null;
  const pick = (page: number): void => {
    const at = range.start + page;
    const slab = shown.survey.slabAt[at - k.kmem.base] ?? 0;
    onPick(slab === 0 ? idOfPage(k, at) : addressId('slab', k.uma.slab.page.get(slab) * PAGE_SIZE));
  };
  const size = labelSize(isStage);
  const askedFor = useAskerWords(shown);
  return (
    <div ref={ref} className={styles['column']} style={boxStyle(frame)}>
      <CellCanvas
        label={`${p.title}, ${RULER_WORDS.pages}`}
        fit={fit}
        ratio={ratio}
        palette={palette}
        draw={draw}
        words={(page) =>
          pageWords(k, shown.survey, range, page) + askedFor({ page: range.start + page })
        }
        onPick={pick}
      >
        {(picture) => (
          <>
            <RunLabels picture={picture} fit={fit} ratio={ratio} {...size} isPlain />
            {hole !== null && <Hole hole={hole} fit={fit} ratio={ratio} row={size.row} />}
          </>
        )}
      </CellCanvas>
    </div>
  );
};

interface SlabsProps extends Common {
  /** id of the holder */
  readonly holder: string;
  /** number of its slabs */
  readonly count: number;
}

export const SlabsColumn = ({ holder, count, ...p }: SlabsProps) => {
  const { shown, frame, title, order, isStage, onPick } = p;
  const ref = useColumnMotion<HTMLDivElement>(p.standing);
  const run = useRunView();
  const ratio = ratioOf();
  const fit = useFit(count, frame, ratio);
  const palette = useCellPalette();
  const isAsked = useIsAsked();
  const draw = useCallback(
    (into: CellPicture) => {
      const { timeline } = run;
      const survey = run.survey();
      if (timeline === null || survey === null) return;
      const asked = isAsked ? askedNow(timeline, survey) : null;
      drawSlabs(timeline.sim.kernel, { id: holder, order, asked }, into);
    },
    [run, holder, order, isAsked],
  );
  const askedFor = useAskerWords(shown);
  const k = shown.timeline.sim.kernel;
  const idOf = (slab: number): string =>
    `slab:${formatAddress(BigInt(k.uma.slab.page.get(slab) * PAGE_SIZE))}`;
  return (
    <div ref={ref} className={styles['column']} style={boxStyle(frame)}>
      <CellCanvas
        label={`${title}, ${RULER_WORDS.slabs}`}
        fit={fit}
        ratio={ratio}
        palette={palette}
        draw={draw}
        words={(slab) => slabWords(k, slab) + askedFor({ slab })}
        onPick={(slab) => {
          onPick(idOf(slab));
        }}
      >
        {(picture) => (
          <RunLabels picture={picture} fit={fit} ratio={ratio} {...labelSize(isStage)} isStacked />
        )}
      </CellCanvas>
    </div>
  );
};
