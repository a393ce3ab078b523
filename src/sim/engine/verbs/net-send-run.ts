/**
 * Writes to sockets: they may sleep in the middle, and the socket may be gone when they wake.
 * What an asleep one has still to do says also on which socket: a closed one is not mistaken for the
 * next of its holding.
 */
import { fileObject, filePages, ownFile } from '../../net/file-object';
import { isLocked, sendPage } from '../../net/sendfile';
import { sosend } from '../../net/send';
import type { Sent } from '../../net/send';
import type { Sending } from '../../net/cow-send';
import { SF_ALLOCWAIT } from '../../net/state';
import { fallAsleep, wakeUp } from '../../proc/proc';
import { done, members, wrong } from '../done';
import type { Done } from '../done';
import type { Sim } from '../sim';
import type { NetCommand } from './net-commands';
import { SLEEPS } from './proc-commands';

type Of<V extends NetCommand['do']> = Extract<NetCommand, { do: V }>;

/** `so_gencnt` is kept up to here; nobody sleeps through a million sockets. */
const GENERATIONS = 2 ** 20;

/** What `left` of a sleeping write says. */
interface Ticket {
  /** bytes or pages still to be sent */
  readonly units: number;
  readonly gen: number;
  /** it sleeps in the middle of a page of sendfile(2) and holds the buffer's lock */
  readonly isOwner: boolean;
}

const pack = ({ units, gen, isOwner }: Ticket): number =>
  (units * GENERATIONS + gen) * 2 + (isOwner ? 1 : 0);

const unpack = (left: number): Ticket => ({
  units: Math.floor(left / (2 * GENERATIONS)),
  gen: Math.floor(left / 2) % GENERATIONS,
  isOwner: left % 2 === 1,
});

const genOf = (s: Sim, so: number): number => s.kernel.net.socket.gen.get(so) % GENERATIONS;

/** The socket that a write means. 0 = it was closed while the write slept. */
const findSocket = (s: Sim, c: Of<'send' | 'sendfile'>, ticket: Ticket | null): number | string => {
  const nth = ticket === null ? (c.nth ?? 0) : undefined;
  const sockets = members(s, 'socket', c.socket, nth);
  if (ticket !== null)
    return typeof sockets === 'string'
      ? 0
      : (sockets.find((so) => genOf(s, so) === ticket.gen) ?? 0);
  return typeof sockets === 'string' ? sockets : (sockets[0] as number);
};

/** A write in progress. */
interface Write {
  readonly so: number;
  readonly total: number;
  readonly ticket: Ticket | null;
  /** who sleeps where it sleeps; 0 = nobody */
  readonly process: number;
  /** one step from unit `at` on; how many units it did, 0 = asleep, or why it cannot */
  readonly step: (at: number) => Sent;
  readonly words: string;
  readonly unit: string;
}

/** Whether somebody else's sendfile(2) holds the buffer's lock. */
const waitsForLock = (s: Sim, w: Write): boolean => {
  if (w.ticket?.isOwner === true || !isLocked(s.kernel, w.so)) return false;
  s.kernel.wait.on = 'sblock';
  return true;
};

/** `PSOCK` for a socket's own waits, `PVM` for memory and sf_bufs (sys/sys/priority.h). */
const priorityOf = (on: string): number => (on === 'sbwait' || on === 'sblock' ? 88 : 84);

const sleep = (s: Sim, w: Write, at: number): Done => {
  const { on } = s.kernel.wait;
  const moved = w.ticket === null || w.total - at < w.ticket.units;
  if (moved && on === 'sfbufa') s.kernel.net.cell.add(SF_ALLOCWAIT, 1);
  if (moved && w.process !== 0)
    fallAsleep(s.kernel, w.process, (SLEEPS as readonly string[]).indexOf(on) + 1, priorityOf(on));
  const isOwner = isLocked(s.kernel, w.so) && on !== 'sblock';
  return {
    outcome: 'asleep',
    words: `${w.words} sleeps on ${on}, ${at} of ${w.total} ${w.unit} sent`,
    left: pack({ units: w.total - at, gen: genOf(s, w.so), isOwner }),
  };
};

/** Writes until all is done, it sleeps, or it fails. */
const write = (s: Sim, w: Write): Done => {
  let at = w.total - (w.ticket?.units ?? w.total);
  while (at < w.total) {
    s.kernel.wait.on = '';
    const sent = waitsForLock(s, w) ? 0 : w.step(at);
    if (sent === 0) return sleep(s, w, at);
    if (w.ticket !== null && w.process !== 0) wakeUp(s.kernel, w.process);
    if (typeof sent === 'string')
      return {
        outcome: 'refused',
        words: `${w.words}: ${sent}, ${at} of ${w.total} ${w.unit} sent`,
      };
    at += sent;
    s.work += Math.ceil(sent / 2048);
  }
  return done(w.words);
};

const closed = (words: string): Done => ({
  outcome: 'refused',
  words: `${words}: EPIPE, the socket was closed`,
});

/** The process that a write is for; 0 = none is named. */
const sender = (s: Sim, name: string | undefined): number | string => {
  if (name === undefined) return 0;
  const procs = members(s, 'process', name);
  if (typeof procs === 'string') return procs;
  return procs[0] ?? `${name} has no process`;
};

/** sosend() of a process's memory, or of contents that do not matter. */
export const runSend = (s: Sim, c: Of<'send'>, left: number | null): Done => {
  const ticket = left === null ? null : unpack(left);
  const words = `${c.socket}: sosend(${c.bytes} B${c.zero_copy === true ? ', zero-copy' : ''})`;
  const so = findSocket(s, c, ticket);
  if (typeof so === 'string') return wrong(so);
  if (so === 0) return closed(words);
  const process = sender(s, c.process);
  if (typeof process === 'string') return wrong(process);
  const sending: Sending = {
    so,
    process,
    from: c.from ?? 0,
    offset: c.offset ?? 0,
    zeroCopy: c.zero_copy ?? false,
  };
  const step = (at: number): Sent => sosend(s.kernel, sending, at, c.bytes - at);
  return write(s, { so, total: c.bytes, ticket, process, step, words, unit: 'B' });
};

/** The object whose pages sendfile(2) sends. */
const objectOf = (s: Sim, c: Of<'sendfile'>): number | string => {
  if (c.file === undefined) return ownFile(s.kernel);
  const files = members(s, 'file', c.file);
  if (typeof files === 'string') return files;
  const file = files[0];
  return file === undefined ? `${c.file} has no file` : fileObject(s.kernel, file);
};

/** sendfile(2), up to the end of the file. */
export const runSendfile = (s: Sim, c: Of<'sendfile'>, left: number | null): Done => {
  const ticket = left === null ? null : unpack(left);
  const words = `${c.socket}: sendfile(${c.pages} pages)`;
  const so = findSocket(s, c, ticket);
  if (typeof so === 'string') return wrong(so);
  if (so === 0) return closed(words);
  const object = objectOf(s, c);
  if (typeof object === 'string') return wrong(object);
  const from = c.from ?? 0;
  const total = Math.max(Math.min(c.pages, filePages(s.kernel, object) - from), 0);
  const step = (at: number): Sent => {
    const sent = sendPage(s.kernel, so, object, from + at);
    return typeof sent === 'number' ? Math.min(sent, 1) : sent;
  };
  return write(s, { so, total, ticket, process: 0, step, words, unit: 'pages' });
};
