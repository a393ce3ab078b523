/** What the running room fetches once its pictures stand. */
import { part } from '../ui/part';

export const PANELS = part(() => import('./Panels'));
