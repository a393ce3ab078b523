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
const trial = (t: Timeline, goal: Goal, steps: Steps): Left => {
  const mark = t.at;
  runScript(t, carryOut(goal, steps));
  if (goal.settle !== undefined) runScript(t, goal.settle());
  const { beside } = goal;
  const isBeside = beside === undefined || slabsOf(t, beside.zone) === beside.slabs;
  const left = { slabs: slabsOf(t, goal.zone), used: rowOf(t, goal.zone).used, isBeside };
  t.seek(mark);
  return left;
};

interface Left {
  readonly slabs: number;
  readonly used: number;
  readonly isBeside: boolean;
}

/** Whether a history ends where the goal wants it; goals without `used` want their slabs only. */
const fits = (t: Timeline, goal: Goal, steps: Steps): boolean => {
  const { slabs, used, isBeside } = trial(t, goal, steps);
  return isBeside && slabs === goal.slabs && (goal.used < 0 || used === goal.used);
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

/** A higher peak and a deeper fall than halving found, by chance: for goals that want slabs only. */
const wobble = (random: RandomState, peak: number): Steps => {
  const up = peak + below(random, (peak >> 3) + 1);
  return [up, -(up >> 1) - below(random, (up >> 4) + 1)];
};

/** Up, down, up to the last peak, down: a random history with the right sum. */
const guess = (random: RandomState, net: number, most: number): Steps => {
  const a = 1 + below(random, most);
  const b = 1 + below(random, a);
  const last = net + below(random, Math.max(most - net, 0) + 1);
  return [a, -b, last - a + b, net - last].filter((step) => step !== 0);
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
