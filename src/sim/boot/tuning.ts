/**
 * The counts that the kernel tunes from the amount of RAM: maxusers and what hangs on it.
 * FreeBSD 6.2 sys/kern/subr_param.c init_param2(), kern_mbuf.c tunable_mbinit(), uipc_socket2.c
 * init_maxsockets() (7.3: uipc_socket.c), i386 vm_machdep.c sf_buf_init().
 */
import { formatCount } from '../../base/format';
import { MIB, PAGE_SIZE } from '../../base/units';
import type { Derivation } from '../../base/derivation';
import { archSource, kernSource, note, tunable, tuned } from './boot-context';
import type { Boot } from './boot-context';
import type { Entry } from './workbook';

/** Counts tuned before the maps are made. */
export interface Tuning {
  readonly maxusers: Derivation;
  readonly maxproc: Derivation;
  readonly maxfiles: Derivation;
  readonly ncallout: Derivation;
  readonly nmbclusters: Derivation;
  readonly maxsockets: Derivation;
  /** i386 only */
  readonly nsfbufs: Derivation | undefined;
}

/** One user for each 2 MB of RAM. */
const PAGES_PER_USER = (2 * MIB) / PAGE_SIZE;
const LEAST_USERS = 32;
const MOST_USERS = 384;
/** One process for each 12 pages of RAM, whatever is asked for. */
const PAGES_PER_PROC = 12;

const users = (b: Boot, physmem: Derivation): Derivation => {
  const perUser = Math.floor(physmem.value / PAGES_PER_USER);
  const entry: Entry = {
    id: 'maxusers',
    label: 'maxusers',
    unit: 'count',
    value: Math.min(MOST_USERS, Math.max(LEAST_USERS, perUser)),
    formula: 'physmem ÷ 512, rounded down, at least 32, at most 384',
    from: [physmem],
    source: kernSource(b, 'kern/subr_param.c', 'init_param2()'),
  };
  return tuned(b, 'kern.maxusers', entry, 'is-unset');
};

const processes = (b: Boot, physmem: Derivation, maxusers: Derivation): Derivation => {
  const source = kernSource(b, 'kern/subr_param.c', 'init_param2()');
  const set = tunable(b, 'kern.maxproc', source);
  const wanted = set?.value ?? 20 + 16 * maxusers.value;
  const most = Math.floor(physmem.value / PAGES_PER_PROC);
  if (wanted > most)
    note(
      b,
      set === undefined ? 'info' : 'warning',
      `maxproc would be ${formatCount(wanted)}; the kernel lowers it to physmem ÷ 12 = ${formatCount(most)}.`,
    );
  return b.book.number({
    id: 'maxproc',
    label: 'maxproc',
    unit: 'count',
    value: Math.min(wanted, most),
    formula: `${set === undefined ? '20 + 16 × maxusers' : 'kern.maxproc'}, at most physmem ÷ 12`,
    from: [set ?? maxusers, physmem],
    source,
  });
};

const filesAndCallouts = (b: Boot, maxproc: Derivation): Pick<Tuning, 'maxfiles' | 'ncallout'> => {
  const source = kernSource(b, 'kern/subr_param.c', 'init_param2()');
  const maxfiles = tuned(b, 'kern.maxfiles', {
    id: 'maxfiles',
    label: 'maxfiles',
    unit: 'count',
    value: 2 * maxproc.value,
    formula: '2 × maxproc',
    from: [maxproc],
    source,
  });
  const ncallout = tuned(b, 'kern.ncallout', {
    id: 'ncallout',
    label: 'Callout entries',
    unit: 'count',
    value: 16 + maxproc.value + maxfiles.value,
    formula: '16 + maxproc + maxfiles',
    from: [maxproc, maxfiles],
    source,
  });
  return { maxfiles, ncallout };
};

const sockets = (b: Boot, maxfiles: Derivation, nmbclusters: Derivation): Derivation => {
  const file = b.k.tag === 'r62' ? 'kern/uipc_socket2.c' : 'kern/uipc_socket.c';
  const source = kernSource(b, file, 'init_maxsockets()');
  const set = tunable(b, 'kern.ipc.maxsockets', source);
  const parts = [...(set === undefined ? [] : [set]), maxfiles, nmbclusters];
  const value = Math.max(...parts.map((p) => p.value));
  if (set !== undefined && set.value < value)
    note(
      b,
      'info',
      `kern.ipc.maxsockets is ${formatCount(set.value)}; the kernel raises it to ${formatCount(value)}, never below maxfiles and nmbclusters.`,
    );
  return b.book.number({
    id: 'maxsockets',
    label: 'Sockets at most',
    unit: 'items',
    value,
    formula: 'the largest of kern.ipc.maxsockets, maxfiles and nmbclusters',
    from: parts,
    source,
  });
};

const sfBufs = (b: Boot, maxusers: Derivation): Derivation | undefined =>
  b.k.hasSfBufs
    ? tuned(b, 'kern.ipc.nsfbufs', {
        id: 'nsfbufs',
        label: 'sf_bufs',
        unit: 'items',
        value: 512 + 16 * maxusers.value,
        formula: '512 + 16 × maxusers',
        from: [maxusers],
        source: archSource(b, 'vm_machdep.c', 'NSFBUFS'),
      })
    : undefined;

/** Tunes the counts that follow from physmem alone. */
export const tuneFromRam = (b: Boot, physmem: Derivation): Tuning => {
  const maxusers = users(b, physmem);
  const maxproc = processes(b, physmem, maxusers);
  const { maxfiles, ncallout } = filesAndCallouts(b, maxproc);
  const nmbclusters = tuned(b, 'kern.ipc.nmbclusters', {
    id: 'nmbclusters',
    label: 'mbuf clusters at most',
    unit: 'items',
    value: 1024 + 64 * maxusers.value,
    formula: '1,024 + 64 × maxusers',
    from: [maxusers],
    source: kernSource(b, 'kern/kern_mbuf.c', 'tunable_mbinit()'),
  });
  const maxsockets = sockets(b, maxfiles, nmbclusters);
  const nsfbufs = sfBufs(b, maxusers);
  return { maxusers, maxproc, maxfiles, ncallout, nmbclusters, maxsockets, nsfbufs };
};
