/**
 * A send that shares pages with its process, and a process that writes to them too early.
 * FreeBSD 6.2 sys/kern/uipc_cow.c socow_setup(), sys/vm/vm_page.c vm_page_cowfault(); a kernel with
 * options ZERO_COPY_SOCKETS.
 */
import type { Command } from '../engine/commands';
import type { Script } from './director';

/** Pages of the process, and what fills the send buffer of TCP: 32,768 B. */
const PAGES = 16;
const SENT = 8;

const send = (from: number): Command => ({
  do: 'send',
  socket: 'connection',
  bytes: SENT * 4096,
  process: 'server',
  from,
  zero_copy: true,
});
const ack: Command = { do: 'ack', socket: 'connection' };

/** Sends eight pages, overwrites four of them, is acknowledged; then the same with patience. */
export const zeroCopy = function* (): Script {
  yield { do: 'fork', as: 'server' };
  yield { do: 'mmap', process: 'server', pages: PAGES };
  yield { do: 'touch', process: 'server' };
  yield { do: 'socket', proto: 'tcp', as: 'connection' };
  yield send(0);
  for (let from = 0; from < SENT / 2; from += 1)
    yield { do: 'touch', process: 'server', from, pages: 1 };
  yield ack;
  yield send(SENT);
  yield ack;
  yield { do: 'touch', process: 'server', from: SENT, pages: SENT };
};
