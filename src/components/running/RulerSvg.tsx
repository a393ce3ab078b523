/** What of the live ruler is drawn in SVG: heads, bands, guides. Cells stand on canvases beside it. */
import { useContext, useLayoutEffect, useRef } from 'react';
import type { ReactNode } from 'react';
import type { OpenColumns } from '../../viewmodel/running/open-columns';
import type { Band, Column } from '../../viewmodel/ruler/types';
import { RULER_WORDS } from '../../strings/en/room';
import { useApp } from '../app/store-context';
import { ColumnHead } from '../ruler/ColumnHead';
import { Hatches } from '../ruler/Hatches';
import { RulerColumn } from '../ruler/RulerColumn';
import { SideLabels } from '../ruler/SideLabels';
import { MorphContext } from '../ruler/morph-context';
import type { Frame, Metrics } from '../ruler/geometry';
import { headRoom } from './ruler-frames';
import { useColumnMotion } from './use-column-motion';
import type { Standing } from './use-column-motion';
import { useSelect } from './use-selected';
import ruler from '../ruler/ruler.module.css';
import styles from './room.module.css';

interface Props {
  readonly open: OpenColumns;
  readonly selected: string;
  readonly size: { readonly width: number; readonly height: number };
  readonly metrics: Metrics;
  readonly frameOf: (depth: number) => Frame | undefined;
  readonly standings: readonly (Standing | null)[];
}

/** A frame lower than this could not be seen. */
const LEAST = 3;

/** Joins the framed stretch of one column to the column that shows it at full height. */
const Joins = ({ open, frameOf, standings }: Pick<Props, 'open' | 'frameOf' | 'standings'>) => {
  const joins = useRef<SVGGElement>(null);
  const morph = useContext(MorphContext);
  useLayoutEffect(() => {
    morph?.fade(joins.current, 'joins');
  });
  const drawn = open.framed.map((f, depth) => {
    const first = frameOf(depth);
    const second = frameOf(depth + 1);
    if (f === null || first === undefined || second === undefined) return null;
    const top = first.y + (f.from / f.of) * first.height;
    const foot = first.y + ((f.from + f.size) / f.of) * first.height;
    const left = first.x + first.width;
    const end = second.y + second.height;
    return (
      <g
        key={`${depth} ${standings[depth + 1]?.id ?? ''}`}
        className={styles['appears']}
        aria-hidden="true"
      >
        <path
          className={ruler['field']}
          d={`M${left} ${top}L${second.x} ${second.y}V${end}L${left} ${foot}Z`}
        />
        <path
          className={ruler['guide']}
          d={`M${left} ${top}L${second.x} ${second.y}M${left} ${foot}L${second.x} ${end}`}
        />
        {depth === 0 &&
          [ruler['frameInside'], ruler['frame']].map((name) => (
            <rect
              key={name}
              className={name}
              x={first.x}
              y={top}
              width={first.width}
              height={Math.max(LEAST, foot - top)}
            />
          ))}
      </g>
    );
  });
  return <g ref={joins}>{drawn}</g>;
};

interface BandsProps extends Pick<Props, 'metrics' | 'selected'> {
  readonly column: Column | null;
  readonly frame: Frame | undefined;
  readonly standing: Standing | null;
}

/** What is drawn in it opens, travels and closes as one. */
const Moving = ({ standing, children }: { standing: Standing; children: ReactNode }) => {
  const ref = useColumnMotion<SVGGElement>(standing);
  return <g ref={ref}>{children}</g>;
};

/** A slab or an item. Only items can be chosen further. */
const Items = ({ column, frame, metrics, selected, standing }: BandsProps) => {
  const select = useSelect();
  if (column === null || frame === undefined || standing === null) return null;
  return (
    <Moving standing={standing}>
      <RulerColumn
        column={column}
        frame={frame}
        metrics={metrics}
        selected={selected}
        onPick={(band) => {
          if (/^(item|slab|frame|page):/.test(band.id)) select(band.id);
        }}
      />
    </Moving>
  );
};

const KernelMap = ({
  open,
  frame,
  metrics,
}: Pick<Props, 'open' | 'metrics'> & { frame: Frame }) => {
  const setLink = useApp((s) => s.setLink);
  const pick = (band: Band): void => {
    setLink({ open: band.id, sel: `map:${band.id}` });
  };
  return (
    <>
      <SideLabels column={open.kernel} frame={frame} metrics={metrics} onPick={pick} />
      <RulerColumn
        column={open.kernel}
        frame={frame}
        metrics={metrics}
        selected={open.region?.id ?? ''}
        onPick={pick}
      />
    </>
  );
};

export const RulerSvg = ({ open, size, metrics, frameOf, standings }: Props) => {
  const first = frameOf(0);
  return (
    <svg
      className={styles['rulerSvg']}
      width={size.width}
      height={size.height}
      role="group"
      aria-label={RULER_WORDS.label}
    >
      <Hatches />
      {open.heads.map((column, depth) => {
        const frame = frameOf(depth);
        return frame === undefined ? null : (
          <ColumnHead
            key={column.id}
            column={column}
            frame={frame}
            isShort={false}
            room={headRoom(frame, frameOf(depth + 1), size.width)}
            metrics={metrics}
          />
        );
      })}
      {first !== undefined && <KernelMap open={open} frame={first} metrics={metrics} />}
      <Joins open={open} frameOf={frameOf} standings={standings} />
      {[frameOf(1), frameOf(2)].map(
        (frame, i) =>
          frame !== undefined && (
            <rect
              key={standings[i + 1]?.id ?? i}
              className={`${styles['columnOutline'] ?? ''} ${styles['appears'] ?? ''}`}
              x={frame.x}
              y={frame.y}
              width={frame.width}
              height={frame.height}
            />
          ),
      )}
    </svg>
  );
};

/**
 * The deepest columns. They stand behind those of cells, so that Tab goes from left to right. The drawing
 * stays when the last of them closes: its picture shrinks in it.
 */
export const DeepSvg = ({ open, selected, size, metrics, frameOf, standings }: Props) => {
  const isEmpty = open.thing === null && open.slab === null && open.item === null;
  const common = (depth: number) => ({
    metrics,
    selected: depth === 4 ? '' : selected,
    frame: frameOf(depth),
    standing: standings[depth] ?? null,
  });
  return (
    <svg
      className={`${styles['rulerSvg'] ?? ''} ${styles['deepSvg'] ?? ''}`}
      width={size.width}
      height={size.height}
      data-deep=""
      role={isEmpty ? undefined : 'group'}
      aria-label={isEmpty ? undefined : RULER_WORDS.deep}
      aria-hidden={isEmpty ? true : undefined}
    >
      <Items {...common(2)} column={open.thing} />
      <Items {...common(3)} column={open.slab} />
      <Items {...common(4)} column={open.item} />
    </svg>
  );
};
