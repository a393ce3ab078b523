/** Words of the opening. Backticks mark what a terminal would show. */
export const OPENING = {
  console: 'Console of a router, FreeBSD 6.2, i386, 256 MB of RAM',
  panic: 'panic: kmem_malloc(16384): kmem_map too small: 83415040 total allocated',
  question: ['80 MB were full.', '`vmstat -m` shows 50.', 'Where is the rest?'],
  lead: 'The kernel died for want of 16 KB of address space. Its owner posted the crash dump’s tables in January 2008. Read with the source, they account for every byte of the map',
  newcomer: 'Are these words new to you?',
  start: 'Start with lesson 1',
  answer: {
    title: 'See the answer',
    text: 'The mail itself, read line by line, and the ledger that finds the missing 30 MB.',
  },
  machine: {
    title: 'Take it apart',
    text: 'Another release, more RAM, a loader tunable: the kernel map laid out anew.',
  },
  paste: {
    title: 'Paste your own',
    text: '`vmstat -z`, `-m`, `sysctl vm`, a panic line, or a whole e-mail. It stays here.',
  },
  bracketShown: '`vmstat -m` shows',
  bracketShownEnd: ', as long as this bracket',
  bracketRest: 'it does not show',
  bracketRestEnd: ', but the map is full',
  tables: 'The same picture in words',
  name: 'Name',
  pages: 'Pages',
  size: 'Size',
  holds: 'Holds',
  from: 'From',
  inferred: 'inferred',
  notRecorded: 'not recorded',
} as const;

/** Words of the legend. */
export const LEGEND = {
  title: 'An address is not a page of memory.',
  label: 'Legend',
  items: [
    { id: 'reserved', name: 'reserved', what: 'a map exists' },
    { id: 'handed-out', name: 'handed out', what: 'an entry, a slab, a buffer' },
    { id: 'resident', name: 'in RAM', what: 'a page frame is behind it' },
    { id: 'swapped', name: 'on swap', what: 'its contents are on disk' },
    { id: 'pageable', name: 'pageable', what: 'its pages may leave RAM' },
    { id: 'inferred', name: 'inferred', what: 'reasoned, not in the data' },
  ],
} as const;
