/** Every rule: a paste in which it fires, and one that is nearly the same in which it must not. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readText } from '../../../import';
import { FINDINGS } from '../../../strings/en/findings';
import { explain } from '../explain';
import { mTable, sysctls, uname, zTable } from '../testkit';
import type { Z } from '../testkit';
import { RULES } from './registry';
import type { RuleId } from './rule';

const seed = readFileSync('tests/fixtures/seed-mail.txt', 'utf8');
const corpus = (name: string): string => readFileSync(`tests/fixtures/corpus/${name}`, 'utf8');
const text = (...parts: string[]): string => parts.join('\n\n');
const z3 = (...rows: Z[]): string => zTable('z3', rows);
const z4 = (...rows: Z[]): string => zTable('z4', rows);
const z5 = (...rows: Z[]): string => zTable('z5', rows);
const log = (message: string): string => `Jan  7 12:00:00 host kernel: ${message}`;
const big = (used: number, free: number): Z => ['tcpcb', 1024, 0, used, free, used];

const NETSTAT = (denied: number, total: number): string =>
  text(
    `1000/100/${total}/25600 mbuf clusters in use (current/cache/total/max)`,
    `${denied}/0/0 requests for mbufs denied (mbufs/clusters/mbuf+clusters)`,
    '0 calls to protocol drain routines',
  ).replaceAll('\n\n', '\n');
const PEAK = (peak: number): string =>
  `37/3840/10048 mbufs in use (current/peak/max):\n32/${peak}/2512 mbuf clusters in use (current/peak/max)\n17044 requests for memory denied`;
const SF = (peak: number): string =>
  `12/${peak}/6656 sfbufs in use (current/peak/max)\n0 requests for sfbufs denied`;
const MEM = (wired: string, inact = '86M'): string =>
  `Mem: 61M Active, ${inact} Inact, ${wired} Wired, 14M Buf, 2G Free`;
const ARC = (total: string, other: string): string =>
  `ARC: ${total} Total, 3809M MFU, 168M MRU, 64K Anon, 12M Header, ${other} Other`;
/** A table of 13 whose zones take about a megabyte, for the heap's own figures. */
const HEAP = z5(...Array.from({ length: 45 }, (_, i): Z => [`filler${i}`, 4096, 0, 6, 0, 6]));
const soft = (total: number): string =>
  text(
    uname('13.2', 'amd64'),
    HEAP,
    sysctls({ 'vm.uma_kmem_limit': 1_300_000, 'vm.uma_kmem_total': total }),
  );
const ARENA = z4(...Array.from({ length: 45 }, (_, i): Z => [`filler${i}`, 8192, 0, 6, 0, 6]));
const arena = (taken: number): string =>
  text(
    uname('10.4', 'amd64'),
    ARENA,
    sysctls({ 'vm.kmem_size': 2_700_000, 'vm.kmem_map_size': taken }),
  );
const MAPS = (kmem: number): string =>
  sysctls({ 'vm.kvm_size': 1_073_737_728, 'vm.kmem_size': kmem, 'vfs.maxbufspace': 107_000_000 });
const OWNER = (type: string): string =>
  text(
    uname('12.1', 'amd64'),
    z4(['128', 128, 0, 62_000, 0, 62_000], ['256', 256, 0, 1500, 0, 1500]),
    mTable([[type, 60_000, 7500, type === 'many' ? '16,64' : '128']]),
  );

interface Case {
  readonly fires: string;
  readonly silent: string;
}

const CASES: Readonly<Record<Exclude<RuleId, 'nothing' | 'again'>, Case>> = {
  exhausted: { fires: seed, silent: seed.replace(/^.*panic: kmem_malloc.*$/gm, '') },
  full: { fires: arena(2_600_000), silent: arena(2_250_000) },
  rises: {
    fires: text(z3(big(1000, 0)), z3(big(2000, 0)), z3(big(3000, 0))),
    silent: text(z3(big(1000, 0)), z3(big(3000, 0)), z3(big(2000, 0))),
  },
  grower: { fires: seed, silent: seed.replace(/460568995 +128/g, '460568995  16,128') },
  owner: { fires: OWNER('libalias'), silent: OWNER('many') },
  large: { fires: seed, silent: seed.replace(/460568995 +128/g, '460568995  128,2048') },
  nofree: {
    fires: seed,
    silent: seed
      .replace(/^VNODE: +272, +0, +2039, +14523/gm, 'VNODE: 272, 0, 14523, 2039')
      .replace(/^VM OBJECT: +132, +0, +2124, +13217/gm, 'VM OBJECT: 132, 0, 13217, 2124'),
  },
  overlap: {
    fires: text(z3(['128', 128, 0, 300, 0, 300]), mTable([['libalias', 300, 38, '128']])),
    silent: text(z3(['socket', 356, 0, 11, 0, 11]), mTable([['libalias', 300, 38, '128']])),
  },
  cached: {
    fires: z4(['dmu_buf_impl_t', 1024, 0, 10, 4000, 10]),
    silent: z4(['dmu_buf_impl_t', 1024, 0, 4000, 10, 10]),
  },
  open: { fires: seed, silent: seed.replaceAll('50407', '56800') },
  'soft-limit': { fires: soft(1_250_000), silent: soft(1_106_000) },
  victim: {
    fires: 'panic: kmem_malloc(16384): kmem_map too small: 83415040 total allocated',
    silent: 'panic: page fault',
  },
  'memory-panic': {
    fires: 'panic: kmem_malloc(16384): kmem_map too small: 83415040 total allocated',
    silent: seed,
  },
  'other-panic': {
    fires: 'panic: page fault',
    silent: text('panic: page fault', 'panic: pmap_growkernel: no memory to grow kernel'),
  },
  starved: { fires: MAPS(700_000_000), silent: MAPS(83_415_040) },
  limit: {
    fires: z3(['NetGraph items', 36, 546, 0, 546, 900, 1170]),
    silent: z3(['NetGraph items', 36, 546, 0, 78, 900, 1170]),
  },
  'limit-log': {
    fires: log('[zone: pf states] PF states limit reached'),
    silent: log('em0: link state changed to UP'),
  },
  'no-limit': {
    fires: z4(['socket', 680, 0, 50, 0, 900, 12]),
    silent: z4(['socket', 680, 0, 50, 0, 900, 0]),
  },
  buckets: {
    fires: z4(['vmem btag', 56, 0, 71, 0, 80, 155], ['128 Bucket', 1024, 0, 4, 0, 9, 10295]),
    silent: z4(['vmem btag', 56, 0, 71, 0, 80, 0], ['128 Bucket', 1024, 0, 4, 0, 9, 0]),
  },
  clusters: {
    fires: seed,
    silent: seed.replace(/^(mbuf_cluster: *2048, *8768,).*$/gm, '$1 8000, 768, 120000, 7'),
  },
  packets: {
    fires: corpus('012-nginx-doc-netstat-m-7.2-amd64.txt'),
    silent: corpus('012-nginx-doc-netstat-m-7.2-amd64.txt').replace('771/1969', '1969/771'),
  },
  peak: { fires: PEAK(2512), silent: PEAK(2000) },
  denied: { fires: NETSTAT(12, 1100), silent: NETSTAT(0, 1100) },
  contiguity: {
    fires: z4(['mbuf_jumbo_9k', 9216, 6400, 100, 20, 900, 77]),
    silent: z4(['mbuf_jumbo_9k', 9216, 6400, 6380, 20, 9000, 77]),
  },
  sleepers: {
    fires: z4(['socket', 680, 1000, 50, 0, 900, 0, 31]),
    silent: z4(['socket', 680, 1000, 50, 0, 900, 0, 0]),
  },
  'pipe-kva': {
    fires: text(
      log('kern.ipc.maxpipekva exceeded; see tuning(7)'),
      sysctls({ 'kern.ipc.maxpipekva': 8704000, 'kern.ipc.pipekva': 393216 }),
    ),
    silent: sysctls({ 'kern.ipc.maxpipekva': 8704000, 'kern.ipc.pipekva': 393216 }),
  },
  sfbufs: { fires: SF(6600), silent: SF(120) },
  vnodes: {
    fires: sysctls({ 'kern.maxvnodes': 100000, 'vfs.numvnodes': 99900 }),
    silent: sysctls({ 'kern.maxvnodes': 100000, 'vfs.numvnodes': 20000 }),
  },
  pv: {
    fires: log(
      'Approaching the limit on PV entries, consider increasing sysctl vm.pmap.shpgperproc or vm.pmap.pv_entry_max',
    ),
    silent: sysctls({ 'vm.pmap.pv_entry_max': 1500000 }),
  },
  kstack: {
    fires: log('vm_thread_new: kstack allocation failed'),
    silent: sysctls({ 'vm.kstacks': 500 }),
  },
  arc: {
    fires: mTable([
      ['solaris', 9000, 900000, '16,32,64'],
      ['devbuf', 10, 100, '4096'],
    ]),
    silent: mTable([
      ['solaris', 900, 1000, '16,32,64'],
      ['devbuf', 10, 900000, '4096'],
    ]),
  },
  'arc-meta': {
    fires: corpus('023-forums-73084-arc-11.3.txt'),
    silent: corpus('036-gotop-88-top-11.2-laundry.txt'),
  },
  'arc-cached': {
    fires: text(
      uname('14.1', 'amd64'),
      MEM('6G'),
      ARC('1G', '13M'),
      z5(['abd_chunk', 4096, 0, 1000, 900_000, 99]),
    ),
    silent: text(
      uname('14.1', 'amd64'),
      MEM('6G'),
      ARC('5G', '13M'),
      z5(['abd_chunk', 4096, 0, 1000, 900_000, 99]),
    ),
  },
  'arc-yields': {
    fires: text(MEM('1G', '9G'), ARC('1G', '13M'), sysctls({ 'vfs.zfs.arc_max': 8 * 2 ** 30 })),
    silent: text(MEM('1G', '9G'), ARC('7G', '13M'), sysctls({ 'vfs.zfs.arc_max': 8 * 2 ** 30 })),
  },
  'wired-outside': {
    fires: text(MEM('500M'), z4(big(1000, 0)), MEM('900M'), z4(big(1010, 0))),
    silent: text(MEM('500M'), z4(big(1000, 0)), MEM('900M'), z4(big(400_000, 0))),
  },
  busdma: {
    fires: text(
      mTable([
        ['bounce', 10, 5, '64'],
        ['busdma', 20, 5, '128'],
      ]),
      mTable([
        ['bounce', 40, 9, '64'],
        ['busdma', 80, 9, '128'],
      ]),
    ),
    silent: text(
      mTable([
        ['bounce', 10, 5, '64'],
        ['busdma', 20, 5, '128'],
      ]),
      mTable([
        ['bounce', 40, 9, '64'],
        ['busdma', 20, 5, '128'],
      ]),
    ),
  },
  ccb: {
    fires: text(mTable([['CAM CCB', 90, 180, '2048']]), mTable([['CAM CCB', 900, 1800, '2048']])),
    silent: text(mTable([['CAM CCB', 900, 1800, '2048']]), mTable([['CAM CCB', 90, 180, '2048']])),
  },
  killed: {
    fires: corpus('024-hackepedia-swap-messages-2005.txt'),
    silent: corpus('024-hackepedia-swap-messages-2005.txt').replace(/^.*was killed.*$/gm, ''),
  },
  swap: {
    fires: corpus('024-hackepedia-swap-messages-2005.txt'),
    silent: corpus('024-hackepedia-swap-messages-2005.txt').replace(/^.*swap_pager.*$/gm, ''),
  },
  'swap-zone': {
    fires: log('swap blk zone exhausted, increase kern.maxswzone'),
    silent: log('swap_pager: out of swap space'),
  },
  lost: {
    fires: log('Freed UMA keg (ng_pipe) was not empty (12 items).  Lost 3 pages of memory.'),
    silent: z4(['ng_pipe', 96, 0, 41, 0, 41]),
  },
  counter: {
    fires:
      '$ vmstat -z\nITEM SIZE LIMIT USED FREE REQ FAIL SLEEP\n\nsocket: 680, 0, 18446744073709551615, 5, 900, 0, 0',
    silent: z4(['socket', 680, 0, 50, 5, 900]),
  },
  'high-water': {
    fires: sysctls({ 'vm.kvm_size': 1_073_737_728, 'vm.kvm_free': 704_638_976 }),
    silent: sysctls({ 'vm.kvm_size': 1_073_737_728 }),
  },
  xdomain: {
    fires: z5(['mbuf', 256, 0, 15, 0, 50_000, 0, 0, 20_000]),
    silent: z5(['mbuf', 256, 0, 15, 0, 50_000, 0, 0, 12]),
  },
  namei: {
    fires: seed,
    silent: seed.replace(/^NAMEI: +1024, +0, +372, +12/gm, 'NAMEI: 1024, 0, 12, 372'),
  },
};

const rulesIn = (paste: string): string[] => explain(readText(paste)).findings.map((f) => f.rule);

describe('every rule', () => {
  it('stands in the registry once, with words, and with both cases here', () => {
    const ids = RULES.map((r) => r.id);
    expect(new Set(ids).size).toBe(ids.length);
    expect([...ids, 'again', 'nothing'].sort()).toEqual(Object.keys(FINDINGS).sort());
    expect(Object.keys(CASES).sort()).toEqual([...ids].sort());
  });
  it('and all 25 of the reference are there; the last is told after the others', () => {
    const covered = new Set(RULES.flatMap((r) => r.heuristics));
    const all = Array.from({ length: 24 }, (_, i) => i + 1);
    expect(all.filter((n) => !covered.has(n))).toEqual([]);
  });
  it.each(Object.entries(CASES))('%s fires', (id, { fires }) => {
    expect(rulesIn(fires)).toContain(id);
  });
  it.each(Object.entries(CASES))('%s keeps silent', (id, { silent }) => {
    expect(rulesIn(silent)).not.toContain(id);
  });
  it.each(Object.entries(CASES))('%s rests on lines of the text', (id, { fires }) => {
    const report = readText(fires);
    const mine = explain(report).findings.filter((f) => f.rule === id);
    for (const f of mine) {
      expect(f.lines.every((l) => l >= 1 && l <= report.lines.length)).toBe(true);
      // What is left over of a sum stands on no line of its own.
      expect(id === 'open' || f.lines.length > 0).toBe(true);
      for (const words of [f.title, f.text, f.next, f.test, f.limits])
        expect(words).toMatch(/\S[^]*[.a-z’”]$/i);
    }
  });
});

describe('a rise through many samples', () => {
  const through = (n: number) =>
    explain(
      readText(text(...Array.from({ length: n }, (_, i) => z3(big(1000 * (i + 1), 0))))),
    ).findings.find((f) => f.rule === 'rises');
  it('tells every figure of a few', () => {
    expect(through(6)?.text).toContain('In use: 1,000, then 2,000, then 3,000, then 4,000');
    expect(through(6)?.lines).toHaveLength(6);
  });
  it('tells the first and the last of a log, and how many there are', () => {
    expect(through(40)?.text).toBe(
      'In use: 1,000 in the first sample, 40,000 in the last, and more in each of 40 than in the one before. That is 38.09 MB more.',
    );
    expect(through(40)?.lines).toHaveLength(2);
  });
});

describe('one sample and two', () => {
  const once = text(z4(['128', 128, 0, 62_000, 0, 9]), mTable([['libalias', 60_000, 7500, '128']]));
  it('asks for a second where somebody is suspected', () => {
    expect(rulesIn(once)).toContain('again');
  });
  it('does not ask where there are two', () => {
    expect(rulesIn(text(once, once))).not.toContain('again');
  });
});

describe('a panic line', () => {
  it.each([
    ['kmem_malloc(4096): kmem_map too small: 83415040 total allocated', 'kmem_map had no room'],
    ['kmem_map too small: 41943040 total allocated', 'kmem_map had no room'],
    ['mb_map too small', 'The map of mbufs had no room'],
    ['kmem_suballoc: bad status return of 3', 'A map found no place among the kernel’s addresses'],
    ['Tune VM_KMEM_SIZE_* for the platform', 'The heap came out with no size'],
    ['pmap_growkernel: no memory to grow kernel', 'No page was left for a page table'],
    ['vm_thread_new: kstack allocation failed', 'A thread got no stack'],
    [
      'get_pv_entry: no pv entries: increase vm.pmap.shpgperproc',
      'Entries for page mappings ran out',
    ],
  ])('of memory is a cause, told once: %s', (message, title) => {
    const report = readText(`panic: ${message}\n\n${HEAP}\npanic: ${message}\n`);
    const causes = explain(report).findings.filter((f) => f.severity === 'cause');
    expect(causes.map((f) => [f.title, f.certainty])).toEqual([[title, 'certain']]);
    expect(explain(report).findings.map((f) => f.rule)).not.toContain('nothing');
  });

  it('of another kind is told, and tables beside it are not called healthy', () => {
    const rules = rulesIn(text('panic: page fault', HEAP));
    expect(rules).toContain('other-panic');
    expect(rules).not.toContain('nothing');
  });

  it('is set against vm.kmem_size where that is known, and not told twice', () => {
    const paste = text(
      'panic: kmem_malloc(4096): kmem_map too small: 83415040 total allocated',
      sysctls({ 'vm.kmem_size': 83_415_040 }),
    );
    expect(rulesIn(paste)).toContain('exhausted');
    expect(rulesIn(paste)).not.toContain('memory-panic');
  });
});

describe('nothing suspicious', () => {
  it('is said first, and what is benign is explained after it', () => {
    const found = explain(readText(CASES.buckets.fires)).findings;
    expect(found.map((f) => f.rule)).toEqual(['nothing', 'buckets']);
    expect(found.every((f) => f.severity === 'benign')).toBe(true);
  });
  it('is not said where something is', () => {
    expect(rulesIn(CASES.limit.fires)).not.toContain('nothing');
    expect(rulesIn(seed)).not.toContain('nothing');
  });
  it('is not said of a text without tables', () => {
    expect(rulesIn('hello')).toEqual([]);
  });
});
