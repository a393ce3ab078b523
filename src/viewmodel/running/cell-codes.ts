/**
 * How a cell looks, as one byte: whose hue, and what state on top of it. The painter turns a code into
 * a colour; nothing here knows one.
 */
import type { Owner } from '../../base/owner';

/** Hues in the order of their codes: owners, malloc with its three shades. */
export const HUES = [
  'malloc',
  'malloc-2',
  'malloc-3',
  'uma',
  'mbufs',
  'files',
  'bufcache',
  'pipes',
  'stacks',
  'meta',
  'user',
  'free',
] as const;
export type Hue = (typeof HUES)[number];

/**
 * Solid: in RAM and wired. Pageable and discardable carry their hatch. Half: a slab of which some
 * items are free. Tint: handed out without RAM, or a slab without a live item. Dark and light: steps of
 * one hue, so that neighbours of one owner are told apart.
 */
export const LOOKS = ['solid', 'pageable', 'discardable', 'half', 'tint', 'dark', 'light'] as const;
export type Look = (typeof LOOKS)[number];

/** First code of the shades of age, youngest use last. */
export const AGE_CODES = 86;
/** Steps of age. */
export const AGES = 17;
/** Codes of what may happen to a page, whoever owns it: solid, pageable, discardable, free. */
export const PAGING_CODES = 104;
export const PAGING = ['solid', 'pageable', 'discardable', 'free'] as const;
/** A hole: paper. */
export const HOLE = 120;
/** Added to a code: stands back, because something else is selected. */
export const DIM = 128;

/** The hue of an owner, by shade step. */
export const hueOf = (owner: Owner, shade: number): Hue =>
  owner === 'malloc' && shade > 0 ? (shade === 1 ? 'malloc-2' : 'malloc-3') : owner;

/** The code of a hue in a look. */
export const codeOf = (hue: Hue, look: Look): number =>
  HUES.indexOf(hue) * LOOKS.length + LOOKS.indexOf(look);
