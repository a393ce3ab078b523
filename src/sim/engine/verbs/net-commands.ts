/** Commands of sockets, sendfile and borrowed pages: their types and fields. What they do is in `net-run.ts`. */
import type { FieldTable } from '../fields';

/** None yet. */
export type NetCommand = never;

/** Their fields. */
export const NET_FIELDS: FieldTable<never> = {};
