/**
 * The story of the router: boot, a fragmented youth, a flood, a night in which a backup takes all RAM,
 * ordinary load, and months of libalias links until kmem_map is full and somebody asks for 16,384 bytes.
 * What is known of it is the dump (seed mail, 7 January 2008); the order is ours.
 */
import { M_KMEM, mapOf } from '../../kernel/types';
import type { Command } from '../../engine/commands';
import { rowOf, slabsOf, inPortions } from '../director';
import type { Director, Script } from '../director';
import { MALLOC_TYPES } from './malloc-types';
import { HASHED_TARGETS, MALLOC_TARGETS, SINGLE_TARGETS, ZONE_TARGETS } from './targets';
import type { Target } from './targets';

/** Signed steps: + allocate, − free; they end at the target's USED. */
export type Steps = readonly number[];
/** Finds the steps that leave a zone with its slabs. Shipped: a table. */
export type Solver = (d: Director, goal: Goal) => Steps;

/** What steps must reach, and the commands that make a step. */
export interface Goal {
  readonly key: string;
  readonly zone: string;
  readonly slabs: number;
  /** items in use at the end; −1 = any number */
  readonly used: number;
  /** a zone that must have so many slabs as well */
  readonly beside?: { readonly zone: string; readonly slabs: number };
  /** more items than these need no history */
  readonly most: number;
  /** what will happen to the zones before the slabs are counted */
  readonly settle?: () => Script;
  /** how many items a command moves */
  readonly portion: number;
  readonly take: (count: number) => Command;
  readonly give: (count: number) => Command;
}

const PORTION = 64;

/** Issues the commands of a history. */
export const carryOut = function* (goal: Goal, steps: Steps): Script {
  for (const step of steps)
    if (step > 0) yield* inPortions(step, goal.portion, goal.take);
    else yield* inPortions(-step, goal.portion, goal.give);
};

/** The commands of a zone: malloc(9) for its buckets, uma_zalloc(9) for the others. */
export const zoneGoal = (d: Director, t: Target): Goal => {
  const row = rowOf(d, t.zone);
  const { uma } = d.sim.kernel;
  const keg = uma.zone.keg.get(uma.names.indexOf(t.zone));
  const slabs = (t.used + t.free) / uma.keg.ipers.get(keg);
  const as = `zone ${t.zone}`;
  const most = t.used + t.free;
  const base = { key: t.zone, zone: t.zone, slabs, used: t.used, most, portion: PORTION };
  if (!/^\d+$/.test(t.zone))
    return {
      ...base,
      take: (count) => ({ do: 'uma_zalloc', zone: t.zone, as, count }),
      give: (count) => ({ do: 'uma_zfree', from: as, count, pick: 'random' }),
    };
  return {
    ...base,
    take: (count) => ({ do: 'malloc', type: 'devbuf', size: row.size, as, count }),
    give: (count) => ({ do: 'free', from: as, count, pick: 'random' }),
  };
};

const shape = function* (d: Director, solve: Solver, t: Target): Script {
  const goal = zoneGoal(d, t);
  yield* carryOut(goal, solve(d, goal));
};

const registerTypes = function* (): Script {
  for (const type of MALLOC_TYPES) yield { do: 'malloc_init', type };
};

/**
 * Drivers with DMA tables between stretches of plain address space: kernel_map stays in pieces. One
 * gives a large buffer back, and leaves a hole that nothing fills to its end.
 */
const attachDrivers = function* (): Script {
  for (let i = 1; i <= DRIVERS; i += 1) {
    const size = i === DRIVERS ? 4_194_304 : 8192;
    yield { do: 'contigmalloc', size, as: 'DMA tables' };
    yield { do: 'kmem_alloc_nofault', map: 'kernel_map', size: 16_384, as: 'device registers' };
  }
  yield { do: 'kmem_free', from: 'DMA tables', pick: 'newest' };
};
const DRIVERS = 7;

/** Once, two thousand holes lay in kmem_map: KMAP ENTRY never forgets. */
const fragment = function* (d: Director, solve: Solver): Script {
  const as = 'buffers of the installer';
  const take = (count: number): Command => ({ do: 'malloc', type: 'temp', size: 8192, as, count });
  const give = (count: number): Command => ({ do: 'free', from: as, count, pick: 'alternate' });
  const ends = { key: 'fragments', zone: 'KMAP ENTRY', slabs: 44, used: -1 };
  const goal: Goal = { ...ends, most: 8000, portion: Infinity, take, give };
  yield* carryOut(goal, solve(d, goal));
  yield { do: 'free', from: as, count: 0 };
};

/** A flood of packets, most of which are gone again when memory is short. */
const flood = function* (d: Director, solve: Solver): Script {
  const as = 'clusters in sockets';
  const take = (count: number): Command => ({ do: 'uma_zalloc', zone: 'mbuf_cluster', as, count });
  const give = (count: number): Command => ({ do: 'uma_zfree', from: as, count, pick: 'random' });
  const ends = { key: 'flood', zone: 'mbuf_cluster', slabs: 1500, used: -1, settle: reclaimed };
  // Each slab of clusters has its header there, and that zone keeps what the peak needed.
  const beside = { zone: 'UMA RCntSlabs', slabs: 45 };
  const goal: Goal = { ...ends, beside, most: 6000, portion: PORTION, take, give };
  yield* carryOut(goal, solve(d, goal));
};
/** What comes before the slabs are counted: packets, and the page daemon with its uma_reclaim(). */
const reclaimed = function* (): Script {
  yield* packets();
  yield { do: 'uma_reclaim' };
};

/** Clusters of the dump that are in no packet: 2,537 − 591 − 121. */
const IN_SOCKETS = 1825;

/** Sockets are read, or fill again, until they hold what they hold in the dump; slabs stay. */
const settleSockets = function* (d: Director): Script {
  const holding = 'clusters in sockets';
  const spare = rowOf(d, 'mbuf_cluster').used - PACKETS_BOTH - IN_SOCKETS;
  yield* inPortions(spare, PORTION, (count) => ({
    do: 'uma_zfree',
    from: holding,
    count,
    pick: 'random',
  }));
  yield* inPortions(-spare, PORTION, (count) => ({
    do: 'uma_zalloc',
    zone: 'mbuf_cluster',
    as: holding,
    count,
  }));
};

/** NetGraph's items reach their cap of 546 and fall back to none. */
const netgraph = function* (): Script {
  const as = 'NetGraph queue';
  yield { do: 'uma_zalloc', zone: 'NetGraph items', as, count: 600, wait: 'nowait' };
  yield { do: 'uma_zfree', from: as, count: 0 };
};

const PACKETS_PEAK = 768;
const PACKETS_BOTH = 712;
const PACKETS_USED = 591;

/** Packets on their way: each holds an mbuf and a cluster. */
const packets = function* (): Script {
  yield* inPortions(PACKETS_PEAK, PORTION, (count) => ({
    do: 'uma_zalloc',
    zone: 'mbuf_packet',
    as: 'packets',
    count,
    wait: 'nowait',
  }));
};
/** Mbufs and packets share a keg of 256 slabs. */
const MBUFS: Target = { zone: 'mbuf', used: 1902, free: 256 * 15 - 1902 };

/** With buckets the keg grows by 8 or 9 slabs at a time; three that came before it meet 256. */
const MBUFS_ALONE = 45;

/**
 * Blocks of 2,048 bytes came and went before that night. uma_reclaim() then takes the zone's small
 * buckets, and only large ones go round: with one of 16, slabs would grow by 8 and miss 4,517.
 */
const youth = function* (d: Director): Script {
  const t = MALLOC_TARGETS.find((m) => m.zone === '2048');
  if (t !== undefined) yield* carryOut(zoneGoal(d, t), YOUTH);
};
const YOUTH: Steps = [496, -40];

/** Pages of the disk that is backed up: more than the machine has. */
const DISK = 65_536;
const READ_PORTION = 1024;

/**
 * The nightly backup reads the whole disk. Its pages fill RAM; the page daemon wakes, reclaims what
 * zones do not use, and keeps free and cache above its mark. Few of these pages are really free, and
 * below v_free_min (465 here) UMA hands out no buckets: every item of that hour comes and goes alone.
 */
const backup = function* (d: Director, solve: Solver): Script {
  yield { do: 'file_create', as: 'disk', pages: DISK };
  for (let from = 0; from < DISK; from += READ_PORTION)
    yield { do: 'file_read', file: 'disk', from, pages: READ_PORTION };
  // A name was looked up before that hour: NAMEI has a bucket, and goes on filling it.
  for (const t of HASHED_TARGETS) yield* t.zone === 'NAMEI' ? shape(d, solve, t) : alone(d, t);
  // Hash tables grow now, too: their old and new blocks leave no bucket behind in malloc's zones.
  yield { do: 'wait', seconds: 200 };
  yield { do: 'uma_zalloc', zone: MBUFS.zone, as: `zone ${MBUFS.zone}`, count: MBUFS_ALONE };
  yield { do: 'uma_zfree', from: 'packets', count: PACKETS_PEAK - PACKETS_BOTH };
  for (const t of SINGLE_TARGETS) yield* alone(d, t);
  yield { do: 'file_unlink', file: 'disk' };
  yield { do: 'wait', seconds: 20 };
};

/** Without buckets a zone has just the slabs that its peak needed. */
const alone = function* (d: Director, t: Target): Script {
  const goal = zoneGoal(d, t);
  const { used } = rowOf(d, t.zone);
  // One poll record ever existed, says the dump's REQUESTS.
  const peak = t.zone === 'VNODEPOLL' ? 1 : t.used + t.free;
  yield* carryOut(goal, [peak - used, t.used - peak]);
};

const LINKS = 241_126;
const USED_128 = 243_914;
const SLABS_128 = 8692;
/** `struct libalias` of the one ng_nat node, five pages. */
const LIBALIAS = 20_480;
const LARGE_BLOCKS = 63;

const freePagesOfMap = (d: Director): number => {
  const { map } = d.sim.kernel.kmem.maps;
  const kmem = mapOf(d.sim.kernel, M_KMEM);
  return map.max.get(kmem) - map.min.get(kmem) - map.size.get(kmem);
};

/** Blocks above a page by whoever: as many as headers tell, as large as the links will leave room. */
const largeBlocks = function* (d: Director): Script {
  const all = [...MALLOC_TARGETS, ...HASHED_TARGETS, ...SINGLE_TARGETS];
  const offpage = all.filter((t) => isOffpage(d, t.zone));
  const headers = offpage.reduce((n, t) => n + slabsOf(d, t.zone), 0);
  const have = rowOf(d, 'UMA Slabs').used - headers;
  const blocks = LARGE_BLOCKS - have;
  for (let i = blocks; i > 0; i -= 1) {
    const spare = freePagesOfMap(d) - (SLABS_128 - slabsOf(d, '128'));
    const size = Math.floor(spare / i) * 4096;
    yield { do: 'malloc', type: 'devbuf', size, as: 'large blocks' };
  }
};

const isOffpage = (d: Director, zone: string): boolean => {
  const { uma } = d.sim.kernel;
  return uma.keg.slabZone.get(uma.zone.keg.get(uma.names.indexOf(zone))) !== 0;
};

const LINK_PORTION = 25;

/** Links come one packet at a time and never wait; when the map is full they are refused. */
const leak = function* (d: Director): Script {
  const more = (count: number): Command => ({
    do: 'malloc',
    type: 'libalias',
    size: 96,
    as: 'links',
    count,
    wait: 'nowait',
  });
  let refused = false;
  while (!refused) {
    const events = yield more(LINK_PORTION);
    refused = events.some((e) => e.outcome === 'refused');
  }
  const links = rowOf(d, '128').used - (USED_128 - LINKS);
  yield* inPortions(links - LINKS, PORTION, (count) => ({
    do: 'free',
    from: 'links',
    count,
    pick: 'random',
  }));
};

/** Swap space of the router. It had some: the dump's SWAPMETA says so; how much is not known. */
const SWAP = 131_072;

/** Directs the whole run. The last command is the request that the kernel does not survive. */
export const directNgNat = function* (d: Director, solve: Solver): Script {
  yield* registerTypes();
  yield { do: 'swapon', pages: SWAP };
  yield* attachDrivers();
  yield* fragment(d, solve);
  yield* flood(d, solve);
  yield* packets();
  yield* youth(d);
  yield* backup(d, solve);
  yield* settleSockets(d);
  yield { do: 'uma_zfree', from: 'packets', count: PACKETS_BOTH - PACKETS_USED };
  yield* shape(d, solve, MBUFS);
  yield* netgraph();
  for (const t of ZONE_TARGETS) yield* shape(d, solve, t);
  for (const t of MALLOC_TARGETS) yield* shape(d, solve, t);
  yield { do: 'malloc', type: 'libalias', size: LIBALIAS, as: 'struct libalias' };
  yield* inPortions(USED_128 - LINKS - rowOf(d, '128').used, PORTION, (count) => ({
    do: 'malloc',
    type: 'devbuf',
    size: 128,
    as: 'zone 128',
    count,
  }));
  yield* largeBlocks(d);
  yield* leak(d);
  yield { do: 'malloc', type: 'temp', size: 16_384 };
};
