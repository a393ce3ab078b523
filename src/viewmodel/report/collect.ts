/**
 * What to run on a machine to get a paste that everything can be read from. The script is plain sh(1) and runs
 * on FreeBSD 4 to 15; it only reads. Commands and names of all releases stand side by side: what a release does
 * not have prints nothing. sysctl(8) of old releases stops at the first unknown name (FreeBSD
 * sbin/sysctl/sysctl.c parse()), so each name is asked for by itself.
 */

/** A command for one output. */
export interface Command {
  readonly id: string;
  readonly command: string;
  /** what it shows, and what it is good for here */
  readonly what: string;
}

/** Single outputs, the most telling first. */
export const COMMANDS_TO_PASTE: readonly Command[] = [
  { id: 'zones', command: 'vmstat -z', what: 'Every zone of UMA: the table that matters most.' },
  { id: 'types', command: 'vmstat -m', what: 'Every type of malloc(9): names who asked.' },
  {
    id: 'sizes',
    command: 'sysctl vm.kmem_size vm.kmem_map_size vm.kvm_size vm.kvm_free hw.physmem',
    what: 'How large the heap may grow; leave out names that are not known.',
  },
  { id: 'machine', command: 'date; uname -a; uptime', what: 'Release, architecture and the time.' },
  { id: 'network', command: 'netstat -m', what: 'mbufs and clusters, and what was denied.' },
  { id: 'counters', command: 'vmstat -s', what: 'Pages by queue, faults and the page size.' },
  { id: 'swap', command: 'swapinfo', what: 'Swap devices and how much of them is used.' },
  { id: 'memory', command: 'top -b 1', what: 'Mem, ARC and Swap in the lines at the top.' },
  {
    id: 'dump',
    command:
      'vmstat -z -M /var/crash/vmcore.0 -N /boot/kernel/kernel; vmstat -m -M /var/crash/vmcore.0 -N /boot/kernel/kernel',
    what: 'The same tables from a crash dump: the moment of the panic.',
  },
  {
    id: 'slabs',
    command: 'sysctl vm.uma',
    what: 'From 13 on: slabs and items of each zone. Long; for one zone that is in question.',
  },
  {
    id: 'series',
    command: `sh -c 'while sleep 3600; do date; vmstat -z; vmstat -m; done >> kernel.log'`,
    what: 'A sample each hour: from three on, what only grows is told from what goes up and down.',
  },
];

/** Names that are asked for, each by itself. A name of a node prints all that is below it. */
const NAMES: readonly string[] = [
  'hw.physmem hw.realmem hw.usermem hw.ncpu hw.pagesize hw.machine_arch',
  'kern.osrelease kern.osreldate kern.boottime kern.maxusers kern.maxvnodes kern.ident',
  'kern.ipc.nmbclusters kern.ipc.nmbufs kern.ipc.maxsockets kern.ipc.nsfbufs',
  'kern.ipc.maxpipekva kern.ipc.pipekva kern.ipc.pipes kern.nbuf kern.maxbcache kern.maxswzone',
  'vm.kmem_size vm.kmem_size_min vm.kmem_size_max vm.kmem_size_scale',
  'vm.kmem_map_size vm.kmem_map_free vm.kvm_size vm.kvm_free',
  'vm.uma_kmem_limit vm.uma_kmem_total vm.stats.vm vm.swap_total vm.pmap.pv_entry_count',
  'vfs.bufspace vfs.maxbufspace vfs.numvnodes vfs.freevnodes vfs.wantfreevnodes',
  'vfs.ufs.dirhash_mem vfs.ufs.dirhash_maxmem net.graph.maxalloc net.graph.maxdata',
  'vfs.zfs.arc_max vfs.zfs.arc_meta_limit vfs.zfs.arc_meta_used vfs.zfs.arc.max',
  'kstat.zfs.misc.arcstats.size kstat.zfs.misc.arcstats.c_max',
];

/** Messages worth having, and what boot says about RAM and CPUs. */
const MESSAGES =
  'exhausted|limit reached|maxpipekva|swap_pager|was killed|kmem_malloc|kmem_map|UMA keg|PV entries|(real|avail) memory|Multiprocessor';

/** Messages that are kept, the last ones. */
const MOST_MESSAGES = 60;

const script = (): string => `#!/bin/sh
# What kvascope reads of a FreeBSD kernel, 4 to 15, in one paste. Reads only, as any user.
# Host and user names are in it: kvascope takes them out of the report that you send.
LC_ALL=C; export LC_ALL
PATH=$PATH:/sbin:/bin:/usr/sbin:/usr/bin; export PATH

run() {
  echo "\\$ $1"
  eval "$1" 2>/dev/null
  echo
}

run 'date'
run 'uname -a'
run 'uptime'
echo '$ sysctl -a # some names, one by one'
for name in \\
${NAMES.map((l) => `  ${l}`).join(' \\\n')}
do
  sysctl $name 2>/dev/null
done
echo
run 'vmstat -z'
run 'vmstat -m'
run 'vmstat -s'
run 'netstat -m'
run 'swapinfo'
run "top -b 1 | sed '/PID/,\\$d'"
run 'kldstat'
run "dmesg | grep -E '${MESSAGES}' | tail -${String(MOST_MESSAGES)}"
`;

/** The whole script, with a line end after each line. */
export const COLLECTOR: string = script();
