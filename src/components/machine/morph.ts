/**
 * The layout moves: when the machine changes, regions go from where they stood to where they stand. What
 * was drawn last is remembered across the ruler that runs and the one that stands still.
 */
import { createElement, useMemo } from 'react';
import type { ReactNode } from 'react';
import { morphOf, shareTransform } from '../../render/morph';
import type { Share } from '../../render/morph';
import type { Band, Column } from '../../viewmodel/ruler/types';
import type { Frame } from '../ruler/geometry';
import { MorphContext } from '../ruler/morph-context';
import type { Morph } from '../ruler/morph-context';
import { isStill, moveFrom } from '../ui/motion';
import ruler from '../ruler/ruler.module.css';

/** ms in which a layout moves. */
export const MORPH_MS = 400;

interface Drawn {
  readonly of: string;
  readonly column: Column | null;
}

/** What each column and each writing showed last. */
const drawn = new Map<string, Drawn>();

/** @returns what was drawn for another machine, or null where nothing was or nothing may move */
const before = (id: string, now: Drawn): Drawn | null => {
  const last = drawn.get(id);
  drawn.set(id, now);
  return last === undefined || last.of === now.of || isStill() ? null : last;
};

const SVG = 'http://www.w3.org/2000/svg';

/** A region that is gone fades where it stood. */
const fadeOut = (el: SVGGElement, band: Band, at: Share, frame: Frame): void => {
  const group = document.createElementNS(SVG, 'g');
  group.setAttribute('class', ruler['band'] ?? '');
  group.setAttribute('aria-hidden', 'true');
  group.dataset['owner'] = band.owner;
  group.dataset['backing'] = band.backing;
  for (const name of ['shape', 'edge'] as const) {
    const rect = document.createElementNS(SVG, 'rect');
    rect.setAttribute('class', ruler[name] ?? '');
    rect.setAttribute('y', String(at[0] * frame.height));
    rect.setAttribute('width', String(frame.width));
    rect.setAttribute('height', String((at[1] - at[0]) * frame.height));
    group.append(rect);
  }
  el.append(group);
  const animation = group.animate([{ opacity: 1 }, { opacity: 0 }], MORPH_MS);
  const end = (): void => {
    group.remove();
  };
  animation.onfinish = end;
  animation.oncancel = end;
};

const partsOf = (el: SVGGElement, id: string): readonly [shape: Element[], label: Element[]] => {
  const name = CSS.escape(id);
  return [
    Array.from(el.querySelectorAll(`[data-band="${name}"]`)),
    Array.from(el.querySelectorAll(`[data-label="${name}"]`)),
  ];
};

const moveColumn = (el: SVGGElement, from: Column, to: Column, frame: Frame): void => {
  const { moved, fresh, gone } = morphOf(from, to);
  for (const m of moved) {
    const [shapes, labels] = partsOf(el, m.id);
    for (const shape of shapes)
      moveFrom(shape, { transform: shareTransform(m, frame.height) }, MORPH_MS);
    const shift = (m.from[0] - m.to[0]) * frame.height;
    for (const label of labels)
      moveFrom(label, { transform: `translateY(${shift.toFixed(2)}px)` }, MORPH_MS);
  }
  for (const id of fresh)
    for (const part of partsOf(el, id).flat()) moveFrom(part, { opacity: 0 }, MORPH_MS);
  for (const { band, at } of gone) fadeOut(el, band, at, frame);
};

const morphFor = (of: string): Morph => ({
  column: (el, column, frame) => {
    const last = before(column.id, { of, column });
    const from = last?.column ?? null;
    if (el !== null && from !== null) moveColumn(el, from, column, frame);
  },
  fade: (el, id) => {
    const last = before(`fade ${id}`, { of, column: null });
    if (el !== null && last !== null) moveFrom(el, { opacity: 0 }, MORPH_MS);
  },
});

/** @param of the machine whose layout is drawn below: `machine-code.ts` */
export const MorphProvider = ({ of, children }: { of: string; children: ReactNode }) => {
  const morph = useMemo(() => morphFor(of), [of]);
  return createElement(MorphContext, { value: morph }, children);
};
