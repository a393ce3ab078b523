/**
 * The address ruler: nested linear columns of one shared height. The next column shows exactly
 * one framed interval of the column to its left. Bands are reached by arrow keys; the slivers
 * that no label fits are named in the table beside the picture.
 */
import { useEffect, useRef, useState } from 'react';
import type { KeyboardEvent } from 'react';
import type { Band, Column } from '../../viewmodel/ruler/types';
import { cellGrid, cellPath } from '../../render/cells';
import { useApp } from '../app/store-context';
import styles from './ruler.module.css';

const HEAD = 66;
const FOOT = 6;
const LABEL_MIN = 20;

interface Frame {
  readonly x: number;
  readonly width: number;
  readonly height: number;
}

const useWidth = (): [React.RefObject<HTMLDivElement | null>, number] => {
  const ref = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(560);
  useEffect(() => {
    const el = ref.current;
    if (el === null || typeof ResizeObserver === 'undefined') return undefined;
    const observer = new ResizeObserver(([entry]) => {
      if (entry !== undefined) setWidth(Math.round(entry.contentRect.width));
    });
    observer.observe(el);
    return () => {
      observer.disconnect();
    };
  }, []);
  return [ref, width];
};

const yOf = (column: Column, at: number, height: number): number => (at / column.size) * height;

const BandLabel = ({ band, x, y, frame }: { band: Band; x: number; y: number; frame: Frame }) => (
  <g className={styles['label']} data-owner={band.owner} data-backing={band.backing}>
    <text x={x + 7} y={y + 14}>
      {band.label}
    </text>
    {frame.width > 150 && (
      <text className={styles['value']} x={x + frame.width - 7} y={y + 14} textAnchor="end">
        {band.value}
      </text>
    )}
  </g>
);

const shapeOf = (column: Column, band: Band, frame: Frame): string => {
  if (column.unit === 'pages')
    return cellPath(cellGrid(column.size, frame.width, frame.height), band.from, band.size);
  const top = yOf(column, band.from, frame.height);
  const bottom = yOf(column, band.from + band.size, frame.height);
  return `M0 ${top.toFixed(2)}H${String(frame.width)}V${bottom.toFixed(2)}H0Z`;
};

interface ColumnProps {
  readonly column: Column;
  readonly frame: Frame;
  readonly openId: string;
  readonly onPick: (band: Band) => void;
}

const moveFocus = (event: KeyboardEvent<SVGGElement>): void => {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step === undefined) return;
  event.preventDefault();
  const items = [...event.currentTarget.querySelectorAll<SVGGElement>('[role="option"]')];
  const at = items.findIndex((el) => el === document.activeElement);
  items[Math.min(items.length - 1, Math.max(0, at + step))]?.focus();
};

const RulerColumn = ({ column, frame, openId, onPick }: ColumnProps) => {
  const selected = useApp((s) => s.link.band);
  const grid = cellGrid(column.size, frame.width, frame.height);
  const isPicked = (b: Band): boolean => b.id === selected || (selected === '' && b.id === openId);
  const firstPicked = column.bands.find(isPicked) ?? column.bands[0];
  return (
    <g
      role="listbox"
      aria-label={`${column.title}, ${column.extent}`}
      onKeyDown={moveFocus}
      transform={`translate(${String(frame.x)} ${String(HEAD)})`}
    >
      <pattern
        id={`cells-${column.id}`}
        width={grid.cellWidth}
        height={grid.cellHeight}
        patternUnits="userSpaceOnUse"
      >
        <path
          className={styles['grid']}
          d={`M0 0H${String(grid.cellWidth)}M0 0V${String(grid.cellHeight)}`}
        />
      </pattern>
      <rect className={styles['paper']} width={frame.width} height={frame.height} />
      {column.bands.map((band) => {
        const y = yOf(column, band.from, frame.height);
        const tall = yOf(column, band.size, frame.height);
        const d = shapeOf(column, band, frame);
        return (
          <g
            key={band.id}
            role="option"
            aria-selected={isPicked(band)}
            tabIndex={band === firstPicked ? 0 : -1}
            aria-label={`${band.label}, ${band.value}${column.unit === 'pages' ? ' pages' : ''}. ${band.what}`}
            className={styles['band']}
            data-owner={band.owner}
            data-backing={band.backing}
            data-paging={band.paging}
            data-grade={band.grade}
            data-shade={band.shade}
            data-band={band.id}
            onClick={() => {
              onPick(band);
            }}
            onKeyDown={(e) => {
              if (e.key === 'Enter' || e.key === ' ') {
                e.preventDefault();
                onPick(band);
              }
            }}
          >
            <path className={styles['shape']} d={d} />
            {band.paging !== 'wired' && <path d={d} fill={`url(#hatch-${band.paging})`} />}
            {column.unit === 'pages' && <path d={d} fill={`url(#cells-${column.id})`} />}
            {tall >= LABEL_MIN + 2 && (
              <BandLabel
                band={band}
                x={0}
                y={column.unit === 'pages' ? y + grid.cellHeight : y}
                frame={frame}
              />
            )}
          </g>
        );
      })}
      <rect className={styles['outline']} width={frame.width} height={frame.height} />
    </g>
  );
};

const Head = ({ column, x, isWide }: { column: Column; x: number; isWide: boolean }) => (
  <g className={styles['head']}>
    <text className={styles['title']} x={x} y={16}>
      {column.title}
    </text>
    <text className={styles['extent']} x={x} y={35}>
      {column.extent}
    </text>
    <text className={styles['columnNote']} x={x} y={53}>
      {isWide ? column.note : column.note.split(',')[0]}
    </text>
  </g>
);

/** Ticks closer than a line of text are dropped, the ends never. */
const spread = (column: Column, height: number): readonly { y: number; label: string }[] => {
  const all = column.ticks
    .map((t) => ({ y: yOf(column, t.at, height), label: t.label }))
    .sort((a, b) => a.y - b.y);
  const kept: { y: number; label: string }[] = [];
  for (const tick of all) if (tick.y - (kept.at(-1)?.y ?? -99) >= 14) kept.push(tick);
  return kept;
};

const Ticks = ({ column, x, height }: { column: Column; x: number; height: number }) => (
  <g className={styles['ticks']} transform={`translate(${String(x)} ${String(HEAD)})`}>
    {spread(column, height).map((t) => (
      <g key={t.label}>
        <path d={`M-6 ${String(t.y)}H0`} />
        <text x={-10} y={t.y + 4} textAnchor="end">
          {t.label}
        </text>
      </g>
    ))}
  </g>
);

const Guides = ({
  first,
  second,
  open,
  from,
}: {
  first: Frame;
  second: Frame;
  open: Band;
  from: Column;
}) => {
  const top = HEAD + yOf(from, open.from, first.height);
  const bottom = HEAD + yOf(from, open.from + open.size, first.height);
  const x1 = first.x + first.width;
  const x2 = second.x;
  const foot = HEAD + second.height;
  return (
    <g aria-hidden="true">
      <path
        className={styles['field']}
        d={`M${String(x1)} ${String(top)}L${String(x2)} ${String(HEAD)}V${String(foot)}L${String(x1)} ${String(bottom)}Z`}
      />
      <path
        className={styles['guide']}
        d={`M${String(x1)} ${String(top)}L${String(x2)} ${String(HEAD)}M${String(x1)} ${String(bottom)}L${String(x2)} ${String(foot)}`}
      />
      <rect
        className={styles['frame']}
        x={first.x}
        y={top}
        width={first.width}
        height={Math.max(3, bottom - top)}
      />
    </g>
  );
};

export const Ruler = ({ columns, height }: { columns: readonly Column[]; height: number }) => {
  const [ref, width] = useWidth();
  const open = useApp((s) => s.link.open);
  const explain = useApp((s) => s.explain);
  const openRegion = useApp((s) => s.openRegion);
  const [one, two] = columns;
  if (one === undefined || two === undefined) return null;
  const isWide = width >= 420;
  const ticks = isWide ? 104 : 88;
  const gap = isWide ? 46 : 20;
  const firstWidth = isWide ? 104 : 68;
  const bodyHeight = height - HEAD - FOOT;
  const first: Frame = { x: ticks, width: firstWidth, height: bodyHeight };
  const second: Frame = {
    x: ticks + firstWidth + gap,
    width: width - ticks - firstWidth - gap - 2,
    height: bodyHeight,
  };
  const opened = one.bands.find((b) => b.id === open) ?? one.bands.find((b) => b.id === two.id);
  const pick = (isFirst: boolean) => (band: Band) => {
    if (isFirst) openRegion(band.id);
    explain(band.why, band.id);
  };
  return (
    <div ref={ref} className={styles['ruler']}>
      <svg
        width={width}
        height={height}
        role="group"
        aria-label="Address ruler. Arrow keys move, Enter opens."
      >
        <pattern
          id="hatch-pageable"
          width="5"
          height="5"
          patternUnits="userSpaceOnUse"
          patternTransform="rotate(45)"
        >
          <path className={styles['hatch']} d="M0 0V5" />
        </pattern>
        <pattern id="hatch-discardable" width="5" height="4" patternUnits="userSpaceOnUse">
          <path className={styles['hatch']} d="M0 0H5" />
        </pattern>
        <Head column={one} x={first.x} isWide={false} />
        <Head column={two} x={second.x} isWide={isWide} />
        <Ticks column={one} x={first.x} height={bodyHeight} />
        <RulerColumn column={one} frame={first} openId={two.id} onPick={pick(true)} />
        <RulerColumn column={two} frame={second} openId="" onPick={pick(false)} />
        {opened !== undefined && <Guides first={first} second={second} open={opened} from={one} />}
      </svg>
    </div>
  );
};
