/**
 * Kernel threads that run when nobody else does: after a command, before sleepers try again.
 * Ours is the rule that a command runs until it is done or sleeps; then the daemons have the machine.
 */
import { runFileDaemons } from '../file/daemons';
import { before, changesSince } from './events';
import type { SimEvent } from './events';
import type { Sim } from './sim';

/** Daemons of files and the buffer cache; the figures of all stand in the first event. */
const fileDaemons = (s: Sim, at: number): SimEvent[] => {
  const figures = before(s.kernel, 0);
  const words = runFileDaemons(s.kernel);
  if (words.length === 0) return [];
  return [{ at, outcome: 'daemon', words: words.join('; '), ...changesSince(s.kernel, figures) }];
};

/**
 * Lets the daemons work that were asked for.
 * @returns their events; none where nothing was to do
 */
export const runDaemons = (s: Sim, at: number): SimEvent[] => fileDaemons(s, at);
