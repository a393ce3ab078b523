/** What the commands of files and the buffer cache do. */
import type { Runners } from '../done';
import type { FileCommand } from './file-commands';

/** One runner a verb. */
export const FILE_RUNNERS: Runners<FileCommand> = {};
