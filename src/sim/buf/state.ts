/** Records of this part. Record 0 is none. */
import { I32 } from '../state/columns';

/** The buffer cache. */
export interface BufState {
  readonly cell: I32;
}

/** Nothing yet. */
export const bufState = (): BufState => ({ cell: new I32() });
