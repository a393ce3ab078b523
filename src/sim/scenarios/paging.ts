/** Named runs about memory that can leave RAM, or is lent: all on the router. */
import { SEED_MACHINE } from '../boot/machine';
import { pipeStorm } from './pipe-storm';
import { pressure } from './pressure';
import type { Scenario } from './scenario';
import { sleeper } from './sleeper';
import { STORIES } from './stories';
import { zeroCopy } from './zero-copy';

/** Swap space for everybody, and for next to nobody: in pages. */
const ENOUGH = 65_536;
const LITTLE = 4096;

const onRouter = (s: Omit<Scenario, 'machine' | 'seed'>): Scenario => ({
  ...s,
  machine: SEED_MACHINE,
  seed: 1,
});

/** In the order in which they are listed. */
export const PAGING: readonly Scenario[] = [
  {
    id: 'pressure_idle',
    title: 'RAM runs short on an idle box',
    what: 'A hog takes the cached files first; then the twelve processes that sleep are swapped out.',
    direct: pressure({ busy: 0, swap: ENOUGH }),
    moments: STORIES.pressure,
  },
  {
    id: 'pressure_busy',
    title: 'RAM runs short on a busy box',
    what: 'The same hog among twelve processes at work: nobody sleeps but the hog, so it goes out itself.',
    direct: pressure({ busy: 100, swap: ENOUGH }),
    moments: STORIES.pressure,
  },
  {
    id: 'pressure_little_swap',
    title: 'RAM runs short, and swap space too',
    what: 'The idle box with 16 MB of swap space: it is full at once, and the hog is killed.',
    direct: pressure({ busy: 0, swap: LITTLE }),
    moments: STORIES.littleSwap,
  },
  {
    id: 'swapped_sleeper',
    title: 'A daemon goes out and comes back',
    what: 'Its kernel stacks leave RAM with it while it sleeps, and are back before it runs.',
    direct: sleeper,
    moments: STORIES.sleeper,
  },
  {
    id: 'pipe_storm',
    title: 'Pipes until pipe_map is full',
    what: 'At half of the map pipes begin small, at three quarters large ones shrink, at its end pipe fails.',
    direct: pipeStorm('held'),
    moments: STORIES.pipes,
  },
  {
    id: 'pipe_storm_4x',
    title: 'The same pipes in 4.x and 5.0',
    what: 'Direct writes wire their pages and map them into kernel_map, beside the buffers in pipe_map.',
    direct: pipeStorm('wired'),
    moments: STORIES.pipes,
  },
  {
    id: 'zero_copy',
    title: 'Zero-copy send and overwrite',
    what: 'A process writes to pages that it has lent to a socket, and gets others in their place.',
    direct: zeroCopy,
    moments: STORIES.zeroCopy,
  },
].map(onRouter);
