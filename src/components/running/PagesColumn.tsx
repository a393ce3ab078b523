/** Columns made of cells: the pages of a region, and the slabs of a zone. */
import { useCallback, useMemo } from 'react';
import { formatAddress } from '../../base/format';
import { PAGE_SIZE } from '../../base/units';
import { fillCells } from '../../render/cell-fit';
import type { PageRange } from '../../sim';
import { RULER_WORDS } from '../../strings/en/room';
import type { CellPicture } from '../../viewmodel/running/cells';
import { drawPages } from '../../viewmodel/running/page-picture';
import type { PageView } from '../../viewmodel/running/page-picture';
import { pageWords, slabWords } from '../../viewmodel/running/page-words';
import { addressId } from '../../viewmodel/running/place';
import { drawSlabs } from '../../viewmodel/running/slab-picture';
import type { Frame } from '../ruler/geometry';
import { CellCanvas } from './CellCanvas';
import { RunLabels } from './RunLabels';
import { useRun } from './run-context';
import type { Shown } from './run-context';
import { useCellPalette } from './use-cell-palette';
import styles from './room.module.css';

interface Common {
  readonly shown: Shown;
  readonly frame: Frame;
  readonly title: string;
  readonly isStage: boolean;
  readonly onPick: (id: string) => void;
}

const ratioOf = (): number => Math.max(1, Math.min(globalThis.devicePixelRatio, 3));

const useFit = (count: number, frame: Frame, ratio: number) =>
  useMemo(
    () => fillCells(count, Math.floor(frame.width * ratio), Math.floor(frame.height * ratio)),
    [count, frame.width, frame.height, ratio],
  );

const boxStyle = ({ x, y, width, height }: Frame) => ({ left: x, top: y, width, height });

interface PagesProps extends Common {
  readonly range: PageRange;
  readonly plain: PageView['plain'];
  readonly order: PageView['order'];
  /** number of the selected holder, −1 = none, and its id */
  readonly holder: number;
  readonly selected: string;
}

const useDrawPages = ({ range, plain, order, holder }: PagesProps) => {
  const run = useRun();
  const { map, start, end } = range;
  const { hue, look } = plain;
  return useCallback(
    (into: CellPicture) => {
      const { timeline } = run;
      const survey = run.survey();
      if (timeline === null || survey === null) return;
      const view = {
        range: { map, start, end },
        order,
        plain: { hue, look },
        selected: order === 'owners' ? -1 : holder,
      };
      drawPages(timeline.sim.kernel, survey, view, into);
    },
    [run, map, start, end, order, hue, look, holder],
  );
};

export const PagesColumn = (p: PagesProps) => {
  const { shown, frame, range, isStage, onPick } = p;
  const ratio = ratioOf();
  const fit = useFit(range.end - range.start, frame, ratio);
  const palette = useCellPalette();
  const draw = useDrawPages(p);
  const k = shown.timeline.sim.kernel;
  const pick = (page: number): void => {
    const at = range.start + page;
    const slab = shown.survey.slabAt[at - k.kmem.base] ?? 0;
    if (slab !== 0) onPick(addressId('slab', k.uma.slab.page.get(slab) * PAGE_SIZE));
  };
  return (
    <div className={styles['column']} style={boxStyle(frame)}>
      <CellCanvas
        label={`${p.title}, ${RULER_WORDS.pages}`}
        fit={fit}
        ratio={ratio}
        palette={palette}
        draw={draw}
        words={(page) => pageWords(k, shown.survey, range, page)}
        onPick={pick}
      >
        {(picture) => (
          <RunLabels
            picture={picture}
            fit={fit}
            ratio={ratio}
            row={isStage ? 20 : 15}
            letter={isStage ? 8 : 6}
            selected={p.selected}
            isPlain
          />
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

export const SlabsColumn = ({ shown, frame, title, holder, count, onPick }: SlabsProps) => {
  const run = useRun();
  const ratio = ratioOf();
  const fit = useFit(count, frame, ratio);
  const palette = useCellPalette();
  const draw = useCallback(
    (into: CellPicture) => {
      const { timeline } = run;
      if (timeline !== null) drawSlabs(timeline.sim.kernel, holder, into);
    },
    [run, holder],
  );
  const k = shown.timeline.sim.kernel;
  const idOf = (slab: number): string =>
    `slab:${formatAddress(BigInt(k.uma.slab.page.get(slab) * PAGE_SIZE))}`;
  return (
    <div className={styles['column']} style={boxStyle(frame)}>
      <CellCanvas
        label={`${title}, ${RULER_WORDS.slabs}`}
        fit={fit}
        ratio={ratio}
        palette={palette}
        draw={draw}
        words={(slab) => slabWords(k, slab)}
        onPick={(slab) => {
          onPick(idOf(slab));
        }}
      />
    </div>
  );
};
