/**
 * Kernel messages of exhaustion, wherever they stand: console, syslog, dmesg, quoted in prose.
 * Each entry names the function that prints it; all of FreeBSD, sys/ of 4.x to 14.
 * Only whole known messages are taken; a log line about something else is prose.
 */
import { readJoined } from '../reader';
import type { Reader, Taken } from '../reader';

/** id, message, where it is printed */
const MESSAGES: readonly (readonly [id: string, pattern: RegExp, printedBy: string])[] = [
  [
    'mbuf-clusters-exhausted',
    /All mbuf clusters exhausted, please see tuning\(7\)/,
    'sys/kern/uipc_mbuf.c m_clalloc_wid()',
  ],
  [
    'mbufs-exhausted',
    /All mbufs exhausted, please see tuning\(7\)/,
    'sys/kern/uipc_mbuf.c m_retry()',
  ],
  ['mbuf-address-space', /Out of mbuf address space!/, 'sys/kern/subr_mbuf.c mb_alloc_wait()'],
  ['mbuf-consider-clusters', /Consider increasing NMBCLUSTERS/, 'sys/kern/subr_mbuf.c'],
  [
    'zone-limit',
    /\[zone: [^\]]{1,40}\] [\w. ]{1,60}limit reached/,
    'sys/vm/uma_core.c zone_log_warning()',
  ],
  [
    'pipe-kva',
    /kern\.(?:ipc\.)?maxpipekva exceeded[;,] (?:please )?see tuning\(7\)/,
    'sys/kern/sys_pipe.c pipespace_new()',
  ],
  ['kstack', /vm_thread_new: kstack allocation failed/, 'sys/vm/vm_glue.c vm_thread_new()'],
  [
    'swap-getswapspace',
    /swap_pager_getswapspace\(\d{1,10}\): failed/,
    'sys/vm/swap_pager.c swp_pager_getswapspace()',
  ],
  ['swap-out', /swap_pager: out of swap space/, 'sys/vm/swap_pager.c'],
  [
    'oom-kill',
    /pid \d{1,10} \([^)]{1,40}\),(?: jid \d{1,10},)? uid -?\d{1,10}, was killed: (?:out of swap space|failed to reclaim memory|a thread waited too long to allocate a page)/,
    'sys/vm/vm_pageout.c vm_pageout_oom()',
  ],
  [
    'swap-zone',
    /swap (?:blk |pctrie )?zone exhausted, increase kern\.maxswzone/,
    'sys/vm/swap_pager.c swp_pager_meta_build()',
  ],
  [
    'pv-entries',
    /Approaching the limit on PV entries, [\w .]{4,120}/,
    'sys/i386/i386/pmap.c get_pv_entry()',
  ],
  [
    'keg-not-empty',
    /(?:uma_zalloc: )?Freed UMA keg \([^)]{1,40}\) was not empty \(\d{1,10} items\)\.? {1,2}Lost \d{1,10} pages of memory/,
    'sys/vm/uma_core.c keg_dtor()',
  ],
  [
    'type-leaked',
    /memory type \S{1,40} leaked memory on destroy/,
    'sys/kern/kern_malloc.c malloc_uninit()',
  ],
  [
    'kmem-renamed',
    /kern\.vm\.kmem\.size is now called vm\.kmem_size!/,
    'sys/kern/kern_malloc.c kmeminit()',
  ],
  ['requests-denied', /Requests for mbufs? .{0,40}denied/, 'sys/kern/subr_mbuf.c'],
];

const readMessage = (text: string): { readonly id: string; readonly text: string } | null => {
  for (const [id, pattern] of MESSAGES) {
    const m = pattern.exec(text);
    if (m !== null) return { id, text: m[0] };
  }
  return null;
};

/** Words that some message holds on its first half; joining is tried only where one stands. */
const BEGIN =
  /All mbuf|Out of mbuf|Consider incr|\[zone:|maxpipekva|vm_thread_new|swap_pager|swap zone|swap blk|swap pctrie|\(\S+\),|Approaching|Freed UMA|memory type|kmem\.size|Requests for mbuf|pid \d/;

export const log: Reader = {
  id: 'log',
  title: 'Kernel messages',
  sniff: (line) => BEGIN.test(line.compact),
  parse: (cursor): Taken | null => {
    const line = cursor.lines[cursor.at];
    if (line === undefined) return null;
    const read = readJoined(cursor, readMessage, (next) => !BEGIN.test(next.compact));
    if (read === null) return null;
    return {
      count: read.count,
      as: `message ${read.value.id}`,
      kind: 'log',
      parts: [{ kind: 'log', rows: [{ line: line.line, ...read.value }] }],
    };
  },
  example: 'kernel: [zone: mbuf_cluster] kern.ipc.nmbclusters limit reached\n',
};
