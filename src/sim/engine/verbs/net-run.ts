/** What the commands of sockets, sendfile and borrowed pages do. */
import type { Runners } from '../done';
import type { NetCommand } from './net-commands';

/** One runner a verb. */
export const NET_RUNNERS: Runners<NetCommand> = {};
