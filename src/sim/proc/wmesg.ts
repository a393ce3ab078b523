/**
 * On what threads sleep, and with which priority.
 * FreeBSD 6.2 sys/sys/priority.h; the call of msleep() with that message in each case.
 */
import type { WaitChannel } from '../state/wait';

/** Priorities of sys/sys/priority.h. A lower number is more urgent. */
export const PVM = 68;
export const PRIBIO = 76;
const PVFS = 80;
export const PSOCK = 88;
export const PWAIT = 92;
export const PPAUSE = 104;
export const PUSER = 160;
/** sys/sys/tty.h */
const TTIPRI = PSOCK + 1;

/** Sleeps that a command can put a process into, with the wait messages that ps(1) shows. */
export const SLEEPS = [
  'nanslp',
  'select',
  'sbwait',
  'kqread',
  'accept',
  'ttyin',
  'wait',
  'pause',
  'biord',
  'piperd',
] as const;
export type SleepWord = (typeof SLEEPS)[number];

/** A wait message. */
export type Wmesg = WaitChannel | SleepWord;

/**
 * `td_priority` of a thread that sleeps with that message. select(2) and poll(2) wait on a condition
 * variable, which leaves the thread the priority it had in user mode; vm_waitpfault() asks for PUSER.
 */
export const PRIORITY: Readonly<Record<Wmesg, number>> = {
  '': PUSER,
  nanslp: PWAIT,
  select: PUSER,
  kqread: PSOCK,
  accept: PSOCK,
  ttyin: TTIPRI,
  wait: PWAIT,
  pause: PPAUSE,
  biord: PRIBIO,
  exithold: PWAIT,
  vmwait: PVM,
  pfault: PUSER,
  zonelimit: PVM,
  vmmaps: PVM,
  piperd: PRIBIO,
  pipewr: PRIBIO,
  pipelk: PRIBIO,
  pipecl: PRIBIO,
  pipbww: PRIBIO,
  pipdww: PRIBIO,
  pipdwc: PRIBIO,
  pipdwt: PRIBIO,
  sfbufa: PVM,
  nbufkv: PRIBIO + 4,
  nbufbs: PRIBIO + 4,
  newbuf: PRIBIO + 4,
  flswai: PRIBIO + 4,
  vlruwk: PVFS,
  sbwait: PSOCK,
  sblock: PSOCK,
  sched: PUSER,
};

/** Sleeps of `SLEEPS` in which a process stays in RAM: more urgent than `PSOCK` (`swapout_procs`). */
export const SLEEPS_IN_RAM: readonly SleepWord[] = SLEEPS.filter((on) => PRIORITY[on] < PSOCK);

/** All messages; columns hold their index. */
export const WMESGS = Object.keys(PRIORITY) as readonly Wmesg[];
