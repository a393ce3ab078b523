/** Records of this part. Record 0 is none. */
import { I32 } from '../state/columns';

/** Pipes. */
export interface PipeState {
  readonly cell: I32;
}

/** Nothing yet. */
export const pipeState = (): PipeState => ({ cell: new I32() });
