/** The printed tables: 6.2's format to the byte, and the readers read them back. */
import { describe, expect, it } from 'vitest';
import { readText } from '../../import';
import { SEED_MACHINE } from '../boot/machine';
import { Timeline } from '../engine/timeline';
import { typeFigures } from '../malloc/malloc';
import { vmstatM, vmstatZ, zoneRows } from './vmstat';

const booted = (): Timeline => {
  const t = Timeline.boot(SEED_MACHINE, 1);
  if (!t.ok) throw new Error(t.error);
  t.value.push({ do: 'malloc', type: 'file desc', size: 300, count: 7 });
  t.value.push({ do: 'malloc', type: 'file desc', size: 20, count: 2, as: 'small' });
  t.value.push({ do: 'malloc', type: 'linker', size: 70_000 });
  t.value.push({ do: 'uma_zalloc', zone: 'IPFW dynamic rule zone', count: 3 });
  return t.value;
};

describe('vmstat -z', () => {
  const text = vmstatZ(booted().sim.kernel);
  it('has 6.2’s columns', () => {
    expect(text.split('\n').slice(0, 3)).toEqual([
      'ITEM                     SIZE     LIMIT      USED      FREE  REQUESTS  FAILURES',
      '',
      'UMA Kegs:                 140,        0,       88,        8,       88,        0',
    ]);
    expect(text).toContain('\nIPFW dynamic rule zone:      108,        0,        3,');
    expect(text.endsWith('\n\n')).toBe(true);
  });
  it('is read back to the same figures', () => {
    const report = readText(text);
    const [block] = report.blocks;
    expect(report.diagnostics).toEqual([]);
    expect([block?.kind, block?.era]).toEqual(['vmstat-z', 'z3']);
    const rows = block?.kind === 'vmstat-z' ? block.rows : [];
    expect(rows.map((r) => [r.name, r.size, r.limit, r.used, r.free, r.requests, r.fail])).toEqual(
      zoneRows(booted().sim.kernel).map((r) => [
        r.name,
        r.size,
        r.limit,
        r.used,
        r.free,
        r.requests,
        r.failures,
      ]),
    );
  });
});

describe('vmstat -m', () => {
  const k = booted().sim.kernel;
  it('has 6.2’s columns, sizes in order, none for whole pages', () => {
    const lines = vmstatM(k).split('\n');
    expect(lines[0]).toBe('         Type InUse MemUse HighUse Requests  Size(s)');
    expect(lines).toContain('    file desc     9     4K       -        9  32,512');
    expect(lines).toContain('       linker     1    72K       -        1  ');
    expect(vmstatM(k)).not.toContain('UMAHash');
  });
  it('is read back to the same figures', () => {
    const rows = readText(vmstatM(k)).blocks.flatMap((b) => (b.kind === 'vmstat-m' ? b.rows : []));
    const t = k.malloc.names.indexOf('file desc');
    const { inUse, requests } = typeFigures(k.malloc, t);
    expect(rows.find((r) => r.type === 'file desc')).toMatchObject({
      inUse,
      requests,
      sizes: [32, 512],
    });
  });
});
