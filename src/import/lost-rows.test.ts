/** Rows that the fuzzer once found lost or wrongly named, each as small as it can be. */
import { describe, expect, it } from 'vitest';
import { readText } from './index';
import { rowsOfKind } from './testkit';

const HEAD6 = 'ITEM                     SIZE     LIMIT      USED      FREE  REQUESTS  FAILURES\n';
const KEGS = 'UMA Kegs:                 140,        0,       88,        8,       88,        0';
const ZONES = 'UMA Zones:                120,        0,       88,        2,       88,        0';
const HASH = 'UMA Hash:                 128,        0,        3,       27,        6,        0';
const HEADM = '         Type InUse MemUse HighUse Requests  Size(s)\n';
const ALIAS = '     libalias 241127 30161K       - 460568995  128';
const PATH = '     CAM path   100     4K       -   681966  32';

const names = (text: string): string[] => {
  const report = readText(text);
  return [
    ...rowsOfKind(report, 'vmstat-z').map((r) => r.name),
    ...rowsOfKind(report, 'vmstat-m').map((r) => r.type),
    ...rowsOfKind(report, 'sysctl').map((r) => `${r.name}=${r.value}`),
    ...rowsOfKind(report, 'netstat-m').map((r) => r.name),
    ...rowsOfKind(report, 'swapinfo').map((r) => r.device),
  ];
};
const flat = (text: string): string => text.replaceAll('\n', ' ');
const squeezed = (text: string): string => text.replace(/ {2,}/g, ' ');
const both = ['UMA Kegs', 'UMA Zones'];

describe('rows that are read', () => {
  it.each([
    [
      'line ends converted three times',
      `${HEAD6}${KEGS}\n${ZONES}\n`.replaceAll('\n', '\r\r\r\n'),
      both,
    ],
    ['a header and two rows on one line', flat(`${HEAD6}${KEGS}\n${ZONES}\n`), both],
    ['marks of comments on one line', flat(`# ${HEAD6}#\n# ${KEGS}\n# ${ZONES}\n`), both],
    ['bars at line starts, on one line', flat(`| ${HEAD6}| ${KEGS}\n| ${ZONES}\n`), both],
    ['marks glued to a header', `# ${HEAD6.trim()}## ${KEGS}\n`, ['UMA Kegs']],
    ['numbers of a cut row before a name', `${HEAD6}0, 0 ${KEGS}\n${ZONES}\n`, both],
    ['the end of a header before a name', `EEP ${KEGS}\n${ZONES}\n`, both],
    ['several words of a header before a name', `ED FREE REQ FAIL SLEEP ${KEGS}\n${ZONES}\n`, both],
    ['a sign before a name', `${HEAD6}{# ${KEGS}\n${ZONES}\n`, both],
    ['a name broken over lines', `${HEAD6}${KEGS}\nUMA\n${ZONES.slice(4)}\n`, both],
    [
      'a bucket broken over lines',
      `${HEAD6}${KEGS}\n16\n${KEGS.replace('UMA Kegs', 'Bucket')}\n`,
      ['UMA Kegs', '16 Bucket'],
    ],
    [
      'a word of grep before a zone',
      `$ vmstat -z | grep UMA_x\nUMA_x UMA_x:  36, 0, 0, 303, 1, 0, 0\n`,
      ['UMA_x'],
    ],
    [
      'types behind a pipe on one line',
      flat(`% vmstat -m | grep alias\n${ALIAS}\n% vmstat -m | grep path\n${PATH}\n`),
      ['libalias', 'CAM path'],
    ],
    [
      'types of which one lacks its sizes',
      squeezed(flat(`${HEADM}${ALIAS}\n    vnet_data     1   240K       -        1\n${PATH}\n`)),
      ['libalias', 'vnet_data', 'CAM path'],
    ],
    [
      'sizes of a type on the next line',
      `${HEADM}${PATH.slice(0, -4)}\n32\n${ALIAS}\n`,
      ['CAM path', 'libalias'],
    ],
    [
      'a type broken over lines',
      `${HEADM}${ALIAS}\nCAM\n${PATH.trim().slice(4)}\n`,
      ['libalias', 'CAM path'],
    ],
    ['half a name before a type', `${HEADM}${ALIAS}\n  entro${PATH}\n`, ['libalias', 'CAM path']],
    ['numbers before a type', `${HEADM}${ALIAS}\n65536 ${PATH}\n`, ['libalias', 'CAM path']],
    [
      'swap devices whose header and numbers were broken',
      '# swapinfo\nDevice          1K-blocks     Used\nAvail Capacity\n/dev/ad0s1b        105288    68596\n36692    65%\n/dev/ad1s1b 1 1 0 100%\n',
      ['/dev/ad0s1b', '/dev/ad1s1b'],
    ],
    [
      "types behind another system's table",
      `Name        Size Requests Fail    InUse Pgreq Pgrel\npfstatepl    204 1130451081 424797 2833   527     0\n${ALIAS.replace('  -', '')}\n${PATH.replace('  -', '')}\n`,
      ['libalias', 'CAM path'],
    ],
    [
      'zones over two lines behind a document that breaks off',
      '{"vmstat": {"memory-zone-statistics": {"zone": [ {"name": "a",\n128:   128,      0,\n10921,     890,  275151,   0,   0\n256:   256,      0,\n6621,     219,   65577,   0,   0\n',
      ['128', '256'],
    ],
    [
      'a value below a uname that breaks off',
      'FreeBSD h 11.2-STABLE FreeBSD 11.2-STABLE #0 r338762M: Tue Sep 18 18:20:50 PDT 2018\nkern.supported_archs: amd64 i386\nhw.ncpu: 4\n',
      ['kern.supported_archs=amd64 i386', 'hw.ncpu=4'],
    ],
    [
      'a value below half a name that fills its line',
      'kern.ipc.maxpipekva: 8704000\nvfs.zfs.arc_kmem_cache_reap_retry_ms_pref768378594\nkern.ipc.pipekva: 393216\n',
      ['kern.ipc.maxpipekva=8704000', 'kern.ipc.pipekva=393216'],
    ],
    [
      'initials in the midst of a value',
      `VG> kern.supported_archs: amd64 VG> i386 VG> vfs.zfs.arc_min: 6 VG> vfs.zfs.arc_max: 7 VG>`,
      ['kern.supported_archs=amd64 i386', 'vfs.zfs.arc_min=6', 'vfs.zfs.arc_max=7'],
    ],
    [
      'a quote mark behind a value',
      'vm.kmem_size: 83415040 >\nhw.machine: i386 >>\n',
      ['vm.kmem_size=83415040', 'hw.machine=i386'],
    ],
    [
      'a list of architectures on two lines',
      'kern.supported_archs: amd64\ni386\nhw.ncpu: 4\n',
      ['kern.supported_archs=amd64 i386', 'hw.ncpu=4'],
    ],
    [
      'a command glued to the head of swapinfo',
      '# swapinfoDevice          1K-blocks     Used    Avail Capacity\n/dev/ad0s1b        105288    68596    36692    65%\n',
      ['/dev/ad0s1b'],
    ],
    [
      'swap in the midst of a sentence',
      'see # swapinfo Device 1K-blocks Used Avail Capacity /dev/ad0s1b 105288 68596 36692 65% and so on until it ends\n',
      ['/dev/ad0s1b'],
    ],
    [
      'mbufs on one line behind marks',
      '> 1477/3773/5250 mbufs in use (current/cache/total) > 0/0/0 requests for mbufs denied (mbufs/clusters/mbuf+clusters) > 0 calls to protocol drain routines',
      ['mbufs in use', 'requests for mbufs denied', 'calls to protocol drain routines'],
    ],
    [
      'a document that breaks off before a table',
      `{"vmstat": {"memory-zone-statistics": {"zone": [ {"name": "a",\n16: 16, 0, 7286, 997, 390841, 0\n32: 32, 0, 7286, 997, 390841, 0\n`,
      ['16', '32'],
    ],
  ])('%s', (_, text, expected) => {
    expect(names(text)).toEqual(expected);
  });

  it('on the lines that they begin on, where a table was broken anew', () => {
    const text = flat(`${HEAD6}${KEGS}\n${ZONES}\n${HASH}`).replace(/.{52}/g, '$&\n');
    const lines = text.split('\n');
    for (const row of rowsOfKind(readText(text), 'vmstat-z'))
      expect(lines[row.line - 1]).toContain(row.name);
    expect(names(text)).toEqual([...both, 'UMA Hash']);
  });
});

describe('what cannot be read is told', () => {
  it.each([
    [
      'half a row behind a command',
      '% vmstat -m | grep demo demo    0     0\n3 512,1024,2048\n',
      1,
    ],
    [
      'the head of a table behind a command',
      '# swapinfo Device          1K-blocks     Used    Avail Capacity /dev/ad0s1b 105288\n68596 36692 65%\n',
      1,
    ],
    [
      'a device whose share stands behind an empty quoted line',
      '># swapinfo\n>/dev/ad0s1b        105288    68596    36692\n>\n> 65%\n',
      2,
    ],
    [
      'sizes of a type below a line that was cut',
      '         hdaa     9    68K        9  1024,2048,4096,8192,16384,32768         hdac     2     2K        2\n512,1024        hdacc\n',
      2,
    ],
    [
      'sizes that stand apart below a type',
      `${HEADM}    ufs_quota     1  4096K       -        1  \n    2048\n${ALIAS}\n`,
      3,
    ],
    [
      'the end of a type below a panic',
      `panic:          UART     3     3K    \n-        3  16,1024\n`,
      2,
    ],
    ['words behind a row', `${HEAD6}${KEGS} VM\n${ZONES}\n`, 2],
    ['a row that ends in a comma', `${HEAD6}${KEGS.slice(0, -10)},\nfoo\n`, 2],
    ['a row with a number too many', `${KEGS}\n${HASH}\n${ZONES}\n,    42\n`, 3],
    ['numbers below a table', `${HEADM}${ALIAS}\n${PATH}\n  \n4096,8192\n`, 5],
    [
      'a name of more words than its column',
      `${HEADM}${ALIAS}\n      entrop CAM path   100     4K       -   681966  32\n`,
      3,
    ],
    [
      'the same where all blanks were made one',
      squeezed(`${HEADM}${ALIAS}\n entropy CAM path 100 4K - 681966 32\n`),
      3,
    ],
    ['two numbers as one value', 'vm.kmem_size: 83415040 212\n', 1],
    ['a name behind a value', 'hw.machine_arch: amd64 vfs.zfs.arc_min\n', 1],
    ['a lone row among words', 'seen\n# UMA Kegs: 140, 0, 66, 6, 66\nthere\n', 2],
  ])('%s', (_, text, line) => {
    expect(readText(text).diagnostics.map((d) => d.line)).toContain(line);
  });

  it('but a list in a sentence is not', () => {
    expect(readText('The ports are: 80, 443, 8080, 8443, 9000 and so on.\n').diagnostics).toEqual(
      [],
    );
  });
});

describe('what a name or a value may have swallowed is told', () => {
  it.each([
    [
      'a sign before a type whose blanks are single',
      '% vmstat -m | grep demo\nU demo 0 0 3 512,1024,2048\n',
      'the name U demo',
    ],
    [
      'a rest of a command before a zone',
      `${squeezed(HEAD6)}cts ${squeezed(KEGS)}\n`,
      'the name cts UMA Kegs',
    ],
    [
      'half a name before the whole',
      `${HEAD6}${KEGS}\nUMA_Z ${ZONES.replace('UMA Zones', 'UMA_Zones')}\n`,
      'UMA_Z UMA_Zones',
    ],
    [
      'a word before a lone type',
      'vm.k DEVFS   103     3K       -      106  16,32,128\n',
      'vm.k DEVFS',
    ],
    [
      'half a name above a table',
      `${HEAD6.slice(20)}UMA\n${KEGS.slice(4)}\n${ZONES}\n`,
      'numbers as in a row',
    ],
    ['the start of a word before it', `${HEAD6}UM ${KEGS}\n${ZONES}\n`, 'the name UM UMA Kegs'],
    [
      'a row broken by an empty line',
      'demo    0     0\n\n3 512,1024,2048\n',
      'numbers as in a row',
    ],
    [
      'a letter behind a number',
      '# sysctl kern.ipc.maxpipekva\nkern.ipc.maxpipekva: 8704000 a\n',
      '8704000 a',
    ],
    [
      'the number of the next line behind a kind',
      '37 mbufs allocated to data 3\n',
      'a number behind the kind',
    ],
    [
      'a kind of mbufs that is doubled',
      '37 mbufs allocated to data allocated to data\n',
      'data allocated to data',
    ],
    [
      'part of a sysctl before a type',
      `vfs.ffs.ma DEVFS_RULE    55    26K       -       55  64,512\n${ALIAS}\n`,
      'the name vfs.ffs.ma DEVFS_RULE',
    ],
    [
      'a word of a sentence before a zone',
      `subscriptions. ${KEGS}\n${ZONES}\n`,
      'the name subscriptions. UMA Kegs',
    ],
    [
      'half a name before a type in its column',
      `${HEADM}${PATH}\nCAM I/O Schedu UART     3     3K       -        3  16,1024\n`,
      'the name CAM I/O Schedu UART',
    ],
    [
      'half a name behind numbers, the rest on the next line',
      `${HEADM}${ALIAS}\n5,23  BSU     CAM dev\nqueue     3     1K       -        3  64\n`,
      'the name queue, which ends CAM ',
    ],
    [
      'a header around the Mem line of top',
      '# ITEM   Mem: 1M Active,          SIZE     LIMIT\n',
      'SIZE LIMIT',
    ],
    [
      'a ratio that cannot be',
      'ARC: 4001M Total, 13M Other\n     3830M Compressed, 4002M Uncompressed, 19007199254740993.04:1 Ratio\n',
      '19007199254740993.04:1 Ratio',
    ],
    ['a share that cannot be', 'Swap: 4096M Total, 9007199254740993% Inuse\n', '9007199254740993%'],
    ['several numbers as one value', 'kern.ipc.pipekva: 393216 3 61 3\n', '393216 3 61 3'],
    [
      'numbers between commas behind a value',
      '# sysctl kern.ipc.pipekva\nkern.ipc.pipekva: 393216 100521,   0,   0\n',
      '393216 100521, 0, 0',
    ],
    ['words behind a name of a machine', 'hw.machine_arch: amd64 there\n', 'amd64 there'],
    ['words behind a list of machines', 'kern.supported_archs: amd64 i386 so\n', 'amd64 i386 so'],
    [
      'a name without a value',
      'kern.ipc.pipekva: 393216\nkern.ipc.maxpipek\nkern.ipc.nmbclusters: 25600\n',
      'kern.ipc.maxpipek',
    ],
    [
      'a comma alone between numbers',
      '# UMA Kegs:        140,        0,      66,      6, 66       ,42\n',
      'a blank before a comma',
    ],
    [
      'the sizes of a row that was cut',
      `${HEADM}${ALIAS}\n    ufs_quota     1  4096K       -        1    32,64,4096\n`,
      '32,64,4096',
    ],
    [
      'a row that ends twice',
      'UMA Zones:       120,        0,      66,     24,       66\n,     24,       66\n',
      'a row, and only numbers below',
    ],
  ])('%s', (_, text, found) => {
    expect(
      readText(text)
        .diagnostics.map((d) => d.found ?? '')
        .join('\n'),
    ).toContain(found);
  });

  it('but whole names in columns, and values of several words, are not', () => {
    expect(readText(`${HEAD6}${KEGS}\n${ZONES}\n`).diagnostics).toEqual([]);
    expect(readText('# sysctl hw.model\nhw.model: Intel(R) Xeon(R) CPU\n').diagnostics).toEqual([]);
    expect(readText('kern.cp_time: 1 2 3 4 5\n').diagnostics).toEqual([]);
    expect(readText('kern.supported_archs: amd64 i386\n').diagnostics).toEqual([]);
    expect(
      names('37 mbufs allocated to data 3\n32/2512/2512 mbuf clusters in use (current/peak/max)\n'),
    ).toEqual(['mbufs allocated to data', 'mbuf clusters in use']);
  });
});

describe('rows put together of two lines', () => {
  const head = 'ITEM            SIZE     LIMIT     USED    FREE  REQUESTS\n';
  const row = (name: string): string => `${name}       120,        0,      66,     24,       66\n`;
  const remarks = (text: string): readonly string[] =>
    readText(text).diagnostics.flatMap((d) => (d.done === 'guessed' ? [d.message] : []));

  it('says that it is not sure where as many full lines end as go on', () => {
    const text = `${head}${row('UMA Kegs: ')}${row('UMA Zones:')}1\n${row('UMA Slab: ')}7\n`;
    expect(rowsOfKind(readText(text), 'vmstat-z').map((r) => r.requests)).toEqual([66, 661, 667]);
    expect(remarks(text)).toHaveLength(2);
  });

  it('is sure where all full lines go on', () => {
    const text = ['Kegs: ', 'Zones:', 'Slab: ', 'Hash: ', 'Keys: ']
      .map((name, i) => `${row(`UMA ${name}`)}${i}\n`)
      .join('');
    expect(rowsOfKind(readText(text), 'vmstat-z')).toHaveLength(5);
    expect(remarks(text)).toEqual([]);
  });
});

describe('a broken table whose lines were put together', () => {
  it('never makes one number of two that a blank parted', () => {
    const text = [
      'ITEM                   SIZE  LIMIT     USED     FREE      REQ     FAILSLEEP XDOMAIN',
      'UMA Kegs:               384,      0,     174,       0,     174,   0,   0,   0',
      'UMA Hash:               256,      0,       0,       0,      9007199254740993 0,   0,   0,   0',
      '2 Bucket:                32,      0,     370,     764,    4648,   0,   0,   0',
      '4 Bucket:                     0,      9007199254740993 0,   0,   0,   0',
      '8 Bucket:                80,      0,     116,     284,    1478,   9,   0,   0\n',
    ].join('\n');
    const rows = rowsOfKind(readText(text), 'vmstat-z');
    expect(rows.flatMap((r) => Object.values(r.raw ?? {}))).not.toContain('90071992547409930');
  });
});

describe('swap counted in blocks', () => {
  const swap = (size: string): string =>
    `Device          ${size}-blocks     Used    Avail Capacity\n/dev/ad0s1b  100 60 40    60%\n`;
  it.each([
    ['512', 51200, 0],
    ['1K', 102400, 0],
    ['1M', 104857600, 0],
    ['10K', 1024000, 1],
  ])('of %s is read so, and what is rare is told', (size, total, told) => {
    const report = readText(swap(size));
    expect(rowsOfKind(report, 'swapinfo').map((r) => r.total)).toEqual([total]);
    expect(report.diagnostics).toHaveLength(told);
  });
});

describe('sizes on a line of their own', () => {
  it('are told behind a sign that is no mark', () => {
    const text = `${HEADM}    CAM queue    54  1518K       -     1002 \n#16,32,64,128\n${PATH}\n`;
    expect(readText(text).diagnostics.map((d) => [d.line, d.done])).toEqual([[3, 'skipped']]);
  });
});

describe('sizes that end in a comma', () => {
  it('are told where the rest of them begins a command', () => {
    const text = 'at -m | grep demo demo 0 0 3 512,1024,\n2048 % vmstat -z | grep demo_objects\n';
    expect(readText(text).diagnostics).toContainEqual(
      expect.objectContaining({ line: 1, done: 'skipped' }),
    );
  });
});

describe('a panic whose quoted lines were joined', () => {
  it('is read without the marks between its words', () => {
    const text =
      'VG> panic: kmem_malloc(16384): VG> kmem_map too small: 83415040 total allocated VG>\n';
    expect(rowsOfKind(readText(text), 'panic')).toEqual([
      {
        line: 1,
        text: 'panic: kmem_malloc(16384): kmem_map too small: 83415040 total allocated',
        requested: 16384,
        allocated: 83415040,
      },
    ]);
  });

  it('keeps a single sign, which may be of the message', () => {
    const text = 'panic: kmem_malloc(184320): km&gt;em_map too small: 84426752 total allocated\n';
    expect(rowsOfKind(readText(text), 'panic').map((r) => r.text)).toEqual([
      'panic: kmem_malloc(184320): km> em_map too small: 84426752 total allocated',
    ]);
  });

  it('advice on panics is none', () => {
    const text = 'Do not panic: the kmem_map may be too small for that.\n';
    expect(rowsOfKind(readText(text), 'panic')).toEqual([]);
  });
});

describe('panics of macOS on one line', () => {
  const first = 'panic(cpu 2 caller 0xffffff802fc5220d): "zone map exhausted"@/xnu/zalloc.c:2494';
  const second = 'panic(cpu 3 caller 0xffffff8029f352e0): "zone map exhausted"@zalloc.c:4560';

  it('reads each of them to the line of source that it names', () => {
    const report = readText(`${first} VG> VG> ${second}\n`);
    expect(rowsOfKind(report, 'foreign').map((r) => r.text)).toEqual([first, second]);
    expect(report.diagnostics.filter((d) => d.done === 'skipped')).toEqual([]);
  });

  it('says that a row behind them is left out', () => {
    const report = readText(`${first} ${KEGS}\n`);
    expect(rowsOfKind(report, 'foreign').map((r) => r.text)).toEqual([first]);
    expect(report.diagnostics).toContainEqual(
      expect.objectContaining({ line: 1, done: 'skipped', expected: 'nothing behind the message' }),
    );
  });
});
