/** How what is selected lies in RAM: the sentence under the columns, and where the link goes. */
import { formatAddress, formatCount } from '../../base/format';
import { PAGE_SIZE } from '../../base/units';
import { framesAt, mapNumber, pagesInEntries, zoneRow } from '../../sim';
import type { Kernel } from '../../sim';
import { LINK_WORDS as WORDS } from '../../strings/en/pictures';
import { countMarks } from './marks';
import type { TitlePart } from './headline';
import type { Selected } from './place';

/** Pages of address space that are meant, and frames behind them. */
export interface RamLink {
  /** pages at kernel addresses; 0 = what is meant has none, so no line leaves the ruler */
  readonly pages: number;
  readonly frames: number;
  /** the sentence with its figures, and the same as plain words */
  readonly parts: readonly TitlePart[];
  readonly words: string;
}

type Of = NonNullable<TitlePart['figure']>['of'];

type Parts = readonly (TitlePart | string)[];

/** A number with its noun; with `of` it opens its derivation. */
const counted = (value: number, one: string, many: string, of: Of | null): Parts => {
  const label = value === 1 ? one : many;
  const text = formatCount(value);
  return [of === null ? text : { text, figure: { of, value, label } }, ` ${label}`];
};
const pagesOf = (n: number, of: Of | null): Parts => counted(n, WORDS.page, WORDS.pages, of);
const framesOf = (n: number, of: Of | null): Parts => counted(n, WORDS.frame, WORDS.frames, of);

const linkOf = (pages: number, frames: number, parts: Parts): RamLink => {
  const whole = parts.map((p) => (typeof p === 'string' ? { text: p } : p));
  return { pages, frames, parts: whole, words: whole.map(({ text }) => text).join('') };
};

interface Counted {
  readonly pages: number;
  readonly frames: number;
  readonly ofPages: Of | null;
  readonly ofFrames: Of | null;
}

/** What the pages of address space and the frames behind them say about each other. */
const lieIn = (c: Counted, rest: string): Parts => {
  const { pages, frames } = c;
  const part = pagesOf(pages, c.ofPages);
  if (frames === 0) return [...part, `: ${WORDS.noneInRam}`];
  const end = frames >= pages ? `: ${WORDS.allInRam}` : `; ${rest}`;
  return [...part, ` ${WORDS.in} `, ...framesOf(frames, c.ofFrames), end];
};

/** Frames of a holder as its survey counts them. */
const ofHolder = (id: string): Of => ['holder', id, ''];

const zoneLink = (k: Kernel, name: string, frames: number): RamLink => {
  const { pages } = zoneRow(k, k.uma.names.indexOf(name));
  const c: Counted = {
    pages,
    frames,
    ofPages: ['zone', name, 'pages'],
    ofFrames: ofHolder(`zone:${name}`),
  };
  return linkOf(pages, frames, lieIn(c, WORDS.bootPages));
};

const mapLink = (k: Kernel, name: string, frames: number): RamLink | null => {
  const map = mapNumber(k, name);
  if (map < 0) return null;
  const pages = pagesInEntries(k, map);
  // A map that holds submaps has their pages in its own count, and not in its entries'.
  const isOwn = pages === k.kmem.maps.map.size.get(map);
  const ofPages: Of | null = isOwn ? ['map', name, 'allocated'] : null;
  const c: Counted = { pages, frames, ofPages, ofFrames: ['reach', `map:${name}`, 'frames'] };
  return linkOf(pages, frames, lieIn(c, WORDS.restNotInRam));
};

/** A pipe may have frames that are not behind its own addresses: those that a direct write borrows. */
const thingLink = (k: Kernel, id: string, thing: NonNullable<Selected['thing']>): RamLink => {
  const pages = thing.places.reduce((n, p) => n + p.pages, 0);
  const frames = thing.frames.length;
  const ofFrames: Of = ['reach', id, 'frames'];
  if (pages === 0)
    return linkOf(pages, frames, [...framesOf(frames, ofFrames), `, ${WORDS.noAddress}`]);
  const own = thing.places.reduce((n, p) => n + framesAt(k, p).length, 0);
  const lent = frames > own ? ['; ', ...framesOf(frames - own, null), ` ${WORDS.elsewhere}`] : [];
  const c: Counted = {
    pages,
    frames: own,
    ofPages: ['reach', id, 'pages'],
    ofFrames: own === frames ? ofFrames : null,
  };
  return linkOf(pages, frames, [...lieIn(c, WORDS.restNotInRam), ...lent]);
};

const slabLink = ({ slab, frame }: Selected): RamLink | null => {
  if (slab === null) return null;
  const at = formatAddress(BigInt(slab.address));
  const where = frame === null ? WORDS.inBootPages : `${WORDS.inFrame} ${formatCount(frame.frame)}`;
  return linkOf(slab.pages, frame === null ? 0 : slab.pages, [
    `${formatCount((slab.pages * PAGE_SIZE) / 1024)} K ${WORDS.at} ${at} ${where}`,
  ]);
};

/**
 * @param marks frames of the selection
 * @returns null where nothing that has frames is selected
 */
export const ramLink = (
  k: Kernel,
  selected: Selected,
  marks: Uint8Array | null,
): RamLink | null => {
  if (marks === null) return null;
  const { kind, holder, thing, map, asker } = selected;
  if (kind === 'slab' || kind === 'item') return slabLink(selected);
  const frames = countMarks(marks);
  if (kind === 'map') return mapLink(k, map, frames);
  if (thing !== null) return thingLink(k, selected.id, thing);
  if (asker !== null)
    return linkOf(0, frames, [
      ...framesOf(frames, ['asker', asker.id, '']),
      ` ${WORDS.askedBy} ${asker.label}`,
    ]);
  if (holder === null) return null;
  if (holder.id.startsWith('zone:')) return zoneLink(k, holder.id.slice(5), frames);
  const of = ofHolder(holder.id);
  if (holder.id === 'holder:large')
    return linkOf(frames, frames, lieIn({ pages: frames, frames, ofPages: of, ofFrames: of }, ''));
  return linkOf(0, frames, [...framesOf(frames, of), `, ${holder.label}`]);
};
