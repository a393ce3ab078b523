/** What the commands of pipes and exec do. */
import type { Runners } from '../done';
import type { PipeCommand } from './pipe-commands';

/** One runner a verb. */
export const PIPE_RUNNERS: Runners<PipeCommand> = {};
