/** Packets: what each takes, where it waits, and what stops a flood. */
import { describe, expect, it } from 'vitest';
import { MIB, bytes } from '../../base/units';
import { makeMachine } from '../boot/machine';
import { DROP_FULLSOCK, DROP_IFQ, DROP_NOMEM, IFQ, MBUFS_LIVE } from './state';
import { Box, ROUTER } from './testkit';

describe('packets to be forwarded', () => {
  it('wait for the card, 50 at most, and leave in order', () => {
    const b = new Box();
    expect(b.said({ do: 'packet_in', count: 60, bytes: 1400 })).toBe(
      'refused: 60 packets of 1400 B arrive to be forwarded: refused 10 of 60 times',
    );
    expect([b.k.net.queue.packets.get(IFQ), b.cell(DROP_IFQ)]).toEqual([50, 10]);
    expect(b.used('mbuf_packet')).toEqual([50]);
    expect(b.said({ do: 'packet_out', count: 20 })).toBe('done: the card has sent 20 packets');
    expect(b.used('mbuf_packet')).toEqual([30]);
    expect(b.said({ do: 'packet_out', count: 99 })).toBe('done: the card has sent 30 packets');
    expect(b.cell(MBUFS_LIVE)).toBe(0);
  });

  it('take the smallest cluster that holds them with their headers', () => {
    const b = new Box();
    // 56 bytes of headers: 1,992 is the most that a cluster of 2,048 holds.
    for (const n of [1992, 1993, 4040, 4041, 9160, 9161])
      b.run({ do: 'packet_in', bytes: n, maxlen: 0 });
    const names = ['mbuf_packet', 'mbuf_jumbo_pagesize', 'mbuf_jumbo_9k', 'mbuf_jumbo_16k'];
    expect(b.used(...names)).toEqual([1, 2, 2, 1]);
    expect(b.used('mbuf')).toEqual([5]);
    b.run({ do: 'packet_out', count: 6 });
    expect(b.used(...names, 'mbuf')).toEqual([0, 0, 0, 0, 0]);
  });
});

describe('a flood', () => {
  it('ends at 8,768 clusters on the router', () => {
    const b = new Box(ROUTER);
    expect(b.zone('mbuf_cluster').limit).toBe(8768);
    b.run({ do: 'packet_in', count: 9000, bytes: 1400, maxlen: 0 });
    expect(b.k.net.queue.packets.get(IFQ)).toBe(8768);
    expect(b.cell(DROP_NOMEM)).toBe(232);
    expect(b.used('mbuf_cluster', 'mbuf_packet')).toEqual([8768, 8768]);
    expect(b.zone('mbuf_packet').failures).toBe(232);
    // 17.1 MB of clusters, 2.1 MB of mbufs: M1.
    b.run({ do: 'packet_out', count: 8768 }, { do: 'packet_in', bytes: 1400 });
    expect(b.cell(DROP_NOMEM)).toBe(232);
  });

  it('has no end at jumbo clusters, which nobody caps', () => {
    const b = new Box(ROUTER);
    expect(b.zone('mbuf_jumbo_9k').limit).toBe(0);
    b.run({ do: 'packet_in', count: 5000, bytes: 9000, maxlen: 0 });
    expect([b.used('mbuf_jumbo_9k')[0], b.cell(DROP_NOMEM)]).toEqual([5000, 0]);
  });

  it('without a cap fills kmem_map; who may wait then dies of it', () => {
    const tunables = { 'vm.kmem_size': 12 * MIB };
    const b = new Box(makeMachine({ ram: bytes(64 * MIB), tunables }));
    b.run({ do: 'uma_zone_set_max', zone: 'mbuf_cluster', items: 0 });
    const flood = { do: 'packet_in' as const, count: 20_000, bytes: 1400, maxlen: 0 };
    expect(b.run(flood)[0]?.outcome).toBe('refused');
    expect(b.cell(DROP_NOMEM)).toBeGreaterThan(10_000);
    // All 3,072 pages are gone; not even the header of the block has a page.
    expect(b.said({ do: 'malloc', type: 'temp', size: 65_536 })).toBe(
      'panic: panic: kmem_malloc(4096): kmem_map too small: 12582912 total allocated',
    );
  });
});

describe('packets for a socket', () => {
  it('wait behind their sender’s name until a process reads them', () => {
    const b = new Box();
    b.run({ do: 'socket', proto: 'udp', as: 's' });
    // Each takes 1,016 of 42,080 bytes.
    b.run({ do: 'packet_in', socket: 's', bytes: 1000, count: 50 });
    expect(b.used('mbuf', 'mbuf_packet')).toEqual([41, 41]);
    expect(b.cell(DROP_FULLSOCK)).toBe(9);
    expect(b.said({ do: 'receive', socket: 's', bytes: 2000 })).toBe(
      'done: s: soreceive() of 2032 B',
    );
    expect(b.used('mbuf', 'mbuf_packet')).toEqual([39, 39]);
    b.run({ do: 'receive', socket: 's' });
    expect(b.used('mbuf', 'mbuf_packet')).toEqual([0, 0]);
    // 40 of them leave 1,440 bytes: as many fit, with the name, and one more does not.
    b.run({ do: 'packet_in', socket: 's', bytes: 1000, count: 40 });
    expect(b.run({ do: 'packet_in', socket: 's', bytes: 1425 })[0]?.outcome).toBe('refused');
    expect(b.run({ do: 'packet_in', socket: 's', bytes: 1424 })[0]?.outcome).toBe('done');
  });

  it('are charged for their mbufs: 103 of one byte fill a buffer of 42,080', () => {
    const b = new Box();
    b.run({ do: 'socket', proto: 'udp', as: 's' });
    b.run({ do: 'packet_in', socket: 's', bytes: 1, count: 200 });
    // 256 + 256 + 2,048 each, of 262,144.
    expect(b.k.net.queue.packets.get(2 * b.member('s'))).toBe(103);
  });

  it('of TCP are cut to the window, and small ones share an mbuf', () => {
    const b = new Box();
    b.run({ do: 'socket', proto: 'tcp', as: 's', count: 2 });
    b.run({ do: 'packet_in', socket: 's', nth: 0, bytes: 1460, count: 50 });
    const q = 2 * b.member('s');
    expect([b.k.net.queue.cc.get(q), b.k.net.queue.mbufs.get(q)]).toEqual([65_536, 45]);
    expect(b.cell(DROP_FULLSOCK)).toBe(5);
    b.run({ do: 'packet_in', socket: 's', nth: 1, bytes: 100, count: 40 });
    const r = 2 * b.member('s', 1);
    // 1,992 bytes of a cluster lie behind the headers: 19 times 100.
    expect([b.k.net.queue.cc.get(r), b.k.net.queue.mbufs.get(r)]).toEqual([4000, 3]);
    expect(b.used('mbuf_packet')).toEqual([48]);
    b.run({ do: 'receive', socket: 's', nth: 1, bytes: 1950 });
    expect([b.k.net.queue.cc.get(r), b.k.net.queue.mbufs.get(r)]).toEqual([2050, 2]);
  });

  it('do not reach a local socket, and only TCP has a before and after', () => {
    const b = new Box();
    b.run({ do: 'socket', proto: 'unix', as: 'local' }, { do: 'socket', proto: 'udp', as: 'u' });
    expect(b.said({ do: 'packet_in', socket: 'local', bytes: 1 })).toBe(
      'wrong: local is local: no packets reach it',
    );
    expect(b.said({ do: 'packet_in', socket: 'u', bytes: 1, early: true })).toBe(
      'wrong: only a TCP segment can come early',
    );
    expect(b.said({ do: 'packet_in', socket: 'nobody', bytes: 1 })).toBe(
      'wrong: there is no socket named nobody',
    );
  });
});
