/** Words of *Load into the Machine*, and of a run that was loaded from a paste. */

/** Name of the moment of the paste in its run. */
export const PASTE_MOMENT = 'the paste';

export const LOAD = {
  title: 'Load into the Machine',
  note: 'rows of your text, in a kernel that runs',
  can: 'These rows can be loaded: a table of vmstat -z of FreeBSD 6.2 on i386 with one CPU, and its kmem_map.',
  canHow:
    'The model boots that machine and fills it row by row. Then it can be run on to its end, tried otherwise, and opened in the Machine.',
  load: 'Load the rows',
  refused: 'These rows cannot be loaded.',
  instead: 'What can be done',
  toMachine: 'The Machine',
  insteadMachine:
    'shows what the boot of 6.2, 7.0 and 7.3 lays out, without the rows of your text.',
  insteadSeed:
    "The thread's own mail can be loaded: open it as the example, and try there what growth, more RAM or a LIMIT come to.",
  insteadCompare:
    'When a limit is reached can be told without loading: compare with a later sample above.',
  working: { load: 'Loading the rows', run: 'Running it on', open: 'Loading it for the Machine' },
  cancel: 'Stop',
  cancelled: 'Stopped. Nothing was changed.',
  loaded: 'The rows are loaded.',
} as const;

export const PRINTED = {
  says: 'Prints back as vmstat -z equal to the paste:',
  of: 'of',
  rows: 'rows',
  show: 'vmstat -z of the loaded machine',
  copy: 'Copy it',
  copied: 'The table is copied.',
  notCopied: 'The browser did not let us copy. Select the text and copy it by hand.',
  taken: 'What is taken over, and what is not',
  over: 'Taken over, row by row',
  overList: [
    'Name, SIZE and place of each zone in the table.',
    'USED and FREE: as many slabs, and as many items of them in use.',
    'LIMIT, REQUESTS and FAILURES.',
    'Buckets, headers of blocks above a page, and the pages of kmem_map that were taken.',
  ],
  not: 'Not in a paste, so ours',
  notList: [
    'Which item lies in which slab, and whose cache a bucket is in: by chance, always the same.',
    'How large each block above a page is: all alike, as large as the map leaves room.',
    'Types of vmstat -m: who asked for the blocks. They are of one type named paste.',
    'Processes, files, pipes and user memory: those of a machine after its boot.',
  ],
} as const;

export const TRY = {
  title: 'Run it on',
  grows: 'What grows',
  measured: 'Measured, from the comparison above',
  useMeasured: 'Carry on what was measured',
  measuredFirst: 'Of a zone that was measured the measured rate is used.',
  noneMeasured:
    'Nothing was measured: compare with a later sample, or say what grows. A figure of your own is not a measurement.',
  zone: 'Zone',
  perHour: 'Items an hour',
  another: 'One more zone',
  remove: (zone: string): string => `Take ${zone} away`,
  anHour: 'items an hour',
  whatIf: 'What if',
  asPasted: 'as pasted',
  kmemSize: 'vm.kmem_size',
  kmemHint: 'like 96M',
  ram: 'RAM',
  ramHint: 'like 512M; vm.kmem_size follows it',
  limitZone: 'LIMIT of zone',
  limitItems: 'LIMIT in items',
  limitHint: 'as pasted',
  back: 'Hours of the past',
  backNote: 'How far the growth is taken back. 0 begins at the paste.',
  release: 'A newer release',
  releaseSays:
    'The simulator runs 6.2 alone, and a newer release has other zones: the rows cannot be loaded there. Its boot can be reckoned. On the same RAM, without settings of the loader, vm.kmem_size would be:',
  tryIt: (size: string): string => `Try ${size} here`,
  bootless: 'cannot boot there',
  run: 'Run forward',
  open: 'Open in the Machine',
  openNote: 'Ruler, RAM, log and levers then work on these rows.',
} as const;

export const OUTCOME = {
  title: 'How it goes on',
  none: 'Nothing was run yet. Say what grows, and run it forward: the model goes on to the panic, or to the LIMIT at which a request sleeps.',
  inferred: 'inferred',
  ends: {
    panic: 'If growth goes on like this, the kernel panics',
    limit: 'If growth goes on like this, a request sleeps',
    time: 'If growth goes on like this, nothing ends within',
  },
  after: 'hours after the paste',
  within: 'hours',
  between: (isOpen: boolean): string => (isOpen ? 'not before' : 'between'),
  and: 'and',
  ofPast: 'The past, plausible',
  paste: 'the paste',
  kinds: { past: 'plausible', paste: 'loaded', model: 'inferred' },
  chart: (words: string): string => `${words} The table below says the same in figures.`,
  chartWords: 'Taken pages of kmem_map and items in use, over the hours.',
  legend: {
    taken: 'kmem_map handed out',
    live: 'items in use of what grows',
    past: 'plausible past',
  },
  map: 'kmem_map',
  hours: 'h',
  endWords: { panic: 'panic', limit: 'asleep', time: '' },
  caption: 'What was seen on the way',
  columns: { hour: 'Hours', kind: 'Known', taken: 'kmem_map taken' },
  used: (zone: string): string => `${zone} USED`,
  free: (zone: string): string => `${zone} FREE`,
  tried: 'Tried so far',
  triedColumns: ['What if', 'What grows', 'Ends in', 'Hours'],
  triedEnds: { panic: 'panic', limit: 'a sleep at a LIMIT', time: 'no end' },
  grants: 'What is taken for granted',
} as const;

/** The Machine room, where its run is a paste. */
export const PASTED_ROOM = {
  option: 'Your paste',
  what: 'The rows of your text, loaded into a machine of the model. From there on only what you carried on grows, and what you do by hand.',
  grows: 'Carried on:',
  tried: 'Set up:',
  back: 'Back to your reading',
  logPaste: 'Loaded from your paste: event 0 is the paste, row by row.',
  noCommand: 'No command yet: nothing was said to grow. Give one by hand, below.',
  logPast:
    'Loaded from your paste: event 0 lies before it, in a past that is plausible and not measured. The paste is the place of that name.',
  absentTitle: 'This link opens a machine that was loaded from a paste',
  absent:
    'The paste is not in the link, and nothing of it was kept. Paste it again in Your kernel, and load it there.',
  toReading: 'Go to Your kernel',
  toRouter: "Run the thread's router instead",
  again: 'Loading your paste into the machine',
  againNote: 'What you tried and what grew is not in a link: set it again in your reading.',
  cannot: 'This paste cannot be loaded into the Machine',
} as const;
