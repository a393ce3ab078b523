/** Words of the address ruler. */
export const RULER = {
  picture: 'Address ruler. Arrow keys move along a column, Enter opens.',
  open: 'Open any band',
  cells: 'one cell a page of 4,096 B; order not recorded, sorted by owner',
  inferred: 'inferred',
  megabytes: 'MB',
  pages: 'pages',
} as const;
