/** Words of the Machine room while a kernel runs in it. */

/** What a scenario is about: selected until something else is. */
export const FOCUS: Readonly<Record<string, string>> = {
  ng_nat: 'zone:128',
  ng_nat_1g: 'zone:128',
  ng_nat_capped: 'zone:libalias',
  monthly_restart: 'zone:128',
  packet_flood: 'zone:mbuf_cluster',
  packet_flood_uncapped: 'zone:mbuf_cluster',
  fragmentation: 'holder:large',
  large_records: 'holder:large',
  pressure_idle: 'queue:inactive',
  pressure_busy: 'queue:active',
  pressure_little_swap: 'queue:inactive',
  pipe_storm: 'map:pipe_map',
  pipe_storm_4x: 'map:pipe_map',
  swapped_sleeper: 'holder:stacks',
  zero_copy: 'holder:user',
};

/** What the sentence above the pictures speaks of; of kmem_map where a scenario is not named. */
export const SUBJECT: Readonly<Record<string, 'ram' | 'pipes' | 'clusters'>> = {
  pressure_idle: 'ram',
  pressure_busy: 'ram',
  pressure_little_swap: 'ram',
  swapped_sleeper: 'ram',
  zero_copy: 'ram',
  pipe_storm: 'pipes',
  pipe_storm_4x: 'pipes',
  packet_flood: 'clusters',
  packet_flood_uncapped: 'clusters',
};

export const RAM_WORDS = {
  title: 'Physical memory',
  frames: 'frames',
  each: 'a cell each',
  /** of frames that the model has free and the thread says nothing about */
  unrecorded: 'in the model; the thread does not record it',
  cells: 'Physical memory, one cell a frame. Arrow keys move, Enter selects.',
  mb: 'MB',
  arrange: 'by',
  arrangements: { owner: 'owner', address: 'address', queue: 'queue' },
  colour: 'colour',
  colours: {
    holder: 'owner',
    paging: 'what can leave',
    age: 'age',
    zone: 'zone',
    asked: 'who asked',
  },
} as const;

export const RULER_WORDS = {
  label: 'Address ruler',
  deep: 'Slab and item',
  order: 'pages by',
  orders: { addresses: 'address', owners: 'owner' },
  pages: 'one cell a page. Arrow keys move, Enter selects.',
  slabs: 'one cell a slab. Arrow keys move, Enter selects.',
  path: 'Open columns',
  whole: 'kernel map',
  full: 'full to the last page',
  hole: 'largest hole',
  some: 'some free',
  none: 'none live',
  all: 'all live',
  slabsUnit: 'slabs',
  blocksUnit: 'blocks',
} as const;

export const TRANSPORT_WORDS = {
  label: 'The run',
  play: 'Play',
  pause: 'Pause',
  back: 'Back',
  step: 'Step',
  previous: '‹ Mark',
  next: 'Mark ›',
  fork: 'Fork',
  speed: 'events/s',
  speeds: { '1': '1', '10': '10', '100': '100', '1000': '1,000', '10000': '10,000' },
  scrubber: 'Position in the run',
  goTo: 'Go to',
  start: 'start of the run',
  end: 'end of the run',
  undo: 'Undo',
  goOn: 'Go on as the scenario did',
  making: 'the history is being made',
  marks: {
    panic: 'panic',
    daemon: 'page daemon',
    asleep: 'somebody sleeps',
    woken: 'woken',
    refused: 'refused',
    wrong: 'could not be done',
  },
} as const;

/** Names of moments, in the order in which a machine usually comes to them. */
export const MOMENT_WORDS = {
  half: 'kmem_map half full',
  nearlyFull: 'kmem_map 90 % full',
  refused: 'first request refused',
  daemon: 'page daemon wakes',
  swap: 'first page on swap',
  swappedOut: 'first process swapped out',
  asleep: 'somebody sleeps',
  killed: 'a process is killed',
  panic: 'panic',
} as const;

export const LOG_WORDS = {
  title: 'Log',
  filter: 'Filter',
  markedShort: 'notable',
  marked: 'only what was refused, slept or came from a daemon',
  found: (n: string): string => `${n} lines`,
  noneFound: 'No line says that.',
  label: 'The log in words. Each line goes to its place in the run.',
  empty: 'No command yet: the machine has just booted.',
} as const;

export const BRANCH_WORDS = {
  title: 'Branches',
  history: 'the scenario',
  byHand: 'by hand',
  fork: 'fork',
  at: 'left at event',
  events: 'events',
  show: 'Show',
  compare: 'Compared with',
  comparedWith: 'compared with',
  stands: 'stands at event',
  toEnd: 'To its end',
  figure: 'figure',
  here: 'here',
  there: 'there',
  less: 'difference',
  same: 'Both branches stand at the same figures.',
  goOnHow: 'carries out what the scenario did after this branch had left it',
  head: {
    panic: 'panicked',
    kmem: 'kmem_map handed out, pages',
    hole: 'largest hole, pages',
    free: 'free frames',
    wired: 'wired frames',
    swap: 'pages on swap',
    processes: 'processes',
  },
  /** of other figures: last words of a name that are no words */
  last: { largestHole: 'largest hole, bytes', allocated: 'handed out, bytes' } as Readonly<
    Record<string, string>
  >,
  yes: 'yes',
  no: 'no',
  most: 'What else differs most',
} as const;

export const QUEUE_WORDS = {
  title: 'Where the frames are',
  /** of the scenario that ends in the thread's dump; any other is modelled whole */
  notes: { thread: 'modelled; the thread records no queue at the panic', other: 'modelled' },
  places: {
    wired: 'wired',
    active: 'active',
    inactive: 'inactive',
    cache: 'cache',
    hold: 'held',
    free: 'free',
  },
  daemon: 'Free and cache against the page daemon’s marks',
  marks: {
    severe: 'severe',
    min: 'min',
    wake: 'daemon wakes',
    goal: 'stops',
  },
  now: 'now',
  beyond: 'beyond this scale',
} as const;

export const SELECTION_WORDS = {
  title: 'Selected',
  nothing: 'Nothing is selected',
  nothingHow: 'Choose a band, a cell or a row of a table.',
  gone: 'is not there at this position of the run',
  pages: 'Pages it holds',
  inThem: 'What is in them',
  live: 'live items',
  free: 'free items',
  rest: 'headers, left over',
  held: 'held',
  ofMap: 'of kmem_map',
  items: 'items of a slab',
  slabs: 'slabs',
  frames: 'frames of RAM',
  address: 'address',
  size: 'size',
  state: 'state',
  slab: 'slab at',
  frame: 'frame',
  header: 'header at',
  inSlab: 'in the slab',
  leftOut: 'The model leaves out',
  leftOutWords: 'The bytes of an item, and who of several callers holds it.',
  provenance: 'Model: the simulated 6.2/i386 kernel. Order and time of the events are ours.',
  point: 'Under the cursor',
} as const;

export const SCENARIO_WORDS = {
  title: 'Scenario',
  onMachine: 'on',
  ram: 'RAM of the machine',
  more: 'more levers',
  cannot: 'This machine cannot be simulated',
  cannotHow: 'Below stands what its boot lays out.',
  ownMachine: 'The scenario brings its own machine.',
} as const;

export const HAND_WORDS = {
  title: 'Levers',
  verb: 'Command',
  quick: 'Often used',
  will: 'It will',
  did: 'It did',
  before: 'before',
  after: 'after',
  run: 'Carry out',
  undo: 'Undo',
  undoHow: 'Back to before it; nothing is lost, Step does it again.',
  forks: 'on a branch of its own, from here',
  dead: 'This kernel has panicked: step back first.',
  more: (n: number): string => `and ${n} more in the log`,
  groups: {
    pressure: 'Memory pressure',
    memory: 'Kernel memory',
    process: 'Processes',
    file: 'Files',
    pipe: 'Pipes',
    net: 'Network',
    time: 'Time and swap',
  },
} as const;

/** Levers that a row of buttons offers, with what the button says. */
export const QUICK_LEVERS: readonly (readonly [id: string, words: string])[] = [
  ['pressure', 'Press on memory'],
  ['malloc', 'Allocate'],
  ['free', 'Free'],
  ['uma_zone_set_max', 'Cap a zone'],
  ['fork', 'Make a process'],
  ['sleep', 'Put one to sleep'],
  ['pipe_open', 'Open a pipe'],
  ['send_page', 'Send a page'],
  ['file_read', 'Read a file'],
];

/** Words of what can be taken away. */
export const TAKE_WORDS = {
  title: 'Take it with you',
  svg: 'Picture as SVG',
  png: 'Picture as PNG',
  run: 'Run as a command file',
  link: 'Link to this view',
  copied: 'The link is copied.',
  notCopied: 'The browser does not allow copying; the link stands in the address bar.',
  noBranch: 'This branch is too long for a link: the link points to where it left the scenario.',
  noPicture: 'There is no picture to save.',
} as const;

export const LOAD_WORDS = {
  title: 'Load',
  note: 'commands without end, until you stop it',
  none: 'none',
  choose: 'Load',
  start: 'Start',
  stop: 'Stop the load',
  runs: 'The machine is under',
} as const;

/** What a search finds. */
export const FIND_WORDS = {
  zone: 'zone',
  holder: 'holder of pages',
  map: 'map',
  type: 'malloc type',
  thing: 'of the running machine',
  frame: 'Frame',
  ram: 'physical memory',
  at: 'at',
} as const;

/** Words of the palette. */
export const PALETTE_WORDS = {
  title: 'Commands',
  find: 'Find',
  placeholder: 'a command, a scenario, a zone, 0x… an address, a frame, a process',
  findPlaceholder: 'a zone, 0x… an address, a frame, a process, a term',
  list: 'What fits',
  none: 'Nothing fits.',
  found: (n: string): string => `${n} fit`,
  foundAt: (at: string, n: string): string => `${n} fit, number ${at} is chosen`,
  keys: '↑ ↓ PgDn choose, Enter does it, Esc closes',
  groups: { go: 'room', part: 'go to', run: 'run', take: 'take away', look: 'look', help: 'help' },
  scenario: 'scenario',
  machine: 'machine',
  lever: 'lever',
  table: 'table',
  arrange: 'Physical memory by',
  colour: 'Physical memory, colour:',
  pages: 'Pages of a map by',
  speed: 'events a second',
  hiding: 'for a class',
  hide: 'Hide',
  show: 'Show',
  showAll: 'Show all that is hidden',
} as const;

/** Parts of the room that can be hidden. */
export const HIDE_WORDS = {
  scenario: 'the scenario',
  machine: 'the levers of the machine',
  transport: 'the transport',
  log: 'the log',
  levers: 'the levers',
  branches: 'the branches',
  tables: 'the tables',
} as const;

export const TABLES_WORDS = {
  title: 'The same in tables',
  tabs: {
    zones: 'Zones',
    types: 'malloc types',
    maps: 'Maps',
    queues: 'Queues',
    pipes: 'Pipes',
    buffers: 'Buffers',
    processes: 'Processes',
    vnodes: 'Vnodes, files',
    sockets: 'Sockets',
    swap: 'Swap',
    z: 'vmstat -z',
    m: 'vmstat -m',
  },
  filter: 'Filter by name',
  sortBy: 'sort by',
  copy: 'Copy',
  csv: 'Save CSV',
  json: 'Save JSON',
  text: 'Save text',
  copied: 'Copied.',
  cannotCopy: 'The browser does not allow copying.',
  none: 'No row has that name.',
  more: 'Show the next',
  of: (shown: string, all: string): string => `${shown} of ${all} rows are shown.`,
} as const;

export const HEAD_WORDS = {
  /** where the sentence above speaks of something else */
  ofKmem: 'kmem_map:',
  allocated: 'pages of kmem_map handed out',
  size: 'pages of kmem_map',
  of: 'of',
  pages: 'pages handed out',
  hole: 'largest hole',
  noHole: 'none',
  free: 'frames free',
} as const;

export const CELL_LEGEND = {
  label: 'What hue and texture mean',
  states: [
    { id: 'reserved', name: 'reserved' },
    { id: 'handed-out', name: 'handed out' },
    { id: 'resident', name: 'in RAM' },
    { id: 'pageable', name: 'pageable' },
    { id: 'discardable', name: 'discardable' },
    { id: 'swap', name: 'on swap' },
  ],
  owners: {
    malloc: 'malloc',
    uma: 'UMA',
    mbufs: 'mbufs',
    files: 'files, vnodes',
    bufcache: 'buffer cache',
    pipes: 'pipes, exec',
    stacks: 'stacks',
    meta: 'tables, metadata',
    user: 'user',
    free: 'free',
  },
} as const;
