/** A frame in a sentence: for the readout under the pointer, and for a screen reader. */
import { formatAddress, formatCount } from '../../base/format';
import { PLACES, frameFacts } from '../../sim';
import type { FrameFacts, Kernel, Survey } from '../../sim';
import type { Owner } from '../../base/owner';
import type { Look } from './cell-codes';
import { holdersOf } from './holders';
import { LOOK_OF } from './ram-picture';

const mappingWords = ({ mappings }: FrameFacts): string => {
  const [first] = mappings;
  if (first === undefined) return 'not mapped';
  const who = first.pmap === 0 ? 'kernel' : `process ${first.pmap}`;
  const more = mappings.length > 1 ? ` and ${mappings.length - 1} more` : '';
  return `${who} ${formatAddress(BigInt(first.address))}${more}`;
};

const stateWords = ({ place, wire, hold }: FrameFacts): string => {
  const held = hold > 0 ? `, held ${hold}` : '';
  return place === 'wired' ? `wired ${wire}${held}` : `${place} queue${held}`;
};

/** Name and value of each fact, for a list. */
export const frameRows = (
  k: Kernel,
  f: FrameFacts,
): readonly (readonly [name: string, value: string])[] => [
  ['owner', holdersOf(k).of(f.holder).label],
  ['queue', stateWords(f)],
  ['object', f.object],
  ['page of it', f.object === 'none' ? 'none' : formatCount(f.pindex)],
  ['mapped at', mappingWords(f)],
  ['flags', f.flags.length === 0 ? 'none' : f.flags.join(', ')],
];

/** One sentence. */
export const frameWords = (k: Kernel, s: Survey, frame: number): string => {
  const f = frameFacts(k, s, frame);
  if (f === null) return '';
  const owner = holdersOf(k).of(f.holder).label;
  return `frame ${formatCount(frame)}, ${owner}, ${stateWords(f)}, ${mappingWords(f)}`;
};

/** How a frame is drawn where it stands alone. */
export interface FrameLook {
  readonly owner: Owner;
  readonly shade: 0 | 1 | 2;
  readonly look: Look;
}

/** Looks of some frames; null where a number is none. */
export const frameLooks = (
  k: Kernel,
  s: Survey,
  frames: readonly number[],
): readonly (FrameLook | null)[] => {
  const h = holdersOf(k);
  return frames.map((f) => {
    if (f <= 0) return null;
    const { owner, shade } = h.of(s.holder[f] ?? 0);
    return { owner, shade, look: LOOK_OF[PLACES[s.place[f] ?? 0] ?? 'wired'] };
  });
};
