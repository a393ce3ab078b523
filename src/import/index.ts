/** The only door to the readers. Pure: text in, report out, never an exception. */
export type * from './types';
