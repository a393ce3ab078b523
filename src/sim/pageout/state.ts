/** Counters and knobs of the page daemon, one cell each. */
import { I32 } from '../state/columns';

/** Next pass, and whether the daemon sleeps half a second before it. */
export const PASS = 0;
export const WAITING = 1;
/** half seconds since boot that whole seconds do not show: 0 or 1 */
export const HALF = 2;
/** `fullintervalcount`: seconds since the last look at all active pages */
export const FULL_INTERVAL = 3;
/** pages freed (`v_dfree`), looked at (`v_pdpages`), wakeups (`v_pdwakeups`) */
export const DFREE = 4;
export const PDPAGES = 5;
export const PDWAKEUPS = 6;
/** `vm.max_launder`, `vm.pageout_algorithm`, `vm.defer_…` and `vm.disable_swapspace_pageouts` */
export const MAX_LAUNDER = 7;
export const ALGORITHM = 8;
export const DEFER_SWAP = 9;
export const DISABLE_SWAP = 10;
/** `vm.swap_enabled`, `vm.swap_idle_enabled`, `vm.swap_idle_threshold1` and `2` */
export const SWAP_ENABLED = 11;
export const SWAP_IDLE_ENABLED = 12;
export const IDLE_THRESHOLD1 = 13;
export const IDLE_THRESHOLD2 = 14;
/** what the vmdaemon was asked for (`vm_pageout_req_swapout`), and when last */
export const SWAPOUT_REQ = 15;
export const SWAPOUT_ASKED = 16;
export const IDLE_ASKED = 17;
/** the vmdaemon has been woken (`vm_daemon_needed`) */
export const VMDAEMON_WOKEN = 18;
const CELLS = 24;

/** The page daemon of a kernel. */
export interface PageoutState {
  readonly cell: I32;
}

/** Knobs as the kernel sets them. */
export const pageoutState = (): PageoutState => {
  const cell = new I32(CELLS);
  cell.set(MAX_LAUNDER, 32);
  cell.set(SWAP_ENABLED, 1);
  cell.set(IDLE_THRESHOLD1, 2);
  cell.set(IDLE_THRESHOLD2, 10);
  cell.set(SWAPOUT_ASKED, -1);
  cell.set(IDLE_ASKED, -1);
  return { cell };
};
