/** Commands of pipes and exec: their types and fields. What they do is in `pipe-run.ts`. */
import type { FieldTable } from '../fields';

/** None yet. */
export type PipeCommand = never;

/** Their fields. */
export const PIPE_FIELDS: FieldTable<never> = {};
