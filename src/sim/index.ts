/** The only door to the model. Pure: no DOM, clock, randomness or console. */
export type * from './boot/types';
export type * from './uma/types';
export { kegLayout } from './uma/keg';
export { zoneLimit } from './uma/limit';
