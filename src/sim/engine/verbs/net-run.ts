/** What the commands of sockets, packets and translation do. Writes are in `net-send-run.ts`. */
import type { Kernel } from '../../kernel/types';
import { PROTOCOLS } from '../../net/constants';
import { fragmentsArrive, packetForSocket, packetSent, packetToForward } from '../../net/input';
import { addLink, aliasType } from '../../net/libalias';
import { netLowmem } from '../../net/lowmem';
import { acknowledge, soreceive } from '../../net/receive';
import { openSockets, protocolOf, soclose } from '../../net/socket';
import { IFQ_MAXLEN } from '../../net/constants';
import { done, hold, holdingFor, letGo, members, repeat, wrong } from '../done';
import type { Done, Runners, Step } from '../done';
import { newHolding, put } from '../holdings';
import type { Sim } from '../sim';
import type { NetCommand } from './net-commands';
import { runSend, runSendfile } from './net-send-run';

type Of<V extends NetCommand['do']> = Extract<NetCommand, { do: V }>;

const times = (n: number): string => (n === 1 ? '' : ` × ${n}`);

const runSocket = (s: Sim, c: Of<'socket'>, left: number | null): Done => {
  const h = holdingFor(s, 'socket', c.as ?? 'sockets');
  if (typeof h === 'string') return wrong(h);
  const total = c.count ?? 1;
  const proto = PROTOCOLS.findIndex((p) => p.name === c.proto);
  const step = (): Step => {
    const opened = openSockets(s.kernel, proto);
    for (const so of opened) hold(h, so);
    if (opened.length > 0) return 'done';
    return s.kernel.wait.on === '' ? 'refused' : 'asleep';
  };
  const call = c.proto === 'unix' ? 'socketpair' : 'socket';
  return repeat(s, { total, left, step, words: `${call}(${c.proto})${times(total)}` });
};

const runClose = (s: Sim, c: Of<'socket_close'>): Done => {
  const sockets = members(s, 'socket', c.socket, c.nth);
  if (typeof sockets === 'string') return wrong(sockets);
  for (const so of sockets) {
    s.work += 1 + s.kernel.net.queue.mbufs.get(2 * so) + s.kernel.net.queue.mbufs.get(2 * so + 1);
    soclose(s.kernel, so);
    letGo(s, c.socket, so);
  }
  return done(`soclose(${c.socket})${times(sockets.length)}`);
};

/** Why a packet cannot be meant for these sockets, or null. */
const notForThem = (k: Kernel, c: Of<'packet_in'>, sockets: readonly number[]): string | null => {
  const names = sockets.map((so) => protocolOf(k, so).name);
  if (names.includes('unix')) return `${c.socket} is local: no packets reach it`;
  const isStrange = c.early === true && names.some((name) => name !== 'tcp');
  return isStrange ? `only a TCP segment can come early` : null;
};

const packetsToForward = (s: Sim, c: Of<'packet_in'>, left: number | null): Done => {
  const step = (): Step =>
    packetToForward(s.kernel, c.bytes, c.maxlen ?? IFQ_MAXLEN) ? 'done' : 'refused';
  const total = c.count ?? 1;
  const words = `${total} packets of ${c.bytes} B arrive to be forwarded`;
  return repeat(s, { total, left, step, words });
};

const runPacketIn = (s: Sim, c: Of<'packet_in'>, left: number | null): Done => {
  if (c.socket === undefined) return packetsToForward(s, c, left);
  const sockets = members(s, 'socket', c.socket, c.nth);
  if (typeof sockets === 'string') return wrong(sockets);
  const why = notForThem(s.kernel, c, sockets);
  if (why !== null) return wrong(why);
  const each = c.count ?? 1;
  const what = { bytes: c.bytes, isEarly: c.early ?? false };
  const step = (i: number): Step => {
    const so = sockets[Math.floor(i / each)] as number;
    return packetForSocket(s.kernel, so, what) ? 'done' : 'refused';
  };
  const total = each * sockets.length;
  const words = `${total} packets of ${c.bytes} B arrive for ${c.socket}`;
  return repeat(s, { total, left, step, words });
};

const runPacketOut = (s: Sim, c: Of<'packet_out'>): Done => {
  const total = c.count ?? 1;
  let n = 0;
  while (n < total && packetSent(s.kernel)) n += 1;
  s.work += n;
  return done(`the card has sent ${n} packets`);
};

/** Reading and acknowledging: bytes that leave a buffer of each socket. */
const drain = (
  s: Sim,
  c: Of<'receive'> | Of<'ack'>,
  take: (k: Kernel, so: number, bytes: number) => number,
): number | string => {
  const sockets = members(s, 'socket', c.socket, c.nth);
  if (typeof sockets === 'string') return sockets;
  let n = 0;
  for (const so of sockets) n += take(s.kernel, so, c.bytes ?? Infinity);
  s.work += sockets.length + Math.ceil(n / 2048);
  return n;
};

const runReceive = (s: Sim, c: Of<'receive'>): Done => {
  const n = drain(s, c, soreceive);
  return typeof n === 'string' ? wrong(n) : done(`${c.socket}: soreceive() of ${n} B`);
};

const runAck = (s: Sim, c: Of<'ack'>): Done => {
  const n = drain(s, c, acknowledge);
  return typeof n === 'string' ? wrong(n) : done(`${c.socket}: ${n} B acknowledged`);
};

const runFragment = (s: Sim, c: Of<'ip_fragment'>, left: number | null): Done => {
  const fragments = c.fragments ?? 1;
  const step = (): Step => {
    s.work += fragments - 1;
    return fragmentsArrive(s.kernel, fragments, c.bytes) ? 'done' : 'refused';
  };
  const total = c.count ?? 1;
  const words = `${total} datagrams begin, ${fragments} fragments of ${c.bytes} B each`;
  return repeat(s, { total, left, step, words });
};

const runReclaim = (s: Sim): Done => {
  const n = netLowmem(s.kernel);
  s.work += n + 1;
  return done(`mb_reclaim(): ${n} mbufs dropped`);
};

const runLinks = (s: Sim, c: Of<'nat_links'>, left: number | null): Done => {
  const owner = aliasType(s.kernel);
  const name = c.as ?? 'libalias';
  const h = s.holdings.get(name) ?? newHolding('malloc', owner);
  if (h.kind !== 'malloc' || h.owner !== owner)
    return wrong(`holding ${name} holds something else`);
  s.holdings.set(name, h);
  const step = (): Step => {
    const blocks = addLink(s.kernel, c.proto === 'tcp');
    for (const block of blocks) put(h, block);
    return blocks.length > 0 ? 'done' : 'refused';
  };
  const total = c.count ?? 1;
  return repeat(s, { total, left, step, words: `AddLink(${c.proto ?? 'udp'})${times(total)}` });
};

/** One runner a verb. */
export const NET_RUNNERS: Runners<NetCommand> = {
  socket: runSocket,
  socket_close: runClose,
  packet_in: runPacketIn,
  packet_out: runPacketOut,
  send: runSend,
  receive: runReceive,
  ack: runAck,
  sendfile: runSendfile,
  ip_fragment: runFragment,
  mb_reclaim: runReclaim,
  nat_links: runLinks,
};
