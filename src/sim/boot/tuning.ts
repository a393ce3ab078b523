/**
 * Constants that the kernel sizes by itself at boot. FreeBSD 6.2 sys/kern/subr_param.c,
 * kern_mbuf.c, kern_malloc.c kmeminit(), vfs_bio.c, vm_pageout.c. Each takes its loader tunable.
 */
import { KIB, MIB, PAGE_SIZE, roundUp } from '../../base/units';
import type { MachineConstants } from './constants';
import type { Entry, Notebook } from './notebook';
import type { LayoutNote, MachineSpec } from './types';

const clamp = (n: number, low: number, high: number): number => Math.min(high, Math.max(low, n));
const BKVASIZE = 16 * KIB;
const MAXBSIZE = 64 * KIB;
const VM_KMEM_SIZE = 12 * MIB;
const MAX_PIPE_FLOOR = 512 * KIB;

/** A writer in which a tunable of that name replaces the formula. */
const tuner =
  (m: MachineSpec, book: Notebook) =>
  (entry: Entry, tunable?: string): number => {
    const set = tunable === undefined ? undefined : m.tunables[tunable];
    if (set === undefined) return book.write(entry);
    return book.write({
      ...entry,
      value: set,
      grade: 'exact',
      formula: `set by the loader tunable ${tunable ?? ''}`,
      from: [{ name: tunable ?? '', value: set, unit: entry.unit }],
    });
  };

/** maxusers, maxproc, maxfiles, callouts, network limits. */
export const tuneProcesses = (m: MachineSpec, book: Notebook): void => {
  const write = tuner(m, book);
  const physmem = book.get('physmem').value;
  const PARAM = 'sys/kern/subr_param.c init_param2()';
  const maxusers = write(
    {
      id: 'maxusers',
      label: 'maxusers',
      unit: 'count',
      value: clamp(Math.floor(physmem / 512), 32, 384),
      formula: 'physmem ÷ 512, rounded down, at least 32, at most 384',
      from: ['physmem'],
      at: PARAM,
    },
    'kern.maxusers',
  );
  const wanted = m.tunables['kern.maxproc'] ?? 20 + 16 * maxusers;
  const maxproc = book.write({
    id: 'maxproc',
    label: 'maxproc',
    unit: 'count',
    value: Math.min(wanted, Math.max(1, Math.floor(physmem / 12))),
    formula: '20 + 16 × maxusers (or kern.maxproc), at most physmem ÷ 12',
    from: ['maxusers', 'physmem'],
    at: PARAM,
  });
  const maxfiles = write(
    {
      id: 'maxfiles',
      label: 'maxfiles',
      unit: 'count',
      value: 2 * maxproc,
      formula: '2 × maxproc',
      from: ['maxproc'],
      at: PARAM,
    },
    'kern.maxfiles',
  );
  write(
    {
      id: 'ncallout',
      label: 'Callout entries',
      unit: 'count',
      value: 16 + maxproc + maxfiles,
      formula: '16 + maxproc + maxfiles',
      from: ['maxproc', 'maxfiles'],
      at: PARAM,
    },
    'kern.ncallout',
  );
  const clusters = write(
    {
      id: 'nmbclusters',
      label: 'mbuf clusters at most',
      unit: 'items',
      value: 1024 + 64 * maxusers,
      formula: '1,024 + 64 × maxusers',
      from: ['maxusers'],
      at: 'sys/kern/kern_mbuf.c tunable_mbinit()',
    },
    'kern.ipc.nmbclusters',
  );
  book.write({
    id: 'maxsockets',
    label: 'Sockets at most',
    unit: 'items',
    value: Math.max(m.tunables['kern.ipc.maxsockets'] ?? 0, maxfiles, clusters),
    formula: 'the largest of kern.ipc.maxsockets, maxfiles and nmbclusters',
    from: ['maxfiles', 'nmbclusters'],
    at: 'sys/kern/uipc_socket2.c init_maxsockets()',
  });
};

/** kmem_size with every step of kmeminit(), and what hangs on it. */
export const tuneKmem = (
  m: MachineSpec,
  c: MachineConstants,
  book: Notebook,
): readonly LayoutNote[] => {
  const MEM = 'sys/kern/kern_malloc.c kmeminit()';
  const notes: LayoutNote[] = [];
  const write = tuner(m, book);
  const pages = book.get('v_page_count').value;
  const floor = book.write({
    id: 'kmem_floor',
    label: 'Floor of kmem_size',
    unit: 'B',
    value: VM_KMEM_SIZE + book.get('nmbclusters').value * PAGE_SIZE,
    formula: '12 MB + nmbclusters × 4,096',
    from: ['nmbclusters'],
    at: MEM,
  });
  const scale = write(
    {
      id: 'kmem_scale',
      label: 'vm.kmem_size_scale',
      unit: 'count',
      value: 3,
      formula: 'VM_KMEM_SIZE_SCALE',
      at: MEM,
    },
    'vm.kmem_size_scale',
  );
  const max = write(
    {
      id: 'kmem_max',
      label: 'vm.kmem_size_max',
      unit: 'B',
      value: c.kmemSizeMax,
      formula: 'VM_KMEM_SIZE_MAX',
      at: MEM,
    },
    'vm.kmem_size_max',
  );
  const min = m.release === '7.3' ? (m.tunables['vm.kmem_size_min'] ?? 0) : 0;
  let size = Math.max(floor, scale > 0 ? Math.floor(pages / scale) * PAGE_SIZE : 0, min);
  let formula =
    size === floor
      ? 'the floor: v_page_count ÷ scale is less'
      : 'v_page_count ÷ scale, rounded down, × 4,096';
  if (scale <= 0)
    notes.push({
      severity: 'warning',
      message:
        'vm.kmem_size_scale is 0: the kernel then skips the division by it, and the floor decides.',
    });
  if (max > 0 && size >= max) {
    size = max;
    formula = 'the ceiling vm.kmem_size_max';
  }
  const set = m.tunables['vm.kmem_size'];
  if (set !== undefined && set > 0) {
    size = set;
    formula = 'the loader tunable vm.kmem_size, which no ceiling holds';
  }
  if (Math.floor(size / 2 / PAGE_SIZE) > pages) {
    size = 2 * pages * PAGE_SIZE;
    formula = 'twice the RAM: the kernel’s last clamp';
    notes.push({
      severity: 'warning',
      message: `The size asked for is more than twice the RAM. The kernel clamps it to ${String(size)} B.`,
    });
  }
  book.write({
    id: 'vm.kmem_size',
    label: 'Size of kmem_map',
    unit: 'B',
    value: roundUp(size, PAGE_SIZE),
    formula,
    from: ['v_page_count', 'kmem_scale', 'kmem_floor', 'kmem_max'],
    at: MEM,
    note: 'Address space, not RAM: pages are taken one by one and given back. Fixed for ever at boot.',
  });
  return notes;
};

const bufferCount = (m: MachineSpec, c: MachineConstants, physmem: number): number => {
  const mapPages = Number((c.vmMax - c.kernbase) / BigInt(PAGE_SIZE));
  const kilobytes = 4 * Math.min(physmem, mapPages);
  const nbuf =
    50 +
    clamp(Math.floor((kilobytes - 4096) / 64), 0, 1024) +
    Math.max(0, Math.floor(((kilobytes - 65536) * 2) / 320));
  return Math.min(nbuf, Math.floor((m.tunables['kern.maxbcache'] ?? c.bcacheMax) / BKVASIZE));
};

/** Buffers, pipes, vnodes, sf_bufs. */
export const tuneBuffers = (m: MachineSpec, c: MachineConstants, book: Notebook): void => {
  const write = tuner(m, book);
  const BIO = 'sys/kern/vfs_bio.c';
  const nbuf = write(
    {
      id: 'nbuf',
      label: 'Buffers',
      unit: 'items',
      value: bufferCount(m, c, book.get('physmem').value),
      formula:
        '50 + a quarter of the first 64 MB + a tenth of the rest, in buffers of 16 K; at most maxbcache ÷ 16 K',
      from: ['physmem'],
      at: `${BIO} kern_vfs_bio_buffer_alloc()`,
    },
    'kern.nbuf',
  );
  book.write({
    id: 'nswbuf',
    label: 'Swap buffers',
    unit: 'items',
    value: clamp(Math.floor(nbuf / 4), 16, 256),
    formula: 'nbuf ÷ 4, at least 16, at most 256',
    from: ['nbuf'],
    at: `${BIO} kern_vfs_bio_buffer_alloc()`,
  });
  const space = book.write({
    id: 'maxbufspace',
    label: 'Buffer address space',
    unit: 'B',
    value: nbuf * BKVASIZE,
    formula: 'nbuf × 16 K',
    from: ['nbuf'],
    at: `${BIO} bufinit()`,
  });
  const high = book.write({
    id: 'hibufspace',
    label: 'Buffer space, high mark',
    unit: 'B',
    value: Math.max(Math.floor((3 * space) / 4), space - 10 * MAXBSIZE),
    formula: 'the larger of ¾ × maxbufspace and maxbufspace − 640 K',
    from: ['maxbufspace'],
    at: `${BIO} bufinit()`,
  });
  book.write({
    id: 'lobufspace',
    label: 'Buffer space, low mark',
    unit: 'B',
    value: Math.max(0, high - MAXBSIZE),
    formula: 'hibufspace − 64 K',
    from: ['hibufspace'],
    at: `${BIO} bufinit()`,
  });
  const kmem = book.get('vm.kmem_size').value;
  write(
    {
      id: 'maxpipekva',
      label: 'Pipe address space',
      unit: 'B',
      value: Math.max(Math.floor(kmem / PAGE_SIZE / 20) * PAGE_SIZE, MAX_PIPE_FLOOR),
      formula: 'a twentieth of kmem_map in whole pages, at least 512 K',
      from: ['vm.kmem_size'],
      at: 'sys/kern/subr_param.c init_param3()',
    },
    'kern.ipc.maxpipekva',
  );
  const byRam = book.get('maxproc').value + Math.floor(book.get('v_page_count').value / 4);
  const byKmem = Math.floor((2 * kmem) / (5 * c.sizeof.vmObjectPlusVnode));
  book.write({
    id: 'desiredvnodes',
    label: 'Vnodes wanted',
    unit: 'items',
    value: Math.min(byRam, byKmem, 100000),
    formula:
      'the least of maxproc + v_page_count ÷ 4, 2 × kmem_size ÷ (5 × (vm_object + vnode)), and 100,000',
    from: ['maxproc', 'v_page_count', 'vm.kmem_size'],
    at: 'sys/kern/vfs_subr.c vntblinit()',
  });
  if (c.hasSfBufs)
    write(
      {
        id: 'nsfbufs',
        label: 'sf_bufs',
        unit: 'items',
        value: 512 + 16 * book.get('maxusers').value,
        formula: '512 + 16 × maxusers',
        from: ['maxusers'],
        at: 'sys/i386/i386/vm_machdep.c NSFBUFS',
      },
      'kern.ipc.nsfbufs',
    );
};

/** When the page daemon wakes and stops, in pages. */
export const tunePageDaemon = (c: MachineConstants, book: Notebook): void => {
  const at = 'sys/vm/vm_pageout.c vm_pageout()';
  const pages = book.get('v_page_count').value;
  const from = ['v_page_count'];
  const put = (
    id: string,
    label: string,
    value: number,
    ...[formula, inputs = from]: [formula: string, inputs?: string[]]
  ): number => book.write({ id, label, unit: 'pages', value, formula, from: inputs, at });
  put('v_interrupt_free_min', 'Pages kept for interrupts', 2, 'a constant', []);
  const pageout = put(
    'v_pageout_free_min',
    'Pages kept for the page daemon',
    34,
    '2 × 65,536 ÷ 4,096 + 2',
    [],
  );
  const reserved = put(
    'v_free_reserved',
    'Reserve',
    16 + pageout + Math.floor(pages / 768) + c.pageColours,
    `16 + v_pageout_free_min + v_page_count ÷ 768 + page colours (${String(c.pageColours)})`,
    ['v_pageout_free_min', 'v_page_count'],
  );
  const base = put(
    'free_base',
    'Base of the marks',
    pages > 1024 ? 4 + Math.floor((pages - 1024) / 200) : 4,
    '4 + (v_page_count − 1,024) ÷ 200',
  );
  const min = put('v_free_min', 'Allocators block below', base + reserved, 'base + reserve', [
    'free_base',
    'v_free_reserved',
  ]);
  put(
    'v_free_severe',
    'Severe shortage below',
    Math.floor(base / 2) + reserved,
    'base ÷ 2 + reserve',
    ['free_base', 'v_free_reserved'],
  );
  const target = put(
    'v_free_target',
    'Free pages wanted',
    4 * min + reserved,
    '4 × v_free_min + reserve',
    ['v_free_min', 'v_free_reserved'],
  );
  put('v_cache_min', 'Cache pages wanted', target, 'equal to v_free_target', ['v_free_target']);
  put('v_cache_max', 'Cache pages at most', 2 * target, '2 × v_cache_min', ['v_free_target']);
  put(
    'v_inactive_target',
    'Inactive pages wanted',
    Math.floor((3 * target) / 2),
    '3 × v_free_target ÷ 2',
    ['v_free_target'],
  );
  put(
    'pageout_wakeup',
    'Page daemon wakes below',
    reserved + target,
    'v_free_reserved + v_cache_min, of free and cache pages together',
    ['v_free_reserved', 'v_cache_min'],
  );
  put('pageout_goal', 'Page daemon scans up to', 2 * target, 'v_free_target + v_cache_min', [
    'v_free_target',
    'v_cache_min',
  ]);
};
