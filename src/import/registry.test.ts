/**
 * Every reader: a text that it reads, and one that resembles it in which it must find nothing. A reader that
 * is added without both does not compile, and fails here.
 */
import { describe, expect, it } from 'vitest';
import type { Reader } from './reader';
import { readBytes } from './index';
import { ALL_READERS, READERS } from './registry';
import { ddb } from './readers/ddb';
import { umastat } from './readers/umastat';
import { fixture, printf } from './testkit';
import { readBy } from './read-text';
import type { BlockKind, KernelReport } from './types';
import { finish } from '../base/steps';

interface Case {
  /** a file of the corpus, or a text */
  readonly reads: string;
  /** kind of the rows, and how many there are */
  readonly rows: readonly [BlockKind, number];
  /** nearly the same, and no output of that tool */
  readonly leaves: string;
}

const TOP = '%5s %s';
const CASES: Readonly<Record<Reader['id'], Case>> = {
  libxo: {
    reads: 'corpus/026-opnsense-26.1-libxo-json-a.txt',
    rows: ['vmstat-z', 4],
    leaves: '{"memory": {"zone": "UTC", "size": 256, "used": 12}}',
  },
  umastat: {
    reads: umastat.example,
    rows: ['vmstat-z', 1],
    leaves: 'keg->uk_name = "128": this is how the structure begins',
  },
  ddb: {
    reads: ddb.example,
    rows: ['vmstat-z', 2],
    leaves: '"Zone", "Size" and "Used", 128, 256 and 512, are what I looked at',
  },
  foreign: {
    reads: 'corpus/035-macos-zalloc-panics.txt',
    rows: ['foreign', 3],
    leaves: 'procs and memory are shown by many systems; cpu too',
  },
  table: {
    reads: READERS.find((r) => r.id === 'table')?.example ?? '',
    rows: ['table', 1],
    leaves: 'procs     memory   page    disks     faults      cpu\nare the headings of it',
  },
  panic: {
    reads: 'corpus/020-stress2-panic-kmem-184320.txt',
    rows: ['panic', 1],
    leaves: 'It had a panic because kmem_map was too small.',
  },
  log: {
    reads: 'corpus/024-hackepedia-swap-messages-2005.txt',
    rows: ['log', 4],
    leaves: 'All mbuf clusters were used up, I think, see tuning(7)?',
  },
  top: {
    reads: 'corpus/036-gotop-88-top-11.2-laundry.txt',
    rows: ['top', 3],
    leaves: printf(TOP, 'Mem:', 'about a gigabyte, Active and Inactive together'),
  },
  sysctl: {
    reads: 'corpus/023-forums-73084-arc-11.3.txt',
    rows: ['sysctl', 32],
    leaves: 'vm.kmem_size: Size of kernel memory',
  },
  'netstat-m': {
    reads: 'corpus/012-nginx-doc-netstat-m-7.2-amd64.txt',
    rows: ['netstat-m', 14],
    leaves: 'some mbufs in use, 25600 at most (current/cache/total)',
  },
  'vmstat-s': {
    reads: READERS.find((r) => r.id === 'vmstat-s')?.example ?? '',
    rows: ['vmstat-s', 3],
    leaves: '4096 of the bytes per page, or so',
  },
  swapinfo: {
    reads: READERS.find((r) => r.id === 'swapinfo')?.example ?? '',
    rows: ['swapinfo', 1],
    leaves: 'Device 1K-blocks Used\n/dev/ad0s1b is what I swap to',
  },
  'vmstat-z': {
    reads: 'corpus/017-bsdrp-em-9x-vmstat-z-mbuf.txt',
    rows: ['vmstat-z', 7],
    leaves: 'zones: 256, 512 and more, of which many are free',
  },
  'vmstat-m': {
    reads: 'corpus/006-drmkmod-42-vmstat-m-13current.txt',
    rows: ['vmstat-m', 30],
    leaves: 'Type InUse MemUse are columns\nlinux 2376 grew by 762K, I believe',
  },
};

const textOf = (name: string): string =>
  name.startsWith('corpus/') ? readBytes(fixture(name)).text : name;
const rowsIn = (report: KernelReport, kind: BlockKind): number =>
  report.blocks.filter((b) => b.kind === kind).reduce((n, b) => n + b.rows.length, 0);
/** By all readers but one. */
const without = (id: Reader['id'], text: string): KernelReport =>
  finish(readBy({ ...ALL_READERS, readers: READERS.filter((r) => r.id !== id) }, text, {}));
const all = (text: string): KernelReport => finish(readBy(ALL_READERS, text, {}));

describe('every reader', () => {
  it('stands in the registry once, and with both cases here', () => {
    const ids = READERS.map((r) => r.id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(Object.keys(CASES).sort()).toEqual([...ids].sort());
  });
  it.each(Object.entries(CASES))(
    '%s reads its text, and nobody else does',
    (id, { reads, rows }) => {
      const text = textOf(reads);
      const [kind, count] = rows;
      expect(rowsIn(all(text), kind)).toBe(count);
      expect(rowsIn(without(id as Reader['id'], text), kind)).toBeLessThan(count);
    },
  );
  it.each(Object.entries(CASES))('%s leaves what only resembles it', (_, { rows, leaves }) => {
    expect(rowsIn(all(leaves), rows[0])).toBe(0);
  });
});
