/** Records of this part. Record 0 is none. */
import { I32 } from '../state/columns';

/** Sockets, mbufs on their way, sf_bufs and borrowed pages. */
export interface NetState {
  readonly cell: I32;
}

/** Nothing yet. */
export const netState = (): NetState => ({ cell: new I32() });
