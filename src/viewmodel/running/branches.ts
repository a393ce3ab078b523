/** Two branches side by side: the figures that tell them apart at once, and what else differs. */
import { compareStates, largestHoleOf, mapNumber, stateFigures } from '../../sim';
import type { Difference, Timeline } from '../../sim';
import { BRANCH_WORDS } from '../../strings/en/room';

/** A figure of both. A panic is 1. */
export interface Principal {
  readonly id: keyof typeof BRANCH_WORDS.head;
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

/** Compares the present states of two branches. */
export const compareBranches = (here: Timeline, there: Timeline): Comparison => {
  const [a, b] = [principalOf(here), principalOf(there)];
  const ids = Object.keys(BRANCH_WORDS.head) as readonly Principal['id'][];
  return {
    principal: ids.map((id) => ({ id, left: a[id], right: b[id] })),
    rest: compareStates(stateFigures(here), stateFigures(there)),
  };
};
