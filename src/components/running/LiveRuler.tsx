/**
 * The ruler of the running kernel: kernel map, region, zone, slab, item, on one height. What is
 * selected decides what is open; a click in a column selects in it and opens the next.
 */
import { useMemo } from 'react';
import type { CSSProperties } from 'react';
import { PAGE_ORDERS } from '../../store/url-codec';
import { RULER_WORDS } from '../../strings/en/room';
import { openColumns } from '../../viewmodel/running/open-columns';
import type { OpenColumns } from '../../viewmodel/running/open-columns';
import { addressId } from '../../viewmodel/running/place';
import type { Selected } from '../../viewmodel/running/place';
import { useApp } from '../app/store-context';
import { metricsFor } from '../ruler/geometry';
import type { Frame } from '../ruler/geometry';
import { Choice } from './Choice';
import { PagesColumn, SlabsColumn } from './PagesColumn';
import { RulerSvg } from './RulerSvg';
import { rulerFrames, shownColumns } from './ruler-frames';
import type { Shown } from './run-context';
import { useBox } from './use-box';
import { useSelect, useSelected } from './use-selected';
import styles from './room.module.css';

/** px of addresses and heads; the heads are those of the style sheet. */
const ROOM = { side: 84, head: 66, foot: 0 };
const STAGE_ROOM = { side: 108, head: 90, foot: 0 };

interface CellsProps {
  readonly shown: Shown;
  readonly selected: Selected;
  readonly open: OpenColumns;
  readonly isStage: boolean;
  readonly frameOf: (depth: number) => Frame | undefined;
}

/** The two columns that are made of cells. */
const Cells = ({ shown, selected, open, isStage, frameOf }: CellsProps) => {
  const select = useSelect();
  const order = useApp((s) => s.link.pages);
  const { holder } = selected;
  const { region, range, plain, slabs } = open;
  const pages = frameOf(1);
  const slabsFrame = frameOf(2);
  const common = { shown, isStage, onPick: select };
  return (
    <>
      {region !== undefined && range !== null && pages !== undefined && (
        <PagesColumn
          {...common}
          frame={pages}
          title={region.label}
          range={range}
          plain={plain}
          order={order}
          holder={holder?.holder ?? -1}
          selected={holder?.id ?? ''}
        />
      )}
      {slabs > 0 && holder !== null && slabsFrame !== undefined && (
        <SlabsColumn
          {...common}
          frame={slabsFrame}
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
}

const Columns = ({ shown, width, height }: ColumnsProps) => {
  const selected = useSelected(shown);
  const region = useApp((s) => s.link.open);
  const order = useApp((s) => s.link.pages);
  const isStage = useApp((s) => s.link.theme === 'stage');
  const open = useMemo(
    () => openColumns(shown.timeline.sim.kernel, shown.survey, { selected, open: region, order }),
    // The tick stands for the state behind `shown`.
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [shown.tick, shown.timeline, selected, region, order],
  );
  const room = isStage ? STAGE_ROOM : ROOM;
  const depths = shownColumns(open.heads.length, width, room);
  const frames = rulerFrames(depths, { width, height }, room);
  const metrics = { ...metricsFor(width, isStage, 10), names: 0, hasNames: false, leader: 10 };
  const frameOf = (depth: number): Frame | undefined => frames[depths.indexOf(depth)];
  return (
    <>
      <RulerSvg
        open={open}
        selected={selected.id}
        size={{ width, height }}
        metrics={metrics}
        frameOf={frameOf}
      />
      <Cells shown={shown} selected={selected} open={open} isStage={isStage} frameOf={frameOf} />
    </>
  );
};

/** The open columns as a path of buttons: the way back up, where columns had to give way. */
const Path = ({ shown }: { shown: Shown }) => {
  const selected = useSelected(shown);
  const select = useSelect();
  const { holder, slab } = selected;
  const parts: (readonly [id: string, label: string])[] = [['map:kmem_map', RULER_WORDS.whole]];
  if (holder !== null) parts.push([holder.id, holder.label]);
  if (slab !== null) {
    const id = addressId('slab', slab.address);
    parts.push([id, id.slice(5)]);
  }
  return (
    <nav className={styles['path']} aria-label={RULER_WORDS.path}>
      {parts.map(([id, label]) => (
        <button
          key={id}
          type="button"
          aria-current={id === selected.id ? 'true' : undefined}
          onClick={() => {
            select(id);
          }}
        >
          {label}
        </button>
      ))}
    </nav>
  );
};

interface Props {
  readonly shown: Shown;
  /** px of the columns, without their heads: what RAM takes beside them */
  readonly figure: number;
}

export const LiveRuler = ({ shown, figure }: Props) => {
  const [ref, box] = useBox({ width: 592, height: 540 });
  const setLink = useApp((s) => s.setLink);
  const order = useApp((s) => s.link.pages);
  return (
    <section
      className={styles['ruler']}
      aria-label={RULER_WORDS.label}
      style={{ '--tall': `${figure}px` } as CSSProperties}
    >
      <div ref={ref} className={styles['rulerBox']}>
        <Columns shown={shown} width={box.width} height={box.height} />
      </div>
      <footer className={styles['rulerFoot']}>
        <Path shown={shown} />
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
      </footer>
    </section>
  );
};
