/** How much is taken in, and how. */
import { MIB } from '../../base/units';

/** Texts longer than this are read one sample at a time; characters. */
export const WHOLE = 8 * MIB;

/** From this length on a text is read in a worker; characters or bytes. */
export const LONG = 60_000;
