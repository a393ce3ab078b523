/** Commands of the page daemon, swap and the machine as a whole: their types and fields. What they do is in `system-run.ts`. */
import type { FieldTable } from '../fields';

/** None yet. */
export type SystemCommand = never;

/** Their fields. */
export const SYSTEM_FIELDS: FieldTable<never> = {};
