/**
 * What a running kernel keeps of processes, pipes and swap space, a row a thing. Each row names the
 * record, so that a click can find it again.
 */
import type { Kernel } from '../kernel/types';
import { CALLS, CHANNELS, PAIRS } from '../pipe/state';
import { procFigures } from '../proc/figures';
import type { ProcFigures } from '../proc/figures';
import { PROCS, P_NONE } from '../proc/state';
import { DEVICES } from '../swap/state';

/** A process with the number of its record, which is also that of its pmap. */
export interface ProcRow extends ProcFigures {
  readonly process: number;
}

/** Every process, oldest first. */
export const procRows = (k: Kernel): ProcRow[] => {
  const { proc, cell } = k.proc;
  const byPid = new Map<number, number>();
  for (let p = 1; p < cell.get(PROCS); p += 1)
    if (proc.state.get(p) !== P_NONE) byPid.set(proc.pid.get(p), p);
  return procFigures(k).map((row) => ({ ...row, process: byPid.get(row.pid) ?? 0 }));
};

/** A pair of pipes. Bytes where nothing else is said; both directions together. */
export interface PipeRow {
  readonly pipe: number;
  /** first address of the buffer of the usual direction; 0 = none */
  readonly address: number;
  /** address space of the buffers in pipe_map */
  readonly size: number;
  /** written and not yet read */
  readonly inBuffer: number;
  /** pages that direct writes borrow of their writers */
  readonly borrowed: number;
  /** calls inside, and what the first that sleeps waits for */
  readonly calls: number;
  readonly wmesg: string;
}

/** Every open pair. */
export const pipeRows = (k: Kernel): PipeRow[] => {
  const { pipe, pair, call, cell } = k.pipe;
  const calls = new Map<number, { count: number; wmesg: string }>();
  for (let c = 1; c < cell.get(CALLS); c += 1) {
    const of = call.pipe.get(c) >> 1;
    if (call.kind.get(c) === 0 || of === 0 || call.over.get(c) !== 0) continue;
    const seen = calls.get(of) ?? { count: 0, wmesg: '' };
    const wmesg = seen.wmesg === '' ? (CHANNELS[call.on.get(c)] ?? '') : seen.wmesg;
    calls.set(of, { count: seen.count + 1, wmesg });
  }
  const rows: PipeRow[] = [];
  for (let n = 1; n < cell.get(PAIRS); n += 1) {
    if (pair.item.get(n) === 0) continue;
    const sum = (column: { get: (i: number) => number }): number =>
      column.get(2 * n) + column.get(2 * n + 1);
    rows.push({
      pipe: n,
      address: pipe.at.get(2 * n) * 4096,
      size: sum(pipe.size),
      inBuffer: sum(pipe.cnt),
      borrowed: sum(pipe.npages),
      calls: calls.get(n)?.count ?? 0,
      wmesg: calls.get(n)?.wmesg ?? '',
    });
  }
  return rows;
};

/** A swap device, in pages. */
export interface SwapRow {
  readonly device: number;
  readonly blocks: number;
  readonly used: number;
  readonly free: number;
  /** on its way out (`SW_CLOSING`) */
  readonly closing: boolean;
}

/** Swap devices in the order of swapon(2). */
export const swapRows = (k: Kernel): SwapRow[] => {
  const { device, cell } = k.swap;
  return Array.from({ length: cell.get(DEVICES) }, (_, d) => ({
    device: d,
    blocks: device.nblks.get(d),
    used: device.used.get(d),
    free: device.nblks.get(d) - device.used.get(d),
    closing: device.closing.get(d) !== 0,
  }));
};
