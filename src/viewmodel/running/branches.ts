/** Two branches side by side: the figures that tell them apart at once, and what else differs. */
import { compareStates, largestHoleOf, mapNumber, stateFigures } from '../../sim';
import type { Difference, Timeline } from '../../sim';
import { BRANCH_WORDS as WORDS } from '../../strings/en/room';

/** A figure of both. A panic is 1. */
export interface Principal {
  readonly id: keyof typeof WORDS.head;
  /** name of the figure for its derivation; '' for a panic, which is no number */
  readonly what: string;
  readonly left: number;
  readonly right: number;
}

/** See the head of the file. */
export interface Comparison {
  readonly principal: readonly Principal[];
  /** largest difference first */
  readonly rest: readonly Difference[];
}

const principalOf = (t: Timeline): Readonly<Record<Principal['id'], number>> => {
  const s = stateFigures(t);
  const k = t.sim.kernel;
  const kmem = mapNumber(k, 'kmem_map');
  return {
    panic: s.panic === null ? 0 : 1,
    kmem: k.kmem.maps.map.size.get(kmem),
    hole: largestHoleOf(k, kmem).pages,
    free: s.pages.free,
    wired: s.pages.wired,
    swap: s.swap.used,
    processes: s.processes.length,
  };
};

/** How derivations call the principal figures. */
const WHAT: Readonly<Record<Principal['id'], string>> = {
  panic: '',
  kmem: 'kmem_map',
  hole: 'kmem_map hole',
  free: 'free',
  wired: 'wired',
  swap: 'swap',
  processes: 'processes',
};
const IDS = Object.keys(WHAT) as readonly Principal['id'][];

/** The principal figures of a state by the names that derivations have for them. */
export const headFigures = (t: Timeline): ReadonlyMap<string, number> => {
  const all = principalOf(t);
  return new Map(IDS.filter((id) => WHAT[id] !== '').map((id) => [WHAT[id], all[id]]));
};

/** A figure of the state in words: `kmem_map largestHole` is the largest hole of kmem_map. */
export const figureWords = (what: string): string =>
  what.replace(/\S+$/, (last) => WORDS.last[last] ?? last);

/** Compares the present states of two branches. */
export const compareBranches = (here: Timeline, there: Timeline): Comparison => {
  const [a, b] = [principalOf(here), principalOf(there)];
  return {
    principal: IDS.map((id) => ({ id, what: WHAT[id], left: a[id], right: b[id] })),
    rest: compareStates(stateFigures(here), stateFigures(there)),
  };
};
