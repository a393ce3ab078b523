/** Random commands of files and the buffer cache. */
import fc from 'fast-check';
import { FLAG, NTH, some, whole, word } from './weighted';
import type { Part } from './weighted';

const FILE = word('log', 'mail');
const one = { file: FILE, nth: NTH };
const range = { ...one, from: whole(0, 30), pages: whole(1, 60) };

/** Files. */
export const FILES: Part = [
  some(
    2,
    'file_create',
    {
      as: FILE,
      count: whole(1, 12),
      pages: whole(0, 80),
      perdir: whole(1, 5),
      block: fc.constantFrom(4096, 16_384, 65_536),
      long: FLAG,
    },
    ['as'],
  ),
  some(2, ['file_stat', 'file_open', 'file_close'], one, ['file']),
  some(1, 'file_unlink', one),
  some(1, 'file_readdir', one, ['file']),
  some(4, 'file_read', range, ['file', 'nth']),
  some(4, 'file_write', { ...range, random: FLAG }, ['file', 'nth']),
  some(1, 'file_sync', one, []),
  some(1, 'file_mmap', { process: word('shell', 'daemon'), ...one }, ['process', 'file', 'nth']),
];
