/** Levers of sockets and packets, with the page that is sent without a copy. */
import { formatBytes, formatCount } from '../../../base/format';
import type { Timeline } from '../../../sim';
import {
  COUNT,
  NEW,
  amount,
  choice,
  choiceOrNew,
  freeName,
  heldIn,
  number,
  times,
  word,
} from './lever';
import type { Fields, Lever, Plain } from './lever';
import { processOr } from './processes';

const SOCKET = choiceOrNew('socket', 'socket', 'socket');

const socketOr = (
  f: Fields,
  t: Timeline,
): { readonly socket: string; readonly before: readonly Plain[] } => {
  if (word(f, 'socket') !== NEW && word(f, 'socket') !== '')
    return { socket: word(f, 'socket'), before: [] };
  const as = freeName(t, 'web');
  return { socket: as, before: [{ do: 'socket', proto: 'tcp', as }] };
};

const made = (f: Fields): string => {
  const parts = [
    ...(word(f, 'process') === NEW ? ['a process of 16 pages'] : []),
    ...(word(f, 'socket') === NEW ? ['a TCP socket'] : []),
  ];
  return parts.length === 0 ? '' : `make ${parts.join(' and ')}, then `;
};

/** Pages that the sender has written to. */
const SENDER_PAGES = 16;

const sendPages = (f: Fields, t: Timeline): readonly Plain[] => {
  const from = processOr(f, t, { as: 'sender', pages: SENDER_PAGES });
  const to = socketOr(f, t);
  const bytes = amount(f, 'pages') * 4096;
  const send = { do: 'send', socket: to.socket, process: from.process, bytes, zero_copy: true };
  return [...from.before, ...to.before, send];
};

/** See the head of the file. */
export const NET_LEVERS: readonly Lever[] = [
  {
    id: 'send_page',
    group: 'net',
    label: 'Send a page without a copy',
    fields: [choiceOrNew('process', 'of', 'process'), SOCKET, number('pages', 'pages', '1')],
    will: (f) =>
      `${made(f)}lend ${formatCount(amount(f, 'pages'))} of its pages to the socket, as a kernel with ZERO_COPY_SOCKETS does: no copy, the page is wired and read-only until the card has sent it. If the process writes meanwhile it gets a new page.`,
    commands: sendPages,
  },
  {
    id: 'send',
    group: 'net',
    label: 'Send with a copy',
    fields: [SOCKET, number('bytes', 'bytes', '16384')],
    will: (f) =>
      `${made(f)}copy ${formatBytes(amount(f, 'bytes'))} into mbufs and clusters of its send buffer; who finds no room sleeps on sbwait.`,
    commands: (f, t) => {
      const { socket, before } = socketOr(f, t);
      return [...before, { do: 'send', socket, bytes: amount(f, 'bytes') }];
    },
  },
  {
    id: 'ack',
    group: 'net',
    label: 'Acknowledge what was sent',
    fields: [choice('socket', 'socket', 'socket')],
    will: (f) =>
      `let the other side have all that ${word(f, 'socket')} sent: its mbufs are freed, lent pages go back.`,
  },
  {
    id: 'packet_in',
    group: 'net',
    label: 'Packets arrive',
    fields: [number('bytes', 'bytes each', '1460'), { ...COUNT, label: 'how many', start: '100' }],
    will: (f) =>
      `let ${formatCount(amount(f, 'count'))} packets of ${formatBytes(amount(f, 'bytes'))} arrive to be forwarded: an mbuf and a cluster each, until the card has sent them or the queue of 50 is full.`,
  },
  {
    id: 'packet_out',
    group: 'net',
    label: 'Packets leave',
    fields: [{ ...COUNT, label: 'how many', start: '100' }],
    will: (f) => `let the card send the ${formatCount(amount(f, 'count'))} oldest packets.`,
  },
  {
    id: 'nat_links',
    group: 'net',
    label: 'NAT links of libalias',
    fields: [{ ...COUNT, label: 'how many', start: '1000' }],
    will: (f, t) =>
      `let libalias remember a connection${times(f)}: 96 bytes of malloc(9) each, an item of zone 128. It holds ${formatCount(heldIn(t, 'libalias'))} now.`,
  },
];
