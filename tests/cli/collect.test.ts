/** The script of `kva collect`: sh takes it, it only reads, and what it prints is read as a whole. */
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { run } from '../../src/cli/main';
import { readText } from '../../src/import';
import { momentIn } from '../../src/viewmodel/diff/moment';
import { COLLECTOR, COMMANDS_TO_PASTE } from '../../src/viewmodel/report/collect';

/** What each tool prints on a machine of 6.2 and on one of 13; `sysctl` knows only these names. */
const MACHINES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  '6.2': {
    date: 'Mon Jan  7 01:00:00 UTC 2008',
    uname:
      'FreeBSD gate 6.2-STABLE FreeBSD 6.2-STABLE #3: Mon Jan  7 01:00:00 UTC 2008     root@gate:/usr/obj/usr/src/sys/ROUTER  i386',
    uptime: ' 1:00AM  up 3 days,  4:05, 1 user, load averages: 0.10, 0.05, 0.01',
    'vmstat -z':
      'ITEM                     SIZE     LIMIT      USED      FREE  REQUESTS  FAILURES\n\nUMA Kegs:                 140,        0,       88,        8,       88,        0\n128:                      128,        0,   243914,    16846, 637135440,        4\n',
    'vmstat -m':
      '         Type InUse MemUse HighUse Requests  Size(s)\n     libalias 241127 30161K       - 460568995  128\n         temp    10     2K       -   999999  16,128,1024\n',
    'vmstat -s':
      '  3924561 cpu context switches\n     4096 bytes per page\n    23871 pages wired down',
    netstat:
      '1477/3773/5250 mbufs in use (current/cache/total)\n771/2203/2974/25600 mbuf clusters in use (current/cache/total/max)\n0/0/0 requests for mbufs denied (mbufs/clusters/mbuf+clusters)',
    swapinfo:
      'Device          1K-blocks     Used    Avail Capacity\n/dev/ad0s1b        524288     2904   521384     1%',
    top: 'last pid: 25793;  load averages:  0.87,  1.82,  1.25  up 3+04:05:37    01:00:37\n43 processes:  1 running, 42 sleeping\n\nMem: 41M Active, 1268K Inact, 102M Wired, 34M Buf, 94M Free\nSwap: 512M Total, 2904K Used, 509M Free\n\n  PID USERNAME      THR PRI NICE   SIZE    RES STATE    TIME   WCPU COMMAND\n  1 alice 1 8 0 1024K 512K wait 0:00 0.00% secret',
    kldstat: 'Id Refs Address    Size     Name\n 1   10 0xc0400000 6f7000   kernel',
    dmesg:
      'real memory  = 268435456 (256 MB)\nem0: link up\nkern.maxpipekva exceeded; see tuning(7)',
    'vm.kmem_size': 'vm.kmem_size: 83415040',
    'hw.physmem': 'hw.physmem: 259956736',
    'vm.stats.vm': 'vm.stats.vm.v_page_size: 4096\nvm.stats.vm.v_wire_count: 23871',
  },
  '13': {
    date: 'Thu Nov 26 07:00:00 UTC 2026',
    uname:
      'FreeBSD box 13.2-RELEASE FreeBSD 13.2-RELEASE releng/13.2-n254617-525ecfdad597 GENERIC amd64',
    uptime: ' 7:00AM  up 12 days, 3 mins, 2 users, load averages: 0.10, 0.05, 0.01',
    'vmstat -z':
      'ITEM                   SIZE  LIMIT     USED     FREE      REQ     FAILSLEEP XDOMAIN\nUMA Kegs:               384,      0,     174,       0,     174,   0,   0,   0\nmalloc-128:             128,      0,   10921,     890,  275151,   0,   0,   0\n',
    'vmstat -m':
      '         Type InUse MemUse Requests  Size(s)\n      CAM DEV    10    20K       26  2048\n      entropy     1     1K       19  32,64,4096\n',
    'vmstat -s': '  3924561 cpu context switches\n     4096 bytes per page',
    netstat:
      '1477/3773/5250 mbufs in use (current/cache/total)\n771/2203/2974/25600 mbuf clusters in use (current/cache/total/max)\n0/0/0 requests for mbufs denied (mbufs/clusters/mbuf+clusters)',
    swapinfo:
      'Device          1K-blocks     Used    Avail Capacity\n/dev/ada0p3       2097152        0  2097152     0%',
    top: 'Mem: 14M Active, 169M Inact, 145M Laundry, 1061M Wired, 858M Free\nARC: 1055M Total, 97M MFU, 616M MRU, 1050K Anon, 12M Header, 330M Other\nSwap: 2048M Total, 2048M Free\n\n  PID USERNAME THR',
    kldstat: 'Id Refs Address                Size Name\n 1   17 0xffffffff80200000  1f3e2d0 kernel',
    dmesg: '[zone: mbuf_cluster] kern.ipc.nmbclusters limit reached',
    'vm.kmem_size': 'vm.kmem_size: 8302469120',
    'hw.ncpu': 'hw.ncpu: 8',
    'vm.stats.vm': 'vm.stats.vm.v_wire_count: 271616',
  },
};

const quoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;

/** A tool that prints its text; one that reads its argument where texts differ by it. */
const stub = (tool: string, of: Readonly<Record<string, string>>): string => {
  const isSysctl = tool === 'sysctl';
  const cases = Object.entries(of).flatMap(([name, text]) => {
    if (isSysctl) return name.includes('.') ? [`  ${name}) echo ${quoted(text)};;`] : [];
    if (name !== tool && !name.startsWith(`${tool} `)) return [];
    return [`  ${name.slice(tool.length + 1)}*) echo ${quoted(text)};;`];
  });
  const unknown = isSysctl ? `  *) echo "sysctl: unknown oid '$1'" >&2; exit 1;;` : '  "") ;;';
  return `#!/bin/sh\ncase "$1" in\n${cases.join('\n')}\n${unknown}\nesac\n`;
};

const TOOLS = ['date', 'uname', 'uptime', 'vmstat', 'netstat', 'swapinfo', 'top'];
const MORE = ['kldstat', 'dmesg', 'sysctl'];
let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'kva-collect-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const collected = (machine: string): { out: string; err: string; status: number | null } => {
  const of = MACHINES[machine] ?? {};
  for (const tool of [...TOOLS, ...MORE]) {
    writeFileSync(join(folder, tool), stub(tool, of));
    chmodSync(join(folder, tool), 0o755);
  }
  const env = { ...process.env, PATH: `${folder}:${process.env['PATH'] ?? ''}` };
  const done = spawnSync('sh', ['-s'], { input: COLLECTOR, env });
  return { out: done.stdout.toString(), err: done.stderr.toString(), status: done.status };
};

describe('the script', () => {
  it('is what kva collect prints, and sh takes it', () => {
    expect(run(['collect'], () => new Uint8Array())).toEqual({
      code: 0,
      stdout: COLLECTOR,
      stderr: '',
    });
    const { status, stderr } = spawnSync('sh', ['-n'], { input: COLLECTOR });
    expect([status, stderr.toString()]).toEqual([0, '']);
  });
  it('only reads', () => {
    const code = COLLECTOR.replace(/^#.*$/gm, '').replace(/2>\/dev\/null/g, '');
    expect(code).not.toMatch(/[^'|E]>|>>|\b(?:rm|mv|cp|kill|reboot|kldload|while|sudo|su|dd|-w)\b/);
    expect(code).not.toMatch(/sysctl [^-$\n]*=/);
    expect(COLLECTOR.split('\n').length).toBeLessThan(60);
  });

  it.each(['6.2', '13'])('of %s prints what is read into every block', (machine) => {
    const { out, err, status } = collected(machine);
    expect([status, err]).toEqual([0, '']);
    const report = readText(out);
    expect([...new Set(report.blocks.map((b) => b.kind))].sort()).toEqual(
      ['log', 'netstat-m', 'swapinfo', 'sysctl', 'top', 'vmstat-m', 'vmstat-s', 'vmstat-z'].sort(),
    );
    const rows = (kind: string): number =>
      report.blocks.filter((b) => b.kind === kind).reduce((n, b) => n + b.rows.length, 0);
    expect(['vmstat-z', 'vmstat-m', 'netstat-m', 'swapinfo', 'log'].map(rows)).toEqual([
      2, 2, 3, 1, 1,
    ]);
    expect(rows('sysctl')).toBe(machine === '6.2' ? 4 : 3);
    expect(rows('top')).toBe(machine === '6.2' ? 2 : 3);
    expect(report.machine).toMatchObject(
      machine === '6.2'
        ? { release: '6.2', arch: 'i386', pageSize: 4096 }
        : { release: '13.2', arch: 'amd64', cpus: 8 },
    );
    expect(report.diagnostics).toEqual([]);
    const stamps = report.lines.flatMap((l) => momentIn(l.text, l.line) ?? []);
    expect(stamps.map((s) => s.since)).toEqual(['epoch', 'boot']);
  });
  it('shows no process, and no message that is not about memory', () => {
    const { out } = collected('6.2');
    expect(out).toContain('vm.kmem_size: 83415040');
    expect(out).not.toMatch(/secret|alice|link up|unknown oid/);
  });
});

describe('the single commands', () => {
  it.each(COMMANDS_TO_PASTE.map((c) => [c.id, c] as const))('%s is taken by sh', (_, c) => {
    expect(spawnSync('sh', ['-n'], { input: `${c.command}\n` }).status).toBe(0);
    expect(c.what).toMatch(/\.$/);
  });
});
