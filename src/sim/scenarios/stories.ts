/** The named moments of each scenario, in the order in which they come. */
import type { Moment, Sign } from './moments';

const moment = (id: string, name: string, sign: Sign, after?: string): Moment => ({
  id,
  name,
  sign,
  ...(after === undefined ? {} : { after }),
});
const kmem = (percent: number): Sign => ({
  reaches: { what: 'kmem_map', level: { of: 'kmem_map', percent } },
});
/** `pipekva` is the sum of whole buffers. */
const pipekva = (percent: number) =>
  ({ what: 'pipekva', level: { of: 'pipe_map', percent } }) as const;
const rises = (what: string): Sign => ({ reaches: { what, level: 1 } });

const HALF = moment('half', 'half of kmem_map is handed out', kmem(50));
const FULL = moment('full', 'kmem_map has no hole left', kmem(100));
const PANIC = moment('panic', 'the kernel panics', { outcome: 'panic' });
const SERVED = moment('served', 'the request for 16,384 bytes is served', {
  verb: 'malloc',
  outcome: 'done',
  says: 'malloc(16384, temp',
});
const FREED: Sign = { verb: 'free', outcome: 'done' };
const refused = (name: string, says: string): Moment =>
  moment('refused', name, { outcome: 'refused', says });
const LINK_REFUSED = refused('a link is refused', 'libalias');
const PACKET_LOST = refused('a packet is lost for want of memory', 'to be forwarded');

const DAEMON = moment('daemon', 'the page daemon runs', { says: 'page daemon' });
const CACHED = moment('cached', 'pages of cached files are given up', { says: '; cached' });
const WRITTEN = moment('written', 'the first page is written to swap space', rises('swap'));
const OUT = moment('out', 'a process is swapped out', rises('swapped out'));

const PIPES: readonly Moment[] = [
  moment('borrowed', 'a direct write borrows pages of its writer', rises('pipe borrowed')),
  moment('half', 'half of pipe_map is reserved', { reaches: pipekva(50) }),
  moment('copied', 'a pipe begins small, and its write is copied', { says: 'pipewr' }, 'half'),
  moment('scarce', 'three quarters of pipe_map are reserved', { reaches: pipekva(75) }),
  moment(
    'shrunk',
    'a large pipe is made small before it is written to',
    { verb: 'pipe_write', fallsBelow: pipekva(75) },
    'scarce',
  ),
  moment('signal', 'a signal ends a direct write', { verb: 'pipe_signal' }),
  moment('enomem', 'pipe(2) fails: pipe_map is full', { verb: 'pipe_open', outcome: 'refused' }),
  moment('closed', 'the last pipe is closed', { fallsBelow: { what: 'pipekva', level: 1 } }),
];

/** By scenario. Boot alone has none: nothing happens after it. */
export const STORIES = {
  ngNat: [
    moment('flood', 'a flood of packets takes clusters', { says: 'uma_zalloc(mbuf_cluster)' }),
    moment('night', 'the backup of that night begins', { verb: 'file_read' }),
    DAEMON,
    moment('hash', 'hash tables of zones grow', { says: 'timeouts' }, 'night'),
    refused('the first request gets NULL: NetGraph items are at their cap', 'NULL'),
    HALF,
    moment('links', 'the first links leak', { says: 'malloc(96, libalias' }),
    FULL,
    moment('link_refused', LINK_REFUSED.name, LINK_REFUSED.sign),
    PANIC,
  ],
  leakAlone: [HALF, FULL, LINK_REFUSED, PANIC],
  leakCapped: [LINK_REFUSED, SERVED],
  monthlyRestart: [
    moment('month', 'the first month has passed', { verb: 'wait' }),
    moment('freed', 'the links of a month go, and their slabs stay', FREED),
    moment('again', 'the next month has passed', { verb: 'wait' }, 'freed'),
    SERVED,
  ],
  floodCapped: [PACKET_LOST, SERVED],
  floodUncapped: [HALF, PACKET_LOST, PANIC],
  fragmentation: [
    HALF,
    refused('a block of 8 KB is refused', 'NULL'),
    FULL,
    moment('freed', 'a megabyte is freed, in holes of 8 KB', FREED),
    PANIC,
  ],
  largeRecords: [
    HALF,
    moment('limit', 'the cache is at its limit, and gives records up', FREED),
    PANIC,
  ],
  pressure: [DAEMON, CACHED, OUT, WRITTEN],
  littleSwap: [
    DAEMON,
    CACHED,
    OUT,
    WRITTEN,
    moment('swap_full', 'swap space is out', { says: 'out of swap space' }),
    moment('killed', 'the hog is killed', { says: 'was killed' }),
  ],
  sleeper: [
    DAEMON,
    OUT,
    WRITTEN,
    moment('exit', 'the hog ends', { verb: 'exit' }),
    moment('woken', 'the daemon that is out is woken', { verb: 'wakeup' }),
    moment('back', 'its stacks are back in RAM', { says: 'swapped in' }, 'woken'),
  ],
  pipes: PIPES,
  zeroCopy: [
    moment('lent', 'pages are lent to the socket', rises('sf_bufs')),
    moment(
      'overwritten',
      'the process writes to a page that it has lent',
      { verb: 'touch' },
      'lent',
    ),
    moment('acknowledged', 'the pages are acknowledged', { verb: 'ack' }),
    moment('patient', 'pages are lent again, and not written to', { verb: 'send' }, 'acknowledged'),
  ],
} as const satisfies Readonly<Record<string, readonly Moment[]>>;
