/** The steps of lesson 6. */
import { figureAt } from '../figures';
import type { Scene, Step, TaskState } from '../types';

const MBUF_ZONES = ['zone:mbuf', 'zone:mbuf_cluster'];
/** Pages in a row that the request of the panic needs. */
const REQUEST = 4;

const letThrough = (scene: Scene): TaskState => {
  const hole = figureAt(scene, 'live|map|kmem_map|hole', {});
  const isDone = scene.timeline.sim.panic === null && Number(hole?.value ?? 0) >= REQUEST;
  return {
    isDone,
    now: hole === null ? [] : [hole],
    words: isDone
      ? 'The hole is long enough. A request of this size would be served now.'
      : 'No hole of kmem_map is long enough yet.',
  };
};

export const STEPS: readonly Step[] = [
  {
    id: 'question',
    title: 'Where do packets live?',
    place: { scenario: 'ng_nat', moment: 'panic' },
    view: { sel: 'map:kmem_map', pages: 'owners' },
    figure: { kind: 'map', light: MBUF_ZONES },
    answers: ['mbufs'],
    prediction: {
      kind: 'amount',
      id: 'clusters-at-panic',
      ask: 'These are the clusters that may exist. How many of them did exist at the panic?',
      truth: 'own|clusters',
      whole: 'live|zone|mbuf_cluster|limit',
      shape: 'count',
      names: ['exist', 'allowed, and not there'],
      because:
        '{own|clusters}, in {live|zone|mbuf_cluster|pages:pages} of kmem_map. Its cap was far away: something else had filled the map.',
      source: 'mbuf_init',
    },
  },
  {
    id: 'packet',
    title: 'A packet is an mbuf and a cluster',
    place: {
      scenario: 'boot',
      moment: 'start',
      by: [{ do: 'packet_in', bytes: 1000, count: 1, maxlen: 0 }],
    },
    view: { sel: 'zone:mbuf_cluster', pages: 'owners' },
    figure: { kind: 'map', light: MBUF_ZONES, parts: ['panel'] },
    answers: ['mbufs'],
  },
  {
    id: 'zones',
    title: 'Three zones, two kinds of slab',
    place: { scenario: 'packet_flood', moment: 'refused', offset: -1 },
    view: { sel: 'zone:mbuf_packet', pages: 'owners' },
    figure: { kind: 'map', light: MBUF_ZONES },
    prediction: {
      kind: 'order',
      id: 'which-zone',
      ask: 'A queue holds thousands of packets. Which zone has the most pages of its own? Most first.',
      items: [
        { name: 'mbuf', truth: 'live|zone|mbuf|pages' },
        { name: 'mbuf_packet', truth: 'live|zone|mbuf_packet|pages' },
        { name: 'mbuf_cluster', truth: 'live|zone|mbuf_cluster|pages' },
      ],
      shape: 'pages',
      because:
        'Clusters have {live|zone|mbuf_cluster|pages:pages}, mbufs {live|zone|mbuf|pages:pages}. The packet zone has none: its items are mbufs of the mbuf zone with a cluster tied on.',
      source: 'mbuf_init',
    },
  },
  {
    id: 'flood',
    title: 'The queue without an end',
    place: { scenario: 'packet_flood', moment: 'refused' },
    view: { sel: 'zone:mbuf_cluster', pages: 'owners' },
    figure: { kind: 'map', light: MBUF_ZONES, from: { moment: 'start' }, seconds: 8 },
    prediction: {
      kind: 'amount',
      id: 'at-the-cap',
      ask: 'Packets came, none was sent on, and the first are lost. How much of kmem_map do the clusters hold?',
      truth: 'live|zone|mbuf_cluster|pages',
      whole: 'live|map|kmem_map|size',
      shape: 'pages',
      names: ['clusters', 'the rest of kmem_map'],
      because:
        '{live|zone|mbuf_cluster|pages:pages}, or {own|cap-share:percent} of the map. A cap stopped them, not the end of the map.',
      source: 'tunable_mbinit',
    },
  },
  {
    id: 'cap',
    title: 'A cap turns death into loss',
    place: { scenario: 'packet_flood', moment: 'served' },
    view: { sel: 'zone:mbuf_cluster', table: 'zones' },
    figure: { kind: 'map', parts: ['table', 'log'], from: { moment: 'refused', offset: -1 } },
    answers: ['mbufs'],
  },
  {
    id: 'uncapped',
    title: 'The same flood without a cap',
    place: { scenario: 'packet_flood_uncapped', moment: 'panic' },
    view: { sel: 'map:kmem_map', pages: 'owners' },
    figure: { kind: 'map', light: MBUF_ZONES, parts: ['log'], from: { moment: 'half' } },
    prediction: {
      kind: 'share',
      id: 'who-filled-it',
      ask: 'The map is full. What is in it?',
      whole: 'live|map|kmem_map|allocated',
      shape: 'pages',
      parts: [
        { name: 'clusters', truth: 'live|zone|mbuf_cluster|pages', owner: 'mbufs' },
        { name: 'mbufs', truth: 'live|zone|mbuf|pages', owner: 'mbufs' },
        { name: 'all else', truth: 'own|others', owner: 'uma' },
      ],
      because:
        'Clusters take {live|zone|mbuf_cluster|pages:pages} and mbufs {live|zone|mbuf|pages:pages}. A slab holds only {live|zone|mbuf_cluster|items} clusters.',
      source: 'kmem_malloc',
    },
  },
  {
    id: 'jumbo',
    title: 'Large clusters had no cap',
    place: { scenario: 'packet_flood_uncapped', moment: 'refused' },
    view: { sel: 'zone:mbuf_jumbo_16k', table: 'zones' },
    figure: { kind: 'table' },
    answers: ['mbufs'],
  },
  {
    id: 'let-through',
    title: 'Let the request through',
    place: { scenario: 'packet_flood_uncapped', moment: 'refused' },
    view: { sel: 'map:kmem_map', pages: 'owners' },
    figure: { kind: 'map', parts: ['hands', 'log'] },
    task: {
      id: 'hole-of-16k',
      goal: 'Free enough of kmem_map to let the next request through.',
      hint: 'Let the card send packets (packet_out). Then see what is still handed out, and who could give slabs back (uma_reclaim).',
      check: letThrough,
    },
  },
  {
    id: 'against',
    title: 'Your model against the kernel',
    place: { scenario: 'packet_flood', moment: 'served' },
    view: { sel: 'zone:mbuf_cluster', pages: 'owners' },
    figure: { kind: 'map', light: MBUF_ZONES },
  },
];
