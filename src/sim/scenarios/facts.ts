/** What the named runs are called and run on, without their scripts: known before these are loaded. */
import { GIB, bytes } from '../../base/units';
import { SEED_MACHINE, makeMachine } from '../boot/machine';
import type { MachineSpec } from '../boot/types';

/** kmem_map has 320 MB there, VM_KMEM_SIZE_MAX, and would have no more with more RAM. */
const ONE_GIGABYTE = makeMachine({ ram: bytes(GIB) });

/** A named run, as a list shows it. */
export interface ScenarioFacts {
  readonly id: string;
  readonly title: string;
  /** one sentence: what happens */
  readonly what: string;
  readonly machine: MachineSpec;
  readonly seed: number;
}

const fact = (id: string, title: string, what: string, machine = SEED_MACHINE): ScenarioFacts => ({
  id,
  title,
  what,
  machine,
  seed: 1,
});

/** In the order in which they are listed. */
export const SCENARIO_FACTS: readonly ScenarioFacts[] = [
  fact(
    'boot',
    'Boot of the router',
    'The 256 MB machine of the thread at the end of boot, with nothing to do.',
  ),
  fact(
    'ng_nat',
    'The leak of ng_nat',
    'libalias links fill kmem_map until a request for 16,384 bytes ends in the panic of the thread.',
  ),
  fact(
    'ng_nat_1g',
    'The same leak on 1 GB',
    'Four times the RAM, four times the links, the same end.',
    ONE_GIGABYTE,
  ),
  fact(
    'ng_nat_capped',
    'The leak with a zone of its own',
    'A cap on the links refuses them; the request for 16,384 bytes is served.',
  ),
  fact(
    'monthly_restart',
    'Restarted once a month',
    'The links go back each month; their slabs stay with the zone, and no panic comes.',
  ),
  fact(
    'packet_flood',
    'Packets without end, clusters with a cap',
    'A queue without an end takes every cluster up to the cap; then packets are lost, and nobody dies.',
  ),
  fact(
    'packet_flood_uncapped',
    'Packets without end, no cap',
    'The queue fills kmem_map, and the next request that may wait ends in a panic.',
  ),
  fact(
    'fragmentation',
    'A megabyte free, no hole of 16 KB',
    'kmem_map has 1 MB free in holes of 8 KB; a request for 16,384 bytes ends in a panic.',
  ),
  fact(
    'large_records',
    'ZFS on i386',
    'A file system caches records of 128 KB in 320 MB of kmem_map, and dies with two thirds of RAM free.',
    ONE_GIGABYTE,
  ),
  fact(
    'pressure_idle',
    'RAM runs short on an idle box',
    'A hog takes the cached files first; then the twelve processes that sleep are swapped out.',
  ),
  fact(
    'pressure_busy',
    'RAM runs short on a busy box',
    'The same hog among twelve processes at work: nobody sleeps but the hog, so it goes out itself.',
  ),
  fact(
    'pressure_little_swap',
    'RAM runs short, and swap space too',
    'The idle box with 16 MB of swap space: it is full at once, and the hog is killed.',
  ),
  fact(
    'swapped_sleeper',
    'A daemon goes out and comes back',
    'Its kernel stacks leave RAM with it while it sleeps, and are back before it runs.',
  ),
  fact(
    'pipe_storm',
    'Pipes until pipe_map is full',
    'At half of the map pipes begin small, at three quarters large ones shrink, at its end pipe fails.',
  ),
  fact(
    'pipe_storm_4x',
    'The same pipes in 4.x and 5.0',
    'Direct writes wire their pages and map them into kernel_map, beside the buffers in pipe_map.',
  ),
  fact(
    'zero_copy',
    'Zero-copy send and overwrite',
    'A process writes to pages that it has lent to a socket, and gets others in their place.',
  ),
];
