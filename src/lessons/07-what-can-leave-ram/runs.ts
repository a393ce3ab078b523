/** Runs by hand of lesson 7: on the router after boot. */
import type { Command } from '../../sim';

const SWAP: Command = { do: 'swapon', pages: 65_536 };

/**
 * A process has written to a mapped file and let go of it; then a hog takes the rest of RAM. The daemon is
 * told to deactivate at once, so that the oldest pages are looked at first.
 */
export const DIRTY: readonly Command[] = [
  SWAP,
  { do: 'sysctl', name: 'vm.pageout_algorithm', value: 1 },
  { do: 'file_create', as: 'log', pages: 8000 },
  { do: 'fork', as: 'editor' },
  { do: 'file_mmap', process: 'editor', file: 'log' },
  { do: 'touch', process: 'editor', write: true },
  { do: 'munmap', process: 'editor', pages: 8000 },
  { do: 'fork', as: 'hog' },
  { do: 'mmap', process: 'hog', pages: 58_000 },
  { do: 'touch', process: 'hog', pages: 50_500 },
  { do: 'touch', process: 'hog', from: 50_500, pages: 1500 },
  { do: 'wait', seconds: 2 },
];

/** A hundred pipes hold a page of data each, and nobody reads. */
export const FILLED: readonly Command[] = [
  SWAP,
  { do: 'sysctl', name: 'vm.pageout_algorithm', value: 1 },
  { do: 'fork', as: 'shell' },
  { do: 'pipe_open', as: 'idle', count: 100 },
  { do: 'pipe_write', pipe: 'idle', bytes: 4096, nonblock: true },
];

/** The same, and then a hog: the pages of the pipes are the oldest of the active queue. */
export const PRESSED: readonly Command[] = [
  ...FILLED,
  { do: 'fork', as: 'hog' },
  { do: 'mmap', process: 'hog', pages: 62_000 },
  { do: 'touch', process: 'hog', pages: 59_000 },
  { do: 'touch', process: 'hog', from: 59_000, pages: 2000 },
  { do: 'wait', seconds: 2 },
  { do: 'touch', process: 'hog', from: 61_000, pages: 1000 },
];
