/**
 * A daemon that sleeps while RAM is short goes out as a whole, with its kernel stacks, and comes back
 * when it is woken. FreeBSD 6.2 sys/vm/vm_glue.c swapout_procs(), faultin().
 */
import { HOG } from '../workloads/hog';
import { together } from './director';
import type { Director, Script } from './director';

const SWAP = 65_536;
/** More than the machine has, in a few seconds. */
const GREED = { pages: 62_000, rate: 12_000, swap: 0 };
const STORY = 12;

export const sleeper = function* (d: Director): Script {
  yield { do: 'swapon', pages: SWAP };
  yield { do: 'fork', as: 'sshd', threads: 2, text: 300, data: 200, stack: 2 };
  yield { do: 'sleep', process: 'sshd', on: 'select' };
  // PRIBIO is more urgent than PSOCK: a sleep in which nobody is swapped out.
  yield { do: 'fork', as: 'cat', text: 300, data: 200, stack: 2 };
  yield { do: 'sleep', process: 'cat', on: 'piperd' };
  yield { do: 'wait', seconds: 5 };
  yield* together(d, STORY, [HOG.direct(d, GREED, 1)]);
  yield { do: 'exit', process: 'hog' };
  yield { do: 'wait', seconds: 5 };
  yield { do: 'wakeup', process: 'sshd' };
  yield { do: 'touch', process: 'sshd', write: false };
};
