/** What sysctl(8) says of pipes (`kern.ipc.pipe…`), and what it does not say. */
import type { Kernel } from '../kernel/types';
import { maxPipeKva } from '../pipe/space';
import {
  ALLOCFAIL,
  BORROWED,
  DIRECT_KVA,
  FRAGRETRY,
  MESSAGES,
  PIPEKVA,
  PIPES,
  RESIZEFAIL,
  SF_BUFS,
} from '../pipe/state';

/** Pipes of a machine. `kva`, `maxKva` and `directKva` are bytes, `borrowed` is pages. */
export interface PipeSummary {
  /** pairs */
  readonly open: number;
  readonly kva: number;
  readonly maxKva: number;
  readonly fragRetry: number;
  readonly allocFail: number;
  readonly resizeFail: number;
  /** lines on the console */
  readonly messages: number;
  /** pages that direct writes keep of their writers */
  readonly borrowed: number;
  /** where older kernels show these */
  readonly directKva: number;
  /** sf_bufs that readers have used so far */
  readonly sfBufs: number;
}

/** Sums the pipes up. */
export const pipeSummary = (k: Kernel): PipeSummary => {
  const n = (cell: number): number => k.pipe.cell.get(cell);
  return {
    open: n(PIPES) / 2,
    kva: n(PIPEKVA),
    maxKva: maxPipeKva(k),
    fragRetry: n(FRAGRETRY),
    allocFail: n(ALLOCFAIL),
    resizeFail: n(RESIZEFAIL),
    messages: n(MESSAGES),
    borrowed: n(BORROWED),
    directKva: n(DIRECT_KVA),
    sfBufs: n(SF_BUFS),
  };
};
