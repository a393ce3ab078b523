/** The only door to the readers. Pure: text in, report out, never an exception. */
export type * from './types';
export { readText, readTextSteps } from './read-any';
export { readMailSteps } from './read-mail';
export { decodeBytes, readBytes } from './text/encoding';
export { READERS } from './registry';
export { readFile, readFiles } from './read-file';
export { LogReader } from './log-reader';
export type { FileReading } from './read-file';
export type { Progress, Sample } from './log-reader';
