/** A page of a map and a slab of a zone, each in a sentence. */
import { formatAddress, formatCount } from '../../base/format';
import { PAGE_SIZE } from '../../base/units';
import { H_LARGE, holderOfZone, largestHoleOf, mapExtent, slabFacts } from '../../sim';
import type { Kernel, PageRange, Survey } from '../../sim';
import { ASKED_WORDS } from '../../strings/en/asked';
import type { Asked } from './askers';
import { holdersOf } from './holders';

/** A slab: where it is, and how many of its items are live. */
export const slabWords = (k: Kernel, slab: number): string => {
  const facts = slabFacts(k, slab);
  if (facts === null) return '';
  const at = formatAddress(BigInt(facts.address));
  if (facts.isLarge) return `block of ${formatCount(facts.pages)} pages at ${at}`;
  const live = facts.items.filter((i) => i === 'live').length;
  return `slab of ${facts.zone} at ${at}, ${live} of ${facts.items.length} items live`;
};

/** A page, counted from the start of the range. */
export const pageWords = (k: Kernel, s: Survey, range: PageRange, page: number): string => {
  if (page < 0) return '';
  const at = range.start + page - k.kmem.base;
  const address = formatAddress(BigInt((range.start + page) * PAGE_SIZE));
  const slab = s.slabAt[at] ?? 0;
  if (slab !== 0) return slabWords(k, slab);
  const frame = k.frameAt.get(at);
  if (frame === 0) return `${address}, no RAM behind it`;
  return `${address}, ${holdersOf(k).of(s.holder[frame] ?? 0).label}, frame ${formatCount(frame)}`;
};

/** Who asked for a page, to be read out behind what it is; '' where the colour does not say that. */
export const askerWords = (
  k: Kernel,
  s: Survey,
  asked: Asked | null,
  of: { readonly page: number } | { readonly slab: number },
): string => {
  if (asked === null) return '';
  const slab = 'slab' in of ? of.slab : (s.slabAt[of.page - k.kmem.base] ?? 0);
  const frame = 'slab' in of ? 0 : k.frameAt.get(of.page - k.kmem.base);
  const keg = slab === 0 ? 0 : k.uma.slab.keg.get(slab);
  if (slab === 0 && frame === 0) return '';
  const inSlab = keg === 0 ? H_LARGE : holderOfZone(k, k.uma.keg.firstZone.get(keg));
  const holder = slab === 0 ? (s.holder[frame] ?? 0) : inSlab;
  return `, ${ASKED_WORDS.asked} ${asked.holders.of(asked.of(holder, slab)).label}`;
};

/** The largest hole of a map, where the range is all of it and it has one; pages of the range. */
export const largestHole = (
  k: Kernel,
  range: PageRange,
): { readonly from: number; readonly pages: number } | null => {
  const { start, end } = mapExtent(k, range.map);
  if (start !== range.start || end !== range.end) return null;
  const hole = largestHoleOf(k, range.map);
  // A hole before the first entry has no entry whose end it follows.
  const from = hole.start === 0 ? 0 : hole.start - start;
  return hole.pages === 0 ? null : { from, pages: hole.pages };
};
