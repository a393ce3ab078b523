/** Zero-copy sends: pages that are lent while their process may write to them. */
import { describe, expect, it } from 'vitest';
import { MIB, bytes } from '../../base/units';
import { makeMachine } from '../boot/machine';
import { F_DIRTY, F_VALID, Q_ACTIVE, Q_FREE, Q_INACTIVE, Q_NONE } from '../phys/frames';
import { allocPage, freePage } from '../phys/page';
import { mappedRuns, spaceOf } from '../proc/proc';
import { accessPage } from '../vm/fault';
import { staticObject } from '../vm/object';
import { pmapIsModified } from '../vm/pmap';
import { OBJT_DEFAULT } from '../vm/state';
import { sleepOf } from '../proc/testkit';
import { sendQueue } from './socket';
import { COW_IODONE, COW_SUCCESS, SF_USED } from './state';
import { Box, references, stateOf, userPage } from './testkit';

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
