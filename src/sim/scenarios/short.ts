/** Scenarios of a few lines: one cause each, on the seed machine unless they say otherwise. */
import type { Command } from '../engine/commands';
import { M_KMEM, mapOf } from '../kernel/types';
import { PACKETS } from '../workloads/packets';
import { RECORDS } from '../workloads/records';
import { atMost, inPortions } from './director';
import type { Director, Script } from './director';

/** The request that the thread's kernel did not survive. */
const REQUEST: Command = { do: 'malloc', type: 'temp', size: 16_384 };

/** Pages free in kmem_map. */
const freePages = (d: Director): number => {
  const { map } = d.sim.kernel.kmem.maps;
  const kmem = mapOf(d.sim.kernel, M_KMEM);
  return map.max.get(kmem) - map.min.get(kmem) - map.size.get(kmem);
};

/** Repeats a command until one of its requests gets NULL, or the kernel dies. */
const untilRefused = function* (command: Command): Script {
  for (;;) {
    const events = yield command;
    if (events[0]?.outcome !== 'done') return;
  }
};

const links = (count: number): Command => ({
  do: 'malloc',
  type: 'libalias',
  size: 96,
  as: 'links',
  count,
  wait: 'nowait',
});

/** The bare leak: nothing else runs. */
export const leakAlone = function* (): Script {
  yield* untilRefused(links(500));
  yield REQUEST;
};

/** The same links from a zone of their own with a cap: the leak is refused, the request is not. */
export const leakCapped = function* (): Script {
  yield { do: 'uma_zcreate', zone: 'libalias', size: 96 };
  yield { do: 'uma_zone_set_max', zone: 'libalias', items: 65_536 };
  yield* untilRefused({
    do: 'uma_zalloc',
    zone: 'libalias',
    as: 'links',
    count: 500,
    wait: 'nowait',
  });
  yield REQUEST;
};

const MONTHS = 4;
const LINKS_A_MONTH = 160_000;
const MONTH = 30 * 86_400;

/** ng_nat is restarted once a month: the links go, the slabs stay in the zone, no panic comes. */
export const monthlyRestart = function* (): Script {
  for (let month = 0; month < MONTHS; month += 1) {
    yield* inPortions(LINKS_A_MONTH, 500, links);
    yield { do: 'wait', seconds: MONTH };
    yield { do: 'free', from: 'links', count: 0 };
  }
  yield REQUEST;
};

/** Packets that nobody sends on: 250 a second of 1,000 B, in a queue without an end. */
const FLOOD = { rate: 250, bytes: 1000, sent: 0, queue: 0 };

/** Packets arrive until the first of them is lost. */
const flood = function* (d: Director): Script {
  const packets = PACKETS.direct(d, FLOOD, 1);
  let next = packets.next();
  while (next.done !== true) {
    const events = yield next.value;
    if (events[0]?.outcome !== 'done') return;
    next = packets.next(events);
  }
};

/** Packets queue up without end; the cap on clusters (kern.ipc.nmbclusters) holds. */
export const floodCapped = function* (d: Director): Script {
  yield* flood(d);
  yield REQUEST;
};

/** The same without the cap: the queue eats kmem_map, and a bystander dies. */
export const floodUncapped = function* (d: Director): Script {
  yield { do: 'uma_zone_set_max', zone: 'mbuf_cluster', items: 0 };
  yield* flood(d);
  yield REQUEST;
};

const HOLE = 8192;
const FREE = 1024 * 1024;

/** A megabyte is free in holes of 8 KB: room enough, and none of 16 KB. */
export const fragmentation = function* (d: Director): Script {
  const block = (size: number, as: string): Extract<Command, { do: 'malloc' }> => ({
    do: 'malloc',
    type: 'devbuf',
    size,
    as,
    wait: 'nowait',
  });
  while (freePages(d) > 64) yield { ...block(HOLE, 'blocks'), count: 16 };
  yield* untilRefused(block(HOLE, 'blocks'));
  yield* untilRefused(block(4096, 'rest'));
  yield { do: 'free', from: 'blocks', count: FREE / HOLE, pick: 'alternate' };
  yield REQUEST;
};

/** Records come faster than the disk writes: what waits outgrows the cache, and then the map. */
const RECORDS_COME = { rate: 500, disk: 400, small: 10, limit: 75 };
/** More commands than it survives. */
const ENOUGH = 10_000;

/** A file system that caches records of 128 KB in kmem, as ZFS does. */
export const largeRecords = function* (d: Director): Script {
  yield* atMost(d, ENOUGH, RECORDS.direct(d, RECORDS_COME, 1));
};
