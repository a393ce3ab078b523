/** sf_bufs, sendfile and zero-copy sends: whose pages they are, who wires them, and when they go. */
import { describe, expect, it } from 'vitest';
import { MIB, bytes } from '../../base/units';
import { makeMachine } from '../boot/machine';
import { typeFigures } from '../malloc/malloc';
import { F_DIRTY, F_VALID, Q_ACTIVE, Q_FREE, Q_INACTIVE, Q_NONE } from '../phys/frames';
import { lookupPage } from '../phys/object-pages';
import { ALLOC_WIRED, allocPage, freePage } from '../phys/page';
import { mappedRuns, spaceOf } from '../proc/proc';
import { accessPage } from '../vm/fault';
import { staticObject } from '../vm/object';
import { pmapFrame, pmapIsModified } from '../vm/pmap';
import { OBJT_DEFAULT } from '../vm/state';
import { sleepOf } from '../proc/testkit';
import { ownSource } from './file-source';
import { releasePage } from './mbuf';
import { sfBufAlloc, sfBufFree } from './sf-buf';
import { sendQueue } from './socket';
import { COW_IODONE, COW_SUCCESS, SF_ALLOCWAIT, SF_COUNT, SF_PEAK, SF_USED } from './state';
import { Box, ROUTER } from './testkit';

/** Frame of page `i` of the file that sendfile sends. */
const filePage = (b: Box, i: number): number => lookupPage(b.k.phys, ownSource(b.k).object, i);
/** Frame behind the `i`-th mapped page of a process. */
const userPage = (b: Box, name: string, i: number): number => {
  const p = b.member(name);
  return pmapFrame(b.k, p, (mappedRuns(b.k, p)[0] as { at: number }).at + i);
};
const stateOf = (b: Box, f: number): number[] => {
  const { frame } = b.k.phys;
  return [frame.queue.get(f), frame.wire.get(f), frame.cow.get(f)];
};
/** References to lent pages that malloc type mbuf counts. */
const references = (b: Box): number =>
  typeFigures(b.k.malloc, b.k.malloc.names.indexOf('mbuf')).inUse;

describe('sf_bufs', () => {
  it('are 2,448 pages of kernel_map on the router, all free', () => {
    const b = new Box(ROUTER);
    const region = b.k.layout.regions.find((r) => r.id === 'sf_bufs');
    expect([b.cell(SF_COUNT), region?.size]).toEqual([2448, 2448 * 4096]);
    expect(b.cell(SF_USED)).toBe(0);
  });

  it('are shared by page, keep their page when freed, and are reused oldest first', () => {
    const { k } = new Box();
    const count = k.net.cell.get(SF_COUNT);
    const a = sfBufAlloc(k, 1);
    expect(sfBufAlloc(k, 1)).toBe(a);
    expect(k.net.cell.get(SF_USED)).toBe(1);
    const c = sfBufAlloc(k, 2);
    sfBufFree(k, a);
    sfBufFree(k, a);
    sfBufFree(k, c);
    expect(k.net.cell.get(SF_USED)).toBe(0);
    // Both still know their page: no other is taken for it.
    expect([sfBufAlloc(k, 2), sfBufAlloc(k, 1)]).toEqual([c, a]);
    sfBufFree(k, c);
    sfBufFree(k, a);
    // Others have been free for longer; then come c and a, in the order in which they were freed.
    const rest = Array.from({ length: count - 2 }, (_, i) => sfBufAlloc(k, 100 + i));
    expect(new Set([...rest, a, c]).size).toBe(count);
    expect([sfBufAlloc(k, 5000), sfBufAlloc(k, 5001)]).toEqual([c, a]);
    expect(k.net.cell.get(SF_PEAK)).toBe(count);
    expect([sfBufAlloc(k, 5002), k.wait.on]).toEqual([0, 'sfbufa']);
    // A page that is shown already needs none.
    expect(sfBufAlloc(k, 5000)).toBe(c);
  });
});

describe('sendfile', () => {
  it('wires eight pages for a TCP buffer and a ninth while it waits, without copying', () => {
    const b = new Box();
    b.run({ do: 'socket', proto: 'tcp', as: 's' });
    const before = b.pages();
    expect(b.said({ do: 'sendfile', socket: 's', pages: 12 })).toBe(
      'asleep: s: sendfile(12 pages) sleeps on sbwait, 8 of 12 pages sent',
    );
    expect(b.used('mbuf', 'mbuf_cluster')).toEqual([9, 0]);
    expect([b.cell(SF_USED), references(b)]).toEqual([9, 9]);
    for (let i = 0; i < 9; i += 1) expect(stateOf(b, filePage(b, i))).toEqual([Q_NONE, 1, 0]);
    expect(filePage(b, 9)).toBe(0);
    // Nothing but these pages and those of zone mbuf and its like were taken.
    const [free, active, inactive, wired] = b.since(before) as [number, number, number, number];
    expect([active, inactive, free + wired]).toEqual([0, 0, 0]);
    b.run({ do: 'ack', socket: 's', bytes: 4096 });
    expect(b.k.net.queue.mbufs.get(sendQueue(b.member('s')))).toBe(8);
    expect(stateOf(b, filePage(b, 0))).toEqual([Q_INACTIVE, 0, 0]);
    expect(b.t.sim.sleepers.length).toBe(1);
    const [, woken] = b.run({ do: 'ack', socket: 's' });
    expect([woken?.outcome, woken?.words]).toEqual(['woken', 's: sendfile(12 pages)']);
    b.run({ do: 'ack', socket: 's' });
    expect([b.cell(SF_USED), references(b), ...b.used('mbuf')]).toEqual([0, 0, 0]);
    // All twelve are inactive, clean and in their file: the page daemon may discard them.
    expect(b.since(before)[2]).toBe(12);
    for (let i = 0; i < 12; i += 1) expect(stateOf(b, filePage(b, i))).toEqual([Q_INACTIVE, 0, 0]);
  });

  it('goes on while 2,048 bytes are free, so that the buffer overruns by less than half a page', () => {
    const b = new Box();
    b.run({ do: 'socket', proto: 'tcp', as: 's', count: 2 });
    b.run({ do: 'send', socket: 's', nth: 0, bytes: 30_720 });
    expect(b.said({ do: 'sendfile', socket: 's', nth: 0, pages: 1 })).toMatch(/^done/);
    expect(b.k.net.queue.cc.get(sendQueue(b.member('s')))).toBe(34_816);
    b.run({ do: 'send', socket: 's', nth: 1, bytes: 30_721 });
    expect(b.said({ do: 'sendfile', socket: 's', nth: 1, pages: 1 })).toMatch(/sbwait/);
  });

  it('of the same page twice wires it twice and shows it once', () => {
    const b = new Box();
    b.run({ do: 'socket', proto: 'tcp', as: 's', count: 2 });
    b.run({ do: 'sendfile', socket: 's', nth: 0, pages: 1 });
    b.run({ do: 'sendfile', socket: 's', nth: 1, pages: 1 });
    expect([b.cell(SF_USED), ...stateOf(b, filePage(b, 0))]).toEqual([1, Q_NONE, 2, 0]);
    b.run({ do: 'ack', socket: 's', nth: 0 });
    expect([b.cell(SF_USED), ...stateOf(b, filePage(b, 0))]).toEqual([1, Q_NONE, 1, 0]);
    b.run({ do: 'socket_close', socket: 's' });
    expect([b.cell(SF_USED), ...stateOf(b, filePage(b, 0))]).toEqual([0, Q_INACTIVE, 0, 0]);
  });

  it('sleeps on sfbufa when the pool is empty, its page wired, and is woken by one that is freed', () => {
    const b = new Box(ROUTER);
    b.run({ do: 'socket', proto: 'tcp', as: 's', count: 307 });
    for (let i = 0; i < 306; i += 1)
      b.t.push({ do: 'sendfile', socket: 's', nth: i, pages: 8, from: 8 * i });
    expect(b.cell(SF_USED)).toBe(2448);
    expect(b.said({ do: 'sendfile', socket: 's', nth: 306, pages: 1, from: 5000 })).toBe(
      'asleep: s: sendfile(1 pages) sleeps on sfbufa, 0 of 1 pages sent',
    );
    expect(stateOf(b, filePage(b, 5000))).toEqual([Q_NONE, 1, 0]);
    expect(b.cell(SF_ALLOCWAIT)).toBe(1);
    // It holds the buffer's lock: whoever writes there now waits for that.
    expect(b.said({ do: 'send', socket: 's', nth: 306, bytes: 10 })).toMatch(/sleeps on sblock/);
    b.run({ do: 'ack', socket: 's', nth: 0, bytes: 4095 });
    expect([b.t.sim.sleepers.length, b.cell(SF_ALLOCWAIT)]).toEqual([2, 1]);
    b.run({ do: 'ack', socket: 's', nth: 0, bytes: 1 });
    expect([b.t.sim.sleepers.length, b.cell(SF_USED)]).toEqual([0, 2448]);
    const q = sendQueue(b.member('s', 306));
    expect([b.k.net.queue.cc.get(q), b.k.net.queue.mbufs.get(q)]).toEqual([4106, 2]);
  });

  it('that sleeps lets go of what it holds when the socket is closed', () => {
    const b = new Box();
    b.run({ do: 'socket', proto: 'tcp', as: 's' }, { do: 'sendfile', socket: 's', pages: 20 });
    const [, ended] = b.run({ do: 'socket_close', socket: 's' });
    expect(ended?.words).toBe('s: sendfile(20 pages): EPIPE, the socket was closed');
    expect([b.cell(SF_USED), references(b), ...b.used('mbuf')]).toEqual([0, 0, 0]);
    expect(stateOf(b, filePage(b, 8))).toEqual([Q_INACTIVE, 0, 0]);
  });

  it('of a file reads 64 KB at a time into its object, and keeps no buffer', () => {
    const b = new Box();
    b.run({ do: 'socket', proto: 'tcp', as: 's' }, { do: 'file_create', as: 'f', pages: 40 });
    b.run({ do: 'file_open', file: 'f' });
    expect(b.said({ do: 'sendfile', socket: 's', file: 'f', pages: 4, from: 2 })).toMatch(/^done/);
    const object = b.k.file.vnode.object.get(b.k.file.file.vnode.get(b.member('f')));
    // Blocks of four pages: 0 … 19 cover the 16 pages from page 2 on.
    const there = Array.from({ length: 40 }, (_, i) => lookupPage(b.k.phys, object, i));
    expect(there.map((f) => f !== 0)).toEqual(there.map((_, i) => i < 20));
    expect(there.slice(2, 6).map((f) => stateOf(b, f))).toEqual(
      [2, 3, 4, 5].map(() => [Q_NONE, 1, 0]),
    );
    expect([stateOf(b, there[1]!), stateOf(b, there[19]!)]).toEqual([
      [Q_INACTIVE, 0, 0],
      [Q_INACTIVE, 0, 0],
    ]);
    b.run({ do: 'ack', socket: 's' });
    expect(there.slice(2, 6).map((f) => stateOf(b, f)[0])).toEqual(
      [2, 3, 4, 5].map(() => Q_INACTIVE),
    );
  });

  it('ends with the file, and frees its pages when it has gone meanwhile', () => {
    const b = new Box();
    b.run({ do: 'socket', proto: 'tcp', as: 's' }, { do: 'file_create', as: 'f', pages: 3 });
    expect(b.said({ do: 'sendfile', socket: 's', file: 'f', pages: 9, from: 1 })).toMatch(/^done/);
    expect(b.cell(SF_USED)).toBe(2);
    const object = b.k.file.vnode.object.get(b.k.file.file.vnode.get(b.member('f')));
    const frames = [1, 2].map((i) => lookupPage(b.k.phys, object, i));
    b.run({ do: 'file_unlink', file: 'f' });
    expect(frames.map((f) => [...stateOf(b, f), b.k.phys.frame.object.get(f)])).toEqual([
      [Q_NONE, 1, 0, 0],
      [Q_NONE, 1, 0, 0],
    ]);
    b.run({ do: 'ack', socket: 's' });
    expect(frames.map((f) => stateOf(b, f)[0])).toEqual([Q_FREE, Q_FREE]);
    expect(b.said({ do: 'sendfile', socket: 's', file: 'f', pages: 1 })).toMatch(/^wrong/);
  });

  it('frees a page that was never read when it is let go', () => {
    const { k } = new Box();
    const object = staticObject(k, OBJT_DEFAULT, 2);
    const [unread, read] = [0, 1].map((pindex) =>
      allocPage(k.phys, { object, pindex }, 'normal', ALLOC_WIRED),
    ) as [number, number];
    k.phys.frame.flags.set(read, k.phys.frame.flags.get(read) | F_VALID);
    for (const f of [unread, read]) releasePage(k, f);
    expect([unread, read].map((f) => k.phys.frame.queue.get(f))).toEqual([Q_FREE, Q_INACTIVE]);
  });

  it('lets its page go when its process ends while it sleeps', () => {
    const b = new Box();
    b.run({ do: 'socket', proto: 'tcp', as: 's' }, { do: 'fork', as: 'p' });
    b.run({ do: 'sendfile', socket: 's', pages: 20, process: 'p' });
    expect(sleepOf(b.k, b.member('p'))).toEqual([true, 88]);
    const events = b.run({ do: 'exit', process: 'p' });
    expect(events.at(-1)?.words).toBe('s: sendfile(20 pages): EINTR, its process has ended');
    expect([stateOf(b, filePage(b, 8))[0], b.cell(SF_USED)]).toEqual([Q_INACTIVE, 8]);
    // The buffer's lock is free: the next one waits for room, not for the lock.
    expect(b.said({ do: 'send', socket: 's', bytes: 9999 })).toMatch(/sleeps on sbwait/);
  });

  it('needs a stream, and over a local one the reader’s read is the acknowledgement', () => {
    const b = new Box();
    b.run({ do: 'socket', proto: 'udp', as: 'u' }, { do: 'socket', proto: 'unix', as: 'l' });
    expect(b.said({ do: 'sendfile', socket: 'u', pages: 1 })).toMatch(/EINVAL, 0 of 1 pages sent$/);
    b.run({ do: 'sendfile', socket: 'l', pages: 2 });
    expect(b.cell(SF_USED)).toBe(2);
    b.run({ do: 'receive', socket: 'l', nth: 1 });
    expect(b.cell(SF_USED)).toBe(0);
    b.run({ do: 'socket_close', socket: 'l', nth: 1 });
    expect(b.said({ do: 'sendfile', socket: 'l', pages: 1 })).toMatch(/EPIPE/);
    expect([b.cell(SF_USED), ...b.used('mbuf')]).toEqual([0, 0]);
  });
});

/** A process with four pages that it has written, and a TCP socket. */
const sender = (): Box => {
  const b = new Box();
  b.run(
    { do: 'socket', proto: 'tcp', as: 's' },
    { do: 'fork', as: 'p' },
    { do: 'mmap', process: 'p', pages: 4 },
    { do: 'touch', process: 'p' },
    // What zones take the first time is not what is counted here.
    { do: 'send', socket: 's', process: 'p', bytes: 8192, zero_copy: true },
    { do: 'ack', socket: 's' },
    { do: 'touch', process: 'p' },
  );
  return b;
};
const zeroCopy = { do: 'send', socket: 's', process: 'p', bytes: 8192, zero_copy: true } as const;

describe('a zero-copy send', () => {
  it('Z1: shares the pages copy-on-write, wired, and takes no cluster', () => {
    const b = sender();
    const before = b.pages();
    const frames = [0, 1].map((i) => userPage(b, 'p', i));
    b.run(zeroCopy);
    expect(frames.map((f) => stateOf(b, f))).toEqual([
      [Q_NONE, 1, 1],
      [Q_NONE, 1, 1],
    ]);
    // The process still has them; two pages more are wired instead of active or inactive.
    expect([0, 1].map((i) => userPage(b, 'p', i))).toEqual(frames);
    const [free, active, inactive, wired] = b.since(before) as [number, number, number, number];
    expect([free, active + inactive, wired]).toEqual([0, -2, 2]);
    expect([b.cell(SF_USED), references(b), ...b.used('mbuf', 'mbuf_cluster')]).toEqual([
      2, 2, 2, 0,
    ]);
    // Reading them changes nothing.
    b.run({ do: 'touch', process: 'p', pages: 2, write: false });
    expect([0, 1].map((i) => userPage(b, 'p', i))).toEqual(frames);
  });

  it('Z2: a write before it is done gets a fresh page; the send keeps the old one', () => {
    const b = sender();
    b.run(zeroCopy);
    const [old, other] = [userPage(b, 'p', 0), userPage(b, 'p', 1)];
    const object = b.k.phys.frame.object.get(old);
    const before = b.pages();
    b.run({ do: 'touch', process: 'p', pages: 1 });
    const fresh = userPage(b, 'p', 0);
    expect(fresh).not.toBe(old);
    expect([stateOf(b, fresh), stateOf(b, old)]).toEqual([
      [Q_ACTIVE, 0, 0],
      [Q_NONE, 1, 1],
    ]);
    expect([old, fresh].map((f) => b.k.phys.frame.object.get(f))).toEqual([0, object]);
    // It has contents, and nobody has written them anywhere.
    expect(b.k.phys.frame.flags.get(fresh) & (F_VALID | F_DIRTY)).toBe(F_VALID | F_DIRTY);
    expect(b.since(before)).toEqual([-1, 1, 0, 0]);
    // The second write finds its own page; the other page is still shared.
    b.run({ do: 'touch', process: 'p', pages: 1 });
    expect([userPage(b, 'p', 0), userPage(b, 'p', 1)]).toEqual([fresh, other]);
  });

  it('Z3: done, a page that was not written goes to the inactive queue, a lost one is freed', () => {
    const b = sender();
    b.run(zeroCopy);
    const [old, kept] = [userPage(b, 'p', 0), userPage(b, 'p', 1)];
    b.run({ do: 'touch', process: 'p', pages: 1 });
    const before = b.pages();
    b.run({ do: 'ack', socket: 's' });
    expect([stateOf(b, old)[0], stateOf(b, kept)]).toEqual([Q_FREE, [Q_INACTIVE, 0, 0]]);
    expect(b.since(before)).toEqual([1, 0, 1, -2]);
    expect(b.cell(COW_SUCCESS) - b.cell(COW_IODONE)).toBe(0);
    // Nobody shares it any longer: a write goes to the same page.
    b.run({ do: 'touch', process: 'p', from: 1, pages: 1 });
    expect(userPage(b, 'p', 1)).toBe(kept);
  });

  it('of the same page twice shares it twice; one write leaves both behind', () => {
    const b = sender();
    const one = { ...zeroCopy, bytes: 4096 };
    b.run(one, one);
    const old = userPage(b, 'p', 0);
    expect([stateOf(b, old), b.cell(SF_USED)]).toEqual([[Q_NONE, 2, 2], 1]);
    b.run({ do: 'touch', process: 'p', pages: 1 });
    expect(stateOf(b, old)).toEqual([Q_NONE, 2, 2]);
    b.run({ do: 'ack', socket: 's', bytes: 4096 });
    expect(stateOf(b, old)).toEqual([Q_NONE, 1, 1]);
    b.run({ do: 'ack', socket: 's', bytes: 4096 });
    expect(stateOf(b, old)[0]).toBe(Q_FREE);
  });

  it('keeps what the page had been written before', () => {
    const b = sender();
    const f = userPage(b, 'p', 0);
    b.k.phys.frame.flags.set(f, b.k.phys.frame.flags.get(f) & ~F_DIRTY);
    expect(pmapIsModified(b.k, f)).toBe(true);
    b.run(zeroCopy);
    // The mapping says so no longer, for it may not be written; the page does.
    expect(pmapIsModified(b.k, f)).toBe(false);
    expect(b.k.phys.frame.flags.get(f) & F_DIRTY).toBe(F_DIRTY);
  });

  it('sleeps on sfbufa without touching the page, and takes it when one is free', () => {
    const tunables = { 'kern.ipc.nsfbufs': 2 };
    const b = new Box(makeMachine({ ram: bytes(64 * MIB), tunables }));
    b.run({ do: 'socket', proto: 'tcp', as: 's', count: 2 }, { do: 'fork', as: 'p' });
    b.run({ do: 'mmap', process: 'p', pages: 3 }, { do: 'touch', process: 'p' });
    expect(b.said({ ...zeroCopy, bytes: 12_288 })).toBe(
      'asleep: s: sosend(12288 B, zero-copy) sleeps on sfbufa, 8192 of 12288 B sent',
    );
    const third = userPage(b, 'p', 2);
    expect(stateOf(b, third)).toEqual([Q_ACTIVE, 0, 0]);
    // PVM, not PSOCK: this sleeper stays in memory.
    expect(sleepOf(b.k, b.member('p'))).toEqual([true, 68]);
    b.run({ do: 'ack', socket: 's', nth: 0, bytes: 4096 });
    expect([stateOf(b, third), b.t.sim.sleepers.length]).toEqual([[Q_NONE, 1, 1], 0]);
  });

  it('that begins inside a page sends the rest of it first; what is below a page is copied', () => {
    const b = sender();
    b.run({ ...zeroCopy, offset: 1000 });
    const q = sendQueue(b.member('s'));
    const lengths: number[] = [];
    const { mbuf, queue } = b.k.net;
    for (let m = queue.head.get(q); m !== 0; m = mbuf.next.get(m)) lengths.push(mbuf.len.get(m));
    expect(lengths).toEqual([3096, 4096, 1000]);
    // A kernel with ZERO_COPY_SOCKETS takes mbuf and cluster apart, not as a packet.
    expect(b.used('mbuf', 'mbuf_cluster', 'mbuf_packet')).toEqual([3, 1, 0]);
    b.run({ do: 'ack', socket: 's' });
    expect(b.used('mbuf', 'mbuf_cluster')).toEqual([0, 0]);
  });

  it('leaves the pages to the send when the process ends; they are freed when it is done', () => {
    const b = sender();
    b.run(zeroCopy);
    const frames = [0, 1].map((i) => userPage(b, 'p', i));
    b.run({ do: 'exit', process: 'p' });
    expect(frames.map((f) => [...stateOf(b, f), b.k.phys.frame.object.get(f)])).toEqual([
      [Q_NONE, 1, 1, 0],
      [Q_NONE, 1, 1, 0],
    ]);
    b.run({ do: 'ack', socket: 's' });
    expect(frames.map((f) => stateOf(b, f)[0])).toEqual([Q_FREE, Q_FREE]);
  });

  it('of a datagram goes out through the interface', () => {
    const b = sender();
    b.run({ do: 'socket', proto: 'udp', as: 'u' });
    b.run({ ...zeroCopy, socket: 'u' });
    // Two pages, and a header that has no room before them.
    expect([b.cell(SF_USED), ...b.used('mbuf')]).toEqual([2, 3]);
    b.run({ do: 'packet_out' });
    expect([b.cell(SF_USED), ...b.used('mbuf')]).toEqual([0, 0]);
  });

  it('waits for a page where the writer needs one and there is none', () => {
    const b = sender();
    b.run(zeroCopy);
    const { k } = b;
    const p = b.member('p');
    const at = (mappedRuns(k, p)[0] as { at: number }).at;
    const old = userPage(b, 'p', 0);
    const taken: number[] = [];
    const object = staticObject(k, OBJT_DEFAULT, 0);
    for (let f = 1; f !== 0; taken.push(f))
      f = allocPage(k.phys, { object, pindex: taken.length }, 'normal', 0);
    expect(accessPage(k, spaceOf(k, p), at, true)).toBe('asleep');
    expect([k.wait.on, ...stateOf(b, old)]).toEqual(['vmwait', Q_NONE, 1, 1]);
    // It is the process's page still; reading it needs none.
    expect(accessPage(k, spaceOf(k, p), at, false)).toBe('done');
    expect(userPage(b, 'p', 0)).toBe(old);
    k.wait.on = '';
    freePage(k.phys, taken[5] as number);
    // The read mapped it anew, and nothing told the processor that a send still has it.
    expect(accessPage(k, spaceOf(k, p), at, true)).toBe('done');
    expect(userPage(b, 'p', 0)).toBe(old);
  });

  it('of a file that is in a buffer too: the buffer goes with the page that was written', () => {
    const b = new Box();
    b.run(
      { do: 'socket', proto: 'tcp', as: 's' },
      { do: 'fork', as: 'p' },
      { do: 'file_create', as: 'f', pages: 1 },
      { do: 'file_read', file: 'f' },
      { do: 'file_mmap', process: 'p', file: 'f' },
      { ...zeroCopy, bytes: 4096 },
    );
    const old = userPage(b, 'p', 0);
    expect(stateOf(b, old)).toEqual([Q_NONE, 2, 1]);
    b.run({ do: 'touch', process: 'p' });
    const copy = userPage(b, 'p', 0);
    expect([copy === old, stateOf(b, old), stateOf(b, copy)]).toEqual([
      false,
      [Q_NONE, 1, 1],
      [Q_NONE, 1, 0],
    ]);
    b.run({ do: 'ack', socket: 's' }, { do: 'file_sync' }, { do: 'exit', process: 'p' });
    expect(b.t.sim.panic).toBe(null);
  });

  it('and sendfile of the same page: a write in between ends in the panic that was reported', () => {
    const b = new Box();
    b.run(
      { do: 'socket', proto: 'tcp', as: 's', count: 2 },
      { do: 'fork', as: 'p' },
      { do: 'file_create', as: 'f', pages: 1 },
      { do: 'file_mmap', process: 'p', file: 'f' },
      { do: 'sendfile', socket: 's', nth: 0, file: 'f', pages: 1 },
      { ...zeroCopy, nth: 1, bytes: 4096 },
    );
    const old = userPage(b, 'p', 0);
    expect(stateOf(b, old)).toEqual([Q_NONE, 2, 1]);
    b.t.push({ do: 'touch', process: 'p' });
    // The file's wiring went to the fresh page, where nobody takes it back (Z5).
    expect([stateOf(b, old), stateOf(b, userPage(b, 'p', 0))]).toEqual([
      [Q_NONE, 1, 1],
      [Q_NONE, 1, 0],
    ]);
    b.t.push({ do: 'ack', socket: 's', nth: 0 });
    expect(b.t.push({ do: 'ack', socket: 's', nth: 1 })[0]?.words).toBe(
      'panic: vm_page_unwire: invalid wire count: 0',
    );
  });
});
