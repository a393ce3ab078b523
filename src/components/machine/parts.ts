/** What the Machine room fetches once its pictures stand. */
import { part } from '../ui/part';

/** A link to a paste that is not loaded. */
export const PASTE = part(() => import('../running/AwaitPaste'));

/** Levers and constants, and the pictures of a machine that cannot run. */
export const LAYOUT = part(() => import('./Layout'));
