/** What waits for the rest of it: fragments, segments out of order, and what mb_reclaim() drops. */
import { describe, expect, it } from 'vitest';
import { typeFigures } from '../malloc/malloc';
import { maxNipq } from './ip-reass';
import { netLowmem } from './lowmem';
import { DRAINS, FRAG_DROPPED, FRAG_TIMEOUT, NIPQ, REASS_OVERFLOWS, REASS_QSIZE } from './state';
import { reassMaxseg } from './tcp-reass';
import { Box, ROUTER } from './testkit';
import { kernelFaults } from '../kernel/invariants';

describe('fragments', () => {
  it('of 275 datagrams may wait; each one more drops an older one', () => {
    const b = new Box(ROUTER);
    expect(maxNipq(b.k)).toBe(274);
    b.run({ do: 'ip_fragment', bytes: 500, count: 400, fragments: 2 });
    expect([b.cell(NIPQ), b.cell(FRAG_TIMEOUT)]).toEqual([275, 250]);
    expect(b.used('ipq', 'mbuf_packet')).toEqual([275, 550]);
  });

  it('are given up after 30 s, those above the limit at the first tick', () => {
    const b = new Box(ROUTER);
    b.run({ do: 'ip_fragment', bytes: 500, count: 300 }, { do: 'wait', seconds: 29 });
    expect([b.cell(NIPQ), b.cell(FRAG_DROPPED)]).toEqual([274, 1]);
    b.run({ do: 'wait', seconds: 1 });
    expect(b.cell(NIPQ)).toBe(0);
    expect(b.used('ipq', 'mbuf_packet')).toEqual([0, 0]);
  });

  it('of one datagram number 16 at most; the 17th drops them all', () => {
    const b = new Box();
    expect(b.run({ do: 'ip_fragment', bytes: 8, fragments: 16 })[0]?.outcome).toBe('done');
    expect(b.used('ipq', 'mbuf_packet')).toEqual([1, 16]);
    expect(b.run({ do: 'ip_fragment', bytes: 8, fragments: 17 })[0]?.outcome).toBe('refused');
    expect([b.cell(FRAG_DROPPED), ...b.used('ipq', 'mbuf_packet')]).toEqual([17, 1, 16]);
  });

  it('without an ipq item are dropped', () => {
    const b = new Box();
    b.run({ do: 'uma_zone_set_max', zone: 'ipq', items: 1 });
    const { limit } = b.zone('ipq');
    b.run({ do: 'uma_zalloc', zone: 'ipq', count: limit });
    expect(b.run({ do: 'ip_fragment', bytes: 8 })[0]?.outcome).toBe('refused');
    expect([b.cell(FRAG_DROPPED), ...b.used('mbuf_packet')]).toEqual([1, 0]);
  });
});

describe('segments out of order', () => {
  it('number 48 for one connection, and go to the socket with the missing one', () => {
    const b = new Box();
    b.run({ do: 'socket', proto: 'tcp', as: 's' });
    b.run({ do: 'packet_in', socket: 's', bytes: 1000, count: 60, early: true });
    expect([b.cell(REASS_QSIZE), b.cell(REASS_OVERFLOWS)]).toEqual([48, 12]);
    expect(b.used('tcpreass', 'mbuf_packet')).toEqual([48, 48]);
    const q = 2 * b.member('s');
    expect(b.k.net.queue.cc.get(q)).toBe(0);
    b.run({ do: 'packet_in', socket: 's', bytes: 1000 });
    expect([b.k.net.queue.cc.get(q), b.cell(REASS_QSIZE)]).toEqual([49_000, 0]);
    expect(b.used('tcpreass', 'mbuf_packet')).toEqual([0, 49]);
  });

  it('number 547 for all connections of the router', () => {
    const b = new Box(ROUTER);
    expect(reassMaxseg(b.k)).toBe(548);
    b.run({ do: 'socket', proto: 'tcp', as: 's', count: 12 });
    b.run({ do: 'packet_in', socket: 's', bytes: 1000, count: 48, early: true });
    expect([b.cell(REASS_QSIZE), b.cell(REASS_OVERFLOWS)]).toEqual([547, 29]);
    b.run({ do: 'socket_close', socket: 's', nth: 0 });
    expect(b.cell(REASS_QSIZE)).toBe(547 - 48);
  });
});

describe('mb_reclaim', () => {
  it('drops fragments and early segments; uma_reclaim then gives their pages back', () => {
    const b = new Box(ROUTER);
    b.run({ do: 'socket', proto: 'tcp', as: 's' }, { do: 'socket', proto: 'udp', as: 'u' });
    b.run({ do: 'packet_in', socket: 's', bytes: 900, count: 40, early: true });
    b.run({ do: 'packet_in', socket: 'u', bytes: 900, count: 30 });
    b.run({ do: 'ip_fragment', bytes: 900, count: 270, fragments: 3 });
    const before = b.pages();
    expect(b.said({ do: 'mb_reclaim' })).toBe('done: mb_reclaim(): 850 mbufs dropped');
    // What a process has yet to read stays; no page is free yet.
    expect(b.used('mbuf_packet', 'ipq', 'tcpreass')).toEqual([30, 0, 0]);
    expect([b.cell(NIPQ), b.cell(REASS_QSIZE), b.cell(DRAINS)]).toEqual([0, 0, 1]);
    expect(b.since(before)).toEqual([0, 0, 0, 0]);
    // The first pass looks at clusters before packets give theirs up, the second finds them.
    b.run({ do: 'uma_reclaim' });
    const first = b.since(before)[0] as number;
    b.run({ do: 'uma_reclaim' });
    const second = b.since(before)[0] as number;
    expect(first).toBeLessThan(100);
    // 850 packets have gone; 256 of their mbufs, with clusters, stay in the CPU's two buckets.
    expect(second).toBeGreaterThan((850 - 256) / 2 - 50);
  });

  it('is a function that the page daemon can call', () => {
    const b = new Box();
    b.run({ do: 'ip_fragment', bytes: 900, count: 3 });
    expect(netLowmem(b.k)).toBe(3);
    expect(netLowmem(b.k)).toBe(0);
    expect(kernelFaults(b.k)).toEqual([]);
  });
});

describe('links of address translation', () => {
  const figures = (b: Box) => typeFigures(b.k.malloc, b.k.malloc.names.indexOf('libalias'));

  it('take a block of 128 B each, those of TCP two', () => {
    const b = new Box();
    b.run({ do: 'nat_links', count: 1000 });
    expect(figures(b)).toMatchObject({ inUse: 1000, bytes: 128_000 });
    b.run({ do: 'nat_links', count: 500, proto: 'tcp', as: 'tcp' });
    expect(figures(b)).toMatchObject({ inUse: 2000, bytes: 256_000 });
    b.run({ do: 'free', from: 'tcp', count: 0 });
    expect(figures(b).inUse).toBe(1000);
  });

  it('never wait: without memory the flow goes untranslated', () => {
    const b = new Box();
    const [event] = b.run({ do: 'nat_links', count: 400_000, proto: 'tcp' });
    expect(event?.outcome).toBe('refused');
    expect(event?.words).toMatch(/^AddLink\(tcp\) × 400000: refused \d+ of 400000 times$/);
    // No half of a link is left behind.
    expect(figures(b).inUse % 2).toBe(0);
  });
});
