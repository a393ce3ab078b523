/**
 * Writes to sockets: they may sleep in the middle, and the socket may be gone when they wake.
 * What an asleep one has still to do says also on which socket: a closed one is not mistaken for the
 * next of its holding.
 */
import { closeSource, fileSource, ownSource } from '../../net/file-source';
import type { Source } from '../../net/file-source';
import { isLocked, isPageFull, sendPage } from '../../net/sendfile';
import { isSendFull, sosend } from '../../net/send';
import { dropPending } from '../../net/socket';
import type { Sent } from '../../net/send';
import type { Sending } from '../../net/cow-send';
import { SF_ALLOCWAIT } from '../../net/state';
import { fallAsleep } from '../../proc/proc';
import { P_ASLEEP } from '../../proc/state';
import type { WaitChannel } from '../../state/wait';
import { done, members, wrong } from '../done';
import type { Done } from '../done';
import type { Sim } from '../sim';
import type { NetCommand } from './net-commands';
import { SLEEPS } from './proc-commands';
import { mayRun } from './proc-run';

type Of<V extends NetCommand['do']> = Extract<NetCommand, { do: V }>;

/** `so_gencnt` is kept up to here; nobody sleeps through a million sockets. */
const GENERATIONS = 2 ** 20;

/** What `left` of a sleeping write says. */
interface Ticket {
  /** bytes or pages that were sent */
  readonly sent: number;
  readonly gen: number;
  /** it sleeps in the middle of a page of sendfile(2) and holds the buffer's lock */
  readonly isOwner: boolean;
}

const pack = ({ sent, gen, isOwner }: Ticket): number =>
  (sent * GENERATIONS + gen) * 2 + (isOwner ? 1 : 0);

const unpack = (left: number): Ticket => ({
  sent: Math.floor(left / (2 * GENERATIONS)),
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

/** Who writes what where. */
interface Write {
  readonly so: number;
  readonly total: number;
  readonly ticket: Ticket | null;
  /** who sleeps where it sleeps; 0 = nobody */
  readonly process: number;
  readonly words: string;
  readonly unit: string;
}

/** How it is carried out, from unit `at` on. */
interface Steps {
  /** whether it must wait for room in the buffer */
  readonly isFull: (at: number) => boolean;
  /** how many units it did, 0 = asleep, or why it cannot */
  readonly step: (at: number) => Sent;
}

/** Whether somebody else's sendfile(2) holds the buffer's lock. */
const isLockedOut = (s: Sim, w: Write): boolean =>
  w.ticket?.isOwner !== true && isLocked(s.kernel, w.so);

/** `PSOCK` for a socket's own waits, `PVM` for memory and sf_bufs (sys/sys/priority.h). */
const priorityOf = (on: WaitChannel): number => (on === 'sbwait' || on === 'sblock' ? 88 : 84);

/** The process of a write sleeps where it does, unless it has slept there all the while. */
const sleepAs = (s: Sim, w: Write, at: number): void => {
  const { on } = s.kernel.wait;
  const moved = w.ticket === null || at > w.ticket.sent;
  if (moved && on === 'sfbufa') s.kernel.net.cell.add(SF_ALLOCWAIT, 1);
  if (w.process === 0 || on === 'sched') return;
  const isAwake = s.kernel.proc.proc.state.get(w.process) !== P_ASLEEP;
  const wmesg = (SLEEPS as readonly string[]).indexOf(on) + 1;
  if (moved || isAwake) fallAsleep(s.kernel, w.process, wmesg, priorityOf(on));
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

/** One step, unless the write must wait before it: then 0, and `wait.on` says why. */
const stepOrWait = (s: Sim, w: Write, { isFull, step }: Steps, at: number): Sent => {
  const { wait } = s.kernel;
  wait.on = '';
  if (isLockedOut(s, w)) wait.on = 'sblock';
  else if (isFull(at)) wait.on = 'sbwait';
  else if (w.process === 0 || mayRun(s.kernel, w.process)) return step(at);
  return 0;
};

/** Writes until all is done, it sleeps, or it fails. */
const write = (s: Sim, w: Write, steps: Steps): Done => {
  let at = w.ticket?.sent ?? 0;
  while (at < w.total) {
    const sent = stepOrWait(s, w, steps, at);
    if (sent === 0) return sleep(s, w, at);
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

/** A write whose process has ended while it slept (EINTR). */
const abandoned = (s: Sim, w: Pick<Write, 'so' | 'ticket' | 'words'>): Done => {
  if (w.ticket?.isOwner === true) dropPending(s.kernel, w.so);
  return { outcome: 'refused', words: `${w.words}: EINTR, its process has ended` };
};

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
  if (typeof process === 'string')
    return ticket === null ? wrong(process) : abandoned(s, { so, ticket, words });
  const sending: Sending = {
    so,
    process,
    from: c.from ?? 0,
    offset: c.offset ?? 0,
    zeroCopy: c.zero_copy ?? false,
  };
  const k = s.kernel;
  return write(
    s,
    { so, total: c.bytes, ticket, process, words, unit: 'B' },
    {
      isFull: (at) => isSendFull(k, so, c.bytes - at),
      step: (at) => sosend(k, sending, at, c.bytes - at),
    },
  );
};

/** What sendfile(2) sends: the file that it names, null = asleep before it has it, or why there is none. */
const sourceOf = (s: Sim, c: Of<'sendfile'>): Source | string | null => {
  if (c.file === undefined) return ownSource(s.kernel);
  const files = members(s, 'file', c.file);
  if (typeof files === 'string') return files;
  const file = files[0];
  return file === undefined ? `${c.file} has no file` : fileSource(s.kernel, file);
};

/** The socket, the process and the words of a sendfile(2), or how it ended without them. */
const startSendfile = (s: Sim, c: Of<'sendfile'>, left: number | null): Done | Write => {
  const ticket = left === null ? null : unpack(left);
  const words = `${c.socket}: sendfile(${c.pages} pages)`;
  const so = findSocket(s, c, ticket);
  if (typeof so === 'string') return wrong(so);
  if (so === 0) return closed(words);
  const process = sender(s, c.process);
  if (typeof process === 'string')
    return ticket === null ? wrong(process) : abandoned(s, { so, ticket, words });
  return { so, total: c.pages, ticket, process, words, unit: 'pages' };
};

/** sendfile(2), up to the end of the file. */
export const runSendfile = (s: Sim, c: Of<'sendfile'>, left: number | null): Done => {
  const w = startSendfile(s, c, left);
  if ('outcome' in w) return w;
  const k = s.kernel;
  k.wait.on = '';
  const source = sourceOf(s, c);
  if (typeof source === 'string') return wrong(source);
  if (source === null) return sleep(s, w, w.ticket?.sent ?? 0);
  const from = c.from ?? 0;
  const total = Math.min(w.total, Math.max(source.pages - from, 0));
  const came = write(
    s,
    { ...w, total },
    {
      isFull: () => isPageFull(k, w.so),
      step: (at) => {
        const sent = sendPage(k, w.so, source, from + at);
        return typeof sent === 'number' ? Math.min(sent, 1) : sent;
      },
    },
  );
  closeSource(k, source);
  return came;
};
