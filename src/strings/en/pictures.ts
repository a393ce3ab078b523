/** Words on and beside the pictures of the running machine. */

/** Slabs of a zone by what of them is live, in the order of the picture. */
export const SLAB_FILLS = ['all live', 'some free', 'none live'] as const;

/** Pages of a map that no holder with a name has. */
export const PAGE_RUNS = { plain: 'no RAM', hole: 'holes' } as const;

export const RAM_PICTURE = {
  /** a machine with more frames than the screen has pixels */
  several: (frames: string): string => `frames of 4 K, a cell ${frames} of them`,
} as const;

export const RAM_TABLE = {
  title: 'RAM as a table',
  holder: 'held by',
  frames: 'frames',
} as const;

/** How pages of address space and frames of RAM belong together. */
export const LINK_WORDS = {
  page: 'page',
  pages: 'pages',
  frame: 'frame',
  frames: 'frames',
  liesIn: 'lies in',
  lieIn: 'lie in',
  allInRam: 'every page is in RAM',
  noneInRam: 'none of them is in RAM',
  restNotInRam: 'the rest has no RAM behind it',
  bootPages: 'the rest lies in the pages of the boot',
  noAddress: 'at no address of the kernel’s own',
  inFrame: 'is frame',
  inBootPages: 'lies in the pages of the boot',
  at: 'at',
} as const;

/** The list of regions. */
export const REGION_LIST = {
  title: 'All regions',
  region: 'region',
  from: 'from',
  size: 'size',
  used: 'handed out',
  hole: 'largest hole',
  inRam: 'in RAM',
} as const;

export const ZOOM_WORDS = {
  nearer: 'Nearer',
  further: 'Further',
  how: 'Wheel or pinch over a column goes nearer and further; so do + and −.',
} as const;

/** What the readout of the largest hole says. */
export const HOLE_WORDS = { largest: 'largest hole' } as const;

/** The column of a buffer, a pipe, a stack. */
export const THING_COLUMN = {
  kinds: {
    process: 'Process',
    vnode: 'Vnode',
    pipe: 'Pipe',
    buf: 'Buffer',
    stack: 'Kernel stack',
    sf: 'sf_buf',
    exec: 'Exec slot',
    page: 'Page',
  },
  noRam: 'no RAM',
  noRamWhat: 'Address space is handed out here; no frame stands behind it now.',
  frame: 'frame',
  frameWhat: 'A page of the kernel’s address space with a frame behind it.',
} as const;
