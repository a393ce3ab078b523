/** Words of the facts of a frame. */
export const FRAME_WORDS = {
  owner: 'owner',
  queue: 'queue',
  wire: 'wired, times',
  hold: 'held, times',
  act: 'act_count, of 64',
  object: 'object',
  pindex: 'page of it',
  mapped: 'mapped at',
  mappings: 'mappings',
  flags: 'flags',
  none: 'none',
  notMapped: 'not mapped',
  kernel: 'kernel',
  process: 'process',
} as const;
