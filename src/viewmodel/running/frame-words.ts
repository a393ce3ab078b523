/** A frame in a sentence: for the readout under the pointer, and for a screen reader. */
import { formatAddress, formatCount } from '../../base/format';
import { PLACES, frameFacts } from '../../sim';
import type { FrameFacts, Kernel, Mapping, Survey, Timeline } from '../../sim';
import { FRAME_WORDS as WORDS } from '../../strings/en/frame';
import type { Owner } from '../../base/owner';
import type { Look } from './cell-codes';
import { liveId } from './derive-zone';
import { holdersOf } from './holders';
import { LOOK_OF } from './ram-picture';
import { heldNames } from './thing-tables';

/** Whose address space a mapping is in: the kernel's, or a process by its pid and its name. */
export const mapperWords = (t: Timeline, { pmap }: Mapping): string => {
  if (pmap === 0) return WORDS.kernel;
  const pid = t.sim.kernel.proc.proc.pid.get(pmap);
  const name = heldNames(t, 'process').get(pmap) ?? '';
  return [`${WORDS.process} ${pid}`, name].filter(Boolean).join(', ');
};

const mappingWords = (t: Timeline, { mappings }: FrameFacts): string => {
  const [first] = mappings;
  if (first === undefined) return WORDS.notMapped;
  return `${mapperWords(t, first)} ${formatAddress(BigInt(first.address))}`;
};

/** One fact: words, and a figure behind them where there is one. */
export interface FrameRow {
  readonly name: string;
  readonly words: string;
  /** null where the fact is words alone */
  readonly figure: { readonly value: number; readonly why: string } | null;
}

const inWords = (name: string, words: string): FrameRow => ({ name, words, figure: null });

/** Each fact, for a list. */
export const frameRows = (t: Timeline, f: FrameFacts): readonly FrameRow[] => {
  const figure = (name: string, value: number, fact: string): FrameRow => ({
    name,
    words: '',
    figure: { value, why: liveId('frame', String(f.frame), fact) },
  });
  const isQueued = f.place === 'active' || f.place === 'inactive';
  return [
    inWords(WORDS.owner, holdersOf(t.sim.kernel).of(f.holder).label),
    inWords(WORDS.queue, f.place),
    ...(f.wire > 0 ? [figure(WORDS.wire, f.wire, 'wire')] : []),
    ...(f.hold > 0 ? [figure(WORDS.hold, f.hold, 'hold')] : []),
    ...(isQueued ? [figure(WORDS.act, f.act, 'act')] : []),
    inWords(WORDS.object, f.object),
    ...(f.object === 'none' ? [] : [figure(WORDS.pindex, f.pindex, 'pindex')]),
    inWords(WORDS.mapped, mappingWords(t, f)),
    ...(f.mapped > 1 ? [figure(WORDS.mappings, f.mapped, 'mappings')] : []),
    inWords(WORDS.flags, f.flags.length === 0 ? WORDS.none : f.flags.join(', ')),
  ];
};

const stateWords = ({ place, wire, hold }: FrameFacts): string => {
  const held = hold > 0 ? `, held ${hold}` : '';
  return place === 'wired' ? `wired ${wire}${held}` : `${place} queue${held}`;
};

/** One sentence. */
export const frameWords = (t: Timeline, s: Survey, frame: number): string => {
  const k = t.sim.kernel;
  const f = frameFacts(k, s, frame);
  if (f === null) return '';
  const owner = holdersOf(k).of(f.holder).label;
  const more = f.mapped > 1 ? ` and ${f.mapped - 1} more` : '';
  return `frame ${formatCount(frame)}, ${owner}, ${stateWords(f)}, ${mappingWords(t, f)}${more}`;
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
