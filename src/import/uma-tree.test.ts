/** Zones from a tree of sysctl vm.uma and from umastat. */
import { describe, expect, it } from 'vitest';
import { readText } from './index';
import { umastat } from './readers/umastat';
import { rowsOfKind, summary } from './testkit';

/** Values of one zone as sysctl prints them (sys/vm/uma_core.c zone_alloc_sysctl()). */
const zone = (node: string, keg: string, values: Readonly<Record<string, number>>): string =>
  [
    `vm.uma.${node}.flags: 0x810000<CTORDTOR,FIRSTTOUCH>`,
    `vm.uma.${node}.keg.name: ${keg}`,
    ...Object.entries(values).map(([leaf, n]) => `vm.uma.${node}.${leaf}: ${n}`),
    '',
  ].join('\n');

const MBUF = zone('mbuf', 'mbuf', {
  size: 256,
  'keg.rsize': 256,
  'keg.ppera': 1,
  'keg.ipers': 16,
  'keg.domain.0.pages': 30,
  'keg.domain.1.pages': 10,
  'keg.domain.0.free_items': 5,
  'limit.items': 0,
  'limit.max_items': 1000,
  'limit.sleeps': 2,
  'domain.0.nitems': 7,
  'stats.current': 300,
  'stats.allocs': 5000,
  'stats.fails': 1,
  'stats.xdomain': 3,
});
const PACKET = zone('mbuf_packet', 'mbuf', {
  size: 256,
  'keg.ppera': 1,
  'keg.ipers': 16,
  'keg.domain.0.pages': 30,
  'domain.0.nitems': 40,
  'domain.1.nitems': 10,
  'stats.current': 100,
  'stats.allocs': 900,
});
const KEGS = zone('UMA_Kegs', 'UMA Kegs', {
  size: 384,
  'keg.ppera': 1,
  'keg.ipers': 10,
  'keg.pages': 18,
  'stats.current': 174,
});
const CLUSTER =
  'vm.uma.mbuf_cluster.size: 2048\nvm.uma.mbuf_cluster.limit.items: 900\nvm.uma.mbuf_cluster.stats.current: 850\n';

const zones = (text: string): readonly object[] => rowsOfKind(readText(text), 'vmstat-z');

describe('sysctl vm.uma', () => {
  it('gives the rows that vmstat -z would print, FREE by the slabs of the keg', () => {
    expect(zones(MBUF + PACKET)).toEqual([
      {
        line: 1,
        name: 'mbuf',
        size: 256,
        limit: 1000,
        used: 300,
        // 40 pages of 16 items, less 300 here and 100 used and 50 kept by mbuf_packet
        free: 190,
        requests: 5000,
        fail: 1,
        sleep: 2,
        xdomain: 3,
      },
      expect.objectContaining({ name: 'mbuf_packet', used: 100, free: 50 }),
    ]);
  });

  it('takes the name from the keg, and FREE from the limit where no slabs are told', () => {
    expect(zones(KEGS + CLUSTER)).toEqual([
      expect.objectContaining({ name: 'UMA Kegs', used: 174, free: 6 }),
      expect.objectContaining({ name: 'mbuf_cluster', used: 850, free: 50 }),
    ]);
  });

  it('says how it reckoned, and speaks for 13 and later', () => {
    const report = readText(MBUF);
    expect(summary(report)).toContain('vmstat-z vm.uma 1-17: 1');
    expect(report.diagnostics.map((d) => [d.done, d.run])).toEqual([['guessed', 'vmstat -z']]);
    expect(report.machine.release).toBe('13+');
  });

  it('makes two tables of two readings', () => {
    const report = readText(MBUF + MBUF.replace('current: 300', 'current: 310'));
    expect(
      report.blocks.flatMap((b) => (b.kind === 'vmstat-z' ? b.rows.map((r) => r.used) : [])),
    ).toEqual([300, 310]);
  });

  it('makes none beside vmstat -z, and says so where size or current are not there', () => {
    const table =
      'ITEM                   SIZE  LIMIT     USED     FREE      REQ     FAILSLEEP XDOMAIN\nmbuf:                   256,      0,     300,      20,    5000,   0,   0,   0\n';
    expect(zones(MBUF + table)).toHaveLength(1);
    const part = readText(MBUF.replace(/.*current.*\n/, ''));
    expect(rowsOfKind(part, 'vmstat-z')).toEqual([]);
    expect(part.diagnostics.map((d) => d.run)).toEqual(['sysctl vm.uma']);
    expect(readText('vm.uma.mbuf_cluster.limit.items: 900\n').diagnostics).toEqual([]);
  });
});

describe('umastat', () => {
  it('sums the buckets of zone and CPUs as libmemstat does', () => {
    const report = readText(`mp_maxcpus = 16\n${umastat.example}${umastat.example}`);
    const [first, second] = rowsOfKind(report, 'vmstat-z');
    expect(first).toEqual({
      line: 14,
      name: 'pipe',
      size: 256,
      limit: 0,
      used: 25,
      free: 20,
      requests: 38,
      fail: 1,
    });
    expect(second).toMatchObject({ name: 'pipe', free: 20 });
    expect(report.blocks.map((b) => b.era)).toEqual(['umastat']);
    expect(report.diagnostics).toEqual([]);
  });

  it('leaves out a keg that breaks off, and says so', () => {
    const report = readText(umastat.example + umastat.example.slice(0, 200));
    expect(rowsOfKind(report, 'vmstat-z')).toHaveLength(1);
    expect(report.diagnostics.map((d) => [d.done, d.run])).toEqual([['skipped', 'umastat']]);
  });
});
