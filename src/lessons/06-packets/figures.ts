/** What lesson 6 works out itself. */
import { PAGE_SIZE } from '../../base/units';
import type { OwnFigures } from '../figures';
import { follows, less, share, sum } from '../own-figure';
import { REFERENCES } from '../references';

const CLUSTERS = 'live|zone|mbuf_cluster|pages';
const MBUFS = 'live|zone|mbuf|pages';
const HANDED_OUT = 'live|map|kmem_map|allocated';

export const FIGURES: OwnFigures = {
  /** Bytes of memory behind one packet with a cluster. */
  packet: (scene) =>
    follows(scene, ['live|zone|mbuf|size', 'live|zone|mbuf_cluster|size'], {
      id: 'packet',
      label: 'An mbuf with its cluster',
      unit: 'B',
      formula: 'SIZE of mbuf + SIZE of mbuf_cluster',
      source: REFERENCES.mbuf_init,
      of: sum,
    }),
  clusters: (scene) =>
    follows(scene, ['live|zone|mbuf_cluster|used', 'live|zone|mbuf_cluster|free'], {
      id: 'clusters',
      label: 'Clusters that exist',
      unit: 'items',
      formula: 'USED + FREE of mbuf_cluster',
      source: REFERENCES.mbuf_init,
      of: sum,
    }),
  /** The rule of the cap. */
  cap: (scene) =>
    follows(scene, ['boot|maxusers'], {
      id: 'cap',
      label: 'Clusters that may exist',
      unit: 'items',
      formula: '1,024 + maxusers × 64, where no tunable says otherwise',
      source: REFERENCES.tunable_mbinit,
      of: ([users = 0]) => 1024 + users * 64,
    }),
  'cap-bytes': (scene) =>
    follows(scene, ['boot|nmbclusters', 'live|zone|mbuf_cluster|size'], {
      id: 'cap-bytes',
      label: 'Bytes of all clusters that may exist',
      unit: 'B',
      formula: 'nmbclusters × SIZE of mbuf_cluster',
      source: REFERENCES.mbuf_init,
      of: ([n = 0, size = 0]) => n * size,
    }),
  'cap-share': (scene) =>
    follows(scene, [CLUSTERS, 'live|map|kmem_map|size'], {
      id: 'cap-share',
      label: 'Share of kmem_map in clusters',
      unit: 'percent',
      formula: '100 × pages of clusters ÷ pages of kmem_map',
      source: REFERENCES.kmem_malloc,
      of: share,
    }),
  others: (scene) =>
    follows(scene, [HANDED_OUT, CLUSTERS, MBUFS], {
      id: 'others',
      label: 'Pages of kmem_map in neither',
      unit: 'pages',
      formula: 'pages handed out − pages of clusters − pages of mbufs',
      source: REFERENCES.kmem_malloc,
      of: less,
    }),
  /** What one large cluster would be worth in clusters of the usual size. */
  'jumbo-pages': (scene) =>
    follows(scene, ['live|zone|mbuf_jumbo_16k|size'], {
      id: 'jumbo-pages',
      label: 'Pages in a row for a large cluster',
      unit: 'pages',
      formula: 'SIZE of mbuf_jumbo_16k ÷ 4,096',
      source: REFERENCES.mbuf_init,
      of: ([size = 0]) => size / PAGE_SIZE,
    }),
  /** 7.3's cap on the largest clusters, for the clusters of this machine. */
  'jumbo-cap-73': (scene) =>
    follows(scene, ['boot|nmbclusters'], {
      id: 'jumbo-cap-73',
      label: 'Clusters of 16 KB that 7.3 would allow here',
      unit: 'items',
      formula: 'nmbclusters ÷ 8',
      source: REFERENCES.tunable_mbinit_73,
      note: 'The rule of 7.3 with the number of this machine.',
      of: ([n = 0]) => Math.floor(n / 8),
    }),
};
