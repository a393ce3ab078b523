/** Commands of files and the buffer cache: their types and fields. What they do is in `file-run.ts`. */
import type { FieldTable } from '../fields';

/** None yet. */
export type FileCommand = never;

/** Their fields. */
export const FILE_FIELDS: FieldTable<never> = {};
