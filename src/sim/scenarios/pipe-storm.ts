/**
 * Pipes until pipe_map is full. The steps are those of the policy: half of the map, three quarters, the
 * end (FreeBSD 6.2 sys/kern/sys_pipe.c pipe_write(), pipe_read(), pipespace_new()).
 */
import type { Command } from '../engine/commands';
import { inPortions } from './director';
import type { Script } from './director';

const KB = 1024;
/** Writers of 64 KB until half of pipe_map, 2,084,864 B, is exceeded: 32 of them, and one more. */
const LARGE = 32;
/** Small pipes until three quarters, 3,127,296 B, are exceeded, and those that the map still holds. */
const SMALL = 251;
const REST = 255;
const PORTION = 16;

const open = (as: string, count = 1): Command => ({ do: 'pipe_open', as, count });
const write = (pipe: string, nth: number, bytes: number): Command => ({
  do: 'pipe_write',
  pipe,
  nth,
  bytes,
});
const read = (pipe: string, nth: number): Command => ({
  do: 'pipe_read',
  pipe,
  nth,
  bytes: 64 * KB,
});

/**
 * @param borrow how a direct write keeps its pages: `held` as in 6.2, or `wired` into kernel_map as
 *   4.x and 5.0 did
 */
export const pipeStorm = (borrow: 'held' | 'wired') =>
  function* (): Script {
    yield { do: 'pipe_tune', borrow };
    for (let nth = 0; nth <= LARGE; nth += 1) {
      yield open('large');
      yield write('large', nth, 64 * KB);
    }
    yield* inPortions(SMALL, PORTION, (count) => open('small', count));
    // Beyond three quarters: what was read is small from then on, and its writer copies.
    yield read('large', 0);
    yield write('large', 0, 8 * KB);
    // A writer that a signal ends leaves the rest in the buffer.
    yield { do: 'pipe_signal', pipe: 'large', nth: 1 };
    yield* inPortions(REST, PORTION, (count) => open('small', count));
    yield open('small', PORTION);
    for (let nth = 0; nth <= LARGE; nth += 1) yield read('large', nth);
    yield { do: 'pipe_close', pipe: 'small' };
    yield { do: 'pipe_close', pipe: 'large' };
  };
