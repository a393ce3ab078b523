/** Why a frame has the colour that it has: the second half of what is read out of a frame. */
import { formatCount } from '../../base/format';
import { frameFacts, freeInSlab, slabFacts, swapFigures } from '../../sim';
import type { FrameFacts, Survey, Timeline } from '../../sim';
import { AGE_WORDS, ASKED_WORDS, PAGING_REASONS, WIRED_REASONS } from '../../strings/en/asked';
import { askedNow } from './askers';
import { frameWords } from './frame-words';
import { holdersOf } from './holders';
import type { ColourBy } from './ram-codes';
import { askersOfSlab } from './slab-askers';

/** A state and a frame of it. */
interface Of {
  readonly t: Timeline;
  readonly s: Survey;
  readonly frame: FrameFacts;
}

/** What a page on a queue waits for: sys/vm/vm_pageout.c, vm_pageout_scan(). */
const pageReason = ({ t, frame }: Of): string => {
  const { place, flags, object } = frame;
  if (place === 'free') return PAGING_REASONS.free;
  if (place === 'cache') return PAGING_REASONS.cache;
  if (place === 'active') return PAGING_REASONS.active;
  if (!flags.includes('dirty')) return PAGING_REASONS.clean;
  if (object.startsWith('vnode')) return PAGING_REASONS.toFile;
  const hasSwap = swapFigures(t.sim.kernel).total > 0;
  return hasSwap ? PAGING_REASONS.toSwap : PAGING_REASONS.noSwap;
};

/** Why a frame can or cannot leave RAM now. */
export const pagingReason = (of: Of): string => {
  const { place, hold, holder } = of.frame;
  if (hold > 0 && place !== 'free') return PAGING_REASONS.held;
  if (place !== 'wired') return pageReason(of);
  const { id } = holdersOf(of.t.sim.kernel).of(holder);
  return WIRED_REASONS[id] ?? WIRED_REASONS.zone;
};

const ageWords = ({ frame }: Of): string => {
  const { place, act, flags } = frame;
  if (place !== 'active' && place !== 'inactive') return AGE_WORDS.none;
  const used = flags.includes('referenced') ? AGE_WORDS.referenced : AGE_WORDS.notReferenced;
  return `${AGE_WORDS.act} ${act} ${AGE_WORDS.of}, ${used}`;
};

const slabWords = ({ t, frame }: Of): string => {
  const k = t.sim.kernel;
  const slab = slabFacts(k, frame.slab);
  if (slab === null || slab.isLarge) return holdersOf(k).of(frame.holder).what;
  const free = freeInSlab(k, frame.slab);
  return `${slab.items.length - free} of ${slab.items.length} items of its slab handed out`;
};

const askedWords = ({ t, s, frame }: Of): string => {
  const asker = askedNow(t, s).holders;
  const { label } = asker.of(askedNow(t, s).survey.holder[frame.frame] ?? 0);
  const words = `${ASKED_WORDS.asked} ${label}`;
  const [first, ...rest] = frame.slab === 0 ? [] : askersOfSlab(t, frame.slab);
  if (first === undefined) return words;
  const live = slabFacts(t.sim.kernel, frame.slab)?.items.filter((i) => i === 'live').length ?? 1;
  const items = ASKED_WORDS.items(formatCount(first[1]), formatCount(Math.max(live, first[1])));
  return [`${words}: ${items}`, ...(rest.length > 0 ? [ASKED_WORDS.more(rest.length)] : [])].join(
    ', ',
  );
};

const WORDS: Readonly<Record<ColourBy, (of: Of) => string>> = {
  holder: ({ t, frame }) => holdersOf(t.sim.kernel).of(frame.holder).what,
  paging: pagingReason,
  age: ageWords,
  zone: slabWords,
  asked: askedWords,
};

/** What is read out of a frame, and the reason of its colour. Empty where there is no such frame. */
export const colouredWords = (t: Timeline, s: Survey, frame: number, colour: ColourBy): string => {
  const facts = frameFacts(t.sim.kernel, s, frame);
  if (facts === null) return '';
  const reason = WORDS[colour]({ t, s, frame: facts }).replace(/\.$/, '');
  return `${frameWords(t, s, frame)}; ${reason}`;
};
