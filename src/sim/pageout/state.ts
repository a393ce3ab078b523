/** Counters and knobs of the page daemon, one cell each. */
import { I32 } from '../state/columns';

/** `pass`: the next pass; whether the daemon sleeps half a second before it (`psleep`, hz / 2) */
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
/** `pmap_pagedaemon_waken`: pv entries are short; and how often the kernel has said so */
export const PV_WAKEN = 19;
export const PV_WARNINGS = 20;
/** half seconds that are left of the daemon's sleep */
export const NAP = 21;
/** passes that missed the goal since time last moved */
export const SCANS = 22;
/** passes in a row that gained no page */
export const FRUITLESS = 23;
/** half seconds that a `wait` still has to let pass; 0 between commands */
export const TIME_LEFT = 24;
/** looks at active pages, and timeouts of UMA, in the present or last `wait` */
export const LOOKS = 25;
export const UMA_TICKS = 26;
const CELLS = 32;

/** Half seconds between two looks at active pages, and before a pass after the second. */
export const IDLE_NAP = 10;
export const SHORT_NAP = 1;

/** The page daemon of a kernel. */
export interface PageoutState {
  readonly cell: I32;
}

/** Knobs as the kernel sets them; the daemon has just gone to sleep. */
export const pageoutState = (): PageoutState => {
  const cell = new I32(CELLS);
  cell.set(MAX_LAUNDER, 32);
  cell.set(SWAP_ENABLED, 1);
  cell.set(IDLE_THRESHOLD1, 2);
  cell.set(IDLE_THRESHOLD2, 10);
  cell.set(SWAPOUT_ASKED, -1);
  cell.set(IDLE_ASKED, -1);
  cell.set(NAP, IDLE_NAP);
  return { cell };
};
