/** What the colour of a frame says, for each way to colour: a code for each group of like frames. */
import { PLACES } from '../../sim';
import type { Place } from '../../sim';
import { AGES, AGE_CODES, PAGING, PAGING_CODES, codeOf, hueOf } from './cell-codes';
import type { Look } from './cell-codes';
import type { Holders, HolderView } from './holders';

/**
 * What the colour says: whose, what may happen to it and why not, how long ago used, which zone, and who
 * asked for it.
 */
export type ColourBy = 'holder' | 'paging' | 'age' | 'zone' | 'asked';

/** Groups of frames that look alike and stand together, and how to tell a frame's. */
export interface Groups {
  /** number of groups */
  readonly count: number;
  /** by holder × place: first group */
  readonly first: Int32Array;
  /** by group without its steps: holder × place */
  readonly pairs: Int32Array;
  /** groups of one holder in one place: steps of age, twice where there are marks */
  readonly steps: number;
  readonly byAge: boolean;
  readonly marks: Uint8Array | null;
  /** the holder whose frames, and no others, are marked; −1 = they are of no one holder */
  readonly markedHolder: number;
}

/** What may happen to a page on each queue (sys/vm/vm_pageout.c). */
export const LOOK_OF: Readonly<Record<Place, Look>> = {
  wired: 'solid',
  active: 'pageable',
  inactive: 'pageable',
  cache: 'discardable',
  hold: 'solid',
  free: 'solid',
};

/** Neighbours of one owner take turns, so that a zone ends where the step changes. */
const STEPS: readonly Look[] = ['solid', 'light', 'dark'];

const byPaging = (view: HolderView, look: Look): number => {
  if (view.owner === 'free') return PAGING_CODES + PAGING.indexOf('free');
  // What is wired keeps the hue of its owner: that is the reason why it cannot leave.
  if (look === 'solid') return codeOf(hueOf(view.owner, 0), 'solid');
  return PAGING_CODES + PAGING.indexOf(look === 'discardable' ? 'discardable' : 'pageable');
};

/** Code of a holder's frames in one place. */
const codeFor = (h: Holders, view: HolderView, place: Place, colour: ColourBy): number => {
  const look = LOOK_OF[place];
  if (colour === 'paging') return byPaging(view, look);
  if (colour === 'zone' && look === 'solid' && view.owner !== 'free') {
    const step = h.list.filter((o) => o.owner === view.owner).indexOf(view) % STEPS.length;
    return codeOf(hueOf(view.owner, 0), STEPS[step] ?? 'solid');
  }
  return codeOf(hueOf(view.owner, view.shade), look);
};

/** A code for every group of a picture. */
export const codesOf = (h: Holders, colour: ColourBy, g: Groups): Uint8Array => {
  const codes = new Uint8Array(g.count);
  for (const view of h.list)
    PLACES.forEach((place, p) => {
      const first = g.first[view.holder * PLACES.length + p] as number;
      const hasAge = g.byAge && (place === 'active' || place === 'inactive');
      const code = codeFor(h, view, place, colour);
      for (let i = 0; i < g.steps; i += 1)
        codes[first + i] = hasAge ? AGE_CODES + (i % AGES) : code;
    });
  return codes;
};
