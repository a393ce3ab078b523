import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readText } from '../../import';
import { SEED_MACHINE } from '../boot/machine';
import { load, save } from '../engine/save';
import { Timeline } from '../engine/timeline';
import { kernelFaults } from '../kernel/invariants';
import { zoneRows } from '../print/vmstat';
import { loadDifferences, loadedVmstatZ, tornRows } from './load';
import { rowsFromText, rowsToText } from './rows';
import type { LoadRow } from './rows';

const mail = readFileSync('tests/fixtures/seed-mail.txt', 'utf8');
const report = readText(mail);
const seedRows = report.blocks
  .flatMap((b) => (b.kind === 'vmstat-z' ? b.rows : []))
  .map((r): LoadRow => ({
    name: r.name,
    size: r.size,
    limit: r.limit,
    used: r.used,
    free: r.free,
    requests: r.requests,
    failures: r.fail ?? 0,
  }));
const MAP = 20_365;
const loaded = (rows: readonly LoadRow[] = seedRows, mapPages: number | null = MAP): Timeline => {
  const t = Timeline.load(SEED_MACHINE, 1, { rows, mapPages });
  if (!t.ok) throw new Error(t.error);
  return t.value;
};

describe('the seed, loaded', () => {
  it('prints every row as the paste has it, but for six items of a torn row', () => {
    const t = loaded();
    expect(loadDifferences(t.sim.kernel, seedRows)).toEqual([
      { zone: 'ata_request', field: 'free', paste: 316, machine: 322 },
    ]);
    expect(zoneRows(t.sim.kernel).map((r) => r.name)).toEqual(seedRows.map((r) => r.name));
  });

  it('prints back as a vmstat -z equal to the paste', () => {
    const k = loaded().sim.kernel;
    const torn = tornRows(loadDifferences(k, seedRows));
    expect(torn).toEqual([{ zone: 'ata_request', items: 6 }]);
    // The mail has wrapped its lines; nothing else may differ, not one digit.
    const table = mail.slice(mail.indexOf('ITEM  '), mail.indexOf('\n-- \nWBR'));
    const bare = (text: string): string => text.replace(/\s+/g, '');
    expect(bare(loadedVmstatZ(k, torn))).toBe(bare(table));
    expect(bare(table)).toHaveLength(2600);
  });

  it('is a sound kernel with a full map', () => {
    const t = loaded();
    expect(kernelFaults(t.sim.kernel)).toEqual([]);
    const { map } = t.sim.kernel.kmem.maps;
    expect(map.size.get(t.sim.kernel.mapNames.indexOf('kmem_map'))).toBe(MAP);
  });

  it('dies of the next request, as the router did', () => {
    const t = loaded();
    t.push({ do: 'malloc', type: 'temp', size: 16_384 });
    expect(t.sim.panic).toBe(
      'panic: kmem_malloc(16384): kmem_map too small: 83415040 total allocated',
    );
    t.back();
    expect(t.sim.panic).toBeNull();
  });

  it('can be forked, watched and saved', () => {
    const t = loaded();
    t.push({ do: 'uma_zfree', from: 'paste: NAMEI', count: 20 });
    expect(t.fork().hash()).toBe(t.hash());
    const w = t.watch();
    w.seek(1);
    expect(w.hash()).toBe(t.hash());
    const again = load(save(t));
    expect(again.ok && again.value.hash()).toBe(t.hash());
    t.seek(0);
    expect(t.fork().hash()).toBe(t.hash());
  });
});

describe('other rows', () => {
  it('loads a table with zones of its own and without most of the router’s', () => {
    const rows = seedRows
      .filter((r) => !/^(pf|NFS|gr3|bridge)/.test(r.name))
      .concat({
        name: 'my leak',
        size: 48,
        limit: 0,
        used: 700,
        free: 80,
        requests: 9000,
        failures: 2,
      });
    const t = loaded(rows, null);
    const wrong = loadDifferences(t.sim.kernel, rows).filter((d) => d.zone === 'my leak');
    expect(wrong).toEqual([]);
    expect(kernelFaults(t.sim.kernel)).toEqual([]);
  });

  it('says where the machine is too small', () => {
    const rows = seedRows.map((r) => (r.name === '4096' ? { ...r, used: 30_000 } : r));
    const t = Timeline.load(SEED_MACHINE, 1, { rows, mapPages: null });
    const wrong = t.ok ? loadDifferences(t.value.sim.kernel, rows) : [];
    expect(wrong.some((d) => d.zone === '4096')).toBe(true);
  });

  it('keeps its rows as text', () => {
    expect(rowsFromText(rowsToText(seedRows))).toEqual(seedRows);
    expect(rowsFromText('')).toContain('expected 1 to');
    expect(rowsFromText('128:1,2,3')).toContain('row 1');
  });
});
