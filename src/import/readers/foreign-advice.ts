/**
 * What to do with the output of another system, by system: which of its tables answers the question
 * that FreeBSD's zones and types answer, and how to get FreeBSD's.
 * Pinned: DragonFly usr.bin/vmstat/vmstat.c, NetBSD and OpenBSD usr.bin/vmstat/vmstat.c dopool(),
 * xnu osfmk/kern/zalloc.c, Linux mm/slab_common.c, procps-ng slabtop, illumos mdb ::kmastat.
 */

/** Advice for one system. */
interface Advice {
  /** how its figures are to be understood there */
  readonly there: string;
  /** the command of that system that shows its kernel memory best */
  readonly run: string;
}

const ADVICE: Readonly<Record<string, Advice>> = {
  DragonFly: {
    there:
      'DragonFly has zones and types of its own: HighUse is a true peak there, and Limit is set for each type.',
    run: 'vmstat -m; vmstat -z',
  },
  NetBSD: {
    there:
      'NetBSD allocates from pools: Size times the items not yet released is in use, and Npage is what a pool holds.',
    run: 'vmstat -mW; vmstat -C',
  },
  OpenBSD: {
    there:
      'OpenBSD allocates from pools: Size times InUse is in use, Npage is what a pool holds, and Fail counts refusals.',
    run: 'vmstat -m; systat -b pool',
  },
  'OpenBSD or NetBSD': {
    there:
      'Both allocate from pools: Npage is what a pool holds, and the line of totals at the end sums them.',
    run: 'vmstat -m',
  },
  macOS: {
    there:
      'macOS has zones of its own: the zone with the largest cur size is the one to look at, and its panic names it.',
    run: 'sudo zprint -t',
  },
  Linux: {
    there:
      'Linux has slab caches: num_objs times objsize is what a cache holds, and SUnreclaim in /proc/meminfo sums what cannot be freed.',
    run: 'sudo slabtop -o -s c; grep -i slab /proc/meminfo',
  },
  illumos: {
    there: 'illumos has kmem caches: buf total times buf size is what a cache holds.',
    run: "echo '::kmastat' | sudo mdb -k",
  },
};

const ANY: Advice = { there: '', run: 'vmstat -z; vmstat -m; sysctl vm' };

/** Advice for a system by the name that its rows carry. */
export const adviceFor = (system: string): Advice => ADVICE[system] ?? ANY;
