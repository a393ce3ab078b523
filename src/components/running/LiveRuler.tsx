/**
 * The ruler of the running kernel: kernel map, region, zone, slab, item, on one height. What is
 * selected decides what is open; a click in a column selects in it and opens the next, and so does a
 * wheel or a pinch over it.
 */
import { useMemo, useRef } from 'react';
import type { CSSProperties, RefObject } from 'react';
import { PAGE_ORDERS } from '../../store/url-codec';
import { RULER_WORDS } from '../../strings/en/room';
import { ZOOM_WORDS } from '../../strings/en/pictures';
import { askedNow } from '../../viewmodel/running/askers';
import { openColumns } from '../../viewmodel/running/open-columns';
import type { OpenColumns } from '../../viewmodel/running/open-columns';
import { addressId, resolve } from '../../viewmodel/running/place';
import type { Selected } from '../../viewmodel/running/place';
import { selectionTitle } from '../../viewmodel/running/selection-figures';
import { childId, parentId } from '../../viewmodel/running/zoom';
import type { Kernel, Survey } from '../../sim';
import { machineKey } from '../../viewmodel/machine/machine-code';
import { useApp, useAppStore } from '../app/store-context';
import { MorphProvider } from '../machine/morph';
import { metricsFor } from '../ruler/geometry';
import type { Frame } from '../ruler/geometry';
import { Choice } from './Choice';
import { PagesColumn, SlabsColumn } from './PagesColumn';
import { RamLinkLine } from './RamLinkLine';
import { RegionList } from './RegionList';
import { DeepSvg, RulerSvg } from './RulerSvg';
import type { RamFit } from './ram-fit';
import { roomFor, rulerFrames, shownColumns } from './ruler-frames';
import { useChosen } from './later';
import { useRunView } from './run-context';
import type { Shown } from './run-context';
import { standingsOf } from './standing';
import { useBox } from './use-box';
import type { Standing } from './use-column-motion';
import { selectedIdOf, useSelect, useSelected } from './use-selected';
import { useZoom } from './use-zoom';
import styles from './room.module.css';

interface CellsProps {
  readonly shown: Shown;
  readonly selected: Selected;
  readonly open: OpenColumns;
  readonly isStage: boolean;
  readonly frameOf: (depth: number) => Frame | undefined;
  readonly standings: readonly (Standing | null)[];
}

/** The two columns that are made of cells. */
const Cells = ({ shown, selected, open, isStage, frameOf, standings }: CellsProps) => {
  const select = useSelect();
  const order = useApp((s) => s.link.pages);
  const { holder } = selected;
  const { region, range, plain, slabs } = open;
  const pages = frameOf(1);
  const slabsFrame = frameOf(2);
  const common = { shown, isStage, order, onPick: select };
  return (
    <>
      {region !== undefined && range !== null && pages !== undefined && (
        <PagesColumn
          {...common}
          frame={pages}
          standing={standings[1] ?? null}
          title={region.label}
          range={range}
          plain={plain}
          selected={selected}
        />
      )}
      {slabs > 0 && holder !== null && slabsFrame !== undefined && (
        <SlabsColumn
          {...common}
          frame={slabsFrame}
          standing={standings[2] ?? null}
          title={holder.label}
          holder={holder.id}
          count={slabs}
        />
      )}
    </>
  );
};

interface ColumnsProps {
  readonly shown: Shown;
  readonly width: number;
  readonly height: number;
  readonly open: OpenColumns;
  /** where RAM stands beside the ruler; null where it stands elsewhere */
  readonly ram: RamFit | null;
}

const Columns = ({ shown, width, height, open, ram }: ColumnsProps) => {
  const selected = useSelected(shown);
  const isStage = useApp((s) => s.link.theme === 'stage');
  const room = roomFor(isStage);
  const depths = shownColumns(open.heads.length, width, room);
  const frames = rulerFrames(depths, { width, height }, room);
  const metrics = { ...metricsFor(width, isStage, 10), names: 0, hasNames: false, leader: 10 };
  const frameOf = (depth: number): Frame | undefined => frames[depths.indexOf(depth)];
  const size = { width, height };
  const standings = standingsOf({ open, selected, size, frameOf });
  const meant = frameOf(open.slabs > 0 || open.thing !== null ? 2 : 1) ?? frames.at(-1);
  const drawn = { open, selected: selected.id, size, metrics, frameOf, standings };
  return (
    <>
      <RulerSvg {...drawn} />
      <Cells
        shown={shown}
        selected={selected}
        open={open}
        isStage={isStage}
        frameOf={frameOf}
        standings={standings}
      />
      <DeepSvg {...drawn} />
      <RamLinkLine shown={shown} selected={selected} from={meant} width={width} ram={ram} />
    </>
  );
};

interface PathProps {
  readonly shown: Shown;
  readonly region: OpenColumns['region'];
}

/** The open columns as a path of buttons: the way back up, where columns had to give way. */
const Path = ({ shown, region }: PathProps) => {
  const selected = useSelected(shown);
  const select = useSelect();
  const { holder, slab, kind, id } = selected;
  const parts: (readonly [id: string, label: string])[] = [['map:kernel_map', RULER_WORDS.whole]];
  if (region !== undefined) parts.push([`map:${region.id}`, region.label]);
  if (kind === 'thing' || kind === 'asker') parts.push([id, selectionTitle(selected)]);
  else if (holder !== null) parts.push([holder.id, holder.label]);
  if (slab !== null) {
    const slabId = addressId('slab', slab.address);
    parts.push([slabId, slabId.slice(5)]);
  }
  return (
    <nav className={styles['path']} aria-label={RULER_WORDS.path}>
      {parts.map(([part, label]) => (
        <button
          key={part}
          type="button"
          aria-current={part === id ? 'true' : undefined}
          onClick={() => {
            select(part);
          }}
        >
          {label}
        </button>
      ))}
    </nav>
  );
};

/** A click where the fingers are is what nearer means; without a place it is the largest part. */
const clickAt = (box: HTMLElement | null, x: number, y: number): boolean => {
  const hit = document.elementFromPoint(x, y);
  if (box === null || hit === null || !box.contains(hit)) return false;
  hit.dispatchEvent(new MouseEvent('click', { bubbles: true, clientX: x, clientY: y }));
  return true;
};

const useNearer = (box: RefObject<HTMLDivElement | null>) => {
  const run = useRunView();
  const store = useAppStore();
  const select = useSelect();
  const go = (id: string): boolean => {
    if (id !== '') select(id);
    return id !== '';
  };
  /** From what is selected now, though it may not be drawn yet: presses follow each other fast. */
  const from = (next: (k: Kernel, s: Survey, selected: Selected) => string): boolean => {
    const survey = run.survey();
    const k = run.timeline?.sim.kernel;
    if (k === undefined || survey === null) return false;
    return go(next(k, survey, resolve(k, survey, selectedIdOf(store.getState().link))));
  };
  const steps = {
    nearer: (x: number, y: number) => (x >= 0 && clickAt(box.current, x, y)) || from(childId),
    further: () => from((k, _, selected) => parentId(k, selected)),
  };
  useZoom(box, steps);
  return steps;
};

const Steps = ({ steps }: { steps: ReturnType<typeof useNearer> }) => (
  <span className={styles['steps']} title={ZOOM_WORDS.how}>
    <button type="button" aria-label={ZOOM_WORDS.further} onClick={() => void steps.further()}>
      −
    </button>
    <button type="button" aria-label={ZOOM_WORDS.nearer} onClick={() => void steps.nearer(-1, -1)}>
      +
    </button>
  </span>
);

interface Props {
  readonly shown: Shown;
  /** how RAM stands beside the columns; null before it is known */
  readonly ram: RamFit | null;
  /** whether no RAM stands beside it: the ruler then need not wait for its height */
  readonly isAlone?: boolean;
}

/** px of the columns before RAM says how high it is. */
const USUAL = 478;

export const LiveRuler = ({ shown, ram, isAlone = false }: Props) => {
  // Its height is that of RAM.
  const [ref, box, isKnown] = useBox({ width: 592, height: 568 }, isAlone || ram !== null);
  const figure = useRef<HTMLDivElement>(null);
  const setLink = useApp((s) => s.setLink);
  const order = useApp((s) => s.link.pages);
  const { open: region } = useChosen();
  const selected = useSelected(shown);
  const isAsked = useApp((s) => s.link.colour === 'asked');
  const open = useMemo(
    () => {
      const { timeline, survey } = shown;
      const asked = isAsked ? askedNow(timeline, survey) : null;
      return openColumns(timeline.sim.kernel, survey, { selected, open: region, order, asked });
    },
    // The tick stands for the state behind `shown`.
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [shown.tick, shown.timeline, selected, region, order, isAsked],
  );
  const steps = useNearer(figure);
  return (
    <section
      className={styles['ruler']}
      id="ruler"
      data-picture=""
      aria-label={RULER_WORDS.label}
      style={{ '--tall': `${ram?.height ?? USUAL}px` } as CSSProperties}
    >
      <div ref={figure} className={styles['rulerFigure']}>
        <div ref={ref} className={styles['rulerBox']} data-columns="">
          {isKnown && (
            <MorphProvider of={machineKey(shown.timeline.sim.kernel.layout.machine)}>
              <Columns shown={shown} width={box.width} height={box.height} open={open} ram={ram} />
            </MorphProvider>
          )}
        </div>
      </div>
      <footer className={styles['rulerFoot']}>
        <Path shown={shown} region={open.region} />
        <Steps steps={steps} />
        <Choice
          label={RULER_WORDS.order}
          name="pages"
          options={PAGE_ORDERS}
          words={RULER_WORDS.orders}
          value={order}
          onChange={(pages) => {
            setLink({ pages });
          }}
        />
        <RegionList shown={shown} column={open.kernel} open={open.region?.id ?? ''} />
      </footer>
    </section>
  );
};
