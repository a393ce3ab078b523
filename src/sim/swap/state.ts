/** Records of this part. Record 0 is none. */
import { I32 } from '../state/columns';

/** Swap space and its metadata. */
export interface SwapState {
  readonly cell: I32;
}

/** Nothing yet. */
export const swapState = (): SwapState => ({ cell: new I32() });
