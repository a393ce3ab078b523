/**
 * A file system that caches whole records in kmem_map, as ZFS did on i386. 6.2 has no ZFS; the rules are
 * those of 7.0's: the cache may fill three quarters of kmem_map (freebsd/freebsd-src
 * sys/contrib/opensolaris/uts/common/fs/zfs/arc.c arc_init()), gives up its oldest records where it would
 * grow beyond, and takes memory all the same where nothing can be given up (arc_get_data_buf()). What
 * waits to be written cannot be given up.
 */
import { M_KMEM, mapOf } from '../kernel/types';
import type { Command } from '../engine/commands';
import type { Director, Script } from '../scenarios/director';
import { below } from '../state/random';
import type { RandomState } from '../state/random';
import { chance, freeName, workload } from './workload';
import type { Load } from './workload';

/** `SPA_MAXBLOCKSIZE`, and what a small file or a compressed record may take. */
const RECORD = 131_072;
const GRAIN = 4096;
/** Parts that a second is cut into, so that records come and go in turn. */
const PARTS = 8;
/** Bytes of headers for each record. */
const HEADER = 256;

const kmemBytes = ({ sim }: Director): number => {
  const { min, max } = sim.kernel.kmem.maps.map;
  const kmem = mapOf(sim.kernel, M_KMEM);
  return (max.get(kmem) - min.get(kmem)) * 4096;
};

/** What the cache holds, oldest first; the last `dirty` of them wait to be written. */
interface Cache {
  readonly name: string;
  readonly limit: number;
  readonly sizes: number[];
  bytes: number;
  dirty: number;
}

const sizeOf = (random: RandomState, small: number): number =>
  chance(random, small) ? GRAIN * (2 + below(random, RECORD / GRAIN - 2)) : RECORD;

/** Records come, a command for each stretch of the same size. */
const fill = function* (cache: Cache, sizes: readonly number[]): Script {
  for (let i = 0; i < sizes.length;) {
    const size = sizes[i] as number;
    let count = 1;
    while (sizes[i + count] === size) count += 1;
    yield { do: 'malloc', type: 'solaris', size, as: cache.name, count };
    i += count;
  }
  yield {
    do: 'malloc',
    type: 'solaris',
    size: HEADER,
    as: `headers of ${cache.name}`,
    count: sizes.length,
  };
  cache.sizes.push(...sizes);
  cache.bytes += sizes.reduce((sum, size) => sum + size, 0);
  cache.dirty += sizes.length;
};

const oldest = (from: string, count: number): Command => ({
  do: 'free',
  from,
  count,
  pick: 'oldest',
});

/** Gives up the oldest that are written, until the cache is within its limit. */
const evict = function* (cache: Cache): Script {
  let count = 0;
  while (cache.bytes > cache.limit && count < cache.sizes.length - cache.dirty) {
    cache.bytes -= cache.sizes[count] as number;
    count += 1;
  }
  if (count === 0) return;
  cache.sizes.splice(0, count);
  yield oldest(cache.name, count);
  yield oldest(`headers of ${cache.name}`, count);
};

const script = function* ({ d, set, random }: Load<'rate' | 'disk' | 'small' | 'limit'>): Script {
  const name = freeName(d, 'records');
  const limit = (kmemBytes(d) * set.limit) / 100;
  const cache: Cache = { name, limit, sizes: [], bytes: 0, dirty: 0 };
  for (let part = 1; ; part += 1) {
    const portion = (rate: number): number =>
      Math.floor((rate * part) / PARTS) - Math.floor((rate * (part - 1)) / PARTS);
    const sizes = Array.from({ length: portion(set.rate) }, () => sizeOf(random, set.small));
    if (sizes.length > 0) yield* fill(cache, sizes);
    cache.dirty = Math.max(cache.dirty - portion(set.disk), 0);
    yield* evict(cache);
    if (part % PARTS === 0) yield { do: 'wait', seconds: 1 };
  }
};

export const RECORDS = workload({
  id: 'records',
  title: 'Records of 128 KB in kmem',
  what: 'A file system caches records in kmem_map up to a limit, and beyond it what is not written yet.',
  levers: {
    rate: { label: 'records come', unit: 'a second', min: 1, max: 10_000, usual: 200 },
    disk: { label: 'the disk writes', unit: 'a second', min: 0, max: 10_000, usual: 400 },
    small: { label: 'are smaller than 128 KB', unit: '%', min: 0, max: 100, usual: 30 },
    limit: { label: 'limit of the cache', unit: '% of kmem_map', min: 1, max: 100, usual: 75 },
  },
  script,
});
