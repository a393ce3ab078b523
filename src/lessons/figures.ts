/**
 * Numbers of lesson text, by id. Each is a derivation taken from the state of the step, so that a changed
 * model changes the words: `live|…` of the running kernel, `boot|…` of its layout, `seed|…` of the mail,
 * `own|…` of the lesson.
 */
import type { AnyDerivation } from '../base/derivation';
import {
  formatBytes,
  formatCount,
  formatPagesAsSize,
  formatPercent,
  formatSize,
  formatValue,
  formatWholeKib,
} from '../base/format';
import { KIB, MIB, PAGE_SIZE } from '../base/units';
import { bootLayout } from '../sim';
import { deriveLive } from '../viewmodel/running/derive';
import type { FigureId, Scene, Shape } from './types';

/** Figures that a lesson works out itself. Null where the state has none. */
export type OwnFigures = Readonly<Record<string, (scene: Scene) => AnyDerivation | null>>;

const ofBoot = (scene: Scene, id: string): AnyDerivation | null => {
  const layout = bootLayout(scene.timeline.machine);
  if (!layout.ok) return null;
  return Object.values(layout.value.values).find((d) => d.id === id) ?? null;
};

/** @returns the derivation that an id names in a state, or null where there is none */
export const figureAt = (scene: Scene, id: FigureId, own: OwnFigures): AnyDerivation | null => {
  const [kind = '', ...rest] = id.split('|');
  const name = rest.join('|');
  if (kind === 'live') return deriveLive(scene, id);
  if (kind === 'boot') return ofBoot(scene, name);
  if (kind === 'seed') return scene.seed.get(name) ?? null;
  if (kind === 'own') return own[name]?.(scene) ?? null;
  return null;
};

/** The value in bytes, where its unit is one of size. */
export const bytesOf = (d: AnyDerivation): number => {
  const n = Number(d.value);
  if (d.unit === 'pages') return n * PAGE_SIZE;
  return d.unit === 'K' ? n * KIB : n;
};

const SHAPES: Readonly<Record<Shape, (d: AnyDerivation) => string>> = {
  // Whole K, as the kernel's tools print them: the exact bytes stand in the derivation.
  K: (d) => formatWholeKib(bytesOf(d)),
  MB: (d) => `${formatCount(Number((bytesOf(d) / MIB).toFixed(1)))} MB`,
  size: (d) => (d.unit === 'pages' ? formatPagesAsSize(Number(d.value)) : formatSize(bytesOf(d))),
  pages: (d) => formatValue(d.unit === 'pages' ? d.value : bytesOf(d) / PAGE_SIZE, 'pages'),
  count: (d) => formatCount(d.value),
  percent: (d) => formatPercent(Number(d.value), 0),
  bytes: (d) => formatBytes(bytesOf(d)),
  address: (d) => formatValue(d.value, 'address'),
};

/** A figure as it stands in a sentence. */
export const writeFigure = (d: AnyDerivation, shape: Shape): string => SHAPES[shape](d);

/** Shapes, for whoever reads them from text. */
export const isShape = (word: string): word is Shape => word in SHAPES;

// An id may hold a colon itself (`live|reach|map:kmem_map|frames`): only a shape parts it.
const SLOT = new RegExp(`\\{([^{}]+?)(?::(${Object.keys(SHAPES).join('|')}))?\\}`, 'g');

/** A piece of a sentence: words, or a figure in it. */
export type Piece = string | { readonly id: FigureId; readonly shape: Shape };

/** Parts a sentence at its `{figure id:shape}`; the shape is `count` where none is named. */
export const piecesOf = (sentence: string): readonly Piece[] => {
  const pieces: Piece[] = [];
  let end = 0;
  for (const m of sentence.matchAll(SLOT)) {
    const [whole, id = '', word = 'count'] = m;
    const shape: Shape = isShape(word) ? word : 'count';
    if (m.index > end) pieces.push(sentence.slice(end, m.index));
    pieces.push({ id, shape });
    end = m.index + whole.length;
  }
  if (end < sentence.length) pieces.push(sentence.slice(end));
  return pieces;
};
