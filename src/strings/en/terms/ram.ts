/** Terms of page frames, the page daemon and swap. */
import type { Term } from './term';

export const RAM: readonly Term[] = [
  {
    name: 'page frame',
    also: ['vm_page', 'frame'],
    plain: 'A piece of RAM of 4,096 bytes.',
    exact:
      'Described by a struct vm_page in vm_page_array; the machine of the thread has 61,096 of them.',
    source: ['sys/vm/vm_page.c', 'vm_page_startup'],
  },
  {
    name: 'wired',
    also: ['wire count'],
    sel: 'queue:wired',
    plain: 'Memory that must stay in RAM.',
    exact: 'wire_count above 0: the page is on no queue, and the page daemon never meets it.',
    source: ['sys/vm/vm_page.c', 'vm_page_wire'],
  },
  {
    name: 'pageable',
    also: [],
    sel: 'queue:active',
    plain: 'Memory that may be written to swap and be brought back when it is touched.',
    exact: 'A managed page on the active or inactive queue whose object has a pager.',
    source: ['sys/vm/vm_pageout.c', 'vm_pageout_scan'],
  },
  {
    name: 'active queue',
    also: ['active'],
    sel: 'queue:active',
    plain: 'Pages that were used not long ago.',
    exact:
      'PQ_ACTIVE; act_count rises with references and falls with scans, at 0 the page goes to the inactive queue.',
    source: ['sys/vm/vm_pageout.c', 'vm_pageout_scan'],
  },
  {
    name: 'inactive queue',
    also: ['inactive'],
    sel: 'queue:inactive',
    plain: 'Pages that nobody has used for a while: the first to be taken when RAM is short.',
    exact:
      'PQ_INACTIVE; clean pages are cached, dirty ones laundered, referenced ones get a second chance.',
    source: ['sys/vm/vm_page.c', 'vm_page_deactivate'],
  },
  {
    name: 'cache queue',
    also: ['cache'],
    sel: 'queue:cache',
    plain: 'Clean pages that still hold their data and can be taken at once.',
    exact:
      'PQ_CACHE of 6.2: unmapped, clean and unwired; freed by the next allocation that may take them.',
    source: ['sys/vm/vm_page.c', 'vm_page_cache'],
  },
  {
    name: 'free queue',
    also: ['free'],
    sel: 'queue:free',
    plain: 'Page frames that hold nothing.',
    exact:
      'PQ_FREE; v_free_count counts it, and v_free_reserved pages are for interrupts and the page daemon.',
    source: ['sys/vm/vm_page.c', 'vm_page_alloc'],
  },
  {
    name: 'page daemon',
    also: ['pagedaemon', 'vm_pageout'],
    sel: 'queue:inactive',
    plain: 'A thread of the kernel that frees pages before there are none.',
    exact:
      'Woken where free and cached pages fall below v_free_reserved and v_cache_min together; works until they reach v_free_target and v_cache_min.',
    source: ['sys/vm/vm_pageout.c', 'vm_pageout'],
  },
  {
    name: 'laundering',
    also: ['launder'],
    plain:
      'Writing a changed page to its file or to swap, so that its frame can be given to somebody else.',
    exact: 'vm_pageout_clean() clusters dirty neighbours; vm.max_launder bounds a first pass.',
    source: ['sys/vm/vm_pageout.c', 'vm_pageout_clean'],
  },
  {
    name: 'act_count',
    also: [],
    plain: 'How recently a page was used, as a small number.',
    exact:
      '0 to ACT_MAX 64, up by ACT_ADVANCE 3 for a reference, down by ACT_DECLINE 1 for a scan without one.',
    source: ['sys/vm/vm_pageout.c', 'vm_pageout_scan'],
  },
  {
    name: 'swap',
    also: ['swap space'],
    plain: 'Disk space for pages that no file backs.',
    exact:
      'Devices given by swapon(2), cut into page-sized blocks that a radix bitmap, the blist, hands out.',
    source: ['sys/vm/swap_pager.c', 'swap_pager_getswapspace'],
  },
  {
    name: 'SWAPMETA',
    also: ['swblock'],
    sel: 'zone:SWAPMETA',
    plain: 'The notes that the kernel keeps about what lies where on swap. They stay in RAM.',
    exact: 'A zone of struct swblock, each for up to SWAP_META_PAGES pages of one object.',
    source: ['sys/vm/swap_pager.c', 'swp_pager_meta_build'],
  },
  {
    name: 'out of swap',
    also: ['OOM'],
    plain: 'Where neither RAM nor swap can be found, a large process is killed.',
    exact:
      'vm_pageout_scan() kills the process with the most pages in RAM and on swap where swap is full and a pass still falls short; system processes, pid 1 and protected ones are passed over.',
    source: ['sys/vm/vm_pageout.c', 'vm_pageout_scan'],
  },
  {
    name: 'vm_lowmem',
    also: [],
    plain: 'An appeal to all who keep memory that they could do without.',
    exact:
      'An event that vm_pageout_scan() raises at the start of each pass; uma_reclaim() comes next.',
    source: ['sys/vm/vm_pageout.c', 'vm_pageout_scan'],
  },
  {
    name: 'v_free_target',
    also: [],
    plain: 'What the page daemon works towards.',
    exact:
      'Four times v_free_min, plus v_free_reserved; twice on machines with at most 6,144 free pages.',
    source: ['sys/vm/vm_pageout.c', 'vm_pageout'],
  },
  {
    name: 'pv entry',
    also: ['pv_entry'],
    sel: 'zone:PV ENTRY',
    plain: 'A note where a page is mapped, so that it can be taken back from there.',
    exact:
      'struct pv_entry, one for each managed mapping; the zone is capped and lies outside kmem_map.',
    source: ['sys/i386/i386/pmap.c', 'pmap_insert_entry'],
  },
  {
    name: 'copy-on-write',
    also: ['COW'],
    plain: 'Sharing until somebody writes; then the writer gets a copy.',
    exact:
      'A fault on a read-only mapping finds the page shared and copies it into the writer’s object.',
    source: ['sys/vm/vm_fault.c', 'vm_fault'],
  },
  {
    name: 'page',
    also: ['PAGE_SIZE'],
    plain: '4,096 bytes: the unit in which addresses are backed by RAM.',
    exact: 'PAGE_SIZE, 1 << PAGE_SHIFT, on i386 and amd64.',
    source: ['sys/i386/include/param.h', 'PAGE_SIZE'],
  },
  {
    name: 'discardable',
    also: ['clean'],
    sel: 'queue:cache',
    plain: 'Memory that may be taken at once, since its content is elsewhere already.',
    exact: 'A managed page without changes: on the cache queue, or clean on the inactive queue.',
    source: ['sys/vm/vm_page.c', 'vm_page_cache'],
  },
  {
    name: 'resident',
    also: ['RSS'],
    plain: 'In RAM now.',
    exact: 'Has a page frame; for a process vmspace_resident_count(), the mappings of its pmap.',
    source: ['sys/vm/vm_map.h', 'vmspace_resident_count'],
  },
];
