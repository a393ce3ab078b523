/**
 * Paints cells, one pixel each, into the numbers of an image; a canvas scales it up without smoothing.
 * Hatches are made of whole cells, so that they cost nothing: a line of the other colour every third.
 */
import {
  AGES,
  AGE_CODES,
  DIM,
  HOLE,
  HUES,
  LOOKS,
  PAGING_CODES,
  codeOf,
} from '../viewmodel/running/cell-codes';
import type { Hue } from '../viewmodel/running/cell-codes';
import type { CellPicture } from '../viewmodel/running/cells';

/** Colours of a theme as `#rrggbb`. */
export interface CellTheme {
  readonly hues: Readonly<Record<Hue, string>>;
  /** edge colour of each hue, for the lines of hatches */
  readonly lines: Readonly<Record<Hue, string>>;
  readonly ground: string;
  readonly ink: string;
  readonly grey: string;
}

/** Colours by code, as the image has them: bytes red, green, blue, alpha in memory. */
export interface CellPalette {
  readonly base: Uint32Array;
  readonly line: Uint32Array;
  /** 0 plain, 1 lines at 45°, 2 level lines */
  readonly texture: Uint8Array;
}

type Rgb = readonly [number, number, number];
const parse = (hex: string): Rgb => {
  const long = hex.length === 4 ? hex.replace(/[0-9a-f]/gi, '$&$&') : hex;
  const n = parseInt(long.slice(1), 16);
  return [(n >> 16) & 255, (n >> 8) & 255, n & 255];
};
/** `share` of the second colour. */
const mix = (a: Rgb, b: Rgb, share: number): Rgb => [
  Math.round(a[0] + (b[0] - a[0]) * share),
  Math.round(a[1] + (b[1] - a[1]) * share),
  Math.round(a[2] + (b[2] - a[2]) * share),
];
const pack = ([r, g, b]: Rgb): number => ((255 << 24) | (b << 16) | (g << 8) | r) >>> 0;

/** Free frames are paper: only a breath darker than the page. */
const FREE = 0.16;
const TINT = 0.7;
const HALF = 0.42;
/** From one zone to the next of the same owner. */
const STEP = 0.26;
const BACK = 0.74;

interface Entry {
  readonly base: Rgb;
  readonly line: Rgb;
  readonly texture: 0 | 1 | 2;
}

const hueEntries = (theme: CellTheme): (readonly [number, Entry])[] => {
  const ground = parse(theme.ground);
  const ink = parse(theme.ink);
  return HUES.flatMap((name) => {
    const hue = name === 'free' ? ground : parse(theme.hues[name]);
    const line = parse(theme.lines[name]);
    const plain = (base: Rgb): Entry => ({ base, line: base, texture: 0 });
    const looks: readonly Entry[] = [
      plain(name === 'free' ? mix(ground, line, FREE) : hue),
      { base: hue, line: mix(hue, ground, 0.72), texture: 1 },
      { base: hue, line: mix(hue, ground, 0.72), texture: 2 },
      plain(mix(hue, ground, HALF)),
      plain(mix(hue, ground, TINT)),
      plain(mix(hue, ink, STEP)),
      plain(mix(hue, ground, STEP)),
    ];
    return LOOKS.map((look, i) => [codeOf(name, look), looks[i] as Entry] as const);
  });
};

const greyEntries = (theme: CellTheme): (readonly [number, Entry])[] => {
  const ground = parse(theme.ground);
  const ink = parse(theme.ink);
  const grey = parse(theme.grey);
  const ages = Array.from({ length: AGES }, (_, i) => {
    const base = mix(ground, ink, 0.12 + (0.8 * i) / (AGES - 1));
    return [AGE_CODES + i, { base, line: base, texture: 0 }] as const;
  });
  const pale = mix(grey, ground, 0.72);
  const free = mix(ground, grey, 0.06);
  const paging: readonly Entry[] = [
    { base: grey, line: grey, texture: 0 },
    { base: grey, line: pale, texture: 1 },
    { base: grey, line: pale, texture: 2 },
    { base: free, line: free, texture: 0 },
  ];
  return [
    ...ages,
    ...paging.map((entry, i) => [PAGING_CODES + i, entry] as const),
    [HOLE, { base: ground, line: ground, texture: 0 }] as const,
  ];
};

/** Colours of every code in a theme, those that stand back too. */
export const cellPalette = (theme: CellTheme): CellPalette => {
  const palette = {
    base: new Uint32Array(256),
    line: new Uint32Array(256),
    texture: new Uint8Array(256),
  };
  const ground = parse(theme.ground);
  for (const [code, { base, line, texture }] of [...hueEntries(theme), ...greyEntries(theme)]) {
    palette.base[code] = pack(base);
    palette.line[code] = pack(line);
    palette.base[code | DIM] = pack(mix(base, ground, BACK));
    palette.line[code | DIM] = pack(mix(line, ground, BACK));
    palette.texture[code] = texture;
    palette.texture[code | DIM] = texture;
  }
  return palette;
};

/** Cells between two lines of a hatch. */
const PERIOD = 3;

/**
 * Paints a picture.
 * @param pixels one number a cell, row by row; what lies behind the last cell becomes clear
 */
export const paintCells = (
  { count, codes }: Pick<CellPicture, 'count' | 'codes'>,
  perRow: number,
  { base, line, texture }: CellPalette,
  pixels: Uint32Array,
): void => {
  let x = 0;
  let y = 0;
  for (let i = 0; i < count; i += 1) {
    const code = codes[i] as number;
    const t = texture[code] as number;
    const isLine = t !== 0 && (t === 1 ? x + y : y) % PERIOD === 0;
    pixels[i] = (isLine ? line[code] : base[code]) as number;
    x += 1;
    if (x === perRow) {
      x = 0;
      y += 1;
    }
  }
  pixels.fill(0, count);
};
