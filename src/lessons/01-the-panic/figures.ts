/** What the first lesson works out: how the ledger's lines divide what the sum of vmstat -m left out. */
import { sourceRef } from '../../base/sources';
import type { AnyDerivation } from '../../base/derivation';
import { MALLOC_BUCKETS } from '../../sim';
import { constantOf, lessOf, quotientOf, sumOf } from '../arithmetic';
import type { OwnFigures } from '../figures';
import { modelFigure } from '../own-figure';
import type { Scene } from '../types';

const seed = (scene: Scene, id: string): AnyDerivation | null => modelFigure(scene, `seed|${id}`);

const buckets = (scene: Scene, part: string): readonly (AnyDerivation | null)[] =>
  MALLOC_BUCKETS.map((size) => seed(scene, `zone.${size}.${part}`));

const DUMP = sourceRef('seed', 'the crash dump’s tables', 'vmstat -z');
const UMA = (fn: string) => sourceRef('r62', 'sys/vm/uma_core.c', fn);

export const FIGURES: OwnFigures = {
  /** the map without live small malloc: what three lines of the ledger hold */
  beyond: (scene) =>
    lessOf(
      {
        id: 'beyond',
        label: 'Held in kmem_map, not by live malloc up to 4 K',
        unit: 'B',
        formula: 'bytes of kmem_map − live items of the zones 16 to 4096',
        source: DUMP,
      },
      seed(scene, 'ledger.map'),
      seed(scene, 'ledger.live'),
    ),
  idle: (scene) =>
    sumOf(
      {
        id: 'idle',
        label: 'Free items of malloc’s zones',
        unit: 'B',
        formula: 'sum of FREE × SIZE over the zones 16 to 4096',
        source: DUMP,
      },
      buckets(scene, 'free'),
    ),
  headers: (scene) =>
    sumOf(
      {
        id: 'headers',
        label: 'Headers and padding in malloc’s zones',
        unit: 'B',
        formula: 'sum over the zones 16 to 4096 of slabs × what no item of a slab can use',
        source: UMA('zone_small_init()'),
      },
      buckets(scene, 'overhead'),
    ),
  /** the header is taken before the pages: the block that panicked owns one */
  blocks: (scene) =>
    lessOf(
      {
        id: 'blocks',
        label: 'Live blocks over 4 K',
        unit: 'items',
        formula: 'headers of blocks over 4 K − the one of the request that panicked',
        source: UMA('uma_large_malloc()'),
      },
      seed(scene, 'check.largeBlocks'),
      constantOf(
        {
          id: 'panicking',
          label: 'Header of the request that panicked',
          unit: 'items',
          formula: 'one: the header is taken before the pages',
          source: UMA('uma_large_malloc()'),
        },
        1,
      ),
    ),
  /** what of the awk sum is left when live small malloc is taken out */
  left: (scene) =>
    lessOf(
      {
        id: 'left',
        label: 'Rest of the awk sum, beyond live malloc up to 4 K',
        unit: 'B',
        formula: 'sum of the MemUse column − live items of the zones 16 to 4096',
        source: DUMP,
      },
      seed(scene, 'ledger.mallocSum'),
      seed(scene, 'ledger.live'),
    ),
  /** all four lines: must be the map, to the byte */
  total: (scene) =>
    sumOf(
      {
        id: 'total',
        label: 'The four lines of the ledger',
        unit: 'B',
        formula: 'live + dead weight + other UMA zones + blocks over 4 K',
        source: DUMP,
        note: 'The last line is a remainder, so the sum must be the map.',
      },
      ['live', 'dead', 'other', 'large'].map((line) => seed(scene, `ledger.${line}`)),
    ),
  /** how long a hole the request needs */
  needed: (scene) =>
    sumOf(
      {
        id: 'needed',
        label: 'Hole that the request needs',
        unit: 'pages',
        formula: 'bytes asked for ÷ 4,096, rounded up',
        source: sourceRef('r62', 'sys/vm/vm_kern.c', 'kmem_malloc()'),
      },
      [seed(scene, 'panic.requested')],
    ),
  share128: (scene) =>
    quotientOf(
      {
        id: 'share128',
        label: 'Share of kmem_map that zone 128 holds',
        unit: 'percent',
        formula: '100 × pages of the zone ÷ pages of the map',
        source: UMA('slab_zalloc()'),
      },
      modelFigure(scene, 'live|zone|128|pages'),
      modelFigure(scene, 'live|map|kmem_map|size'),
    ),
};
