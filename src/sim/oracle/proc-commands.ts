/** Random commands of processes and of the machine as a whole. */
import fc from 'fast-check';
import { SLEEPS } from '../proc/wmesg';
import { FLAG, NTH, some, whole, word } from './weighted';
import type { Part } from './weighted';

const PROCESS = word('shell', 'daemon');
const PAGES = fc.oneof(whole(1, 40), whole(1, 1500));

/** Processes. */
export const PROC: Part = [
  some(2, 'fork', { as: PROCESS, count: whole(1, 2), system: FLAG, threads: whole(1, 3) }, ['as']),
  some(1, 'fork', { as: PROCESS, text: whole(0, 60), data: whole(0, 60), stack: whole(0, 4) }),
  some(1, 'exit', { process: PROCESS, nth: NTH }),
  some(2, 'mmap', { process: PROCESS, nth: NTH, pages: PAGES }, ['process', 'pages']),
  some(
    4,
    'touch',
    { process: PROCESS, nth: NTH, pages: PAGES, from: whole(0, 1500), write: FLAG },
    ['process', 'pages'],
  ),
  some(
    2,
    'touch',
    { process: PROCESS, order: word('random', 'local'), times: whole(1, 400), every: whole(1, 9) },
    ['process', 'order'],
  ),
  some(1, 'munmap', { process: PROCESS, nth: NTH, pages: whole(1, 300) }, ['process', 'pages']),
  some(1, 'sleep', { process: PROCESS, nth: NTH, on: word(...SLEEPS) }, ['process', 'on']),
  some(1, ['wakeup', 'phold', 'prele', 'sigstop', 'sigcont'], { process: PROCESS, nth: NTH }, [
    'process',
  ]),
];

/** Time, swap space, knobs of the page daemon. */
export const SYSTEM: Part = [
  some(2, 'wait', { seconds: whole(1, 60) }),
  some(1, 'swapon', { pages: whole(16, 1500) }),
  some(1, ['swapoff', 'vm_lowmem'], {}),
  some(1, 'sysctl', {
    name: word(
      'vm.pageout_algorithm',
      'vm.defer_swapspace_pageouts',
      'vm.disable_swapspace_pageouts',
      'vm.swap_enabled',
      'vm.swap_idle_enabled',
    ),
    value: whole(0, 1),
  }),
  some(1, 'sysctl', { name: fc.constant('vm.max_launder'), value: whole(0, 64) }),
];
