/** Fetched once the reading stands: it brings the simulator along. */
import { part } from '../../ui/part';

export const LOAD_BOX = part(() => import('./LoadBox'));
