/**
 * How wide a label is in the condensed face, for the plate behind it. An estimate by letters is a third too
 * wide for some names, and the plate then stands out beyond its word.
 */
import { useSyncExternalStore } from 'react';

/** @param letter px of a letter, where nothing can be measured; tells the sizes of the themes apart */
type Measure = (text: string, letter: number) => number;

const widths = new Map<string, number>();
/** Counts the typefaces that have come: what was measured before is no longer true. */
let version = 0;
let drawing: CanvasRenderingContext2D | null | undefined;

/** What measures; null where nothing draws, as in tests of components. */
const penOf = (): CanvasRenderingContext2D | null => {
  // The type says null where there is none; a page without a drawing surface answers undefined.
  if (drawing === undefined) {
    const made: unknown = document.createElement('canvas').getContext('2d');
    drawing = made instanceof Object ? (made as CanvasRenderingContext2D) : null;
  }
  return drawing;
};

const subscribe = (onChange: () => void): (() => void) => {
  const { fonts } = document as { fonts?: FontFaceSet };
  const onLoad = (): void => {
    version += 1;
    widths.clear();
    onChange();
  };
  fonts?.addEventListener('loadingdone', onLoad);
  return () => {
    fonts?.removeEventListener('loadingdone', onLoad);
  };
};

const measured: Measure = (text, letter) => {
  const pen = penOf();
  if (pen === null) return text.length * letter;
  const style = getComputedStyle(document.documentElement);
  pen.font = `500 ${style.getPropertyValue('--fs-label')} ${style.getPropertyValue('--condensed')}`;
  return pen.measureText(text).width;
};

/** px of a text; the same text at the same size is measured once. */
const widthOf: Measure = (text, letter) => {
  const key = `${letter} ${text}`;
  const known = widths.get(key);
  if (known !== undefined) return known;
  const width = measured(text, letter);
  widths.set(key, width);
  return width;
};

/** Measures labels; what uses it is drawn again when a typeface has come. */
export const useTextWidth = (): Measure => {
  useSyncExternalStore(subscribe, () => version);
  return widthOf;
};
