/**
 * Kernel threads that run when nobody else does: after a command, before sleepers try again.
 * Ours is the rule that a command runs until it is done or sleeps; then the daemons have the machine.
 */
import type { SimEvent } from './events';
import type { Sim } from './sim';

/**
 * Lets the daemons work that were asked for.
 * @returns their events; none where nothing was to do
 */
export const runDaemons = (_s: Sim, _at: number): SimEvent[] => [];
