/** What a reader types in to try: growth and *what if* as texts, read into figures or told in words. */
import { formatSize } from '../../base/format';
import { MIB } from '../../base/units';
import { parseSize } from '../machine/machine-code';
import { growthByHand } from './growths';
import type { Growth } from './growths';
import type { Loadable, WhatIf } from './loadable';

/** A growth by hand, as typed. */
export interface TypedGrowth {
  readonly zone: string;
  readonly perHour: string;
}

/** All fields, as typed. An empty text leaves things as the paste has them. */
export interface Typed {
  readonly kmemSize: string;
  readonly ram: string;
  readonly limitZone: string;
  readonly limitItems: string;
  /** hours to begin before the paste */
  readonly back: string;
  readonly growths: readonly TypedGrowth[];
  /** use what was measured, where there is a comparison */
  readonly isMeasured: boolean;
}

/** Fields that a fault can lie in. */
export type Field = 'kmemSize' | 'ram' | 'limitItems' | 'back' | 'growth';

/** What the fields come to. */
export interface Settings {
  readonly whatIf: WhatIf;
  readonly growths: readonly Growth[];
  readonly back: number;
  /** the first fault of each field: what was found, what was expected */
  readonly faults: Readonly<Partial<Record<Field, string>>>;
}

/** A whole number as people write it: `1,000`, `1 000`. */
const numberOf = (text: string): number => {
  const bare = text.trim().replace(/[,\s\u00a0\u202f](?=\d{3}(?:\D|$))/g, '');
  return /^\d+(?:\.\d+)?$/.test(bare) ? Number(bare) : NaN;
};

/** Sizes that are tried, in bytes. */
const LEAST_SIZE = 4 * MIB;
const MOST_KMEM = 1024 * MIB;
const MOST_RAM = 4096 * MIB;

const sizeFault = (text: string, most: number): string =>
  `${text}: expected a size from ${formatSize(LEAST_SIZE)} to ${formatSize(most)}, like 96M.`;

/** A size, or why it is none; both undefined where nothing was typed. */
const sizeOf = (text: string, most: number): { size?: number; fault?: string } => {
  if (text.trim() === '') return {};
  const size = parseSize(text);
  return size === null || size < LEAST_SIZE || size > most
    ? { fault: sizeFault(text, most) }
    : { size };
};

const limitOf = ({ limitZone, limitItems }: Typed): { limit?: WhatIf['limit']; fault?: string } => {
  if (limitItems.trim() === '') return {};
  const items = numberOf(limitItems);
  return Number.isInteger(items) && items > 0
    ? { limit: { zone: limitZone, items } }
    : { fault: `${limitItems}: expected a whole number of items above 0.` };
};

const growthsOfTyped = (
  from: Loadable,
  { growths }: Typed,
): { readonly found: readonly Growth[]; readonly fault?: string } => {
  const found: Growth[] = [];
  for (const { zone, perHour } of growths) {
    if (perHour.trim() === '') continue;
    const growth = growthByHand(from, zone, numberOf(perHour));
    if (growth === null)
      return { found, fault: `${perHour}: expected items an hour, a number above 0.` };
    found.push(growth);
  }
  return { found };
};

/** A zone grows at one rate: what was measured stands before what was said. */
const together = (measured: readonly Growth[], said: readonly Growth[]): readonly Growth[] =>
  [...measured, ...said].filter((g, at, all) => all.findIndex((x) => x.zone === g.zone) === at);

/** Reads all fields. What a fault lies in is left out. */
export const settingsOf = (from: Loadable, typed: Typed, measured: readonly Growth[]): Settings => {
  const kmem = sizeOf(typed.kmemSize, MOST_KMEM);
  const ram = sizeOf(typed.ram, MOST_RAM);
  const limit = limitOf(typed);
  const byHand = growthsOfTyped(from, typed);
  const back = typed.back.trim() === '' ? 0 : numberOf(typed.back);
  return {
    whatIf: {
      ...(kmem.size === undefined ? {} : { kmemSize: kmem.size }),
      ...(ram.size === undefined ? {} : { ram: ram.size }),
      ...(limit.limit === undefined ? {} : { limit: limit.limit }),
    },
    growths: together(typed.isMeasured ? measured : [], byHand.found),
    back: Number.isNaN(back) ? 0 : back,
    faults: {
      ...(kmem.fault === undefined ? {} : { kmemSize: kmem.fault }),
      ...(ram.fault === undefined ? {} : { ram: ram.fault }),
      ...(limit.fault === undefined ? {} : { limitItems: limit.fault }),
      ...(byHand.fault === undefined ? {} : { growth: byHand.fault }),
      ...(Number.isNaN(back) ? { back: `${typed.back}: expected hours, 0 or more.` } : {}),
    },
  };
};
