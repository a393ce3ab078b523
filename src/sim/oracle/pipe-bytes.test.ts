/** The oracle of pipes: silent where bytes come out in order, and loud where a number goes wrong. */
import { describe, expect, it } from 'vitest';
import type { Command } from '../engine/commands';
import { F_DIRTY, F_REFERENCED } from '../phys/frames';
import { lookupPage } from '../phys/object-pages';
import { PIPENPAGES } from '../pipe/state';
import { pmapRemoveAll } from '../vm/pmap';
import { M_PIPE, mapOf } from '../kernel/types';
import { vmMapLookup } from '../vm-map/vm-map';
import { MACHINES, Trial } from './trial';

const write = (bytes: number, more: object = {}): Command => ({
  do: 'pipe_write',
  pipe: 'p',
  bytes,
  ...more,
});
const read = (bytes: number): Command => ({ do: 'pipe_read', pipe: 'p', bytes });

/** A ring that turns, grows and shrinks, a direct write, one that a signal cuts short, a close. */
const STORY: readonly Command[] = [
  { do: 'pipe_open', as: 'p' },
  write(3000),
  read(2000),
  write(14_000, { nonblock: true }),
  read(9000),
  write(7000, { nonblock: true }),
  read(8000),
  write(20_000, { nonblock: true }),
  read(60_000),
  write(30_000, { unaligned: true }),
  read(12_345),
  read(10_000),
  write(9000),
  read(7655),
  { do: 'pipe_signal', pipe: 'p' },
  write(4096, { nonblock: true }),
  read(60_000),
  write(50_000),
  { do: 'pipe_close', pipe: 'p', end: 'read' },
  { do: 'pipe_close', pipe: 'p', end: 'write' },
];

const trial = (commands: readonly Command[]): { t: Trial; faults: string[] } => {
  const t = new Trial(MACHINES[3]);
  return { t, faults: commands.flatMap((c) => t.push(c)) };
};

/** The end whose buffer the pipe's writer fills. */
const end = (t: Trial): number => 2 * (t.t.sim.holdings.get('p')?.items.get(0) ?? 0);

describe('the oracle of pipes', () => {
  it('finds nothing wrong with a story of a pipe', () => {
    const { t, faults } = trial(STORY);
    expect(faults).toEqual([]);
    const words = t.t.log.flatMap((_, i) => t.t.eventsOf(i).map((e) => e.words));
    for (const seen of [
      '= 14000',
      '= 20000',
      '= 25000',
      '30000) = 30000',
      '9000) = 9000',
      '= 13096',
    ])
      expect(words.some((w) => w.includes(seen))).toBe(true);
  });

  it('sees a byte that comes from another place of the ring', () => {
    const { t } = trial([{ do: 'pipe_open', as: 'p' }, write(3000)]);
    t.t.sim.kernel.pipe.pipe.out.a[end(t)] = 1;
    expect(t.push(read(10))).toContainEqual(expect.stringMatching(/gives byte 1, not 0/));
  });

  it('sees bytes that nobody has written', () => {
    const { t } = trial([{ do: 'pipe_open', as: 'p' }, write(100)]);
    t.t.sim.kernel.pipe.pipe.cnt.a[end(t)] = 101;
    expect(t.push(read(101))).toContainEqual(
      expect.stringMatching(/gives byte of nobody, not none/),
    );
  });

  it('sees bytes that are gone, and calls that count others than went', () => {
    const { t } = trial([{ do: 'pipe_open', as: 'p' }, write(100)]);
    t.t.sim.kernel.pipe.pipe.cnt.a[end(t)] = 90;
    t.t.sim.kernel.pipe.pipe.in.a[end(t)] = 90;
    expect(t.push({ do: 'wait', seconds: 1 })).toContainEqual(
      expect.stringMatching(/holds 90 of 100 bytes, written 100 of 100, read 0 of 0/),
    );
  });

  it('sees another page in the place of one that was lent', () => {
    const { t } = trial([{ do: 'pipe_open', as: 'p' }, write(16_384)]);
    const { ms } = t.t.sim.kernel.pipe;
    const [a, b] = [ms.get(end(t) * PIPENPAGES), ms.get(end(t) * PIPENPAGES + 1)];
    ms.a[end(t) * PIPENPAGES] = b;
    ms.a[end(t) * PIPENPAGES + 1] = a;
    expect(t.push(read(5000))).toContainEqual(expect.stringMatching(/other pages than were lent/));
  });

  it('sees a page of a buffer that was cleaned and not written', () => {
    const { t } = trial([{ do: 'pipe_open', as: 'p' }, write(100)]);
    const k = t.t.sim.kernel;
    const { entry } = k.kmem.maps;
    const e = vmMapLookup(k.kmem.maps, mapOf(k, M_PIPE), k.pipe.pipe.at.get(end(t)));
    const f = lookupPage(k.phys, entry.object.get(e), entry.offset.get(e));
    pmapRemoveAll(k, f);
    k.phys.frame.flags.set(f, k.phys.frame.flags.get(f) & ~(F_DIRTY | F_REFERENCED));
    expect(t.push({ do: 'wait', seconds: 1 })).toContainEqual(
      expect.stringMatching(/of pipe \d+ has lost its bytes/),
    );
  });
});
