/** How what is selected lies in RAM: the sentence under the columns, and where the link goes. */
import { formatAddress, formatCount } from '../../base/format';
import { PAGE_SIZE } from '../../base/units';
import { framesAt, mapNumber, pagesInEntries, zoneRow } from '../../sim';
import type { Kernel } from '../../sim';
import { LINK_WORDS as WORDS } from '../../strings/en/pictures';
import { countMarks } from './marks';
import type { Selected } from './place';

/** Pages of address space that are meant, and frames behind them. */
export interface RamLink {
  /** pages at kernel addresses; 0 = what is meant has none, so no line leaves the ruler */
  readonly pages: number;
  readonly frames: number;
  readonly words: string;
}

const plural = (n: number, one: string, many: string): string =>
  `${formatCount(n)} ${n === 1 ? one : many}`;
const pagesOf = (n: number): string => plural(n, WORDS.page, WORDS.pages);
const framesOf = (n: number): string => plural(n, WORDS.frame, WORDS.frames);

/** What the pages of address space and the frames behind them say about each other. */
const lieIn = (pages: number, frames: number, rest: string): string => {
  if (frames === 0) return `${pagesOf(pages)}: ${WORDS.noneInRam}`;
  const lie = pages === 1 ? WORDS.liesIn : WORDS.lieIn;
  const base = `${pagesOf(pages)} ${lie} ${framesOf(frames)}`;
  return frames >= pages ? `${base}: ${WORDS.allInRam}` : `${base}; ${rest}`;
};

const zoneLink = (k: Kernel, name: string, frames: number): RamLink => {
  const { pages } = zoneRow(k, k.uma.names.indexOf(name));
  return { pages, frames, words: lieIn(pages, frames, WORDS.bootPages) };
};

const mapLink = (k: Kernel, name: string, frames: number): RamLink | null => {
  const map = mapNumber(k, name);
  if (map < 0) return null;
  const pages = pagesInEntries(k, map);
  return { pages, frames, words: lieIn(pages, frames, WORDS.restNotInRam) };
};

/** A pipe may have frames that are not behind its own addresses: those that a direct write borrows. */
const thingLink = (k: Kernel, thing: NonNullable<Selected['thing']>): RamLink => {
  const pages = thing.places.reduce((n, p) => n + p.pages, 0);
  const frames = thing.frames.length;
  if (pages === 0) return { pages, frames, words: `${framesOf(frames)}, ${WORDS.noAddress}` };
  const own = thing.places.reduce((n, p) => n + framesAt(k, p).length, 0);
  const lent = frames > own ? `; ${framesOf(frames - own)} ${WORDS.elsewhere}` : '';
  return { pages, frames, words: `${lieIn(pages, own, WORDS.restNotInRam)}${lent}` };
};

const slabLink = ({ slab, frame }: Selected): RamLink | null => {
  if (slab === null) return null;
  const at = formatAddress(BigInt(slab.address));
  const where = frame === null ? WORDS.inBootPages : `${WORDS.inFrame} ${formatCount(frame.frame)}`;
  return {
    pages: slab.pages,
    frames: frame === null ? 0 : slab.pages,
    words: `${formatCount((slab.pages * PAGE_SIZE) / 1024)} K ${WORDS.at} ${at} ${where}`,
  };
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
  if (thing !== null) return thingLink(k, thing);
  if (asker !== null)
    return { pages: 0, frames, words: `${framesOf(frames)} ${WORDS.askedBy} ${asker.label}` };
  if (holder === null) return null;
  if (holder.id.startsWith('zone:')) return zoneLink(k, holder.id.slice(5), frames);
  const hasAddress = holder.id === 'holder:large';
  if (hasAddress) return { pages: frames, frames, words: lieIn(frames, frames, '') };
  return { pages: 0, frames, words: `${framesOf(frames)}, ${holder.label}` };
};
