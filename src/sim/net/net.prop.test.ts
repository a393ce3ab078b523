/** Random traffic: every invariant after every command, and the laws of time over all of it. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MIB, bytes } from '../../base/units';
import { makeMachine } from '../boot/machine';
import type { Command } from '../engine/commands';
import { parseCommands } from '../engine/parse';
import { load, save } from '../engine/save';
import { Timeline } from '../engine/timeline';
import { kernelFaults } from '../kernel/invariants';
import { zoneFigures } from '../uma/live/figures';
import { zoneNumber } from '../uma/live/state';
import { IPQS, MBUFS, MB_CLUSTER, MB_JUMBO16, MB_PACKET, OPEN_SOCKETS, REASS_QSIZE } from './state';

// Few clusters and few sf_bufs, so that caps and sleeps are met often.
const TIGHT = makeMachine({
  ram: bytes(32 * MIB),
  tunables: { 'vm.kmem_size': 12 * MIB, 'kern.ipc.nmbclusters': 300, 'kern.ipc.nsfbufs': 12 },
});

const boot = (): Timeline => {
  const t = Timeline.boot(TIGHT, 1);
  if (!t.ok) throw new Error(t.error);
  return t.value;
};

const SOCKETS = ['t', 'u', 'r', 'l'];
const STREAMS = ['t', 'l'];
const optional = <T>(a: fc.Arbitrary<T>) => fc.option(a, { nil: undefined });
const nth = fc.nat({ max: 2 });
const process = fc.constantFrom('p', 'q');
const size = fc.oneof(
  fc.integer({ min: 1, max: 300 }),
  fc.integer({ min: 1000, max: 9000 }),
  fc.constantFrom(4096, 8192, 40_000),
);
const upTo = (max: number) => fc.integer({ min: 1, max });
type Fields = Record<string, fc.Arbitrary<unknown>>;
const verb = (weight: number, name: string, fields: Fields = {}) => ({
  weight,
  arbitrary: fc.record({ do: fc.constant(name), ...fields }),
});

const sending: Fields = { bytes: size, from: optional(fc.nat({ max: 6 })) };
const command = fc.oneof(
  verb(1, 'socket', { proto: fc.constantFrom('tcp', 'udp', 'raw', 'unix'), count: upTo(2) }),
  verb(1, 'socket_close', { socket: fc.constantFrom(...SOCKETS), nth }),
  verb(3, 'packet_in', {
    socket: optional(fc.constantFrom('t', 'u', 'r')),
    bytes: fc.oneof(upTo(1460), upTo(16_000)),
    count: upTo(90),
    maxlen: optional(fc.constantFrom(0, 10)),
  }),
  verb(2, 'packet_in', {
    socket: fc.constant('t'),
    bytes: upTo(1460),
    count: upTo(30),
    early: fc.boolean(),
  }),
  verb(2, 'packet_out', { count: upTo(60) }),
  verb(3, 'send', { ...sending, socket: fc.constantFrom(...SOCKETS), nth }),
  verb(5, 'send', {
    ...sending,
    socket: fc.constantFrom('t', 't', 'u', 'l'),
    process,
    offset: optional(fc.nat({ max: 4095 })),
    zero_copy: fc.constant(true),
  }),
  verb(2, 'receive', {
    socket: fc.constantFrom(...SOCKETS),
    nth: optional(nth),
    bytes: optional(size),
  }),
  verb(3, 'ack', { socket: fc.constant('t'), nth: optional(nth), bytes: optional(size) }),
  verb(3, 'sendfile', {
    socket: fc.constantFrom(...STREAMS),
    nth,
    pages: upTo(12),
    from: optional(fc.nat({ max: 12 })),
  }),
  verb(2, 'ip_fragment', { bytes: upTo(1400), count: upTo(12), fragments: upTo(18) }),
  verb(1, 'mb_reclaim'),
  verb(1, 'uma_reclaim'),
  verb(1, 'wait', { seconds: upTo(40) }),
  verb(4, 'touch', { process, pages: upTo(8), write: fc.boolean() }),
  verb(1, 'exit', { process, nth: fc.nat({ max: 1 }) }),
  verb(1, 'fork', { as: process }),
  verb(1, 'mmap', { process, pages: upTo(6) }),
  verb(1, 'nat_links', { count: upTo(500), proto: fc.constantFrom('udp', 'tcp') }),
);

/** Each protocol's sockets under one name. */
const NAMES: Readonly<Record<string, string>> = { tcp: 't', udp: 'u', raw: 'r', unix: 'l' };
const START: readonly unknown[] = [
  { do: 'socket', proto: 'tcp', as: 't', count: 3 },
  { do: 'socket', proto: 'unix', as: 'l', count: 2 },
  { do: 'socket', proto: 'udp', as: 'u', count: 2 },
  { do: 'socket', proto: 'raw', as: 'r' },
  { do: 'fork', as: 'p', count: 2 },
  { do: 'fork', as: 'q' },
  { do: 'mmap', process: 'p', pages: 8 },
  { do: 'mmap', process: 'q', pages: 4 },
];
const tidy = (c: Record<string, unknown>): unknown => {
  const named = c['do'] === 'socket' ? { ...c, as: NAMES[String(c['proto'])] } : c;
  return Object.fromEntries(Object.entries(named).filter(([, value]) => value !== undefined));
};
const script = (maxLength: number): fc.Arbitrary<readonly Command[]> =>
  fc.array(command, { minLength: 5, maxLength, size: 'max' }).map((list) => {
    const parsed = parseCommands([...START, ...list.map((c) => tidy(c))]);
    if (!parsed.ok) throw new Error(parsed.error);
    return parsed.value;
  });

const used = (t: Timeline, name: string): number =>
  zoneFigures(t.sim.kernel.uma, zoneNumber(t.sim.kernel.uma, name)).used;

/** No command here takes mbufs in any other way, so queues and zones must agree to the item. */
const expectSameItems = (t: Timeline): void => {
  const { net } = t.sim.kernel;
  let [packets, jumbos, clusters, all] = [0, 0, 0, 0];
  for (let m = 1; m < net.cell.get(MBUFS); m += 1) {
    const kind = net.mbuf.kind.get(m);
    if (kind !== 0) all += 1;
    if (kind === MB_PACKET) packets += 1;
    if (kind === MB_CLUSTER) clusters += 1;
    if (kind > MB_CLUSTER && kind <= MB_JUMBO16) jumbos += 1;
  }
  let datagrams = 0;
  for (let i = 1; i < net.cell.get(IPQS); i += 1) if (net.ipq.item.get(i) !== 0) datagrams += 1;
  const sizes = ['mbuf_jumbo_pagesize', 'mbuf_jumbo_9k', 'mbuf_jumbo_16k'];
  expect({
    packets: used(t, 'mbuf_packet'),
    mbufs: used(t, 'mbuf'),
    jumbos: sizes.reduce((n, name) => n + used(t, name), 0),
    sockets: used(t, 'socket'),
    ipq: used(t, 'ipq'),
    segments: used(t, 'tcpreass'),
  }).toEqual({
    packets,
    mbufs: all - packets,
    jumbos,
    sockets: net.cell.get(OPEN_SOCKETS),
    ipq: datagrams,
    segments: net.cell.get(REASS_QSIZE),
  });
  // Clusters are in packets in use, in packets that a zone keeps ready, or alone.
  expect(used(t, 'mbuf_cluster')).toBeGreaterThanOrEqual(packets + clusters);
};

describe('random traffic', () => {
  it('leaves the kernel sound after every command', () => {
    fc.assert(
      fc.property(script(60), (commands) => {
        const t = boot();
        for (const c of commands) {
          t.push(c);
          expect(kernelFaults(t.sim.kernel)).toEqual([]);
        }
        expectSameItems(t);
      }),
      { numRuns: 40 },
    );
  });

  it('gives everything back when all of it is closed', () => {
    fc.assert(
      fc.property(script(40), (commands) => {
        const t = boot();
        for (const c of commands) t.push(c);
        for (const socket of SOCKETS) t.push({ do: 'socket_close', socket });
        t.push({ do: 'packet_out', count: 100_000 });
        t.push({ do: 'mb_reclaim' });
        // A datagram that slept for a cluster may have left only now.
        t.push({ do: 'packet_out', count: 100_000 });
        for (const socket of SOCKETS) t.push({ do: 'socket_close', socket });
        expect(t.sim.panic).toBeNull();
        const zones = [
          'mbuf',
          'mbuf_packet',
          'socket',
          'Files',
          'inpcb',
          'unpcb',
          'ipq',
          'tcpreass',
        ];
        expect(zones.map((name) => used(t, name))).toEqual(zones.map(() => 0));
        expect(kernelFaults(t.sim.kernel)).toEqual([]);
      }),
      { numRuns: 40 },
    );
  });

  it('is the same forward, back and from a save', () => {
    fc.assert(
      fc.property(script(40), fc.nat({ max: 35 }), (commands, to) => {
        const t = boot();
        const hashes = [t.hash(), ...commands.map((c) => (t.push(c), t.hash()))];
        const at = Math.min(to, commands.length);
        t.seek(at);
        expect(t.hash()).toBe(hashes[at]);
        t.seek(commands.length);
        expect(t.hash()).toBe(hashes.at(-1));
        const again = load(save(t));
        expect(again.ok && again.value.hash()).toBe(hashes.at(-1));
      }),
      { numRuns: 15 },
    );
  });
});
