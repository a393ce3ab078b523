/**
 * Boots the machine of the link while the libraries of the page are still on their way: the page starts this
 * file by itself where a link leads to the Machine room, see vite.first-load.ts.
 */
import { machineFor } from './store/run/machine-for';
import { PASTED } from './store/run/pasted';
import { standAhead } from './store/run/standing-run';
import { canSimulate, machineOf } from './store/machine-selectors';
import { decodeLink } from './store/url-codec';

const { run, machine } = decodeLink(location.hash);
const view = machineOf(machine);

/** Whether the room begins with a machine that runs. */
export const isRunning = view.layout !== null && canSimulate(view);

// A paste is not in a link: its machine is loaded once its text is there.
if (isRunning && run !== PASTED) standAhead(run, machineFor(run, view.machine));
