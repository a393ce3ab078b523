/** Records of this part. Record 0 is none. */
import { I32 } from '../state/columns';

/** Vnodes and the files behind them. */
export interface FileState {
  readonly cell: I32;
}

/** Nothing yet. */
export const fileState = (): FileState => ({ cell: new I32() });
