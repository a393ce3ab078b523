/** Records of processes. FreeBSD 6.2 sys/sys/proc.h, struct proc, as far as memory is concerned. */
import { I32, U8 } from '../state/columns';

/** What a process does. */
export const P_NONE = 0;
export const P_RUN = 1;
export const P_ASLEEP = 2;

const procColumns = () => ({
  state: new U8(),
  pid: new I32(),
  /** its address space, plus 1 */
  map: new I32(),
  /** items of PROC, THREAD, KSEGRP and VMSPACE that store it */
  procItem: new I32(),
  thread: new I32(),
  ksegrp: new I32(),
  vmspace: new I32(),
  /** why it sleeps: index into `WMESGS`, and with which priority (`td_priority`) */
  wmesg: new U8(),
  priority: new U8(),
  /** second since boot at which it fell asleep */
  since: new I32(),
  /** page at which its next mapping is looked for */
  brk: new I32(),
  /** `P_SYSTEM`, and whether it is swapped out or asked back in (`p_sflag`) */
  flags: new U8(),
  /** holders that keep it in RAM (`p_lock`) */
  hold: new I32(),
  nice: new I32(),
  /** second since boot at which it was last swapped in or out (`p_swtime` counts from there) */
  swapped: new I32(),
  next: new I32(),
});

/** Flags: a system process; swapped out (not `PS_INMEM`); wanted back (`PS_SWAPINREQ`). */
export const P_SYSTEM = 1;
export const P_OUT = 2;
export const P_WANTED = 4;

/** Cells of column `cell`. */
export const PROCS = 0;
export const PROC_POOL = 1;
export const NEXT_PID = 2;
const CELLS = 8;

/** All processes. Record 0 is none; the number of a record is also that of its pmap. */
export interface ProcState {
  readonly proc: ReturnType<typeof procColumns>;
  readonly cell: I32;
}

/** First pid that is given out; the ones below are the system's. */
const FIRST_PID = 100;

/** No processes yet. */
export const procState = (): ProcState => {
  const p: ProcState = { proc: procColumns(), cell: new I32(CELLS) };
  p.cell.set(PROCS, 1);
  p.cell.set(NEXT_PID, FIRST_PID);
  return p;
};
