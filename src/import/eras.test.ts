/**
 * Tables of every release, printed here with the formats of their tools, so that each layout is
 * read from text that the tool would print. Formats: FreeBSD usr.bin/vmstat/vmstat.c,
 * sys/vm/vm_zone.c, sys/vm/uma_core.c, usr.bin/netstat/mbuf.c of the releases named.
 */
import { describe, expect, it } from 'vitest';
import { READERS, readText } from './index';
import { printf, rowsOfKind, summary } from './testkit';
import { foldAt, wrapAt } from '../../tests/fuzz/mutate';

type Zone = readonly [name: string, ...numbers: number[]];

const ZONES: readonly Zone[] = [
  ['UMA Kegs', 140, 0, 88, 8, 88, 0, 0, 0],
  ['128 Bucket', 524, 0, 449, 97, 415988, 109049, 2, 1],
  ['16', 16, 0, 2691, 354, 21894973014, 0, 0, 0],
  ['gr3:16k', 16384, 1000000, 12028, 100, 4372990387, 10295, 0, 7],
  ['UDF translation buffer, zone', 64, 0, 1, 2, 3, 4, 5, 6],
];

interface ZoneEra {
  readonly era: string;
  readonly header: string;
  readonly fields: number;
  readonly print: (zone: Zone) => string;
}

const plain =
  (format: string, cut = 99) =>
  ([name, ...n]: Zone): string =>
    printf(format, `${name.slice(0, cut)}:`, ...n);

const THIRTEEN = 13;
const TWELVE = 12;

const ZONE_ERAS: readonly ZoneEra[] = [
  {
    era: 'z0',
    header: '\nITEM            SIZE     LIMIT    USED    FREE  REQUESTS\n',
    fields: 5,
    print: plain('%-14s %6d, %8d, %6d, %6d, %8d', THIRTEEN),
  },
  {
    era: 'z1',
    header: 'ITEM            SIZE     LIMIT     USED    FREE  REQUESTS\n',
    fields: 5,
    print: plain('%-13s %6d, %8d, %6d, %6d, %8d', TWELVE),
  },
  {
    era: 'z2',
    header: 'ITEM            SIZE     LIMIT     USED    FREE  REQUESTS\n',
    fields: 5,
    print: plain('%-15s %4d, %8d, %7d, %6d, %8d'),
  },
  {
    era: 'z3',
    header: 'ITEM                     SIZE     LIMIT      USED      FREE  REQUESTS  FAILURES\n',
    fields: 6,
    print: plain('%-20s %8d, %8d, %8d, %8d, %8d, %8d'),
  },
  {
    era: 'z4',
    header: 'ITEM                   SIZE  LIMIT     USED     FREE      REQ FAIL SLEEP\n',
    fields: 7,
    print: plain('%-20s %6d, %6d,%8d,%8d,%8d,%4d,%4d'),
  },
  {
    era: 'z5',
    header: 'ITEM                   SIZE  LIMIT     USED     FREE      REQ     FAILSLEEP XDOMAIN',
    fields: 8,
    print: plain('%-20s %6d, %6d,%8d,%8d,%8d,%4d,%4d,%4d'),
  },
  {
    era: 'z6',
    header: 'ITEM                   SIZE   LIMIT     USED     FREE      REQ FAIL SLEEP XDOM',
    fields: 8,
    print: ([name, size = 0, ...n]) =>
      `${name}:${String(size).padStart(Math.max(1, 26 - name.length))}${printf(',%7d,%8d,%8d,%8d,%4d,%4d,%4d', ...n)}`,
  },
];

describe.each(ZONE_ERAS)('vmstat -z of $era', ({ era, header, fields, print }) => {
  const text = `${header}\n${ZONES.map(print).join('\n')}\n\n`;
  const expected = ZONES.map(([, ...n]) => n.slice(0, fields));
  const numbers = (report: ReturnType<typeof readText>): number[][] =>
    rowsOfKind(report, 'vmstat-z').map((r) =>
      [r.size, r.limit, r.used, r.free, r.requests, r.fail, r.sleep, r.xdomain].flatMap(
        (v) => v ?? [],
      ),
    );

  it('reads every row and names the era', () => {
    const report = readText(text);
    expect(numbers(report)).toEqual(expected);
    expect(report.blocks.map((b) => b.era)).toEqual([era]);
    expect(report.diagnostics).toEqual([]);
  });

  it.each([60, 66, 72, 76])('reads the same when wrapped or folded at %i', (width) => {
    expect(numbers(readText(wrapAt(text, width)))).toEqual(expected);
    expect(numbers(readText(foldAt(text, width)))).toEqual(expected);
  });

  it('leaves out a last row that was cut off, and says so', () => {
    const cut = text.trimEnd().replace(/,[^,]*$/, '');
    const report = readText(cut);
    expect(numbers(report)).toEqual(expected.slice(0, -1));
    expect(report.diagnostics.map((d) => d.severity)).toEqual(['warning']);
    expect(report.lines.at(-1)?.fate).toBe('diagnostic');
  });
});

describe('vmstat -z without its header', () => {
  it('tells 6.2, 9 and 13 apart by the number of columns, and does not guess beyond', () => {
    const eras = ZONE_ERAS.map(({ print }) => readText(ZONES.map(print).join('\n')).blocks[0]?.era);
    expect(eras).toEqual(['unknown', 'unknown', 'z2', 'z3', 'z4', 'unknown', 'unknown']);
  });

  it('does not take a list in prose for a zone', () => {
    const report = readText('The ports are: 80, 443, 8080, 8443, 9000 and so on.\n');
    expect(report.blocks).toEqual([]);
    expect(report.lines.map((l) => l.fate)).toEqual(['prose']);
  });
});

type MallocValues = readonly [
  type: string,
  use: number,
  kib: number,
  requests: number,
  sizes: string,
];

interface MallocEra {
  readonly era: string;
  readonly header: string;
  readonly row: (values: MallocValues) => string;
}

const MALLOC_ERAS: readonly MallocEra[] = [
  {
    era: 'm0',
    header: `Memory statistics by type                          Type  Kern
        Type  InUse MemUse HighUse  Limit Requests Limit Limit Size(s)`,
    row: ([t, u, k, r, s]) =>
      `${printf('%13s%6d%6dK%7dK%6dK%9d%5d%6d', t, u, k, k + 1, 40960, r, 0, 0)}  ${s}`,
  },
  {
    era: 'm1',
    header: '\n        Type  InUse MemUse HighUse Requests  Size(s)',
    row: ([t, u, k, r, s]) => `${printf('%13s%6d%6dK%7dK%9d', t, u, k, k + 1, r)}  ${s}`,
  },
  {
    era: 'm2',
    header: '         Type InUse MemUse HighUse Requests  Size(s)',
    row: ([t, u, k, r, s]) => `${printf('%13s %5d %5dK %7s %8d', t, u, k, '-', r)}  ${s}`,
  },
  {
    era: 'm3',
    header: '         Type InUse MemUse Requests  Size(s)',
    row: ([t, u, k, r, s]) => `${printf('%13s %5d %5dK %8d', t, u, k, r)}  ${s}`,
  },
];

describe.each(MALLOC_ERAS)('vmstat -m of $era', ({ era, header, row }) => {
  const rows = [
    row(['libalias', 79542, 9983, 179493840, '128']),
    row(['CAM I/O Scheduler', 47, 6, 47, '16,32,64,128,256,512,1024,2048,4096']),
    row(['80211vap', 3, 12, 44, '1024,4096']),
    row(['vnet_data', 1, 240, 1, '']),
  ];
  const text = `${header}\n${rows.join('\n')}\n`;

  it.each([
    ['with header', text],
    ['with header, wrapped', wrapAt(text, 60)],
    ['with header, folded', foldAt(text, 64)],
    ['without header', rows.join('\n')],
  ])('reads names, K and sizes %s', (_, pasted) => {
    const report = readText(pasted);
    expect(
      rowsOfKind(report, 'vmstat-m').map((r) => [r.type, r.inUse, r.memUse, r.requests, r.sizes]),
    ).toEqual([
      ['libalias', 79542, 9983 * 1024, 179493840, [128]],
      ['CAM I/O Scheduler', 47, 6 * 1024, 47, [16, 32, 64, 128, 256, 512, 1024, 2048, 4096]],
      ['80211vap', 3, 12 * 1024, 44, [1024, 4096]],
      ['vnet_data', 1, 240 * 1024, 1, []],
    ]);
    expect(report.blocks.map((b) => b.era)).toEqual([era]);
  });
});

describe('vmstat -m of 14.3 and later', () => {
  it('reads humanised figures without an implied K', () => {
    const report = readText(`            Type  Use Memory Req Size(s)
            demo    0      0   3 512,1024,2048
         solaris 1.2M   605M 77G 16,32,384
        pf_table    2   1.4K  12 1024
`);
    expect(
      rowsOfKind(report, 'vmstat-m').map((r) => [r.inUse, r.memUse, r.requests, r.sizes]),
    ).toEqual([
      [0, 0, 3, [512, 1024, 2048]],
      [1_200_000, 605 * 1024 * 1024, 77_000_000_000, [16, 32, 384]],
      [2, 1434, 12, [1024]],
    ]);
    expect(report.blocks[0]?.era).toBe('m4');
  });
});

describe('vmstat -m of 4.x', () => {
  it('recognises the tables of bucket sizes without taking them for types', () => {
    const report = readText(`Memory statistics by bucket size
Size   In Use   Free   Requests  HighWater  Couldfree
  16      512     10      10240       1280          0
  1K       32      0        100         20          0

Memory usage type by bucket size
Size  Type(s)
  16  uc_devlist, nexusdev, memdesc, mbuf, atkbddev, pgrp, session,
      subproc

Memory statistics by type                          Type  Kern
        Type  InUse MemUse HighUse  Limit Requests Limit Limit Size(s)
   atkbddev     2     1K      1K 40960K        2    0     0  32

Memory Totals:  In Use    Free    Requests
                 4711K     90K       12345
`);
    expect(rowsOfKind(report, 'vmstat-m').map((r) => r.type)).toEqual(['atkbddev']);
    expect(report.lines.filter((l) => l.fate === 'prose' && l.text.trim() !== '')).toEqual([]);
  });
});

describe('netstat -m', () => {
  const N2 = `1477/3773/5250 mbufs in use (current/cache/total)
771/1969 mbuf+clusters out of packet secondary zone in use (current/cache)
3095K/8801K/11896K bytes allocated to network (current/cache/total)
0/0/0 requests for mbufs denied (mbufs/clusters/mbuf+clusters)
0 requests for I/O initiated by sendfile
`;
  it.each([
    ['n2', `${N2}0 calls to protocol drain routines\n`],
    ['n3', N2],
    ['n4', `${N2}0 sendfile syscalls\n`],
  ])('names era %s', (era, text) => {
    expect(summary(readText(text))[0]).toContain(`netstat-m ${era} `);
  });

  it('reads the lists by CPU of 5.0 and 5.1, each under its part, and the counts of 5.3', () => {
    const report = readText(`mbuf usage:
\tGEN cache:\t0/32 (in use/in pool)
\tCPU #0 cache:\t70/160 (in use/in pool)
\tTotal:\t\t70/192 (in use/in pool)
\tMbuf cache high watermark: 512
\tMaximum possible: 34304
\tAllocated mbuf types:
\t  70 mbufs allocated to data
\t0% of mbuf map consumed
mbuf cluster usage:
\tGEN cache:\t1/40 (in use/in pool)
\tMaximum possible: 17152
\t1% of cluster map consumed
248 KBytes of wired memory reserved (59% in use)
0 requests for memory denied
`);
    expect(summary(report)).toEqual(['netstat-m n1 1-15: 12']);
    expect(report.machine.release).toBe('5');
    const rows = rowsOfKind(report, 'netstat-m');
    expect(rows.map((r) => [r.name, ...r.values]).slice(0, 2)).toEqual([
      ['mbuf usage: GEN cache', 0, 32],
      ['mbuf usage: CPU #0 cache', 70, 160],
    ]);
    expect(rows.find((r) => r.name === 'mbuf cluster usage: Maximum possible')?.values).toEqual([
      17152,
    ]);
    expect(rows.find((r) => r.name.startsWith('KBytes'))?.values).toEqual([248 * 1024]);
    const later = readText(
      '516 mbufs in use\n513/17088 mbuf clusters in use (current/max)\n1155 KBytes allocated to network\n',
    );
    expect(summary(later)).toEqual(['netstat-m n1 1-3: 3']);
  });

  it('gives bytes where it prints K, with the labels of the values', () => {
    expect(rowsOfKind(readText(N2), 'netstat-m')[2]).toEqual({
      line: 3,
      name: 'bytes allocated to network',
      values: [3095 * 1024, 8801 * 1024, 11896 * 1024],
      labels: ['current', 'cache', 'total'],
    });
  });
});

describe('sysctl lines', () => {
  it.each([
    ['vm.kmem_size: 83415040', 83415040],
    ['vm.kmem_size=83415040', 83415040],
    ['vm.kmem_size = 512M', 536870912],
    ['kern.ipc.nmbclusters: 25600 -> 32768', 32768],
    ['vm.max_kernel_address: 0xffffffff', 0xffffffff],
  ])('%s', (line, number) => {
    expect(rowsOfKind(readText(line), 'sysctl')[0]?.number).toBe(number);
  });

  it.each([
    'vm.kvm_size = VM_MAX_KERNEL_ADDRESS - KERNBASE',
    'vm.kmem_size: Size of kernel memory',
    'vm.kmem_size = 320 * 1024',
    'vm.kmem_size: 83 MB are too few for this, I would say',
    'vm.kmem_size_max="512M"',
    'see vm.kmem_size: 83415040',
  ])('gives no value for %s', (line) => {
    expect(rowsOfKind(readText(line), 'sysctl')).toEqual([]);
  });

  it('an empty text is a value, and no row was lost', () => {
    const report = readText(
      'kern.hostuuid:\nkern.maxvnodes: 55318\nkern.domainname: \n\nvm.kmem_size: 83415040\n',
    );
    expect(rowsOfKind(report, 'sysctl').map((r) => r.name)).toEqual([
      'kern.maxvnodes',
      'vm.kmem_size',
    ]);
    expect(report.diagnostics).toEqual([]);
    expect(report.lines[0]?.as).toBe('sysctl kern.hostuuid, empty');
  });

  it.each(['vm.kmem_size_max', 'vm.kmem_size_max:\nsome other words'])(
    'a name whose line was cut is told: %s',
    (cut) => {
      const report = readText(`vm.kmem_size: 83415040\n${cut}\n`);
      expect(report.diagnostics).toContainEqual(
        expect.objectContaining({ line: 2, done: 'skipped', expected: 'a name and its value' }),
      );
    },
  );
});

describe('the registry', () => {
  // these read zones and types out of output of another form
  const other = new Set(['libxo', 'umastat', 'ddb']);
  it.each(READERS.filter((r) => !other.has(r.id)))('$id reads its own example whole', (reader) => {
    const report = readText(reader.example);
    expect(new Set(report.blocks.map((b) => b.kind))).toEqual(new Set([reader.id]));
    expect(report.lines.filter((l) => l.fate === 'prose' && l.text !== '')).toEqual([]);
  });
});
