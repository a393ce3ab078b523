/** The sentence above the pictures of the running machine. Names in braces: figures, and who has them. */

export const TITLE_WORDS = {
  panicked: 'kmem_map is {fill} full: panic',
  kmem: 'kmem_map is {fill} full',
  kmemBy: 'kmem_map is {fill} full. {who} holds the most: {most}',
  zone: (name: string): string => `Zone ${name}`,
  large: 'malloc > 4 K',
  ram: 'RAM is {taken} taken',
  below: ', below the mark that wakes the page daemon',
  onSwap: '. {swapped} pages are on swap',
  pipes: 'pipe_map is {fill} full',
  small: ': new pipes get 4 K, none grows',
  shrinking: ': none grows, large ones that hold little shrink',
  clusters: '{used} clusters are in use, without a limit. kmem_map is {fill} full',
  clustersOf: '{used} of {limit} clusters are in use',
} as const;

/** What a figure of the sentence is called where it is opened. */
export const TITLE_FIGURES = {
  fill: (map: string): string => `share of ${map} that is handed out`,
  most: 'bytes of its slabs or blocks',
  taken: 'share of RAM that is neither free nor cached',
  swapped: 'pages on swap',
  used: 'clusters in use',
  limit: 'clusters allowed',
} as const;
