/** Random commands of maps, zones, malloc(9) and bare pages. */
import fc from 'fast-check';
import { some, whole, word } from './weighted';
import type { Part } from './weighted';

/** Zones that random commands take from. */
export const ZONES = [
  'VNODEPOLL',
  'NAMEI',
  'mbuf_jumbo_9k',
  'DIRHASH',
  'NetGraph items',
  'KNOTE',
  'PV ENTRY',
  'hostcache',
] as const;
/** Types that they charge. */
export const TYPES = ['alpha', 'beta'] as const;

const WAIT = word('waitok', 'nowait', 'reserve');
const PICK = word('newest', 'oldest', 'random', 'alternate');
const MAPS = word('kernel_map', 'exec_map', 'pipe_map');

/** More is freed than taken, so that few runs end in a panic. */
export const CORE: Part = [
  some(4, 'malloc', {
    type: word(...TYPES),
    size: fc.oneof(whole(1, 4096), whole(4097, 80_000)),
    count: whole(1, 40),
    wait: WAIT,
  }),
  some(5, 'free', { from: word(...TYPES), count: whole(0, 80), pick: PICK }),
  some(5, 'uma_zalloc', {
    zone: word(...ZONES),
    count: whole(1, 120),
    wait: word('waitok', 'nowait'),
  }),
  some(6, 'uma_zfree', { from: word(...ZONES), count: whole(0, 200), pick: PICK }),
  some(1, 'uma_reclaim'),
  some(1, ['kmem_alloc', 'kmem_alloc_nofault', 'kmem_alloc_wait'], {
    map: MAPS,
    size: whole(1, 300_000),
    count: whole(1, 3),
  }),
  some(1, 'contigmalloc', { size: whole(1, 40_000) }),
  some(2, 'kmem_free', { from: fc.oneof(MAPS, fc.constant('contig')), pick: PICK }),
  some(1, 'vm_page_alloc', { class: word('normal', 'system', 'interrupt'), count: whole(1, 600) }),
  some(2, 'vm_page_free', { from: fc.constant('pages'), count: whole(0, 900), pick: PICK }),
  some(1, 'uma_zone_set_max', { zone: word('KNOTE', 'hostcache'), items: whole(0, 300) }),
];
