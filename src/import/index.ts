/** The only door to the readers. Pure: text in, report out, never an exception. */
export type * from './types';
export { readText, readTextSteps } from './read-text';
export { decodeBytes, readBytes } from './text/encoding';
export { READERS } from './registry';
