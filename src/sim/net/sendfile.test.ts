/** sf_bufs and sendfile: whose pages they are, who wires them, and when they go. */
import { describe, expect, it } from 'vitest';
import { F_VALID, Q_FREE, Q_INACTIVE, Q_NONE } from '../phys/frames';
import { lookupPage } from '../phys/object-pages';
import { ALLOC_WIRED, allocPage } from '../phys/page';
import { staticObject } from '../vm/object';
import { OBJT_DEFAULT } from '../vm/state';
import { sleepOf } from '../proc/testkit';
import { releasePage } from './mbuf';
import { sfBufAlloc, sfBufFree } from './sf-buf';
import { sendQueue } from './socket';
import { SF_ALLOCWAIT, SF_COUNT, SF_PEAK, SF_USED } from './state';
import { Box, ROUTER, filePage, references, stateOf } from './testkit';

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
