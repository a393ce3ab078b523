/** What the commands that write to sockets do. */
import type { Sending } from '../../net/cow-send';
import { closeSource, fileSource, ownSource } from '../../net/file-source';
import type { Source } from '../../net/file-source';
import { isSendFull, sosend } from '../../net/send';
import { isPageFull, sendPage } from '../../net/sendfile';
import { dropPending } from '../../net/socket';
import { members, wrong } from '../done';
import type { Done } from '../done';
import type { Sim } from '../sim';
import type { NetCommand } from './net-commands';
import { asleepOrNot, genOf, unpack, write } from './net-write';
import type { Ticket, Write } from './net-write';

type Of<V extends NetCommand['do']> = Extract<NetCommand, { do: V }>;

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
  const who = sender(s, c.process);
  if (typeof who === 'string')
    return ticket === null ? wrong(who) : abandoned(s, { so, ticket, words });
  const sending: Sending = {
    so,
    process: who,
    from: c.from ?? 0,
    offset: c.offset ?? 0,
    zeroCopy: c.zero_copy ?? false,
  };
  const k = s.kernel;
  return write(
    s,
    { so, total: c.bytes, ticket, process: who, words, unit: 'B' },
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
  const who = sender(s, c.process);
  if (typeof who === 'string')
    return ticket === null ? wrong(who) : abandoned(s, { so, ticket, words });
  return { so, total: c.pages, ticket, process: who, words, unit: 'pages' };
};

/** sendfile(2), up to the end of the file. */
export const runSendfile = (s: Sim, c: Of<'sendfile'>, left: number | null): Done => {
  const w = startSendfile(s, c, left);
  if ('outcome' in w) return w;
  const k = s.kernel;
  k.wait.on = '';
  const source = sourceOf(s, c);
  if (typeof source === 'string') return wrong(source);
  if (source === null) return asleepOrNot(s, w);
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
