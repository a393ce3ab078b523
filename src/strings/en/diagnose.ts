/** Words of the room *Your kernel*. Backticks mark what a terminal would show. */
import { formatCount } from '../../base/format';
import { FRONT } from './front';

const plural = (n: number, one: string, many: string): string =>
  `${formatCount(n)} ${n === 1 ? one : many}`;

export const DIAGNOSE = {
  empty: {
    ...FRONT.diagnose,
    label: 'Your text',
    placeholder: 'Paste here: vmstat -z, vmstat -m, sysctl vm, a panic line, a whole e-mail',
    read: 'Read it',
    example: 'Read the thread’s e-mail',
    file: 'Open files',
    drop: 'or drop them anywhere here, packed with gzip or not, up to 64 MB each',
    run: 'What to run',
    runNote: 'Any one of these will do; together they make a ledger.',
    dump: 'After a panic, on the crash dump',
    kinds: 'What is understood',
    stays: 'What happens to the text',
    staysNote:
      'It stays in this page. The page is not allowed to open a connection, keeps nothing after you close it, and puts the text into a link only when you ask for that.',
  },
  copy: 'Copy',
  copied: 'Copied',
  copyCommand: (command: string): string => `Copy the command ${command}`,
  commandCopied: 'The command is copied.',
  notCopied: 'The browser does not let this page copy. Mark the text and copy it by hand.',
  dropHere: 'Drop the file to read it',
  file: {
    underWay: 'Reading under way',
    reading: (name: string): string => `Reading ${name}.`,
    lines: (n: string): string => `${n} lines`,
    doing: { unpacking: 'unpacking', reading: 'so far', explaining: 'adding it up' },
    cancel: 'Stop reading',
    cancelled: 'Stopped. Nothing was changed.',
    unreadable: (name: string): string =>
      `${name} could not be read. If it is a folder or has moved, open the file itself.`,
  },
  gallery: {
    title: 'Examples',
    note: 'real texts, read here as yours would be',
    source: (source: string): string => `Source: ${source}.`,
    gone: (title: string): string =>
      `${title} cannot be fetched. Its file is missing beside the page; paste a text instead.`,
  },
  tray: {
    files: 'Files',
    length: (n: number): string => plural(n, 'character', 'characters'),
    samples: (n: number): string => plural(n, 'sample', 'samples'),
    samplesTitle: 'Samples',
    choose: (n: number): string => `${formatCount(n)} in this text, by their time`,
    pieces: 'the text is too long to be read at once: choose one',
    pick: 'Choose what is to be read',
    all: 'All together',
    allNote: 'the last tables, and what grew from sample to sample',
    noTime: (n: number): string => `Sample ${formatCount(n)}`,
    lines: (from: number, to: number): string => `lines ${formatCount(from)} to ${formatCount(to)}`,
    zones: (n: number): string => plural(n, 'zone', 'zones'),
    types: (n: number): string => plural(n, 'malloc type', 'malloc types'),
    more: (n: string, left: string): string => `Show ${n} of ${left} more`,
  },
  actions: {
    label: 'This reading',
    load: 'Load this kernel into the Machine',
    like: 'Open a machine like it',
    link: 'Copy link',
    linkWithText: 'Copy link with the text in it',
    another: 'Read another text',
  },
  link: {
    field: 'Link',
    copied: 'The link is copied.',
    notCopied: 'The browser does not let this page copy. The link stands in the field.',
    example: (n: number): string =>
      `${plural(n, 'character', 'characters')}: the room, what is open, and that it is the example.`,
    bare: (n: number): string =>
      `${plural(n, 'character', 'characters')}: the room and what is open. Your text is not in it: whoever opens it is asked for a text.`,
    withText: (n: number, text: number): string =>
      `${plural(n, 'character', 'characters')}: the room, what is open, and all ${plural(text, 'character', 'characters')} of your text, packed. No server is sent what stands behind the #.`,
    tooLong: (n: number): string =>
      `Packed, the text still has ${plural(n, 'character', 'characters')}, more than a link can carry. Send the file instead; it can be dropped here.`,
  },
  said: {
    read: (headline: string): string => `Read. ${headline}`,
  },
  gutter: {
    title: 'Your paste',
    lines: 'lines',
    ofThem: 'of them read',
    key: {
      understood: 'understood',
      joined: 'repaired: lines joined',
      prose: 'prose, left alone',
      diagnostic: 'see the remark',
    },
    label: 'Lines of your text. Arrow keys move, Enter opens what stands at the right.',
    line: (n: number): string => `line ${formatCount(n)}`,
    fates: {
      understood: 'understood',
      joined: 'understood, joined with the line beside it',
      prose: 'prose',
      diagnostic: 'not understood, see the remark',
    },
    fold: (n: number): string => `${formatCount(n)} lines of prose`,
    unfold: (n: number): string => `Show ${formatCount(n)} lines of prose`,
    refold: (n: number): string => `Fold ${formatCount(n)} lines of prose`,
    earlier: (n: number): string => `Show ${plural(n, 'earlier line', 'earlier lines')}`,
    later: (n: number, left: number): string =>
      n === left
        ? `Show ${plural(n, 'more line', 'more lines')}`
        : `Show ${formatCount(n)} more of ${formatCount(left)} lines`,
    remarks: 'Remarks',
    column: (n: number): string => `column ${formatCount(n)}`,
    found: 'Found:',
    expected: 'Expected:',
    run: 'Run:',
    done: {
      repaired: 'mended',
      skipped: 'left out',
      guessed: 'guessed',
      kept: 'kept as it stands',
    },
    moreRemarks: (n: number): string =>
      `${plural(n, 'more remark is', 'more remarks are')} not listed; their lines are marked.`,
    joined: (n: number): string =>
      `${n === 1 ? 'row' : 'rows'} joined again from lines that were broken on the way.`,
    jump: (n: number): string => `Go to line ${formatCount(n)} of your text`,
  },
  verdicts: {
    title: {
      truncated: 'Broken off.',
      foreign: 'Another system’s output.',
      'other flag': 'The output of another command.',
      nothing: 'Nothing here is read.',
      empty: 'Empty.',
      'too large': 'Too large.',
      binary: 'Not text.',
    },
    run: {
      truncated: 'For the whole text, run',
      foreign: 'On FreeBSD, run',
      'other flag': 'For the tables that are read here, run',
      nothing: 'For a text that can be read, run on FreeBSD',
      empty: 'For a text that can be read, run on FreeBSD',
      'too large': 'To split it, run',
      binary: 'To have its text, run on its own machine',
    },
    see: 'Line',
  },
  repairs: {
    title: 'Mended on the way',
    note: 'any of it can be undone',
    kinds: {
      quotes: 'quote marks',
      marks: 'comment signs and prompts',
      tags: 'tags of a page',
      entities: 'entities',
      blanks: 'blanks that do not break',
      'quoted-printable': 'quoted-printable',
      fences: 'code fences',
      join: 'rows broken over lines',
      'one line': 'line ends that were lost',
      counter: 'counters below zero',
      encoding: 'encoding',
    },
    column: (n: number): string => `col. ${formatCount(n)}`,
    count: (n: number, undone: number): string =>
      plural(n, 'place', 'places') + (undone === 0 ? '' : `, ${formatCount(undone)} undone`),
    found: 'Found',
    undone: (what: string): string => `Undone, read as it stands. Before: ${what}`,
    undo: 'Undo',
    redo: 'Redo',
    undoAll: 'Undo all',
    redoAll: 'Redo all',
    toggle: (isUndone: boolean, line: number, kind: string): string =>
      `${isUndone ? 'Redo' : 'Undo'}: ${kind}, line ${formatCount(line)}`,
    toggleAll: (isUndone: boolean, kind: string): string =>
      `${isUndone ? 'Redo all' : 'Undo all'}: ${kind}`,
    more: (n: number, left: number): string =>
      n === left
        ? `Show ${formatCount(n)} more`
        : `Show ${formatCount(n)} of ${formatCount(left)} more`,
    saidUndone: 'Undone. The text is read again.',
    saidRedone: 'Done again. The text is read again.',
  },
  ledger: {
    title: 'The ledger',
    unit: 'K = 1,024 B',
    mapEnd: 'the map',
    held: 'Held in kmem_map',
    naive: 'vmstat -m plus vmstat -z',
    naiveNote: 'a mistake: counts zones 16 to 4096 twice',
    open: 'Still open',
    caution: 'What limits it',
  },
  balance: {
    title: (space: string): string => `Who holds ${space}`,
    lines: {
      live: 'items in use',
      cached: 'counted as taken, ready for the next request',
      waste: 'between items, and at the ends of slabs',
      headers: 'what UMA writes about its slabs',
      large: 'in vmstat -m only',
      boot: 'taken back: older than the map',
      unattributed: 'the kernel counts it, no table shows it',
      free: 'may still be asked for',
    },
    outside: 'Held elsewhere, not in this sum',
    zones: (names: readonly string[]): string => {
      const first = names.slice(0, 4).join(', ');
      return names.length > 4 ? `${first} and ${formatCount(names.length - 4)} more.` : `${first}.`;
    },
  },
  told: {
    title: 'Set it right, if you know better',
    asRead: 'as read',
    release: 'Release',
    arch: 'Architecture',
    cpus: 'CPUs',
    reset: 'As read again',
  },
  check: {
    title: 'Self-check',
    note: 'the model against this text',
    none: 'Nothing in this text can be predicted by the model.',
    differs: 'differs:',
  },
  findings: {
    title: 'Findings',
    note: 'bar: share of kmem_map',
    next: 'Next:',
    evidence: (n: number): string => (n === 1 ? 'Line' : 'Lines'),
    severities: { cause: 'cause', contributing: 'adds to it', note: 'note', benign: 'harmless' },
    harmless: 'Looks odd, is harmless',
    doubt: 'How to make sure',
    test: 'Test:',
    limits: 'It cannot tell:',
    lesson: (number: number, title: string, step: number): string =>
      `Lesson ${formatCount(number)}, ${title}, step ${formatCount(step)}`,
    none: 'No conclusion can be drawn from these rows alone.',
  },
  answer: {
    title: 'What can be said',
    recognised: 'Recognised',
    rows: (n: number): string => plural(n, 'row', 'rows'),
    why: 'Why there is no ledger',
    about: 'About this text',
    run: 'What to run on FreeBSD',
    moreTables: (n: number): string =>
      `and ${plural(n, 'more table', 'more tables')}, listed at the foot of the page`,
    runAll: 'Everything that is read here, in one go',
  },
  map: {
    title: 'This kernel’s address space',
    note: 'laid out by the model',
    inWords: 'The first column in words',
    name: 'Region',
    from: 'From',
    size: 'Size',
    machine: 'As a machine',
    grades: { exact: 'exact', inferred: 'inferred', none: 'not possible' },
    unknown: 'not in the text',
    confidence: { sure: 'sure', likely: 'likely', weak: 'weak' },
    checks: 'The machine against the text',
    checkName: 'Figure',
    model: 'Model',
    text: 'Your text',
    limits: 'LIMIT of the zones',
    limitsOf: 'of',
    agrees: 'agrees',
    differs: 'differs',
    wrongLimits: 'Not reproduced:',
    missing: 'It would be surer with',
  },
  zones: {
    title: 'Zones',
    note: 'the model’s slabs beside each row',
    filter: 'Filter zones by name',
    placeholder: 'name',
    shown: (shown: number, all: number): string =>
      `${formatCount(shown)} of ${plural(all, 'zone', 'zones')}`,
    none: 'No zone has that name.',
    scroll: 'Table of zones',
    columns: {
      name: 'zone',
      size: 'item, B',
      limit: 'limit',
      used: 'used',
      free: 'free',
      fail: 'failures',
      slabs: 'slabs',
      ipers: 'items a slab',
      pages: 'pages',
      freeBytes: 'free, K',
    },
    noLimit: 'none',
    notWhole: 'not whole',
    outside: 'outside the map',
    secondary: (of: string): string => `in ${of}`,
    sum: (space: string): string => `In ${space}`,
    sumShown: (space: string): string => `Of these, in ${space}`,
  },
  pages: {
    title: 'The map in pages',
    note: 'of 4,096 B',
    holder: 'Holder',
    pages: 'Pages',
    free: 'free',
    sum: 'kmem_map',
  },
  tables: {
    title: 'Everything that was read',
    note: 'as it stands in your text',
    line: 'line',
    lines: (from: number, to: number): string =>
      from === to
        ? `line ${formatCount(from)}`
        : `lines ${formatCount(from)} to ${formatCount(to)}`,
    dump: 'from a crash dump',
    more: (n: number): string => `Show ${plural(n, 'more row', 'more rows')}`,
    moreTables: (n: number, left: number): string =>
      `Show ${formatCount(n)} of ${plural(left, 'more table', 'more tables')}`,
  },
} as const;
