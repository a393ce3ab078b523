/** Colours of cells in the theme that is on the page. */
import { useEffect, useState } from 'react';
import { cellPalette } from '../../render/cell-painter';
import type { CellPalette, CellTheme } from '../../render/cell-painter';
import { HUES } from '../../viewmodel/running/cell-codes';
import type { Hue } from '../../viewmodel/running/cell-codes';

/** Where there is no style sheet. */
const NO_COLOUR = '#808080';

const readTheme = (): CellTheme => {
  const style = getComputedStyle(document.documentElement);
  const token = (name: string): string => {
    const value = style.getPropertyValue(`--${name}`).trim();
    return value.startsWith('#') ? value : '';
  };
  const pick = (read: (hue: Hue) => string): Record<Hue, string> =>
    Object.fromEntries(HUES.map((hue) => [hue, read(hue)])) as Record<Hue, string>;
  const hue = (name: Hue): string => token(name) || NO_COLOUR;
  return {
    hues: pick(hue),
    lines: pick((name) => token(`${name}-line`) || hue(name)),
    ground: token('ground') || '#ffffff',
    ink: token('ink') || '#000000',
    grey: token('text-3') || NO_COLOUR,
  };
};

/** @returns the palette; a new one when the theme changes */
export const useCellPalette = (): CellPalette => {
  const [palette, setPalette] = useState(() => cellPalette(readTheme()));
  useEffect(() => {
    const observer = new MutationObserver(() => {
      setPalette(cellPalette(readTheme()));
    });
    observer.observe(document.documentElement, { attributeFilter: ['data-theme'] });
    return () => {
      observer.disconnect();
    };
  }, []);
  return palette;
};
