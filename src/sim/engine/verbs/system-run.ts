/** What the commands of the page daemon, swap and the machine as a whole do. */
import type { Runners } from '../done';
import type { SystemCommand } from './system-commands';

/** One runner a verb. */
export const SYSTEM_RUNNERS: Runners<SystemCommand> = {};
