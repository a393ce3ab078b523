/** Sockets: what each is stored in, what its buffers take, who sleeps on them and why. */
import { describe, expect, it } from 'vitest';
import { SWAPOUT_REQ, VMDAEMON_WOKEN } from '../pageout/state';
import { P_OUT } from '../proc/state';
import { SWAP_NORMAL } from '../proc/swapout';
import { sleepOf } from '../proc/testkit';
import { sendQueue } from './socket';
import { DROP_IFQ, IFQ, OPEN_SOCKETS } from './state';
import { Box, ROUTER } from './testkit';

const STORED = ['Files', 'socket', 'inpcb', 'tcpcb', 'udpcb', 'ripcb', 'divcb', 'unpcb'] as const;

describe('a socket', () => {
  it.each([
    ['tcp', [1, 1, 1, 1, 0, 0, 0, 0]],
    ['udp', [1, 1, 0, 0, 1, 0, 0, 0]],
    ['raw', [1, 1, 0, 0, 0, 1, 0, 0]],
    ['divert', [1, 1, 0, 0, 0, 0, 1, 0]],
    ['unix', [2, 2, 0, 0, 0, 0, 0, 2]],
  ] as const)('of %s is stored in its zones and leaves none of it behind', (proto, zones) => {
    const b = new Box();
    b.run({ do: 'socket', proto, as: 's' });
    expect(b.used(...STORED)).toEqual(zones);
    expect(b.cell(OPEN_SOCKETS)).toBe(zones[1]);
    b.run({ do: 'socket_close', socket: 's' });
    expect(b.used(...STORED)).toEqual([0, 0, 0, 0, 0, 0, 0, 0]);
    expect(b.cell(OPEN_SOCKETS)).toBe(0);
  });

  it('beyond maxsockets waits until another is closed', () => {
    const b = new Box(ROUTER);
    // LIMIT of the dump: 8,768 rounded up to slabs of 11.
    const { limit } = b.zone('socket');
    expect(limit).toBe(8778);
    b.run({ do: 'socket', proto: 'raw', as: 's', count: 8778 });
    expect(b.said({ do: 'socket', proto: 'udp', as: 'late' })).toBe(
      'asleep: socket(udp) sleeps on zonelimit, 0 of 1 done',
    );
    expect(b.used('Files')).toEqual([8778]);
    const [closed, woken] = b.run({ do: 'socket_close', socket: 's', nth: 7 });
    expect([closed?.outcome, woken?.outcome, woken?.words]).toEqual([
      'done',
      'woken',
      'socket(udp)',
    ]);
    expect(b.used('Files', 'udpcb', 'ripcb')).toEqual([8778, 1, 8777]);
  });

  it('is refused where its control block is: that one is asked for without waiting', () => {
    const b = new Box();
    b.run({ do: 'uma_zone_set_max', zone: 'tcpcb', items: 8 });
    const { limit } = b.zone('tcpcb');
    expect(b.said({ do: 'socket', proto: 'tcp', as: 's', count: limit + 3 })).toMatch(
      `refused: socket(tcp) × ${limit + 3}: refused 3 of ${limit + 3} times`,
    );
    expect(b.used('socket', 'inpcb', 'tcpcb')).toEqual([limit, limit, limit]);
  });
});

describe('a control block', () => {
  it.each([
    ['udp', 'udpcb', 'refused'],
    ['raw', 'ripcb', 'refused'],
    ['unix', 'unpcb', 'asleep'],
  ] as const)('of %s in %s: at the cap the call is %s', (proto, zone, outcome) => {
    const b = new Box();
    b.run({ do: 'uma_zone_set_max', zone, items: 1 });
    b.run({ do: 'uma_zalloc', zone, count: b.zone(zone).limit });
    expect(b.run({ do: 'socket', proto, as: 's' })[0]?.outcome).toBe(outcome);
    expect(b.used('socket', 'Files')).toEqual([0, 0]);
  });
});

describe('a TCP send', () => {
  it('keeps 32,768 bytes until they are acknowledged, and the writer sleeps on sbwait', () => {
    const b = new Box();
    b.run({ do: 'socket', proto: 'tcp', as: 's' }, { do: 'fork', as: 'p' });
    b.run({ do: 'mmap', process: 'p', pages: 25 });
    expect(b.said({ do: 'send', socket: 's', bytes: 100_000, process: 'p' })).toBe(
      'asleep: s: sosend(100000 B) sleeps on sbwait, 32768 of 100000 B sent',
    );
    const q = sendQueue(b.member('s'));
    const { queue } = b.k.net;
    expect([queue.cc.get(q), queue.mbufs.get(q), queue.mbcnt.get(q)]).toEqual([32_768, 16, 36_864]);
    expect(b.used('mbuf_packet')).toEqual([16]);
    // PSOCK: a process that waits here may be swapped out.
    expect(sleepOf(b.k, b.member('p'))).toEqual([true, 88]);
    // Below sb_lowat of 2,048 the writer sleeps on.
    b.run({ do: 'ack', socket: 's', bytes: 2047 });
    expect([queue.cc.get(q), b.t.sim.sleepers.length]).toEqual([30_721, 1]);
    b.run({ do: 'ack', socket: 's', bytes: 1 });
    expect([queue.cc.get(q), b.t.sim.sleepers.length]).toEqual([32_768, 1]);
    // 34,816 bytes have left with the next acknowledgement; what is left then fits.
    b.run({ do: 'ack', socket: 's' });
    expect([queue.cc.get(q), b.t.sim.sleepers.length]).toEqual([32_768, 1]);
    const last = b.run({ do: 'ack', socket: 's' });
    expect(last.map((e) => [e.outcome, e.words])).toEqual([
      ['done', 's: 32768 B acknowledged'],
      ['woken', 's: sosend(100000 B)'],
    ]);
    expect(sleepOf(b.k, b.member('p'))[0]).toBe(false);
  });

  it('of a process that was swapped out stays out until there is room, then comes back first', () => {
    const b = new Box();
    b.run({ do: 'socket', proto: 'tcp', as: 's' }, { do: 'fork', as: 'p' });
    b.run({ do: 'mmap', process: 'p', pages: 20 });
    b.run({ do: 'send', socket: 's', bytes: 65_536, process: 'p' }, { do: 'wait', seconds: 3 });
    b.k.pageout.cell.set(VMDAEMON_WOKEN, 1);
    b.k.pageout.cell.set(SWAPOUT_REQ, SWAP_NORMAL);
    const out = (): boolean => (b.k.proc.proc.flags.get(b.member('p')) & P_OUT) !== 0;
    b.run({ do: 'wait', seconds: 1 });
    expect(out()).toBe(true);
    b.run({ do: 'ack', socket: 's', bytes: 2047 });
    expect([out(), b.t.sim.sleepers[0]?.on]).toEqual([true, 'sbwait']);
    const words = b.run({ do: 'ack', socket: 's', bytes: 30_721 }).map((e) => e.words);
    expect(out()).toBe(false);
    expect(words.at(-1)).toBe('s: sosend(65536 B)');
    expect(words.some((w) => w.endsWith('swapped in'))).toBe(true);
  });

  it('of small pieces copies them into the last mbuf', () => {
    const b = new Box();
    b.run({ do: 'socket', proto: 'tcp', as: 's' });
    for (let i = 0; i < 5; i += 1) b.run({ do: 'send', socket: 's', bytes: 80 });
    const q = sendQueue(b.member('s'));
    // 208 bytes of an mbuf with a header: two of 80 in each.
    expect([b.k.net.queue.cc.get(q), b.k.net.queue.mbufs.get(q)]).toEqual([400, 3]);
  });

  it('of up to 512 bytes is copied behind the last, of more it is not', () => {
    const b = new Box();
    b.run({ do: 'socket', proto: 'tcp', as: 's' }, { do: 'send', socket: 's', bytes: 300 });
    const q = sendQueue(b.member('s'));
    b.run({ do: 'send', socket: 's', bytes: 512 });
    expect(b.k.net.queue.mbufs.get(q)).toBe(1);
    b.run({ do: 'send', socket: 's', bytes: 513 });
    expect(b.k.net.queue.mbufs.get(q)).toBe(2);
  });

  it('that fits goes at once, though less than sb_lowat is free', () => {
    const b = new Box();
    b.run({ do: 'socket', proto: 'tcp', as: 's' }, { do: 'send', socket: 's', bytes: 32_000 });
    expect(b.run({ do: 'send', socket: 's', bytes: 768 })[0]?.outcome).toBe('done');
    expect(b.run({ do: 'send', socket: 's', bytes: 1 })[0]?.outcome).toBe('asleep');
  });

  it('puts 208 bytes into an mbuf and 209 into a cluster', () => {
    const b = new Box();
    b.run({ do: 'socket', proto: 'tcp', as: 's' }, { do: 'send', socket: 's', bytes: 208 });
    expect(b.used('mbuf', 'mbuf_packet')).toEqual([1, 0]);
    b.run({ do: 'send', socket: 's', bytes: 209 });
    expect(b.used('mbuf', 'mbuf_packet')).toEqual([1, 1]);
  });

  it('sleeps for clusters where the cap is reached, and nothing is lost', () => {
    const b = new Box();
    b.run({ do: 'packet_in', count: 20_000, bytes: 1000, maxlen: 0 });
    b.run({ do: 'socket', proto: 'tcp', as: 's' });
    expect(b.said({ do: 'send', socket: 's', bytes: 3000 })).toBe(
      'asleep: s: sosend(3000 B) sleeps on zonelimit, 0 of 3000 B sent',
    );
    b.run({ do: 'packet_out', count: 1000 });
    expect(b.t.sim.sleepers).toEqual([]);
    expect(b.k.net.queue.cc.get(sendQueue(b.member('s')))).toBe(3000);
  });

  it('ends with EPIPE when its socket is closed, though another takes its place', () => {
    const b = new Box();
    b.run({ do: 'socket', proto: 'tcp', as: 's', count: 2 });
    b.run({ do: 'send', socket: 's', bytes: 40_000 });
    const events = b.run({ do: 'socket_close', socket: 's', nth: 0 });
    expect(events.map((e) => e.words)).toEqual([
      'soclose(s)',
      's: sosend(40000 B): EPIPE, the socket was closed',
    ]);
    expect(b.used('mbuf_packet')).toEqual([0]);
    b.run({ do: 'send', socket: 's', bytes: 40_000 }, { do: 'socket_close', socket: 's' });
    expect(b.t.sim.sleepers).toEqual([]);
  });

  it('of memory that is not there ends with EFAULT', () => {
    const b = new Box();
    b.run({ do: 'socket', proto: 'tcp', as: 's' }, { do: 'fork', as: 'p' });
    b.run({ do: 'mmap', process: 'p', pages: 1 });
    expect(b.said({ do: 'send', socket: 's', process: 'p', bytes: 8192 })).toBe(
      'refused: s: sosend(8192 B): EFAULT, 4096 of 8192 B sent',
    );
    // Reading a page that was never written brings it in.
    expect(b.k.vm.pmap.resident.get(b.member('p'))).toBe(1);
  });
});

describe('a local socket', () => {
  it('hands everything to the other end, which holds the writer back', () => {
    const b = new Box();
    b.run({ do: 'socket', proto: 'unix', as: 's' });
    expect(b.said({ do: 'send', socket: 's', bytes: 10_000 })).toBe(
      'asleep: s: sosend(10000 B) sleeps on sbwait, 8192 of 10000 B sent',
    );
    const { queue } = b.k.net;
    const [from, to] = [sendQueue(b.member('s', 0)), 2 * b.member('s', 1)];
    expect([queue.cc.get(from), queue.cc.get(to), queue.hiwat.get(from)]).toEqual([0, 8192, 0]);
    b.run({ do: 'receive', socket: 's', nth: 1, bytes: 4096 });
    expect([b.t.sim.sleepers.length, queue.cc.get(to)]).toEqual([0, 5904]);
    b.run({ do: 'receive', socket: 's', nth: 1 });
    expect([queue.hiwat.get(from), queue.mbmax.get(from)]).toEqual([8192, 65_536]);
    b.run({ do: 'socket_close', socket: 's', nth: 1 });
    expect(b.said({ do: 'send', socket: 's', bytes: 1 })).toBe(
      'refused: s: sosend(1 B): EPIPE, 0 of 1 B sent',
    );
  });
});

describe('a datagram', () => {
  it('goes to the interface at once, with a header before it', () => {
    const b = new Box();
    b.run({ do: 'socket', proto: 'udp', as: 's' });
    b.run({ do: 'send', socket: 's', bytes: 164 });
    expect(b.used('mbuf', 'mbuf_packet')).toEqual([1, 0]);
    // 44 bytes of headers no longer fit before 165 bytes.
    b.run({ do: 'send', socket: 's', bytes: 165 });
    expect(b.used('mbuf', 'mbuf_packet')).toEqual([3, 0]);
    b.run({ do: 'send', socket: 's', bytes: 9216 });
    expect(b.used('mbuf', 'mbuf_packet')).toEqual([4, 5]);
    expect(b.said({ do: 'send', socket: 's', bytes: 9217 })).toBe(
      'refused: s: sosend(9217 B): EMSGSIZE, 0 of 9217 B sent',
    );
    expect(b.k.net.queue.packets.get(IFQ)).toBe(3);
    b.run({ do: 'packet_out', count: 3 });
    expect(b.used('mbuf', 'mbuf_packet')).toEqual([0, 0]);
  });

  it('is lost where 50 packets wait for the card', () => {
    const b = new Box();
    b.run({ do: 'socket', proto: 'raw', as: 's' }, { do: 'packet_in', bytes: 64, count: 50 });
    expect(b.said({ do: 'send', socket: 's', bytes: 100 })).toBe(
      'refused: s: sosend(100 B): ENOBUFS, 0 of 100 B sent',
    );
    expect([b.cell(DROP_IFQ), ...b.used('mbuf')]).toEqual([1, 0]);
  });
});
