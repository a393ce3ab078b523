/**
 * Finds how far each zone once grew before it shrank, so that it ends with the dump's slabs and USED.
 * Tries histories on the model itself: first one peak and one fall, by halving; then random ones.
 * `npm run shapes` runs it and prints the table of `shapes.ts`.
 */
import type { Timeline } from '../../engine/timeline';
import { below, randomState } from '../../state/random';
import type { RandomState } from '../../state/random';
import { rowOf, runScript, slabsOf } from '../director';
import { carryOut } from './script';
import type { Goal, Solver, Steps } from './script';

/** Random histories that are tried before the search gives up on a goal. */
const TRIES = 4000;

/** How many slabs (and items in use) a history leaves; the timeline is back at `mark` afterwards. */
const trial = (t: Timeline, goal: Goal, steps: Steps): { slabs: number; used: number } => {
  const mark = t.at;
  runScript(t, carryOut(goal, steps));
  if (goal.settle !== undefined) runScript(t, goal.settle());
  const left = { slabs: slabsOf(t, goal.zone), used: rowOf(t, goal.zone).used };
  t.seek(mark);
  return left;
};

/** Whether a history ends where the goal wants it; goals without `used` want their slabs only. */
const fits = (t: Timeline, goal: Goal, steps: Steps): boolean => {
  const { slabs, used } = trial(t, goal, steps);
  return slabs === goal.slabs && (goal.used < 0 || used === goal.used);
};

/** Items that commands still have to add, net, to reach the goal's USED. */
const missing = (t: Timeline, goal: Goal): number =>
  goal.used < 0 ? -1 : goal.used - rowOf(t, goal.zone).used;

const onePeak = (goal: Goal, net: number, peak: number): Steps =>
  goal.used < 0 ? [peak, -(peak >> 1)] : peak === net ? [peak] : [peak, net - peak];

/** Slabs grow with the peak, so the peak is found by halving, if one peak will do. */
const halve = (t: Timeline, goal: Goal, net: number, most: number): Found => {
  let low = Math.max(net, 1);
  let high = most;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (trial(t, goal, onePeak(goal, net, middle)).slabs < goal.slabs) low = middle + 1;
    else high = middle;
  }
  const steps = onePeak(goal, net, low);
  return { peak: low, steps: fits(t, goal, steps) ? steps : null };
};
interface Found {
  readonly peak: number;
  readonly steps: Steps | null;
}

/** Up and down by chance, around the peak that halving found: for goals that want slabs only. */
const wobble = (random: RandomState, peak: number): Steps => {
  const up = peak - (peak >> 4) + below(random, (peak >> 3) + 1);
  return [up, -(up >> 2) - below(random, (up >> 1) + 1)];
};

/** Up, down, up, down: a random history with the right sum. */
const guess = (random: RandomState, net: number, most: number): Steps => {
  const a = 1 + below(random, most);
  const b = 1 + below(random, a);
  const c = 1 + below(random, Math.max(most - a + b, 1));
  const rest = Math.max(net, 0) - a + b - c;
  return rest === 0 ? [a, -b, c] : [a, -b, c, rest];
};

/** A solver that searches on the timeline that the script directs. */
export const searching =
  (t: Timeline, found: (key: string, steps: Steps | null) => void): Solver =>
  (_, goal) => {
    const net = missing(t, goal);
    const most = goal.most;
    const halved = halve(t, goal, net, most);
    let { steps } = halved;
    const random = randomState(most);
    for (let i = 0; i < TRIES && steps === null; i += 1) {
      const next = goal.used < 0 ? wobble(random, halved.peak) : guess(random, net, most);
      if (fits(t, goal, next)) steps = next;
    }
    found(goal.key, steps);
    return steps ?? [];
  };
