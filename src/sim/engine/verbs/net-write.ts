/**
 * Writes to sockets, unit by unit: they may sleep in the middle, and the socket may be gone when they
 * wake. What an asleep one remembers names its socket, so that a closed one is not mistaken for the
 * next of its holding.
 */
import type { Kernel } from '../../kernel/types';
import { isLocked } from '../../net/sendfile';
import type { SendError, Sent } from '../../net/send';
import { SF_ALLOCWAIT } from '../../net/state';
import { fallAsleep, threadsOf } from '../../proc/sleep';
import { mayRun } from '../../proc/swapin';
import { done } from '../done';
import type { Done } from '../done';
import type { Sim } from '../sim';

/** `so_gencnt` is kept up to here; nobody sleeps through a million sockets. */
const GENERATIONS = 2 ** 20;

/** What `left` of a sleeping write says. */
export interface Ticket {
  /** bytes or pages that were sent */
  readonly sent: number;
  readonly gen: number;
  /** it sleeps in the middle of a page of sendfile(2) and holds the buffer's lock */
  readonly isOwner: boolean;
}

const pack = ({ sent, gen, isOwner }: Ticket): number =>
  (sent * GENERATIONS + gen) * 2 + (isOwner ? 1 : 0);

/** Reads what a sleeping write remembers. */
export const unpack = (left: number): Ticket => ({
  sent: Math.floor(left / (2 * GENERATIONS)),
  gen: Math.floor(left / 2) % GENERATIONS,
  isOwner: left % 2 === 1,
});

/** What tells a socket from those that had its number before. */
export const genOf = (s: Sim, so: number): number => s.kernel.net.socket.gen.get(so) % GENERATIONS;

/** Who writes what where. */
export interface Write {
  readonly so: number;
  readonly total: number;
  readonly ticket: Ticket | null;
  /** who sleeps where it sleeps; 0 = nobody */
  readonly process: number;
  readonly words: string;
  readonly unit: string;
}

/** How it is carried out, from unit `at` on. */
export interface Steps {
  /** whether it must wait for room in the buffer */
  readonly isFull: (at: number) => boolean;
  /** how many units it did, 0 = asleep, or why it cannot */
  readonly step: (at: number) => Sent;
}

/** Whether somebody else's sendfile(2) holds the buffer's lock. */
const isLockedOut = (s: Sim, w: Write): boolean =>
  w.ticket?.isOwner !== true && isLocked(s.kernel, w.so);

/** Whether the thread that makes the process's calls sleeps. */
const isAsleep = (k: Kernel, p: number): boolean =>
  threadsOf(k, p)
    .slice(0, 1)
    .some((t) => k.proc.thread.asleep.get(t) !== 0);

/** The process of a write sleeps where it does, unless it has slept there all the while. */
const sleepAs = (s: Sim, w: Write, at: number): void => {
  const { on } = s.kernel.wait;
  const moved = w.ticket === null || at > w.ticket.sent;
  if (moved && on === 'sfbufa') s.kernel.net.cell.add(SF_ALLOCWAIT, 1);
  if (w.process === 0 || on === 'sched') return;
  if (moved || !isAsleep(s.kernel, w.process)) fallAsleep(s.kernel, w.process, on);
};

const sleep = (s: Sim, w: Write, at: number): Done => {
  const { on } = s.kernel.wait;
  sleepAs(s, w, at);
  const isOwner = isLocked(s.kernel, w.so) && on !== 'sblock';
  return {
    outcome: 'asleep',
    words: `${w.words} sleeps on ${on}, ${at} of ${w.total} ${w.unit} sent`,
    left: pack({ sent: at, gen: genOf(s, w.so), isOwner }),
  };
};

/** A write that could not begin: it sleeps, or it cannot be. */
export const asleepOrNot = (s: Sim, w: Write): Done => {
  const at = w.ticket?.sent ?? 0;
  return s.kernel.wait.on === '' ? refused(w, 'EIO', at) : sleep(s, w, at);
};

/** Whether the process is in memory. One that asks to be brought back sets proc0 going: that is work. */
const isIn = (s: Sim, p: number): boolean => {
  const slept = isAsleep(s.kernel, p);
  const may = mayRun(s.kernel, p);
  if (!may && slept) s.work += 1;
  return may;
};

/** One step, unless the write must wait before it: then 0, and `wait.on` says why. */
const stepOrWait = (s: Sim, w: Write, { isFull, step }: Steps, at: number): Sent => {
  const { wait } = s.kernel;
  wait.on = '';
  if (isLockedOut(s, w)) wait.on = 'sblock';
  else if (isFull(at)) wait.on = 'sbwait';
  else if (w.process === 0 || isIn(s, w.process)) return step(at);
  return 0;
};

/** How a write ends that cannot go on. */
const refused = (w: Write, error: SendError, at: number): Done => ({
  outcome: 'refused',
  words: `${w.words}: ${error}, ${at} of ${w.total} ${w.unit} sent`,
});

/** Writes until all is done, it sleeps, or it fails. */
export const write = (s: Sim, w: Write, steps: Steps): Done => {
  let at = w.ticket?.sent ?? 0;
  while (at < w.total) {
    const sent = stepOrWait(s, w, steps, at);
    if (sent === 0) return sleep(s, w, at);
    if (typeof sent === 'string') return refused(w, sent, at);
    at += sent;
    s.work += Math.ceil(sent / 2048);
  }
  return done(w.words);
};
