/**
 * Who owns a stretch of address space or a page frame. One hue each, everywhere
 * (map, grid, tables, charts, legend, print).
 */
export const OWNERS = [
  'malloc',
  'uma',
  'mbufs',
  'files',
  'bufcache',
  'pipes',
  'stacks',
  'meta',
  'user',
  'free',
] as const;

export type Owner = (typeof OWNERS)[number];

/** How a stretch of address space stands to RAM. Drawn the same way everywhere. */
export type Backing =
  /** a map or a reservation exists; nothing in it is handed out as such */
  | 'reserved'
  /** handed out: an entry, a slab, a buffer; RAM comes and goes */
  | 'handed-out'
  /** backed by RAM now */
  | 'resident'
  /** on swap */
  | 'swapped';

/** What may happen to the pages behind it. Texture on top of the hue. */
export type Paging = 'wired' | 'pageable' | 'discardable';
