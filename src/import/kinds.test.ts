/** What else a paste may hold: counts, swap, other systems, crash reports, encodings. */
import { describe, expect, it } from 'vitest';
import { readBytes, readText } from './index';
import { fixtureText, rowsOfKind, summary } from './testkit';

describe('vmstat -s', () => {
  it('reads counts by their words and leaves the rates alone', () => {
    const report = readText(`  3924561 cpu context switches
     4096 bytes per page
    23871 pages wired down
        0 pages in the laundry queue
  9123456 total name lookups
          cache hits (92% pos + 5% neg) system 0% per-directory
          deletions 0%, falsehits 0%, toolong 0%
`);
    expect(rowsOfKind(report, 'vmstat-s').map((r) => r.value)).toEqual([
      3924561, 4096, 23871, 0, 9123456,
    ]);
    expect(report.lines.every((l) => l.fate === 'understood')).toBe(true);
  });
});

describe('swapinfo', () => {
  it('reads blocks of any size and humanised figures, without the total', () => {
    const text = `Device          1K-blocks     Used    Avail Capacity
/dev/ad0s1b        105288    68596    36692    65%
/dev/ada1p3       4194304     0B     4.0G     0%
Total             4299592    68596  4230996     2%
`;
    expect(rowsOfKind(readText(text), 'swapinfo')).toEqual([
      {
        line: 2,
        device: '/dev/ad0s1b',
        total: 105288 * 1024,
        used: 68596 * 1024,
        avail: 36692 * 1024,
      },
      { line: 3, device: '/dev/ada1p3', total: 4 * 1024 ** 3, used: 0, avail: 4 * 1024 ** 3 },
    ]);
    expect(rowsOfKind(readText(text.replace('1K-', '512-')), 'swapinfo')[0]?.total).toBe(
      105288 * 512,
    );
  });
});

describe('top', () => {
  it('takes an empty Swap line, and a label in the midst of prose', () => {
    const report = readText('last word: Mem: 41M Active, 94M Free\nSwap:\n');
    expect(rowsOfKind(report, 'top').map((r) => [r.label, r.fields])).toEqual([
      ['Mem', { active: 41 * 1024 ** 2, free: 94 * 1024 ** 2 }],
      ['Swap', {}],
    ]);
  });
});

describe('uptime', () => {
  it('is no zone whose row breaks off', () => {
    const up = ' 1:00AM  up 3 days,  4:05, 1 user, load averages: 0.10, 0.05, 0.01\n';
    expect(readText(up).diagnostics).toEqual([]);
    const row = 'UMA Kegs:                 140,        0,       88,        8,       88,        0\n';
    const { blocks, diagnostics } = readText(up + row + up);
    expect(blocks.map((b) => b.rows.length)).toEqual([1]);
    expect(diagnostics).toEqual([]);
  });
});

describe('other systems', () => {
  it.each([
    [
      'OpenBSD',
      'Name        Size Requests Fail    InUse Pgreq Pgrel Npage\ninpcb  120 5 0 1 1 0 1\n',
      1,
    ],
    [
      'NetBSD',
      'Name        Size Requests Fail Releases Pgreq Pgrel Npage\ninpcb  120 5 0 1 1 0 1\n',
      1,
    ],
    ['DragonFly', 'objcache       123/  4096     2M used use=99        0.10%\n', 1],
    ['DragonFly', 'mbuf             512     1M used use=512\n', 1],
    [
      'macOS',
      '              elem   cur    max    cur    max    cur  alloc  alloc\nzone name     size   size   size  #elts  #elts  inuse   size  count\n-------------------------------------------------\nzones          608   131K   133K    221    225    212     8K     13\nvm.objects     256 45678K 59049K 182712 236196 178000    16K     64 C\n',
      2,
    ],
    ['Linux', 'MemTotal:        1034344 kB\nMemFree:          10344 kB\n', 2],
    ['Linux', 'KiB Mem :  1034344 total,   980000 free\n', 1],
    ['Linux', 'slabinfo - version: 2.1\n', 0],
    [
      'macOS',
      'panic(cpu 2 caller 0xffffff802fc5220d): "zalloc: zone map exhausted while allocating from zone kalloc.64"\n',
      1,
    ],
  ])('%s is recognised and never read as FreeBSD', (system, text, rows) => {
    const report = readText(text);
    expect(report.blocks.filter((b) => b.kind !== 'foreign')).toEqual([]);
    const found = rowsOfKind(report, 'foreign');
    expect(found.filter((r) => r.system === system)).toHaveLength(rows);
    if (rows > 0) expect(report.diagnostics[0]?.message).toContain(`${system}. Only FreeBSD`);
  });

  it.each([
    [
      'inpcb  120 5 0 1 1 0 1',
      'Name        Size Requests Fail    InUse Pgreq Pgrel Npage',
      'systat -b pool',
      'InUse',
    ],
    [
      'inpcb  120 5 0 1 1 0 1',
      'Name        Size Requests Fail Releases Pgreq Pgrel Npage',
      'vmstat -C',
      'Npage',
    ],
    [
      'kmalloc-96  1 2 96 42',
      'Cache                       Num  Total   Size  Pages',
      'slabtop',
      'SUnreclaim',
    ],
    [
      'objcache       123/  4096     2M used use=99        0.10%',
      '',
      'vmstat -m; vmstat -z',
      'HighUse',
    ],
    ['', 'panic(cpu 2 caller 0xffffff802fc5220d): "x"', 'zprint', 'zone'],
    [
      'Kernel  100  400  10%',
      'Page Summary                Pages                MB  %Tot',
      'kmastat',
      'kmem',
    ],
  ])('%s: the advice names what that system has', (row, head, run, word) => {
    const [advice] = readText(`${head}\n${row}\n`).diagnostics;
    expect(advice?.run).toContain(run);
    expect(advice?.message).toContain(word);
    expect(advice?.message).toContain('On FreeBSD run vmstat -z');
  });
});

describe('a crash report', () => {
  it('comes from a dump, section by section', () => {
    const rule = '-'.repeat(72);
    const report = readText(`${rule}
vmstat -m

         Type InUse MemUse HighUse Requests  Size(s)
     libalias 241127 30161K       - 460568995  128

${rule}
vmstat -z

ITEM                     SIZE     LIMIT      USED      FREE  REQUESTS  FAILURES

UMA Kegs:                 140,        0,       88,        8,       88,        0
`);
    expect(summary(report)).toEqual(['vmstat-m m2 4-5: 1 dump', 'vmstat-z z3 10-12: 1 dump']);
    expect(report.blocks.map((b) => b.command)).toEqual(['vmstat -m', 'vmstat -z']);
  });
});

describe('Junos', () => {
  it('prints the tables of FreeBSD below commands of its own', () => {
    const report = readText(`user@router> show system buffers
1477/3773/5250 mbufs in use (current/cache/total)
0/0/0/12800 9k (page size) jumbo clusters in use (current/cache/total/max)

user@router> show system virtual-memory | no-more
vm.kmem_mt_used_max_percent: 63
`);
    expect(report.blocks.map((b) => [b.kind, b.rows.length, b.command])).toEqual([
      ['netstat-m', 2, 'show system buffers'],
      ['sysctl', 1, 'show system virtual-memory | no-more'],
    ]);
  });
});

describe('vmstat -P', () => {
  it('has columns for each CPU, as many cells as its header names', () => {
    const report = readText(
      ` procs      memory      page                    disks     faults         cpu0     cpu1
 r b w     avm    fre   flt  re  pi  po    fr  sr ad0   in   sy   cs us sy id us sy id
 0 0 0  182220  96316   114   0   0   0   109   0   0  398  540  755  1  2 97  3  4 93
`,
    );
    expect(rowsOfKind(report, 'table').map((r) => [r.columns.length, r.cells.slice(-6)])).toEqual([
      [21, ['1', '2', '97', '3', '4', '93']],
    ]);
    expect(report.diagnostics).toEqual([]);
  });
});

describe('two pastes in one text', () => {
  it('are two blocks', () => {
    const table = `ITEM                     SIZE     LIMIT      USED      FREE  REQUESTS  FAILURES

UMA Kegs:                 140,        0,       88,        8,       88,        0
`;
    expect(summary(readText(`${table}\n${table}`))).toEqual([
      'vmstat-z z3 1-3: 1',
      'vmstat-z z3 5-7: 1',
    ]);
  });
});

describe('messages of the kernel', () => {
  it.each([
    ['pipe-kva', 'kern.ipc.maxpipekva exceeded; see tuning(7)'],
    ['oom-kill', 'pid 123 (perl), jid 0, uid 80, was killed: failed to reclaim memory'],
    ['swap-zone', 'swap blk zone exhausted, increase kern.maxswzone'],
    [
      'pv-entries',
      'Approaching the limit on PV entries, consider increasing sysctl vm.pmap.shpgperproc',
    ],
    [
      'keg-not-empty',
      'Freed UMA keg (udp_inpcb) was not empty (20 items).  Lost 2 pages of memory.',
    ],
    ['kstack', 'vm_thread_new: kstack allocation failed'],
  ])('%s', (id, text) => {
    const report = readText(`Oct 27 09:51:38 host kernel: ${text}\n`);
    expect(rowsOfKind(report, 'log').map((r) => r.id)).toEqual([id]);
  });

  it.each([
    'panic: kmem_suballoc: bad status return of 3',
    'panic: kmem_map too small: 41943040 total allocated',
    'panic: get_pv_entry: no pv entries: increase vm.pmap.shpgperproc',
    'panic: page fault',
  ])('%s', (text) => {
    expect(rowsOfKind(readText(`${text}\ncpuid = 0\n`), 'panic').map((r) => r.text)).toEqual([
      text,
    ]);
  });

  it('says that a panic message breaks off', () => {
    const report = readText('panic: kmem_malloc(16384): kmem_map too small: 834\n');
    expect(rowsOfKind(report, 'panic')[0]).toMatchObject({ requested: 16384 });
    expect(rowsOfKind(report, 'panic')[0]?.allocated).toBeUndefined();
    expect(report.diagnostics).toHaveLength(1);
  });
});

/** Positions of а…я in KOI8-R, lower case (RFC 1489). */
const KOI8_LOWER = 'юабцдефгхийклмнопярстужвьызшэщчъ';
const KOI8_BASE = 0xc0;
const KOI8_UPPER_BASE = 0xe0;

const koi8 = (text: string): Uint8Array =>
  Uint8Array.from(text, (c) => {
    const lower = KOI8_LOWER.indexOf(c);
    if (lower >= 0) return KOI8_BASE + lower;
    const upper = KOI8_LOWER.indexOf(c.toLowerCase());
    return upper >= 0 ? KOI8_UPPER_BASE + upper : c.charCodeAt(0);
  });

describe('encodings', () => {
  const russian = fixtureText('corpus/043-ru-article-kvm-size-formula.txt');

  it('tells KOI8-R from windows-1251', () => {
    const { encoding, text } = readBytes(koi8(russian));
    expect(encoding).toBe('koi8-r');
    expect(text).toBe(russian);
  });

  it('takes single accented letters for Latin-1', () => {
    const { encoding, text } = readBytes(
      Uint8Array.from('l’été'.replace('’', "'"), (c) => c.charCodeAt(0)),
    );
    expect([encoding, text]).toEqual(['windows-1252', "l'été"]);
  });

  it('knows UTF-16 without its mark, and an empty file', () => {
    const table = 'vm.kmem_size: 83415040\n';
    const bytes = new Uint8Array(table.length * 2);
    for (let i = 0; i < table.length; i += 1) bytes[2 * i] = table.charCodeAt(i);
    expect(readBytes(bytes).encoding).toBe('utf-16le');
    expect(rowsOfKind(readBytes(bytes).report, 'sysctl')).toHaveLength(1);
    expect(readBytes(new Uint8Array()).report.lines).toEqual([]);
  });
});
