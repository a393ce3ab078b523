/** Random commands of sockets, packets and lent pages. */
import { LINK_WORDS, PROTOCOL_WORDS } from '../engine/verbs/net-commands';
import { FLAG, NTH, some, whole, word } from './weighted';
import type { Part } from './weighted';

const SOCKET = word('web', 'dns');
const BYTES = whole(1, 40_000);

/** Sockets. */
export const NET: Part = [
  some(2, 'socket', { as: SOCKET, proto: word(...PROTOCOL_WORDS), count: whole(1, 3) }, [
    'as',
    'proto',
  ]),
  some(1, 'socket_close', { socket: SOCKET, nth: NTH }),
  some(
    3,
    'packet_in',
    {
      bytes: whole(1, 16_000),
      count: whole(1, 30),
      socket: SOCKET,
      nth: NTH,
      early: FLAG,
      maxlen: whole(0, 80),
    },
    ['bytes', 'count'],
  ),
  some(1, 'packet_out', { count: whole(1, 60) }),
  some(
    3,
    'send',
    {
      socket: SOCKET,
      nth: NTH,
      bytes: BYTES,
      process: word('shell', 'daemon'),
      from: whole(0, 20),
      offset: whole(0, 4095),
      zero_copy: FLAG,
    },
    ['socket', 'bytes'],
  ),
  some(2, ['receive', 'ack'], { socket: SOCKET, nth: NTH, bytes: BYTES }, ['socket']),
  some(
    1,
    'sendfile',
    { socket: SOCKET, nth: NTH, pages: whole(1, 20), from: whole(0, 9), file: word('log', 'mail') },
    ['socket', 'pages'],
  ),
  some(1, 'ip_fragment', { bytes: whole(1, 9000), count: whole(1, 4), fragments: whole(1, 8) }, [
    'bytes',
  ]),
  some(1, 'mb_reclaim'),
  some(1, 'nat_links', { proto: word(...LINK_WORDS), count: whole(1, 30) }, ['count']),
];
