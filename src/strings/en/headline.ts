/** The sentence above the pictures of the running machine. */

export const TITLE_WORDS = {
  panicked: (fill: string): string => `kmem_map is ${fill} full: panic`,
  kmem: (fill: string): string => `kmem_map is ${fill} full`,
  kmemBy: (fill: string, zone: string, size: string): string =>
    `kmem_map is ${fill} full. Zone ${zone} holds most of it: ${size}`,
  ram: (taken: string): string => `RAM is ${taken} taken`,
  below: ', below the mark that wakes the page daemon',
  onSwap: (pages: string): string => `${pages} pages are on swap`,
  pipes: (fill: string): string => `pipe_map is ${fill} full`,
  small: ': new pipes get 4 K, none grows',
  shrinking: ': none grows, large ones that hold little shrink',
  clusters: (used: string, fill: string): string =>
    `${used} clusters are in use, without a limit. kmem_map is ${fill} full`,
  clustersOf: (used: string, limit: string): string => `${used} of ${limit} clusters are in use`,
} as const;
