/**
 * The router short of memory: the same processes, the same cached files and the same hog, with the
 * processes asleep or at work, and with swap space for all or for little.
 */
import { HOG } from '../workloads/hog';
import { PROCESSES } from '../workloads/processes';
import { together } from './director';
import type { Director, Script } from './director';

/** Pages of files that somebody has read: more than the buffer cache keeps. */
const FILES = 20_000;
/** Twelve processes of a thousand pages. */
const BOX = { processes: 12, pages: 1000, touches: 2000 };
/** Four thousand pages a second; with files and processes more than the machine has. */
const GREED = { pages: 40_000, rate: 4000, swap: 0 };
/** Seconds: ten for the hog to grow, thirty for it to use what it has. */
const STORY = 40;

/** What is to be different. */
interface Case {
  /** share of the processes that work, in percent */
  readonly busy: number;
  /** pages of swap space */
  readonly swap: number;
}

export const pressure = ({ busy, swap }: Case) =>
  function* (d: Director): Script {
    yield { do: 'swapon', pages: swap };
    yield { do: 'file_create', as: 'files', pages: FILES };
    yield { do: 'file_read', file: 'files' };
    yield* together(d, STORY, [PROCESSES.direct(d, { ...BOX, busy }, 1), HOG.direct(d, GREED, 2)]);
  };
