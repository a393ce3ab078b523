/**
 * What is written to a pipe comes out of it, in its order and once. The kernel moves bytes by numbers of
 * a ring; here every byte has a name and a place, in a memory of its own that is read and written where
 * these numbers say, so that a wrong number shows as a wrong byte. Borrowed pages must be the same frames
 * from the write to the read, and what waits in a buffer must be in RAM or on swap.
 */
import type { Sim } from '../engine/sim';
import type { Kernel } from '../kernel/types';
import { M_PIPE, mapOf } from '../kernel/types';
import { C_READ, C_WRITE, PAIRS, PIPENPAGES } from '../pipe/state';
import { vmMapLookup } from '../vm-map/vm-map';
import { keyOf } from './contents';
import { countFaults, newStream, tap } from './pipe-streams';
import type { Direct, Stream, Write } from './pipe-streams';

const PAGE = 4096;

/** Watches every pipe of a kernel from now on. */
export class PipeWatch {
  private readonly k: Kernel;
  private readonly memory = new Map<number, number>();
  private readonly streams = new Map<number, Stream>();
  private names = 0;
  private readonly faults: string[] = [];

  constructor(k: Kernel) {
    this.k = k;
    const { pipe: p, call } = k.pipe;
    tap(p.cnt, {
      add: (e, n) => {
        if (n > 0) this.intoRing(e, n);
        else this.outOfRing(e, -n);
      },
      set: (e, n) => {
        if (n === 0) this.streams.delete(e);
        else this.clone(e, n);
      },
    });
    const lift: Write = (e, at) => {
      if (at === 0) this.lift(e);
    };
    const place: Write = (e, at) => {
      if (at !== 0) this.place(e);
    };
    tap(p.at, { set: place }, lift);
    tap(p.mapCnt, {
      set: (e, n) => {
        if (n === 0) this.drop(e);
        else this.borrow(e, n);
      },
      add: (e, n) => {
        this.outOfPages(e, -n);
      },
    });
    tap(call.resid, {
      add: (c, n) => {
        const stream = this.stream(call.pipe.get(c));
        if (call.kind.get(c) === C_WRITE) stream.wrote -= n;
        if (call.kind.get(c) === C_READ) stream.read -= n;
      },
    });
  }

  private stream(e: number): Stream {
    const known = this.streams.get(e) ?? newStream();
    this.streams.set(e, known);
    return known;
  }

  /** Address of byte `i` of the ring, counted from its beginning. */
  private address(e: number, i: number): number {
    const { at, size } = this.k.pipe.pipe;
    return at.get(e) * PAGE + (i % size.get(e));
  }

  /** Names `n` new bytes on their way. */
  private name(s: Stream, n: number): number {
    const first = this.names;
    this.names += n;
    s.runs.push([first, this.names]);
    s.came += n;
    return first;
  }

  /** The reader is given a byte: it must be the oldest. */
  private give(e: number, s: Stream, byte: number | undefined): void {
    const run = s.runs[0];
    if (run === undefined || run[0] !== byte)
      this.faults.push(`pipe ${e} gives byte ${byte ?? 'of nobody'}, not ${run?.[0] ?? 'none'}`);
    if (run === undefined) return;
    run[0] += 1;
    s.went += 1;
    if (run[0] === run[1]) s.runs.shift();
  }

  private intoRing(e: number, n: number): void {
    const { in: to, size } = this.k.pipe.pipe;
    const first = this.name(this.stream(e), n);
    const from = to.get(e) - n + size.get(e);
    for (let i = 0; i < n; i += 1) this.memory.set(this.address(e, from + i), first + i);
  }

  private outOfRing(e: number, n: number): void {
    const { out, size } = this.k.pipe.pipe;
    const s = this.stream(e);
    const from = out.get(e) - n + size.get(e);
    for (let i = 0; i < n; i += 1) this.give(e, s, this.memory.get(this.address(e, from + i)));
  }

  /** The buffer goes: what it holds is copied first. */
  private lift(e: number): void {
    const { at, out, cnt } = this.k.pipe.pipe;
    if (at.get(e) === 0) return;
    const bytes: number[] = [];
    for (let i = 0; i < cnt.get(e); i += 1)
      bytes.push(this.memory.get(this.address(e, out.get(e) + i)) ?? -1);
    this.stream(e).moving = bytes;
  }

  private place(e: number): void {
    const s = this.stream(e);
    s.moving.forEach((byte, i) => this.memory.set(this.k.pipe.pipe.at.get(e) * PAGE + i, byte));
    s.moving = [];
  }

  private framesOf(e: number): number[] {
    const { ms, pipe: p } = this.k.pipe;
    return Array.from({ length: p.npages.get(e) }, (_, i) => ms.get(e * PIPENPAGES + i));
  }

  private borrow(e: number, n: number): void {
    const s = this.stream(e);
    s.direct = { next: this.name(s, n), left: n, frames: this.framesOf(e) };
  }

  /** Borrowed pages are let go of with bytes that nobody read: the reader has gone. */
  private drop(e: number): void {
    const s = this.streams.get(e);
    const left = s?.direct?.left ?? 0;
    if (s === undefined || s.direct === null) return;
    s.direct = null;
    s.came -= left;
    s.wrote -= left;
    s.runs.pop();
  }

  private checkFrames(e: number, d: Direct): void {
    const { wire, hold } = this.k.phys.frame;
    const now = this.framesOf(e);
    const isSame = now.length === d.frames.length && now.every((f, i) => f === d.frames[i]);
    if (!isSame || now.some((f) => wire.get(f) + hold.get(f) === 0))
      this.faults.push(`pipe ${e} reads from other pages than were lent`);
  }

  private outOfPages(e: number, n: number): void {
    const s = this.stream(e);
    const d = s.direct;
    if (d === null) {
      this.faults.push(`pipe ${e} reads from a writer who is not there`);
      return;
    }
    this.checkFrames(e, d);
    for (let i = 0; i < n; i += 1) this.give(e, s, d.next + i);
    d.next += n;
    d.left -= n;
    if (d.left === 0) s.direct = null;
  }

  /** What a writer that a signal ended has left goes into the ring. */
  private clone(e: number, n: number): void {
    const s = this.stream(e);
    const d = s.direct;
    if (d === null || d.left !== n)
      this.faults.push(`pipe ${e} keeps ${n} bytes of ${d?.left ?? 0}`);
    for (let i = 0; d !== null && i < n; i += 1)
      this.memory.set(this.k.pipe.pipe.at.get(e) * PAGE + i, d.next + i);
    s.direct = null;
  }

  /** Pages of a buffer with bytes in them that are neither dirty in RAM nor on swap. */
  private pageFaults(e: number, isThere: ReadonlySet<number>): string[] {
    const { at, out, cnt } = this.k.pipe.pipe;
    const { maps } = this.k.kmem;
    const faults: string[] = [];
    const pages = new Set<number>();
    for (let i = 0; at.get(e) !== 0 && i < cnt.get(e); i += 1)
      pages.add(Math.floor(this.address(e, out.get(e) + i) / PAGE));
    for (const page of pages) {
      const entry = vmMapLookup(maps, mapOf(this.k, M_PIPE), page);
      const offset = maps.entry.offset.get(entry) + page - maps.entry.start.get(entry);
      if (!isThere.has(keyOf(maps.entry.object.get(entry), offset)))
        faults.push(`page ${page} of pipe ${e} has lost its bytes`);
    }
    return faults;
  }

  /**
   * What is wrong after a command.
   * @param isThere every page whose contents are in RAM only, or on swap (`present`)
   */
  check(s: Sim, isThere: ReadonlySet<number>): string[] {
    const faults = this.faults.splice(0);
    const { cnt, mapCnt } = this.k.pipe.pipe;
    for (let e = 2; e < 2 * s.kernel.pipe.cell.get(PAIRS); e += 1) {
      const stream = this.streams.get(e);
      if (stream === undefined || s.kernel.pipe.pair.item.get(e >> 1) === 0) continue;
      faults.push(
        ...countFaults(e, stream, cnt.get(e) + mapCnt.get(e)),
        ...this.pageFaults(e, isThere),
      );
    }
    return faults;
  }
}
