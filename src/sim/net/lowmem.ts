/**
 * What the network gives back when RAM is short: the only vm_lowmem handler of 6.2.
 * FreeBSD 6.2 sys/kern/kern_mbuf.c mb_reclaim().
 */
import type { Kernel } from '../kernel/types';
import { ipDrain } from './ip-reass';
import { DRAINS } from './state';
import { tcpDrain } from './tcp-reass';

/**
 * mb_reclaim(): every protocol drops what it merely waits with. The mbufs go to their zones; pages
 * come free only when uma_reclaim() runs after it, as it does in a scan.
 * @returns how many mbufs were freed
 */
export const netLowmem = (k: Kernel): number => {
  k.net.cell.add(DRAINS, 1);
  return ipDrain(k) + tcpDrain(k);
};
