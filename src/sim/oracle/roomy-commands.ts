/** Random commands whose pages the naive accountant can name: no files, no sharing, RAM to spare. */
import fc from 'fast-check';
import type { Command } from '../engine/commands';
import { TYPES, ZONES } from './core-commands';
import { NTH, some, whole, word } from './weighted';

const PROCESS = word('shell', 'daemon');
const PICK = word('newest', 'oldest', 'random', 'alternate');
/** Holding of wired ranges. */
export const RANGES = 'ranges';

const PARTS = [
  some(4, 'malloc', { type: word(...TYPES), size: whole(1, 30_000), count: whole(1, 20) }),
  some(4, 'free', { from: word(...TYPES), count: whole(0, 40), pick: PICK }),
  some(4, 'uma_zalloc', { zone: word(...ZONES), count: whole(1, 100) }),
  some(5, 'uma_zfree', { from: word(...ZONES), count: whole(0, 150), pick: PICK }),
  some(1, 'uma_reclaim'),
  some(1, 'kmem_alloc', {
    map: fc.constant('kernel_map'),
    size: whole(1, 200_000),
    as: fc.constant(RANGES),
  }),
  some(1, 'contigmalloc', { size: whole(1, 40_000), as: fc.constant(RANGES) }),
  some(2, 'kmem_free', { from: fc.constant(RANGES), pick: PICK }),
  some(1, 'vm_page_alloc', { class: word('normal', 'system', 'interrupt'), count: whole(1, 200) }),
  some(1, 'vm_page_free', { from: fc.constant('pages'), count: whole(0, 200), pick: PICK }),
  some(3, 'fork', { as: PROCESS, count: whole(1, 4) }),
  some(2, 'exit', { process: PROCESS, nth: NTH }, ['process']),
  some(4, 'mmap', { process: PROCESS, nth: NTH, pages: whole(1, 1200) }, ['process', 'pages']),
  some(6, 'touch', { process: PROCESS, nth: NTH, pages: whole(1, 300), from: whole(0, 2500) }, [
    'process',
    'pages',
  ]),
  some(2, 'munmap', { process: PROCESS, nth: NTH, pages: whole(1, 400) }, ['process', 'pages']),
  some(1, 'wait', { seconds: whole(1, 90) }),
];

/** Such a command. */
export const roomyCommand: fc.Arbitrary<Command> = fc.oneof(...PARTS);
