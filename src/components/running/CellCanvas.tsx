/**
 * Cells on a canvas, with a cursor. One pixel a cell is written, then scaled without smoothing. It is
 * painted when the run moves or what it shows changes, and never else. To a screen reader it is a
 * slider over its cells: arrows walk, the value text reads the cell, Enter selects it.
 */
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { KeyboardEvent, PointerEvent, ReactNode } from 'react';
import { cellAt } from '../../render/cell-fit';
import type { CellFit } from '../../render/cell-fit';
import { paintCells } from '../../render/cell-painter';
import type { CellPalette } from '../../render/cell-painter';
import { noCells, thingAt } from '../../viewmodel/running/cells';
import type { CellPicture } from '../../viewmodel/running/cells';
import type { RunView } from '../../store/run/types';
import { machineKey } from '../../viewmodel/machine/machine-code';
import { useTick } from './later';
import { useRunView } from './run-context';
import { useCellFade } from './use-cell-fade';
import styles from './cells.module.css';

/** What a canvas of cells shows. */
export interface CellCanvasProps {
  readonly label: string;
  /** device pixels */
  readonly fit: CellFit;
  /** device pixels of a CSS px */
  readonly ratio: number;
  readonly palette: CellPalette;
  /** writes the picture of the present state */
  readonly draw: (into: CellPicture) => void;
  /** reads a thing out */
  readonly words: (thing: number) => string;
  readonly onPick: (thing: number) => void;
  /** the thing under pointer or cursor, −1 for none */
  readonly onPoint?: (thing: number) => void;
  /** drawn over the cells, from the picture that was painted */
  readonly children?: (picture: CellPicture) => ReactNode;
}

const canPaint = (): boolean => typeof CanvasRenderingContext2D !== 'undefined';

interface Surface {
  readonly image: ImageData;
  readonly small: HTMLCanvasElement;
}

const surfaceFor = (fit: CellFit): Surface | null => {
  if (!canPaint()) return null;
  const small = document.createElement('canvas');
  small.width = fit.perRow;
  small.height = fit.rows;
  return { small, image: new ImageData(fit.perRow, fit.rows) };
};

type Draw = CellCanvasProps['draw'];

/** Draws a picture unless it shows this state in this way already. */
const usePicture = (run: RunView) => {
  const [picture] = useState(noCells);
  const [last] = useState<{ draw: Draw | null; of: unknown; at: number }>(() => ({
    draw: null,
    of: null,
    at: -1,
  }));
  const refresh = useCallback(
    (draw: Draw) => {
      const { timeline } = run;
      const at = timeline?.at ?? -1;
      if (last.draw === draw && last.of === timeline && last.at === at) return;
      draw(picture);
      Object.assign(last, { draw, of: timeline, at });
    },
    [run, picture, last],
  );
  return { picture, refresh };
};

/** ms that a picture may take without resting; what takes longer rests so many times as long. */
const QUICK_MS = 3;
const REST = 2.5;

/**
 * Paints when the run moves. A picture of a million frames rests between two paintings, so that the page
 * keeps its frames; the last state is always painted. Returns how to stop.
 */
const paintRested = (run: RunView, paint: () => void): (() => void) => {
  let free = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const now = (): void => {
    timer = undefined;
    const start = performance.now();
    paint();
    const end = performance.now();
    free = end - start > QUICK_MS ? end + (end - start) * REST : 0;
  };
  const stop = run.onPaint(() => {
    if (timer !== undefined) return;
    const wait = free - performance.now();
    if (wait <= 0) now();
    else timer = setTimeout(now, wait);
  });
  return () => {
    stop();
    clearTimeout(timer);
  };
};

/** Paints whenever the run moves or the way to draw changes. */
const usePainting = (p: CellCanvasProps, picture: CellPicture, refresh: (draw: Draw) => void) => {
  const run = useRunView();
  const canvas = useRef<HTMLCanvasElement>(null);
  const { fit, palette, draw } = p;
  const surface = useMemo(() => surfaceFor(fit), [fit]);
  const machine = run.timeline?.sim.kernel.layout.machine;
  const fade = useCellFade(canvas, machine === undefined ? '' : machineKey(machine));
  const paint = useCallback(() => {
    refresh(draw);
    const context = surface === null ? null : (canvas.current?.getContext('2d') ?? null);
    if (surface === null || context === null) return;
    const { small, image } = surface;
    fade(small);
    paintCells(picture, fit.perRow, palette, new Uint32Array(image.data.buffer));
    small.getContext('2d')?.putImageData(image, 0, 0);
    context.imageSmoothingEnabled = fit.cellWidth < 1;
    context.clearRect(0, 0, fit.width, fit.height);
    context.drawImage(small, 0, 0, fit.width, fit.height);
  }, [draw, refresh, picture, surface, fit, palette, fade]);
  useEffect(() => {
    paint();
    return paintRested(run, paint);
  }, [paint, run]);
  return canvas;
};

const moved = (key: string, cell: number, { perRow }: CellFit, count: number): number | null => {
  const steps: Readonly<Record<string, number>> = {
    ArrowRight: 1,
    ArrowLeft: -1,
    ArrowDown: perRow,
    ArrowUp: -perRow,
    PageDown: perRow * 16,
    PageUp: -perRow * 16,
    Home: -count,
    End: count,
  };
  const step = steps[key];
  if (step === undefined) return null;
  return Math.min(Math.max(cell + step, 0), count - 1);
};

const Cursor = ({ cell, fit, ratio }: { cell: number; fit: CellFit; ratio: number }) => {
  const size = Math.max(fit.cellWidth / ratio, 9);
  const x = (((cell % fit.perRow) + 0.5) * fit.cellWidth) / ratio;
  const y = ((Math.floor(cell / fit.perRow) + 0.5) * fit.cellHeight) / ratio;
  return (
    <rect
      className={styles['cursor']}
      x={x - size / 2}
      y={y - size / 2}
      width={size}
      height={size}
    />
  );
};

export const CellCanvas = (props: CellCanvasProps) => {
  const { label, fit, ratio, words, onPick, onPoint, children } = props;
  const { picture, refresh } = usePicture(useRunView());
  const tick = useTick();
  const { draw } = props;
  // What is drawn over the cells reads the picture of the same state.
  useMemo(() => {
    refresh(draw);
    return tick;
  }, [draw, refresh, tick]);
  const canvas = usePainting(props, picture, refresh);
  const [cell, setCell] = useState(0);
  const at = Math.min(cell, Math.max(picture.count - 1, 0));
  const thing = (i: number): number => thingAt(picture, i);
  const under = (e: PointerEvent<HTMLElement>): number => {
    const box = e.currentTarget.getBoundingClientRect();
    return cellAt(
      fit,
      picture.count,
      (e.clientX - box.left) * ratio,
      (e.clientY - box.top) * ratio,
    );
  };
  const onKeyDown = (e: KeyboardEvent): void => {
    if (e.key === 'Enter' || e.key === ' ') onPick(thing(at));
    else {
      const next = moved(e.key, at, fit, picture.count);
      if (next === null) return;
      setCell(next);
      onPoint?.(thing(next));
    }
    e.preventDefault();
  };
  const size = { width: fit.width / ratio, height: fit.height / ratio };
  return (
    <div
      className={styles['cells']}
      style={size}
      role="slider"
      tabIndex={0}
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={Math.max(picture.count - 1, 0)}
      aria-valuenow={at}
      aria-valuetext={picture.count === 0 ? '' : words(thing(at))}
      onKeyDown={onKeyDown}
      onPointerMove={(e) => {
        onPoint?.(thing(under(e)));
      }}
      onPointerLeave={() => {
        onPoint?.(-1);
      }}
      onClick={(e) => {
        const found = under(e as unknown as PointerEvent<HTMLElement>);
        if (found < 0) return;
        setCell(found);
        onPick(thing(found));
      }}
    >
      <canvas ref={canvas} width={fit.width} height={fit.height} style={size} aria-hidden="true" />
      <svg width={size.width} height={size.height} aria-hidden="true">
        {children?.(picture)}
        <g className={styles['onFocus']}>
          <Cursor cell={at} fit={fit} ratio={ratio} />
        </g>
      </svg>
    </div>
  );
};
