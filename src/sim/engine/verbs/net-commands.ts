/** Commands of sockets, sendfile and borrowed pages: their types and fields. What they do is in `net-run.ts`. */
import { FLAG, MILLION, NAME, NTH, TAKE, needed, number, optional, word } from '../fields';
import type { FieldTable, Nth, Take } from '../fields';

/** Protocols by the names of `PROTOCOLS`. */
export const PROTOCOL_WORDS = ['tcp', 'udp', 'raw', 'divert', 'unix'] as const;
/** What libalias keeps a link for. */
export const LINK_WORDS = ['udp', 'tcp', 'icmp'] as const;

/** One socket of a holding: the oldest, or the one that `nth` says. */
interface OneSocket {
  readonly socket: string;
  readonly nth?: number;
}

export type NetCommand =
  | ({ do: 'socket'; proto: (typeof PROTOCOL_WORDS)[number] } & Take)
  | ({ do: 'socket_close'; socket: string } & Nth)
  | {
      do: 'packet_in';
      bytes: number;
      count?: number;
      socket?: string;
      nth?: number;
      early?: boolean;
      maxlen?: number;
    }
  | { do: 'packet_out'; count?: number }
  | ({
      do: 'send';
      bytes: number;
      process?: string;
      from?: number;
      offset?: number;
      zero_copy?: boolean;
    } & OneSocket)
  | ({ do: 'receive'; socket: string; bytes?: number } & Nth)
  | ({ do: 'ack'; socket: string; bytes?: number } & Nth)
  | ({ do: 'sendfile'; pages: number; from?: number; file?: string } & OneSocket)
  | { do: 'ip_fragment'; bytes: number; count?: number; fragments?: number }
  | { do: 'mb_reclaim' }
  | ({ do: 'nat_links'; proto?: (typeof LINK_WORDS)[number] } & Take);

const SOCKET = { socket: needed(NAME), ...NTH };
const COUNT = optional(number(1, MILLION));
/** Data of a frame that a jumbo cluster of 16 KB still holds with its headers. */
const PAYLOAD = needed(number(1, 16_000));
/** What one write sends at most. */
const WRITE = number(1, 2 ** 24);

/** Their fields. */
export const NET_FIELDS: FieldTable<NetCommand['do']> = {
  socket: { proto: needed(word(...PROTOCOL_WORDS)), ...TAKE },
  socket_close: SOCKET,
  packet_in: {
    bytes: PAYLOAD,
    count: COUNT,
    socket: optional(NAME),
    ...NTH,
    early: optional(FLAG),
    maxlen: optional(number(0, MILLION)),
  },
  packet_out: { count: COUNT },
  send: {
    ...SOCKET,
    bytes: needed(WRITE),
    process: optional(NAME),
    from: optional(number(0, MILLION)),
    offset: optional(number(0, 4095)),
    zero_copy: optional(FLAG),
  },
  receive: { ...SOCKET, bytes: optional(WRITE) },
  ack: { ...SOCKET, bytes: optional(WRITE) },
  sendfile: {
    ...SOCKET,
    pages: needed(number(1, MILLION)),
    from: optional(number(0, MILLION)),
    file: optional(NAME),
  },
  ip_fragment: { bytes: PAYLOAD, count: COUNT, fragments: optional(number(1, 64)) },
  mb_reclaim: {},
  nat_links: { proto: optional(word(...LINK_WORDS)), ...TAKE },
};
