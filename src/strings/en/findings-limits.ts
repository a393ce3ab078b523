/** Rules about limits, refusals, mbufs and pipes. */
import type { RuleWords } from './findings-words';

const words = <K extends string>(
  of: Readonly<Record<K, RuleWords>>,
): Readonly<Record<K, RuleWords>> => of;

export const LIMIT_RULES = words({
  limit: {
    next: 'Raise the tunable of this zone if the refusals hurt; a refused M_NOWAIT request is dropped, not lost memory.',
    use: ['vmstat -z'],
    test: 'Confirmed if FAIL rises between two samples while the zone is full. Refuted if FAIL stands still: then it was full once.',
    limits: 'FAIL counts since boot and does not say when.',
    lesson: ['malloc-uma-and-the-columns', 'at-the-cap'],
  },
  'limit-log': {
    next: 'See whether the load needs it or something keeps it: then raise the tunable, or find the keeper.',
    use: ['vmstat -z', 'netstat -m', 'netstat -n'],
    test: 'Confirmed if the zone is full and socket queues are, too. A leak if the queues are empty.',
    limits: 'The message is printed once in some minutes, whatever happens in between.',
    lesson: ['packets', 'cap'],
  },
  'no-limit': {
    next: 'Look at free RAM at those moments: without a limit only a shortage of pages refuses.',
    use: ['vmstat -s', 'sysctl vm.stats.vm.v_free_count vm.stats.vm.v_free_min'],
    test: 'Confirmed if FAIL rises while free pages are few. Refuted if RAM is free: then a constructor failed.',
    limits: 'FAIL counts since boot and does not say when.',
    lesson: ['malloc-uma-and-the-columns', 'which-failures'],
  },
  buckets: {
    next: 'Nothing to do.',
    use: [],
    test: 'Refuted only if other zones fail as well.',
    limits: 'It costs a little time, no memory.',
    lesson: ['malloc-uma-and-the-columns', 'which-failures'],
  },
  clusters: {
    next: 'netstat -m says the same from the other side.',
    use: ['netstat -m'],
    test: 'Refuted if netstat -m counts denied requests with clusters at their maximum.',
    limits: 'It speaks of clusters, not of mbufs without them.',
    lesson: ['packets', 'cap'],
  },
  packets: {
    next: 'Compare with the queues of the sockets: full queues are load, empty ones a leak.',
    use: ['netstat -n', 'netstat -m'],
    test: 'Confirmed if the cached number stays while traffic falls. A leak if “current” grows without traffic.',
    limits: 'One sample does not show growth.',
    lesson: ['packets', 'zones'],
  },
  peak: {
    next: 'Raise the maximum, or find who holds the mbufs.',
    use: ['kern.ipc.nmbclusters="…" in /boot/loader.conf', 'netstat -n'],
    test: 'Confirmed if denied requests rise while current is near the maximum. Refuted if they stand still.',
    limits: 'A peak says nothing about now.',
    lesson: ['packets', 'cap'],
  },
  denied: {
    next: 'Look at the driver and at free RAM: the limit is not what refuses.',
    use: ['netstat -m', 'vmstat -z', 'sysctl vm.stats.vm.v_free_count'],
    test: 'Confirmed if requests are denied again while the totals stay below the maximum.',
    limits: 'Denied requests are counted since boot.',
    lesson: ['packets', 'uncapped'],
  },
  contiguity: {
    next: 'Use clusters of one page: lower the MTU below 4 K, or tell the driver so.',
    use: ['netstat -m', 'ifconfig … mtu 4000'],
    test: 'Confirmed if failures rise while RAM is free. Refuted if the zone is at its limit.',
    limits: 'How broken up RAM is does not stand in these tables.',
    lesson: ['packets', 'jumbo'],
  },
  sleepers: {
    next: 'Raise the limit if processes hang on it.',
    use: ['vmstat -z', 'ps -axl'],
    test: 'Confirmed by threads that sleep on the name of the zone. Refuted if SLEEP stands still.',
    limits: 'SLEEP counts since boot.',
    lesson: ['malloc-uma-and-the-columns', 'at-the-cap'],
  },
  'pipe-kva': {
    next: 'Count the pipes; raise kern.ipc.maxpipekva only if their buffers need it.',
    use: ['sysctl kern.ipc.pipekva kern.ipc.maxpipekva', 'fstat | grep -c pipe'],
    test: 'Confirmed if pipes times 16 K come near the maximum. Refuted if they are few: then holes are too small.',
    limits: 'pipekva is what is in use now, the message is of earlier.',
    lesson: ['borrowed-pages', 'ladder'],
  },
  sfbufs: {
    next: 'Raise kern.ipc.nsfbufs a little; every one takes a page of kernel addresses.',
    use: ['kern.ipc.nsfbufs="…" in /boot/loader.conf', 'netstat -m'],
    test: 'Confirmed if requests for sfbufs are delayed again. Refuted if the peak is of one hour of load.',
    limits: 'Only machines without a direct map have them: i386, not amd64.',
    lesson: ['borrowed-pages', 'lend'],
  },
  vnodes: {
    next: 'Raising kern.maxvnodes helps for a while; a walk over all files fills any number.',
    use: ['sysctl vfs.numvnodes vfs.freevnodes kern.maxvnodes', 'top -S (vnlru)'],
    test: 'Confirmed if vnlru works hard at that moment. Refuted if most vnodes are free.',
    limits: 'A full cache of vnodes is as it should be; only the work to recycle them may hurt.',
    lesson: ['malloc-uma-and-the-columns', 'not-free'],
  },
  pv: {
    next: 'Raise vm.pmap.shpgperproc, or share less memory among processes.',
    use: ['vm.pmap.shpgperproc="…" in /boot/loader.conf', 'sysctl vm.pmap'],
    test: 'Confirmed if the zone PV ENTRY is near its limit. Refuted if it is far away.',
    limits: 'i386 only, and amd64 before 8.',
    lesson: null,
  },
  kstack: {
    next: 'Look for what fills the kernel’s addresses, and for threads without end.',
    use: ['sysctl vm.kvm_size vm.kvm_free', 'ps -axH | wc -l'],
    test: 'Confirmed if threads are many or vm.kvm_free is nearly nothing.',
    limits: 'The message does not tell addresses from RAM.',
    lesson: ['what-can-leave-ram', 'stacks'],
  },
});
