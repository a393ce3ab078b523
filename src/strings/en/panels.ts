/** Words of the panels that are fetched when first asked for: the list of keys, the drawer. */
export const PANEL_WORDS = {
  close: 'Close',
  escape: 'Esc',
} as const;

/** Words of the list of keys. */
export const KEY_WORDS = {
  title: 'Keys',
  groups: {
    go: 'Rooms',
    part: 'Parts of the Machine',
    run: 'The run',
    take: 'Take away',
    look: 'Look',
    help: 'Find and help',
    pictures: 'In pictures, tables and the log',
  },
  inPictures: [
    ['↑ ↓', 'Move along a column of the ruler, rows of cells or of a table'],
    ['← →', 'Go to the column beside it, the next cell, the next button in a row'],
    ['+ −', 'In the ruler: nearer, further'],
    ['Home End', 'Go to the first or the last band, cell or button'],
    ['Enter', 'Open the band or the number in focus'],
    ['PgUp PgDn', 'Sixteen rows of cells, ten rows of a table, ten lines of the log'],
  ],
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
