/**
 * What network address translation keeps for each flow.
 * FreeBSD 6.2 sys/netinet/libalias/alias_db.c AddLink(), DeleteLink(); alias_local.h, which makes each
 * malloc() of it an M_NOWAIT one of type libalias.
 */
import type { Kernel } from '../kernel/types';
import { mallocAlloc, mallocFree, mallocType } from '../malloc/malloc';
import { M_NOWAIT } from '../uma/live/state';

/** `sizeof(struct alias_link)` and `sizeof(struct tcp_dat)` on i386: each a block of 128 B. */
export const LINK_SIZE = 72;
export const TCP_DAT_SIZE = 68;

/** The malloc type of all its blocks. */
export const aliasType = (k: Kernel): number => mallocType(k.malloc, 'libalias');

/**
 * A link for a new flow. One of TCP has a second block with what it knows of the connection.
 * @returns its blocks; none where malloc(9) refused and the flow is not translated
 */
export const addLink = (k: Kernel, isTcp: boolean): readonly number[] => {
  const type = aliasType(k);
  const link = mallocAlloc(k.malloc, type, LINK_SIZE, M_NOWAIT);
  if (link === 0 || !isTcp) return link === 0 ? [] : [link];
  const state = mallocAlloc(k.malloc, type, TCP_DAT_SIZE, M_NOWAIT);
  if (state !== 0) return [link, state];
  mallocFree(k.malloc, type, link);
  return [];
};
