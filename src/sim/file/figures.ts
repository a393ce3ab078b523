/** top(1)'s memory line. FreeBSD 6.2 usr.bin/top/machine.c get_system_info(). */
import { BUFSPACE } from '../buf/state';
import type { Kernel } from '../kernel/types';
import { Q_ACTIVE, Q_CACHE, Q_FREE, Q_HOLD, Q_INACTIVE, WIRED, queued } from '../phys/frames';

/** Bytes. `buf` is address space of buffers: what of it is RAM is in `wired` already. */
export interface TopFigures {
  readonly active: number;
  readonly inactive: number;
  readonly wired: number;
  readonly cache: number;
  readonly buf: number;
  readonly free: number;
}

const PAGE = 4096;

/** The columns Active, Inact, Wired, Cache, Buf and Free. Pages on the hold queue count as active. */
export const topFigures = (k: Kernel): TopFigures => ({
  active: (queued(k.phys, Q_ACTIVE) + queued(k.phys, Q_HOLD)) * PAGE,
  inactive: queued(k.phys, Q_INACTIVE) * PAGE,
  wired: k.phys.count.get(WIRED) * PAGE,
  cache: queued(k.phys, Q_CACHE) * PAGE,
  buf: k.buf.cell.get(BUFSPACE),
  free: queued(k.phys, Q_FREE) * PAGE,
});
