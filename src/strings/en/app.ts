/** Words of the shell: header, drawer, keys. */
export const APP = {
  brand: 'kvascope',
  rooms: 'Rooms',
  skip: 'Skip to the content',
  loading: 'Opening the room',
  theme: 'Theme',
  keys: 'keys',
  keysTitle: 'Keys',
  find: 'find',
  keyGroups: {
    go: 'Rooms',
    part: 'Parts of the Machine',
    run: 'The run',
    take: 'Take away',
    look: 'Look',
    help: 'Find and help',
    pictures: 'In pictures, tables and the log',
  },
  close: 'Close',
  escape: 'Esc',
  nav: {
    opening: 'Opening',
    machine: 'Machine',
    lessons: 'Lessons',
    diagnose: 'Your kernel',
    glossary: 'Glossary',
  },
  themes: { auto: 'System', light: 'Light', dark: 'Dark', stage: 'Stage' },
  rulerKeys: [
    ['↑ ↓', 'Move along a column of the ruler, rows of cells or of a table'],
    ['← →', 'Go to the column beside it, the next cell, the next button in a row'],
    ['+ −', 'In the ruler: nearer, further'],
    ['Home End', 'Go to the first or the last band, cell or button'],
    ['Enter', 'Open the band or the number in focus'],
    ['PgUp PgDn', 'Sixteen rows of cells, ten rows of a table, ten lines of the log'],
  ],
} as const;

/** Where a part of the page could not be drawn. */
export const BROKEN = {
  title: 'This part could not be drawn',
  what: 'That is a fault of this page, not of your kernel or your link. Nothing was sent anywhere.',
  retry: 'Try again',
  leave: 'Open the page anew',
  report: 'If it comes back, these words and the link tell the authors where to look:',
} as const;

/** Words of the drawer that explains a number. */
export const DRAWER = {
  how: 'How it is computed',
  from: 'From',
  sure: 'How sure',
  source: 'Source',
  commit: 'commit',
  grades: {
    exact: 'Exact: it follows from the kernel source and the stated machine.',
    'user-data': 'From the data: read or computed from the figures of the paste.',
    inferred: 'Inferred: reasoned, not provable from source or data.',
  },
} as const;
