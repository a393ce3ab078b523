/** What sysctl(8) says of the buffer cache (`vfs.…`) and of vnodes (`vfs.numvnodes` …). */
import {
  BUFMALLOC,
  BUFSPACE,
  BQ_CLEAN,
  BQ_DIRTY,
  BQ_EMPTY,
  BQ_EMPTYKVA,
  DEFRAGCNT,
  HIBUFSPACE,
  HIDIRTY,
  LOBUFSPACE,
  LODIRTY,
  NBUF,
} from '../buf/state';
import { DESIRED, DIRHASHMEM, FREEVNODES, NUMVNODES, WANTFREE } from '../file/state';
import type { Kernel } from '../kernel/types';

/** The buffer cache. Spaces are bytes, the rest are buffers. */
export interface BufferSummary {
  readonly nbuf: number;
  /** address space that buffers have: Buf in top(1) */
  readonly bufspace: number;
  readonly lobufspace: number;
  readonly hibufspace: number;
  readonly bufmallocspace: number;
  readonly clean: number;
  readonly dirty: number;
  readonly empty: number;
  readonly emptyKva: number;
  readonly lodirtybuffers: number;
  readonly hidirtybuffers: number;
  readonly bufdefragcnt: number;
}

/** Vnodes. `dirhashMem` is bytes. */
export interface VnodeSummary {
  readonly numvnodes: number;
  readonly freevnodes: number;
  readonly desiredvnodes: number;
  readonly wantfreevnodes: number;
  readonly dirhashMem: number;
}

/** Sums the buffer cache up. */
export const bufferSummary = ({ buf }: Kernel): BufferSummary => {
  const n = (cell: number): number => buf.cell.get(cell);
  const on = (queue: number): number => buf.queue.length.get(queue);
  return {
    nbuf: n(NBUF),
    bufspace: n(BUFSPACE),
    lobufspace: n(LOBUFSPACE),
    hibufspace: n(HIBUFSPACE),
    bufmallocspace: n(BUFMALLOC),
    clean: on(BQ_CLEAN),
    dirty: on(BQ_DIRTY),
    empty: on(BQ_EMPTY),
    emptyKva: on(BQ_EMPTYKVA),
    lodirtybuffers: n(LODIRTY),
    hidirtybuffers: n(HIDIRTY),
    bufdefragcnt: n(DEFRAGCNT),
  };
};

/** Sums the vnodes up. */
export const vnodeSummary = ({ file }: Kernel): VnodeSummary => ({
  numvnodes: file.cell.get(NUMVNODES),
  freevnodes: file.cell.get(FREEVNODES),
  desiredvnodes: file.cell.get(DESIRED),
  wantfreevnodes: file.cell.get(WANTFREE),
  dirhashMem: file.cell.get(DIRHASHMEM),
});
