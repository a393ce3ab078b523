/** Hatches of the style sheet as data, so that a drawing that is taken away can have them too. */

/** Lines of several colours, one period of them. */
export interface Lines {
  readonly kind: 'lines';
  /** degrees that the direction across the lines is turned from level */
  readonly turn: number;
  readonly period: number;
  readonly bands: readonly {
    readonly colour: string;
    readonly from: number;
    readonly to: number;
  }[];
}

/** One dot a square. */
export interface Dots {
  readonly kind: 'dots';
  readonly colour: string;
  readonly radius: number;
  readonly period: number;
}

const part = (n: string): number => Math.round(Number(n) * 255);

/** A colour as every reader of SVG knows it: what a browser computes from a mix is newer than most of them. */
export const plainColour = (colour: string): string => {
  const [, r, g, b, a] =
    /^color\(srgb ([\d.e-]+) ([\d.e-]+) ([\d.e-]+)(?: \/ ([\d.]+))?\)$/.exec(colour) ?? [];
  if (r === undefined || g === undefined || b === undefined) return colour;
  const rgb = `${part(r)}, ${part(g)}, ${part(b)}`;
  return a === undefined ? `rgb(${rgb})` : `rgba(${rgb}, ${a})`;
};

/** A colour and the px at which it stands; the computed style always names both. */
const STOP = /((?:rgba?|color|oklch|hsla?)\([^()]*\)|#[0-9a-f]+)\s+([\d.]+)px/gi;

const stopsOf = (text: string): { colour: string; at: number }[] =>
  Array.from(text.matchAll(STOP), ([, colour = '', at = '0']) => ({
    colour: plainColour(colour),
    at: Number(at),
  }));

const linesOf = (text: string): Lines | null => {
  const angle = Number(/gradient\(\s*(-?[\d.]+)deg/.exec(text)?.[1] ?? 180);
  const stops = stopsOf(text);
  const period = stops.at(-1)?.at ?? 0;
  if (stops.length < 2 || period <= 0) return null;
  const bands = stops.slice(1).flatMap(({ colour, at }, i) => {
    const from = stops[i]?.at ?? 0;
    return at > from ? [{ colour, from, to: at }] : [];
  });
  return { kind: 'lines', turn: angle - 90, period, bands };
};

const dotsOf = (text: string, size: string): Dots | null => {
  const [first] = stopsOf(text);
  const period = Number.parseFloat(size);
  return first === undefined || !(period > 0)
    ? null
    : { kind: 'dots', colour: first.colour, radius: first.at, period };
};

/**
 * @param image computed `background-image`
 * @param size computed `background-size`
 * @returns null where it is no hatch
 */
export const hatchOf = (image: string, size: string): Lines | Dots | null => {
  if (image.startsWith('repeating-linear-gradient(')) return linesOf(image);
  return image.startsWith('radial-gradient(') ? dotsOf(image, size) : null;
};
