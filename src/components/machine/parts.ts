/** What the Machine room fetches once its pictures stand. */
import { part } from '../ui/part';

/** Levers and constants, and the pictures of a machine that cannot run. */
export const LAYOUT = part(() => import('./Layout'));
