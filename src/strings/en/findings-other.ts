/** Rules about ZFS, RAM, swap, drivers, counters, and what to ask for next. */
import type { RuleWords } from './findings-words';

const words = <K extends string>(
  of: Readonly<Record<K, RuleWords>>,
): Readonly<Record<K, RuleWords>> => of;

export const OTHER_RULES = words({
  arc: {
    next: 'Compare with the ARC line of top; lower vfs.zfs.arc_max where others need the memory.',
    use: ['top -b | grep ARC', 'vfs.zfs.arc_max="…" in /boot/loader.conf'],
    test: 'Confirmed if the ARC line is about as large. Refuted if the ARC is much smaller: then it is cache of UMA.',
    limits: 'The zones also hold what is on its way to and from the disk.',
    lesson: ['catching-a-leak', 'arc'],
  },
  'arc-meta': {
    next: 'Look for what pins metadata: many open files, or millions of them walked.',
    use: ['sysctl kstat.zfs.misc.arcstats', 'sysctl vfs.numvnodes'],
    test: 'Confirmed if it shrinks when kern.maxvnodes is lowered. Refuted if it stays.',
    limits: 'What “Other” is made of differs between releases.',
    lesson: ['catching-a-leak', 'arc'],
  },
  'arc-cached': {
    next: 'Drain UMA’s caches, or let the ARC start earlier to make room.',
    use: ['sysctl vm.uma_reclaim=1', 'sysctl vfs.zfs.arc.free_target'],
    test: 'Confirmed if Wired falls after draining. Refuted if FREE of these zones falls and Wired stays.',
    limits: 'Wired has other holders that these tables do not show.',
    lesson: ['malloc-uma-and-the-columns', 'not-free'],
  },
  'arc-yields': {
    next: 'Raise vfs.zfs.arc_min if files should stay in the ARC.',
    use: ['sysctl vfs.zfs.arc_min', 'top'],
    test: 'Confirmed if the ARC grows again when Inact is used up. Refuted if it is small because little was read.',
    limits: 'One sample does not show which of the two gave way.',
    lesson: ['what-can-leave-ram', 'daemon'],
  },
  'wired-outside': {
    next: 'Look at drivers that wire pages by themselves: graphics, contigmalloc, DMA.',
    use: ['vmstat -m', 'sysctl vm.stats.vm.v_wire_count', 'kldstat'],
    test: 'Confirmed if Wired falls when the driver is unloaded. Refuted if user programs lock memory, or the ARC grows.',
    limits: 'Buffers, stacks, page tables and mlock(2) are wired and in no zone.',
    lesson: ['catching-a-leak', 'mac'],
  },
  busdma: {
    next: 'Watch the device: maps that are loaded and never unloaded are its driver’s.',
    use: ['vmstat -m | egrep "bounce|busdma"', 'dmesg', 'sysctl hw.busdma'],
    test: 'Confirmed if the rise stops when the device is unplugged. Refuted if it follows the load down.',
    limits: 'The type names the layer, not the driver.',
    lesson: ['catching-a-leak', 'mac'],
  },
  ccb: {
    next: 'Update: a missing xpt_free_ccb() was mended in April 2016.',
    use: ['vmstat -m | grep CCB', 'freebsd-version -k'],
    test: 'Confirmed if it rises by the same number with every scan of the bus. Refuted if it falls again.',
    limits: 'A busy controller has many of them without any leak.',
    lesson: ['catching-a-leak', 'growth'],
  },
  'other-panic': {
    next: 'Read the backtrace of the dump.',
    use: ['kgdb /boot/kernel/kernel /var/crash/vmcore.0', 'less /var/crash/core.txt.0'],
    test: 'Refuted if the backtrace passes through an allocation that failed.',
    limits: 'A shortage may hide behind a fault: somebody used memory that was never given.',
    lesson: null,
  },
  killed: {
    next: 'Ask who grew, not who was killed.',
    use: ['top -o res', 'vmstat -m', 'vmstat -z'],
    test: 'Confirmed if another process or the kernel keeps growing afterwards. Refuted if the killed one had all of it.',
    limits: 'The message names neither sizes nor the reason.',
    lesson: ['catching-a-leak', 'victim'],
  },
  swap: {
    next: 'Add swap, or find who fills it.',
    use: ['swapinfo', 'top -o swap'],
    test: 'Confirmed if swapinfo is full. Refuted if it has room: then metadata lacks.',
    limits: 'Swap holds pages of processes; the kernel’s heap never goes there.',
    lesson: ['what-can-leave-ram', 'wired'],
  },
  'swap-zone': {
    next: 'Raise kern.maxswzone: the tables that describe swap are full, not swap.',
    use: ['kern.maxswzone="…" in /boot/loader.conf', 'vmstat -z | egrep "SWAPMETA|swblk|swpctrie"'],
    test: 'Confirmed if the zone is at its limit while swapinfo has room.',
    limits: 'It does not say how much swap is in use.',
    lesson: ['what-can-leave-ram', 'list'],
  },
  lost: {
    next: 'Do not unload that module again, and report it.',
    use: ['kldstat -v', 'vmstat -m'],
    test: 'Confirmed if every unload prints it. Refuted if the counters are of another kernel.',
    limits: 'What was lost stays lost until reboot.',
    lesson: ['catching-a-leak', 'unnoticed'],
  },
  counter: {
    next: 'Leave the figure out of any sum; report it if it stays.',
    use: ['vmstat -z', 'vmstat -m'],
    test: 'Confirmed if it moves by ones around zero. Refuted if the digits are a slip of the paste.',
    limits:
      'One free too many, or counters of two CPUs read at two moments: the figure does not say which.',
    lesson: ['malloc-uma-and-the-columns', 'size-used-free'],
  },
  'high-water': {
    next: 'Do not read it as use: it never falls.',
    use: ['sysctl vm.kvm_size vm.kvm_free'],
    test: 'Confirmed if it stays while everything else falls.',
    limits: 'It says nothing about how much is in use now.',
    lesson: ['an-address-is-not-memory', 'high-water'],
  },
  xdomain: {
    next: 'Bind the work to one domain if frees across domains cost too much.',
    use: ['sysctl vm.ndomains', 'cpuset -g'],
    test: 'Confirmed if it rises with the load on both domains. Refuted on a machine of one domain.',
    limits: 'It is a cost of time, not of memory.',
    lesson: null,
  },
  namei: {
    next: 'Take vmstat -z twice on an idle machine: the number should fall to nearly nothing.',
    use: ['vmstat -z | grep NAMEI'],
    test: 'Confirmed if it stays on an idle machine. Refuted if it falls.',
    limits: 'A thread may hold two path buffers at once.',
    lesson: ['the-panic', 'others'],
  },
  again: {
    next: 'Take the same output twice, some hours apart, with uptime before each.',
    use: ['uptime; vmstat -m; vmstat -z'],
    test: 'Growth per hour and the room that is left give the time to the limit.',
    limits: 'One sample cannot tell a leak from a cache.',
    lesson: ['catching-a-leak', 'growth'],
  },
  nothing: {
    next: 'Take the same output again some hours later to see what grows.',
    use: ['uptime; vmstat -m; vmstat -z'],
    test: 'Refuted by any holder that only grows.',
    limits: 'It speaks of the rows in the text, and of one moment.',
    lesson: null,
  },
});
