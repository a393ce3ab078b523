/**
 * Documents of `netstat --libxo … -m` and `vmstat --libxo … -s`: one object of counts each. The counts
 * are given the words that the same tools print as text, so that both are read alike.
 * Pinned: FreeBSD usr.bin/netstat/mbuf.c mbpr(), container mbuf-statistics, and
 * usr.bin/vmstat/vmstat.c dosum(), container summary-statistics, of 11.0 to 14.
 */
import { KIB } from '../../base/units';
import type { NetstatMRow, VmstatSRow } from '../types';
import { readCounter } from '../text/numbers';
import type { FlatObject } from './libxo-objects';

/** A line of netstat -m: its words, its keys in the order of their values, their labels. */
type MbufLine = readonly [name: string, keys: string, labels: string];

const MBUF_LINES: readonly MbufLine[] = [
  ['mbufs in use', 'mbuf-current mbuf-cache mbuf-total', 'current cache total'],
  [
    'mbuf clusters in use',
    'cluster-current cluster-cache cluster-total cluster-max',
    'current cache total max',
  ],
  [
    'mbuf+clusters out of packet secondary zone in use',
    'packet-count packet-free',
    'current cache',
  ],
  [
    '4k (page size) jumbo clusters in use',
    'jumbo-count jumbo-cache jumbo-total jumbo-max',
    'current cache total max',
  ],
  [
    '9k jumbo clusters in use',
    'jumbo9-count jumbo9-cache jumbo9-total jumbo9-max',
    'current cache total max',
  ],
  [
    '16k jumbo clusters in use',
    'jumbo16-count jumbo16-cache jumbo16-total jumbo16-limit',
    'current cache total max',
  ],
  ['bytes allocated to network', 'bytes-in-use bytes-in-cache bytes-total', 'current cache total'],
  [
    'requests for mbufs denied',
    'mbuf-failures cluster-failures packet-failures',
    'mbufs clusters mbuf+clusters',
  ],
  [
    'requests for mbufs delayed',
    'mbuf-sleeps cluster-sleeps packet-sleeps',
    'mbufs clusters mbuf+clusters',
  ],
  [
    'requests for jumbo clusters delayed',
    'jumbop-sleeps jumbo9-sleeps jumbo16-sleeps',
    '4k 9k 16k',
  ],
  [
    'requests for jumbo clusters denied',
    'jumbop-failures jumbo9-failures jumbo16-failures',
    '4k 9k 16k',
  ],
  ['sfbufs in use', 'nsfbufs-current nsfbufs-peak nsfbufs', 'current peak max'],
  ['sendfile syscalls', 'sendfile-syscalls', ''],
  ['sendfile syscalls completed without I/O request', 'sendfile-no-io', ''],
  ['requests for I/O initiated by sendfile', 'sendfile-io-count', ''],
  ['pages read by sendfile as part of a request', 'sendfile-pages-sent', ''],
  ['pages were valid at time of a sendfile request', 'sendfile-pages-valid', ''],
  ['pages were valid and substituted to bogus page', 'sendfile-pages-bogus', ''],
  ['pages were requested for read ahead by applications', 'sendfile-requested-readahead', ''],
  ['pages were read ahead by sendfile', 'sendfile-readahead', ''],
  ['times sendfile encountered an already busy page', 'sendfile-busy-encounters', ''],
  ['requests for sfbufs denied', 'sfbufs-alloc-failed', ''],
  ['requests for sfbufs delayed', 'sfbufs-alloc-wait', ''],
];

/** The only line whose values are in K. */
const IN_K = 'bytes allocated to network';

const SUMMARY: Readonly<Record<string, string>> = {
  'context-switches': 'cpu context switches',
  interrupts: 'device interrupts',
  'software-interrupts': 'software interrupts',
  traps: 'traps',
  'system-calls': 'system calls',
  'kernel-threads': 'kernel threads created',
  forks: 'fork() calls',
  vforks: 'vfork() calls',
  rforks: 'rfork() calls',
  'swap-ins': 'swap pager pageins',
  'swap-in-pages': 'swap pager pages paged in',
  'swap-outs': 'swap pager pageouts',
  'swap-out-pages': 'swap pager pages paged out',
  'vnode-page-ins': 'vnode pager pageins',
  'vnode-page-in-pages': 'vnode pager pages paged in',
  'vnode-page-outs': 'vnode pager pageouts',
  'vnode-page-out-pages': 'vnode pager pages paged out',
  'page-daemon-wakeups': 'page daemon wakeups',
  'page-daemon-pages': 'pages examined by the page daemon',
  'page-reclamation-shortfalls': 'clean page reclamation shortfalls',
  reactivated: 'pages reactivated by the page daemon',
  'copy-on-write-faults': 'copy-on-write faults',
  'copy-on-write-optimized-faults': 'copy-on-write optimized faults',
  'zero-fill-pages': 'zero fill pages zeroed',
  'zero-fill-prezeroed': 'zero fill pages prezeroed',
  'intransit-blocking': 'intransit blocking page faults',
  'total-faults': 'total VM faults taken',
  'faults-requiring-io': 'page faults requiring I/O',
  'faults-from-thread-creation': 'pages affected by kernel thread creation',
  'faults-from-fork': 'pages affected by fork()',
  'faults-from-vfork': 'pages affected by vfork()',
  'pages-rfork': 'pages affected by rfork()',
  'pages-freed': 'pages freed',
  'pages-freed-by-daemon': 'pages freed by daemon',
  'pages-freed-on-exit': 'pages freed by exiting processes',
  'active-pages': 'pages active',
  'inactive-pages': 'pages inactive',
  'laundry-pages': 'pages in the laundry queue',
  'wired-pages': 'pages wired down',
  'free-pages': 'pages free',
  'bytes-per-page': 'bytes per page',
  'total-name-lookups': 'total name lookups',
};

const numberAt = (o: FlatObject, key: string): number | null => {
  const digits = o.fields.get(key)?.[0] ?? '';
  return /^-?\d{1,30}$/.test(digits) ? readCounter(digits).value : null;
};

/** The lines of netstat -m that an object holds; a line that lacks a value is left out. */
export const mbufRows = (o: FlatObject): NetstatMRow[] =>
  MBUF_LINES.flatMap(([name, keys, labels]): NetstatMRow[] => {
    const values = keys.split(' ').map((key) => numberAt(o, key));
    if (!values.every((v) => v !== null)) return [];
    const unit = name === IN_K ? KIB : 1;
    const words = labels === '' ? [] : labels.split(' ');
    return [{ line: o.line, name, values: values.map((v) => v * unit), labels: words }];
  });

/** The lines of vmstat -s that an object holds. */
export const summaryRows = (o: FlatObject): VmstatSRow[] =>
  [...o.fields.keys()].flatMap((key): VmstatSRow[] => {
    const name = SUMMARY[key];
    const value = name === undefined ? null : numberAt(o, key);
    return name === undefined || value === null ? [] : [{ line: o.line, name, value }];
  });
