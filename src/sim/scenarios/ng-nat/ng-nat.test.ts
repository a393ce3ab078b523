/** The panic scenario against the thread's own dump, through what it prints. */
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { readText } from '../../../import';
import { kmemAllocated } from '../../engine/apply';
import type { Timeline } from '../../engine/timeline';
import { kernelFaults } from '../../kernel/invariants';
import { vmstatM, vmstatZ } from '../../print/vmstat';
import { rowOf } from '../director';
import { runScenario } from '../registry';

interface Row {
  readonly name: string;
  readonly size: number;
  readonly limit: number;
  readonly used: number;
  readonly free: number;
}
const SEED = JSON.parse(
  readFileSync(new URL('../../../../tests/fixtures/seed-zones.json', import.meta.url), 'utf8'),
) as readonly Row[];
/** Rows that hang on history which the dump does not hold. */
const OWN_HISTORY = ['ata_request', '16 Bucket', '32 Bucket', '64 Bucket', '128 Bucket'];
const PANIC = 'panic: kmem_malloc(16384): kmem_map too small: 83415040 total allocated';

let t: Timeline;
beforeAll(() => {
  const made = runScenario('ng_nat');
  if (!made.ok) throw new Error(made.error);
  t = made.value;
}, 120_000);

const printedRows = (): readonly Row[] =>
  readText(vmstatZ(t.sim.kernel)).blocks.flatMap((b) => (b.kind === 'vmstat-z' ? b.rows : []));

describe('the panic of the thread', () => {
  it('comes in its own words with the map full to the last page', () => {
    expect(t.sim.panic).toBe(PANIC);
    expect(t.eventsOf(t.length - 1).at(-1)).toMatchObject({ outcome: 'panic', words: PANIC });
    expect(kmemAllocated(t.sim)).toBe(83_415_040);
  });
  it('prints the rows of the dump, in its order', () => {
    const rows = printedRows();
    expect(rows.map((r) => r.name)).toEqual(SEED.map((r) => r.name));
    const bare = ({ name, size, limit, used, free }: Row): Row => ({
      name,
      size,
      limit,
      used,
      free,
    });
    const compared = (list: readonly Row[]) =>
      list.filter((r) => !OWN_HISTORY.includes(r.name)).map(bare);
    expect(compared(rows)).toEqual(compared(SEED));
  });
  it('states what differs, and nothing else does', () => {
    const own = Object.fromEntries(
      OWN_HISTORY.map((name) => [name, [rowOf(t, name).used, rowOf(t, name).free]]),
    );
    expect(own).toEqual({
      ata_request: [1, 322],
      '16 Bucket': [16, 34],
      '32 Bucket': [43, 13],
      '64 Bucket': [30, 12],
      '128 Bucket': [350, 0],
    });
  });
  it('charges libalias what the dump charges it', () => {
    const rows = readText(vmstatM(t.sim.kernel)).blocks.flatMap((b) =>
      b.kind === 'vmstat-m' ? b.rows : [],
    );
    const row = rows.find((r) => r.type === 'libalias');
    expect([row?.inUse, (row?.memUse ?? 0) / 1024, row?.sizes]).toEqual([241_127, 30_161, [128]]);
  });
  it('owns 64 headers of large blocks, the last without pages', () => {
    const offpage = 39 + 35 + 4517 + 184 + 96 + 85;
    expect(rowOf(t, 'UMA Slabs').used - offpage).toBe(64);
  });
  it('is refused links before it dies: the leaker is not the victim', () => {
    expect(rowOf(t, '128').failures).toBeGreaterThan(0);
    const before = t.eventsOf(t.length - 2).at(-1);
    expect(before?.outcome).toBe('done');
  });
  it('leaves a sound kernel behind', () => {
    expect(kernelFaults(t.sim.kernel)).toEqual([]);
  });
  it('did nothing that makes no sense', () => {
    for (let i = 0; i < t.length; i += 1)
      for (const e of t.eventsOf(i)) expect(['wrong', 'asleep']).not.toContain(e.outcome);
  });
  it('is reached again from anywhere', () => {
    const end = t.hash();
    for (const at of [0, 7000, t.length - 300, 12_345]) {
      t.seek(at);
      expect([t.at, t.sim.panic]).toEqual([at, null]);
    }
    t.seek(t.length);
    expect(t.hash()).toBe(end);
  });
  it('keeps its past in less than 300 MB', () => {
    expect(t.memory.bytes).toBeLessThan(300 * 1024 * 1024);
  });
});
