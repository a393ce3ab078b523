/** What the fifth lesson works out: how far the two tables overlap, and pages behind a zone's columns. */
import { sourceRef } from '../../base/sources';
import type { AnyDerivation } from '../../base/derivation';
import { lessOf, quotientOf, sumOf } from '../arithmetic';
import type { OwnFigures } from '../figures';
import { modelFigure as of } from '../own-figure';
import type { Scene } from '../types';

const DUMP = sourceRef('seed', 'the crash dump’s tables', 'vmstat -m, vmstat -z');
const SET_MAX = sourceRef('r62', 'sys/vm/uma_core.c', 'uma_zone_set_max()');

/** USED + FREE of a zone of the run. */
const exist = (scene: Scene, zone: string): AnyDerivation | null =>
  sumOf(
    {
      id: `exist.${zone}`,
      label: `Items that exist in zone ${zone}`,
      unit: 'items',
      formula: 'USED + FREE',
      source: sourceRef('r62', 'lib/libmemstat/memstat_uma.c', 'memstat_kvm_uma()'),
    },
    [of(scene, `live|zone|${zone}|used`), of(scene, `live|zone|${zone}|free`)],
  );

/** Slabs that a zone may have. */
const allowed = (scene: Scene, zone: string): AnyDerivation | null =>
  quotientOf(
    {
      id: `allowed.${zone}`,
      label: `Slabs that zone ${zone} may have`,
      unit: 'slabs',
      formula: 'LIMIT ÷ items of a slab',
      source: SET_MAX,
    },
    of(scene, `live|zone|${zone}|limit`),
    of(scene, `live|zone|${zone}|items`),
  );

export const FIGURES: OwnFigures = {
  twiceMap: (scene) => {
    const map = of(scene, 'seed|ledger.map');
    return sumOf(
      {
        id: 'twiceMap',
        label: 'Twice the size of kmem_map',
        unit: 'B',
        formula: 'size + size',
        source: DUMP,
      },
      [map, map],
    );
  },
  /** what only vmstat -z shows */
  onlyZ: (scene) =>
    sumOf(
      {
        id: 'onlyZ',
        label: 'Seen in vmstat -z alone',
        unit: 'B',
        formula: 'idle weight of malloc’s zones + other UMA zones',
        source: DUMP,
      },
      [of(scene, 'seed|ledger.dead'), of(scene, 'seed|ledger.other')],
    ),
  exist128: (scene) => exist(scene, '128'),
  existSocket: (scene) => exist(scene, 'socket'),
  existNetgraph: (scene) => exist(scene, 'NetGraph items'),
  /** what uk_maxpages holds */
  socketPages: (scene) => allowed(scene, 'socket'),
  netgraphPages: (scene) => allowed(scene, 'NetGraph items'),
  socketLeft: (scene) =>
    lessOf(
      {
        id: 'socketLeft',
        label: 'Slabs that zone socket may have and has not',
        unit: 'slabs',
        formula: 'slabs that may exist − slabs that do',
        source: SET_MAX,
      },
      allowed(scene, 'socket'),
      of(scene, 'live|zone|socket|slabs'),
    ),
  /** how much more than was asked for */
  roundedUp: (scene) =>
    lessOf(
      {
        id: 'roundedUp',
        label: 'Items that rounding to whole slabs adds',
        unit: 'items',
        formula: 'LIMIT − items asked for',
        source: SET_MAX,
      },
      of(scene, 'boot|limit.NetGraph items'),
      of(scene, 'boot|wanted.NetGraph items'),
    ),
};
