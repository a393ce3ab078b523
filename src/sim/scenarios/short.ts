/** Scenarios of a few lines: one cause each, on the seed machine unless they say otherwise. */
import type { Command } from '../engine/commands';
import { M_KMEM, mapOf } from '../kernel/types';
import { inPortions } from './director';
import type { Director } from './director';

/** The request that the thread's kernel did not survive. */
const REQUEST: Command = { do: 'malloc', type: 'temp', size: 16_384 };

/** Pages free in kmem_map. */
const freePages = (d: Director): number => {
  const { map } = d.sim.kernel.kmem.maps;
  const kmem = mapOf(d.sim.kernel, M_KMEM);
  return map.max.get(kmem) - map.min.get(kmem) - map.size.get(kmem);
};

/** Repeats a command until one of its requests gets NULL, or the kernel dies. */
const untilRefused = (d: Director, command: Command): void => {
  for (;;) {
    const last = d.push(command).at(-1)?.outcome;
    if (last !== 'done') return;
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
export const leakAlone = (d: Director): void => {
  untilRefused(d, links(500));
  d.push(REQUEST);
};

/** The same links from a zone of their own with a cap: the leak is refused, the request is not. */
export const leakCapped = (d: Director): void => {
  d.push({ do: 'uma_zcreate', zone: 'libalias', size: 96 });
  d.push({ do: 'uma_zone_set_max', zone: 'libalias', items: 65_536 });
  untilRefused(d, { do: 'uma_zalloc', zone: 'libalias', as: 'links', count: 500, wait: 'nowait' });
  d.push(REQUEST);
};

const MONTHS = 4;
const LINKS_A_MONTH = 160_000;
const MONTH = 30 * 86_400;

/** ng_nat is restarted once a month: the links go, the slabs stay in the zone, no panic comes. */
export const monthlyRestart = (d: Director): void => {
  for (let month = 0; month < MONTHS; month += 1) {
    inPortions(d, LINKS_A_MONTH, 500, links);
    d.push({ do: 'wait', seconds: MONTH });
    d.push({ do: 'free', from: 'links', count: 0 });
  }
  d.push(REQUEST);
};

const clusters: Command = {
  do: 'uma_zalloc',
  zone: 'mbuf_packet',
  as: 'queued packets',
  count: 100,
  wait: 'nowait',
};

/** Packets queue up without end; the cap on clusters (kern.ipc.nmbclusters) holds. */
export const floodCapped = (d: Director): void => {
  untilRefused(d, clusters);
  d.push(REQUEST);
};

/** The same without the cap: the queue eats kmem_map, and a bystander dies. */
export const floodUncapped = (d: Director): void => {
  d.push({ do: 'uma_zone_set_max', zone: 'mbuf_cluster', items: 0 });
  untilRefused(d, clusters);
  d.push(REQUEST);
};

const HOLE = 8192;
const FREE = 1024 * 1024;

/** A megabyte is free in holes of 8 KB: room enough, and none of 16 KB. */
export const fragmentation = (d: Director): void => {
  const block = (size: number, as: string): Extract<Command, { do: 'malloc' }> => ({
    do: 'malloc',
    type: 'devbuf',
    size,
    as,
    wait: 'nowait',
  });
  while (freePages(d) > 64) d.push({ ...block(HOLE, 'blocks'), count: 16 });
  untilRefused(d, block(HOLE, 'blocks'));
  untilRefused(d, block(4096, 'rest'));
  d.push({ do: 'free', from: 'blocks', count: FREE / HOLE, pick: 'alternate' });
  d.push(REQUEST);
};

/** A file system that caches records of 128 KB in kmem, on an address space made for 80 MB. */
export const largeRecords = (d: Director): void => {
  const records = 'records of 128 KB';
  for (let i = 0; d.sim.panic === null && i < 10_000; i += 1) {
    d.push({ do: 'malloc', type: 'solaris', size: 131_072, as: records });
    d.push({ do: 'malloc', type: 'solaris', size: 512, as: 'headers', count: 4 });
    if (i % 8 === 7) d.push({ do: 'free', from: records, pick: 'random' });
  }
};
