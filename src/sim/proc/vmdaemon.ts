/** Requests for swapping processes out. FreeBSD 6.2 sys/vm/vm_pageout.c vm_req_vmdaemon(). */
import type { Kernel } from '../kernel/types';
import { UPTIME } from '../kernel/types';
import { SWAPOUT_ASKED, SWAPOUT_REQ, VMDAEMON_WOKEN } from '../pageout/state';

/** `VM_SWAP_NORMAL` and `VM_SWAP_IDLE`. */
export const SWAP_NORMAL = 1;
export const SWAP_IDLE = 2;

/** Asks the vmdaemon, which hears at most once a second. */
export const requestSwapout = (k: Kernel, action: 'normal' | 'idle'): void => {
  const { cell } = k.pageout;
  const flag = action === 'normal' ? SWAP_NORMAL : SWAP_IDLE;
  cell.set(SWAPOUT_REQ, cell.get(SWAPOUT_REQ) | flag);
  if (k.cell.get(UPTIME) <= cell.get(SWAPOUT_ASKED)) return;
  cell.set(SWAPOUT_ASKED, k.cell.get(UPTIME));
  cell.set(VMDAEMON_WOKEN, 1);
};
