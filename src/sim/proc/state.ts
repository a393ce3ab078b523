/**
 * Records of processes and threads.
 * FreeBSD 6.2 sys/sys/proc.h: struct proc, struct thread and struct ksegrp, as far as memory is
 * concerned. Simplified: all threads of a process are of one ksegrp.
 */
import { I32, U8 } from '../state/columns';

/** Whether there is a process (`PRS_NORMAL`). */
export const P_NONE = 0;
export const P_NORMAL = 1;

const procColumns = () => ({
  state: new U8(),
  pid: new I32(),
  /** its address space, plus 1 */
  map: new I32(),
  /** items of PROC and VMSPACE that store it; a system process has no VMSPACE of its own */
  procItem: new I32(),
  vmspace: new I32(),
  /** its first thread, which stays with the PROC item for good */
  thread: new I32(),
  /** second since boot at which a thread of it was last awake (`kg_slptime` counts from there) */
  since: new I32(),
  /** page at which its next mapping is looked for */
  brk: new I32(),
  /** `P_SYSTEM` and its like below: `p_flag`, `p_sflag` and the class of its priority */
  flags: new U8(),
  /** holders that keep it in RAM (`p_lock`) */
  hold: new I32(),
  nice: new I32(),
  /** pages at which the vmdaemon begins to take some away (`RLIMIT_RSS`); 0 = as proc0 had it */
  rss: new I32(),
  /** second since boot at which it was last swapped in or out (`p_swtime` counts from there) */
  swapped: new I32(),
  next: new I32(),
});

/** Threads. One belongs to each THREAD item, used or free: its stack is made with the item. */
const threadColumns = () => ({
  /** item of THREAD that stores it; 0 = no such thread */
  item: new I32(),
  /** item of KSEGRP; only the first thread of a PROC item has one */
  ksegrp: new I32(),
  /** first page of its address space, the guard, and the object of its stack */
  kstack: new I32(),
  object: new I32(),
  /** process that runs it, 0 = none, and the next thread of that process */
  proc: new I32(),
  sibling: new I32(),
  /** whether it sleeps, on what (index into `WMESGS`), and `td_priority` */
  asleep: new U8(),
  wmesg: new U8(),
  priority: new U8(),
  next: new I32(),
});

/** Flags. A system process; swapped out (no `PS_INMEM`); wanted back (`PS_SWAPINREQ`). */
export const P_SYSTEM = 1;
export const P_OUT = 2;
export const P_WANTED = 4;
/** Ending; stopped by a signal; killed; of a real-time class. */
export const P_WEXIT = 8;
export const P_STOPPED = 16;
export const P_KILLED = 32;
export const P_REALTIME = 64;

/** Cells of column `cell`. */
export const PROCS = 0;
export const PROC_POOL = 1;
export const NEXT_PID = 2;
export const THREADS = 3;
export const THREAD_POOL = 4;
/** `nprocs`: processes that commands have made and that live */
export const NPROCS = 5;
/** `RLIMIT_RSS` of proc0, pages */
export const RSS_LIMIT = 6;
/** map of the system processes, plus 1; 0 = not made yet */
export const VMSPACE0 = 7;
/** second of the last line about maxproc, plus 1 */
export const MAXPROC_SAID = 8;
/** processes that are swapped out */
export const OUT = 9;
const CELLS = 12;

/** All processes. Record 0 is none; the number of a process is also that of its pmap. */
export interface ProcState {
  readonly proc: ReturnType<typeof procColumns>;
  readonly thread: ReturnType<typeof threadColumns>;
  readonly cell: I32;
}

/** First pid that is given out; the ones below are the system's. */
const FIRST_PID = 100;

/** No processes yet. */
export const procState = (): ProcState => {
  const p: ProcState = { proc: procColumns(), thread: threadColumns(), cell: new I32(CELLS) };
  p.cell.set(PROCS, 1);
  p.cell.set(THREADS, 1);
  p.cell.set(NEXT_PID, FIRST_PID);
  return p;
};
