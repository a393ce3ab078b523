/**
 * The ruler of the running kernel: kernel map, region, zone, slab, item, on one height. What is
 * selected decides what is open; a click in a column selects in it and opens the next.
 */
import { useMemo } from 'react';
import { formatCount } from '../../base/format';
import { PAGE_ORDERS } from '../../store/url-codec';
import { RULER_WORDS } from '../../strings/en/room';
import { noCells } from '../../viewmodel/running/cells';
import { slabColumn, itemColumn } from '../../viewmodel/running/item-column';
import { liveKernelColumn, stripesFrom } from '../../viewmodel/running/kernel-column';
import { openBand, plainOf, rangeOf, regionHead } from '../../viewmodel/running/open-region';
import { drawPages } from '../../viewmodel/running/page-picture';
import type { Selected } from '../../viewmodel/running/place';
import { addressId } from '../../viewmodel/running/place';
import { slabCount } from '../../viewmodel/running/slab-picture';
import type { Band, Column } from '../../viewmodel/ruler/types';
import { useApp } from '../app/store-context';
import { ColumnHead } from '../ruler/ColumnHead';
import { Guides } from '../ruler/Guides';
import { Hatches } from '../ruler/Hatches';
import { RulerColumn } from '../ruler/RulerColumn';
import { SideLabels } from '../ruler/SideLabels';
import { metricsFor } from '../ruler/geometry';
import type { Frame } from '../ruler/geometry';
import { Choice } from './Choice';
import { PagesColumn, SlabsColumn } from './PagesColumn';
import { rulerFrames, shownColumns } from './ruler-frames';
import type { Shown } from './run-context';
import { useBox } from './use-box';
import { useSelect, useSelected } from './use-selected';
import styles from './room.module.css';

const head = (id: string, title: string, extent: string, note: string): Column => ({
  id,
  title,
  extent,
  note,
  size: 1,
  unit: 'bytes',
  bands: [],
  ticks: [],
});

/** Everything the columns draw from, in one state. */
interface Open {
  readonly kernel: Column;
  readonly region: Band | undefined;
  readonly heads: readonly Column[];
  readonly slabs: number;
  readonly slab: Column | null;
  readonly item: Column | null;
}

const zoneHead = (selected: Selected, slabs: number): Column => {
  const { holder } = selected;
  const isLarge = holder?.id === 'holder:large';
  const unit = isLarge ? RULER_WORDS.blocksUnit : RULER_WORDS.slabsUnit;
  return head('zone', holder?.label ?? '', formatCount(slabs), unit);
};

const openColumns = (shown: Shown, selected: Selected, open: string): Open => {
  const k = shown.timeline.sim.kernel;
  const map = k.mapNames.indexOf('kmem_map');
  const kmem = noCells();
  const range = { map, start: k.kmem.maps.map.min.get(map), end: k.kmem.maps.map.max.get(map) };
  const plain = { hue: 'free', look: 'none' } as const;
  drawPages(k, shown.survey, { range, order: 'owners', plain, selected: -1 }, kmem);
  const inside = { kmem_map: stripesFrom(kmem) };
  const first = liveKernelColumn(k, '', inside);
  const region = openBand(k, first, selected, open);
  const kernel = liveKernelColumn(k, region?.id ?? '', inside);
  const { holder } = selected;
  const slabs = holder === null ? 0 : slabCount(k, holder.id);
  const slab =
    slabs === 0 || selected.slab === null || holder === null
      ? null
      : slabColumn(selected.slab, holder);
  const item =
    slab === null || selected.item < 0 || selected.slab === null || holder === null
      ? null
      : itemColumn(selected.slab, holder, selected.item);
  const regionTitle = region === undefined ? null : regionHead(k, region, kernel.size);
  const heads = [
    kernel,
    ...(regionTitle === null
      ? []
      : [head('region', regionTitle.title, regionTitle.extent, regionTitle.note)]),
    ...(slabs === 0 ? [] : [zoneHead(selected, slabs)]),
    ...(slab === null ? [] : [slab]),
    ...(item === null ? [] : [item]),
  ];
  return { kernel, region, heads, slabs, slab, item };
};

interface ColumnsProps {
  readonly shown: Shown;
  readonly width: number;
  readonly height: number;
}

const ROOM = { side: 84, head: 54, foot: 6 };
const STAGE_ROOM = { side: 108, head: 70, foot: 6 };

const Columns = ({ shown, width, height }: ColumnsProps) => {
  const selected = useSelected(shown);
  const select = useSelect();
  const setLink = useApp((s) => s.setLink);
  const open = useApp((s) => s.link.open);
  const order = useApp((s) => s.link.pages);
  const isStage = useApp((s) => s.link.theme === 'stage');
  const o = useMemo(
    () => openColumns(shown, selected, open),
    // The tick stands for the state behind `shown`.
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [shown.tick, shown.timeline, selected, open],
  );
  const room = isStage ? STAGE_ROOM : ROOM;
  const depths = shownColumns(o.heads.length, width, room);
  const frames = rulerFrames(depths, { width, height }, room);
  const metrics = { ...metricsFor(width, isStage, 10), names: 0, hasNames: false, leader: 10 };
  const frameOf = (depth: number): Frame | undefined => frames[depths.indexOf(depth)];
  const pickRegion = (band: Band): void => {
    setLink({ open: band.id, sel: `map:${band.id}` });
  };
  const [kernelFrame, regionFrame, slabsFrame, slabFrame, itemFrame] = [0, 1, 2, 3, 4].map(frameOf);
  const { kernel, region, slab, item } = o;
  const { holder } = selected;
  const chosen = slab?.bands.find((b) => b.id === selected.id);
  return (
    <>
      <svg
        className={styles['rulerSvg']}
        width={width}
        height={height}
        role="group"
        aria-label={RULER_WORDS.label}
      >
        <Hatches />
        {depths.map((depth, i) => {
          const column = o.heads[depth];
          const frame = frames[i];
          return column === undefined || frame === undefined ? null : (
            <ColumnHead
              key={column.id}
              column={column}
              frame={frame}
              isShort={false}
              letter={metrics.letter * 0.92}
            />
          );
        })}
        {kernelFrame !== undefined && (
          <>
            <SideLabels column={kernel} frame={kernelFrame} metrics={metrics} onPick={pickRegion} />
            <RulerColumn
              column={kernel}
              frame={kernelFrame}
              metrics={metrics}
              selected={region?.id ?? ''}
              onPick={pickRegion}
            />
          </>
        )}
        {kernelFrame !== undefined && regionFrame !== undefined && region !== undefined && (
          <Guides from={kernel} first={kernelFrame} second={regionFrame} open={region} />
        )}
        {[regionFrame, slabsFrame].map(
          (frame, i) =>
            frame !== undefined && (
              <rect
                key={i}
                className={styles['columnOutline']}
                x={frame.x}
                y={frame.y}
                width={frame.width}
                height={frame.height}
              />
            ),
        )}
        {slab !== null && slabFrame !== undefined && (
          <RulerColumn
            column={slab}
            frame={slabFrame}
            metrics={metrics}
            selected={selected.id}
            onPick={(band) => {
              if (band.id.startsWith('item:')) select(band.id);
            }}
          />
        )}
        {item !== null && itemFrame !== undefined && (
          <RulerColumn
            column={item}
            frame={itemFrame}
            metrics={metrics}
            selected=""
            onPick={() => undefined}
          />
        )}
        {slabFrame !== undefined &&
          itemFrame !== undefined &&
          slab !== null &&
          chosen !== undefined && (
            <Guides from={slab} first={slabFrame} second={itemFrame} open={chosen} />
          )}
      </svg>
      {region !== undefined && regionFrame !== undefined && (
        <PagesColumn
          shown={shown}
          frame={regionFrame}
          title={region.label}
          isStage={isStage}
          range={rangeOf(shown.timeline.sim.kernel, region)}
          plain={plainOf(region)}
          order={order}
          holder={holder?.holder ?? -1}
          selected={holder?.id ?? ''}
          onPick={select}
        />
      )}
      {o.slabs > 0 && holder !== null && slabsFrame !== undefined && (
        <SlabsColumn
          shown={shown}
          frame={slabsFrame}
          title={holder.label}
          isStage={isStage}
          holder={holder.id}
          count={o.slabs}
          onPick={select}
        />
      )}
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

export const LiveRuler = ({ shown }: { shown: Shown }) => {
  const [ref, box] = useBox({ width: 592, height: 560 });
  const setLink = useApp((s) => s.setLink);
  const order = useApp((s) => s.link.pages);
  return (
    <section className={styles['ruler']} aria-label={RULER_WORDS.label}>
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
