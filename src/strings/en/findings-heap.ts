/** Rules about the heap as a whole and about who holds it. */
import type { RuleWords } from './findings-words';

const words = <K extends string>(
  of: Readonly<Record<K, RuleWords>>,
): Readonly<Record<K, RuleWords>> => of;

export const HEAP_RULES = words({
  exhausted: {
    next: 'Raise vm.kmem_size, or find the holder that grows.',
    use: ['vm.kmem_size="…" in /boot/loader.conf', 'sysctl vm.kmem_size'],
    test: 'Confirmed if vm.kmem_size of the same boot equals “total allocated”. Refuted if it is larger: then holes were too small.',
    limits: 'It says that the map was full, not who filled it.',
    lesson: ['the-panic', 'line'],
  },
  'memory-panic': {
    next: 'Add the tables of the dump, which show who held the memory.',
    use: ['vmstat -z -M /var/crash/vmcore.0', 'vmstat -m -M /var/crash/vmcore.0'],
    test: 'Confirmed if the backtrace of the dump passes through the function that prints this message.',
    limits: 'The message names what could not be had, not who took it.',
    lesson: ['the-panic', 'victim'],
  },
  rises: {
    next: 'Take the same output some hours later: a holder that only grows is the suspect.',
    use: ['vmstat -m', 'vmstat -z', 'uptime'],
    test: 'Confirmed if it rises through ten samples under even load. Refuted if it falls when the load does.',
    limits:
      'Samples of one text are taken in its order. Without their times no rate can be given, and two samples show a difference, not a trend.',
    lesson: ['catching-a-leak', 'growth'],
  },
  grower: {
    next: 'Take vmstat -m again after some hours: a type that only grows is the suspect. Give it a zone with a limit, or restart its owner.',
    use: ['vmstat -m'],
    test: 'Confirmed if the type grows from sample to sample. Refuted if it stays as it is: then it is large, and no leak.',
    limits: 'A share of the map is not growth. Blocks over a page are left out.',
    lesson: ['catching-a-leak', 'name'],
  },
  owner: {
    next: 'Follow this type from sample to sample: the zone has no name of its own.',
    use: ['vmstat -m', 'vmstat -z'],
    test: 'Confirmed if type and zone grow by the same number of items. Refuted if one grows without the other.',
    limits: 'A type that uses several sizes does not say how many blocks it has of each.',
    lesson: ['catching-a-leak', 'name'],
  },
  large: {
    next: 'Add the whole vmstat -m: the type with that size in its list is the owner.',
    use: ['vmstat -m'],
    test: 'Confirmed by a type with that size and about as many blocks. Refuted if many types share the zone.',
    limits: 'A zone of malloc(9) serves every type of that size.',
    lesson: ['catching-a-leak', 'unnoticed'],
  },
  nofree: {
    next: 'Lower kern.maxvnodes before the next boot if the address space is short.',
    use: ['kern.maxvnodes in /etc/sysctl.conf'],
    test: 'Confirmed if FREE stays when memory is short. Refuted if the zone shrinks.',
    limits: 'What pins the pages is a flag of the zone in this release; later ones gave it up.',
    lesson: ['malloc-uma-and-the-columns', 'not-free'],
  },
  overlap: {
    next: 'Add up vmstat -z alone; use vmstat -m to learn whose the blocks are.',
    use: ['vmstat -z', 'vmstat -m'],
    test: 'The types of a size come to no more than its zone has in use.',
    limits: 'Blocks above the largest zone stand in vmstat -m only.',
    lesson: ['malloc-uma-and-the-columns', 'once'],
  },
  cached: {
    next: 'Nothing to mend. Where address space is short, free items can be drained.',
    use: ['sysctl vm.uma_reclaim=1 (13 and later)', 'vmstat -z'],
    test: 'Confirmed if FREE falls when memory is short. Refuted if USED grows into it and never comes back.',
    limits: 'Free items hold RAM, and address space where the heap has a size.',
    lesson: ['malloc-uma-and-the-columns', 'not-free'],
  },
  open: {
    next: 'Add the whole vmstat -m. awk adds the wrong column for types whose names hold a blank.',
    use: ['vmstat -m', 'kldstat'],
    test: 'Confirmed if the whole vmstat -m, read from its right end, leaves it too. Refuted if a type accounts for it.',
    limits: 'It is a remainder: every error of the other figures is in it.',
    lesson: ['the-panic', 'open'],
  },
  full: {
    next: 'Find the holder that grows, or raise vm.kmem_size before the next boot.',
    use: ['sysctl vm.kmem_size vm.kmem_map_size vm.kmem_map_free', 'vmstat -z'],
    test: 'Confirmed if it stays this full at the quiet hours. Refuted if drained caches make room.',
    limits: 'Full of cached items is not the same as full of live ones.',
    lesson: ['who-decides-how-big', 'price'],
  },
  'soft-limit': {
    next: 'Look at what the kernel drains: above the limit it empties its caches, at most once a second.',
    use: ['sysctl vm.uma_kmem_limit vm.uma_kmem_total', 'vm.kmem_size="…" in /boot/loader.conf'],
    test: 'Confirmed if FREE of all zones falls again and again while the total stays. Refuted if the total goes back.',
    limits: 'The limit stops nobody: requests go on being served while there is RAM.',
    lesson: ['then-and-now', 'soft-limit'],
  },
  victim: {
    next: 'A backtrace of the dump names the victim. The grower is in the tables.',
    use: ['kgdb /boot/kernel/kernel /var/crash/vmcore.0'],
    test: 'Confirmed if the backtrace ends in a caller that the tables show to be small.',
    limits: 'The panic line does not name the caller.',
    lesson: ['the-panic', 'victim'],
  },
  starved: {
    next: 'Lower what is not needed, or give the kernel more addresses: options KVA_PAGES.',
    use: ['sysctl vm.kmem_size vfs.maxbufspace kern.ipc.maxpipekva', 'options KVA_PAGES=512'],
    test: 'Confirmed if a larger map makes boot, pipes or buffers fail. Refuted if vm.kvm_free stays large.',
    limits: 'Stacks, page tables and devices need addresses too and are not in the sum.',
    lesson: ['who-decides-how-big', 'price'],
  },
});
