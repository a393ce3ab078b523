/**
 * Records of pipes and of calls on them. Record 0 of each kind is none.
 * FreeBSD 6.2 sys/sys/pipe.h, struct pipe, struct pipebuf, struct pipemapping, struct pipepair.
 */
import { I32, U8 } from '../state/columns';
import type { WaitChannel } from '../state/wait';

/** sys/sys/pipe.h, in bytes. */
export const SMALL_PIPE_SIZE = 4096;
export const PIPE_SIZE = 16_384;
export const BIG_PIPE_SIZE = 65_536;
export const PIPE_MINDIRECT = 8192;
export const PIPE_BUF = 512;
/** Pages that one direct write can borrow: 64 KB that begin inside a page. */
export const PIPENPAGES = 17;
/** `MINPIPESIZE` of sys/kern/sys_pipe.c: a sleeping writer goes on when less than this is left. */
export const MINPIPESIZE = Math.floor(PIPE_SIZE / 3);

/** Flags of a pipe (`pipe_state`). */
export const PIPE_EOF = 1;
export const PIPE_WANTR = 2;
export const PIPE_WANTW = 4;
/** somebody waits to close it */
export const PIPE_WANT = 8;
export const PIPE_DIRECTW = 16;
/** ours: its descriptor is closed; calls that still run hold the file */
export const PIPE_CLOSING = 32;
export const PIPE_PRESENT = 64;
/** somebody waits for the lock */
export const PIPE_LWANT = 128;

/**
 * One `struct pipe`. Two make a pair: record 2n is the end that pipe(2) returns first (`pp_rpipe`),
 * 2n + 1 the other (`pp_wpipe`). What is written at one end lies in the buffer of the *other*.
 */
const pipeColumns = () => ({
  flags: new U8(),
  /** buffer: first page (0 = none), bytes of it, where the next byte goes and comes from, bytes in it */
  at: new I32(),
  size: new I32(),
  in: new I32(),
  out: new I32(),
  cnt: new I32(),
  /** calls inside that would be hurt by a close (`pipe_busy`) */
  busy: new I32(),
  /** calls that hold the file of this end */
  refs: new I32(),
  /** call that has the pipe locked (`PIPE_LOCKFL`); 0 = none */
  lock: new I32(),
  /** how often everybody asleep on it was woken */
  wakeups: new I32(),
  /** direct write: pages borrowed, offset in the first, bytes left (`pipe_map`) */
  npages: new U8(),
  pos: new I32(),
  mapCnt: new I32(),
  /** how the pages of this write are borrowed: `STYLES` */
  style: new U8(),
  /** address space where older kernels showed them: first page (0 = none), pages */
  kva: new I32(),
  kvaPages: new I32(),
  /** file of this end: item of zone Files */
  file: new I32(),
  /** where the implicit writer keeps what it writes here: first page, pages */
  ubuf: new I32(),
  ubufPages: new I32(),
});

/** By pair: the item of zone PIPE; 0 = no such pair. */
const pairColumns = () => ({ item: new I32(), next: new I32() });

/** What a call is. */
export const C_WRITE = 1;
export const C_READ = 2;
export const C_CLOSE = 3;
export const C_EXEC = 4;

/** A system call that has not ended. */
const callColumns = () => ({
  kind: new U8(),
  /** the pipe whose buffer it works on, or the end that it closes */
  pipe: new I32(),
  /** its process (0 = not modelled), with the pid to tell it from a later one of that number */
  proc: new I32(),
  pid: new I32(),
  /** first page of the caller's buffer (0 = not modelled), and the offset in it */
  base: new I32(),
  offset: new I32(),
  /** bytes asked for, and still to do */
  total: new I32(),
  resid: new I32(),
  stage: new U8(),
  /** what it sleeps on: index into `CHANNELS`; whether a signal ends that; wakeups seen by then */
  on: new U8(),
  catches: new U8(),
  seen: new I32(),
  signal: new U8(),
  /** the implicit writer stands in for its process while it writes directly */
  own: new U8(),
  error: new U8(),
  nonblock: new U8(),
  /** an execve that goes on to its end by itself */
  straight: new U8(),
  /** has ended; its record is kept for the words */
  over: new U8(),
  /** the next call of the same command */
  chain: new I32(),
  next: new I32(),
});

/** What a call of this part sleeps on. `pipecl` and `pipelk` are a close and a locked pipe. */
export const CHANNELS: readonly WaitChannel[] = [
  '',
  'piperd',
  'pipewr',
  'pipbww',
  'pipdww',
  'pipdwc',
  'pipdwt',
  'pipelk',
  'pipecl',
  'kmaw',
];

/** How a direct write borrows its pages: 6.2; hold and map; wire and map (4.x, 5.0). */
export const STYLES = ['held', 'mapped', 'wired'] as const;
export type BorrowStyle = (typeof STYLES)[number];

/** Cells of column `cell`. */
export const PAIRS = 0;
export const PAIR_POOL = 1;
export const CALLS = 2;
export const CALL_POOL = 3;
/** `kern.ipc.pipes`, `.pipekva`, `.pipefragretry`, `.pipeallocfail`, `.piperesizefail` */
export const PIPES = 4;
export const PIPEKVA = 5;
export const FRAGRETRY = 6;
export const ALLOCFAIL = 7;
export const RESIZEFAIL = 8;
/** 1 where `kern.ipc.piperesizeallowed` is not 1 */
export const NO_RESIZE = 9;
/** times that "maxpipekva exceeded" came on the console, and 1 + the second of the last time */
export const MESSAGES = 10;
export const LAST_MESSAGE = 11;
/** pages that direct writes borrow now */
export const BORROWED = 12;
/** index into `STYLES` of writes to come */
export const STYLE = 13;
/** bytes of address space that older styles keep for borrowed pages */
export const DIRECT_KVA = 14;
/** sf_bufs that readers used, one after the other */
export const SF_BUFS = 15;
/** pages that copies touched: a measure of work */
export const TOUCHED = 16;
/** the implicit writer and its pid */
export const WRITER = 17;
export const WRITER_PID = 18;
const CELLS = 24;

/** Pipes and calls on them. */
export interface PipeState {
  readonly pipe: ReturnType<typeof pipeColumns>;
  readonly pair: ReturnType<typeof pairColumns>;
  readonly call: ReturnType<typeof callColumns>;
  /** frames of direct writes: `PIPENPAGES` cells a pipe */
  readonly ms: I32;
  readonly cell: I32;
}

/** No pipes. */
export const pipeState = (): PipeState => {
  const p = {
    pipe: pipeColumns(),
    pair: pairColumns(),
    call: callColumns(),
    ms: new I32(),
    cell: new I32(CELLS),
  };
  p.cell.set(PAIRS, 1);
  p.cell.set(CALLS, 1);
  return p;
};

/** The other end of a pair. */
export const peerOf = (pipe: number): number => pipe ^ 1;

/** Whether a pipe has a flag. */
export const has = (p: PipeState, pipe: number, flag: number): boolean =>
  (p.pipe.flags.get(pipe) & flag) !== 0;

/** Sets and clears flags. */
export const setFlag = (p: PipeState, pipe: number, flag: number): void => {
  p.pipe.flags.set(pipe, p.pipe.flags.get(pipe) | flag);
};
export const clearFlag = (p: PipeState, pipe: number, flag: number): void => {
  p.pipe.flags.set(pipe, p.pipe.flags.get(pipe) & ~flag);
};
