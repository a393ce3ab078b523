/** A hatch of the style sheet as a pattern of a drawing. */
import { hatchOf } from '../../render/hatch';
import type { Dots, Lines } from '../../render/hatch';

/** Makes an element of a drawing. */
export type Make = (name: string, attributes: Readonly<Record<string, string | number>>) => Element;

let made = 0;

const marksOf = (hatch: Lines | Dots, make: Make): Element[] => {
  const { period } = hatch;
  if (hatch.kind === 'dots')
    return [
      make('circle', { cx: period / 2, cy: period / 2, r: hatch.radius, fill: hatch.colour }),
    ];
  return hatch.bands.map(({ colour, from, to }) =>
    make('rect', { x: from, width: to - from, height: period, fill: colour }),
  );
};

/** @returns the pattern and the box filled with it; nothing where the box has no hatch */
export const hatchedBox = (
  style: CSSStyleDeclaration,
  box: Readonly<Record<'x' | 'y' | 'width' | 'height', number>>,
  make: Make,
): Element[] => {
  const hatch = hatchOf(style.backgroundImage, style.backgroundSize);
  if (hatch === null) return [];
  made += 1;
  const id = `taken-hatch-${made}`;
  const turn = hatch.kind === 'lines' ? ` rotate(${hatch.turn})` : '';
  const pattern = make('pattern', {
    id,
    width: hatch.period,
    height: hatch.period,
    patternUnits: 'userSpaceOnUse',
    patternTransform: `translate(${box.x} ${box.y})${turn}`,
  });
  pattern.append(...marksOf(hatch, make));
  return [pattern, make('rect', { ...box, fill: `url(#${id})` })];
};
