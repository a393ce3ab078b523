/** Lesson 9, first part: the router of the thread. */
import type { Scene, Step } from '../types';
import { keepAlive } from './task';

const PANIC = { scenario: 'ng_nat', moment: 'panic' };

/** Who asked last: the type of the request that ended in the panic. */
const whoDied = ({ timeline }: Scene): string => {
  const last = timeline.log[timeline.at - 1];
  if (timeline.sim.panic === null || last?.do !== 'malloc') return 'nobody';
  return last.type === 'libalias' ? 'libalias' : 'other';
};

export const ROUTER: readonly Step[] = [
  {
    id: 'size',
    title: 'Look at size first',
    place: PANIC,
    view: { sel: 'map:kmem_map', pages: 'addresses' },
    figure: { kind: 'map' },
    answers: ['who-leaked'],
    prediction: {
      kind: 'order',
      id: 'largest',
      ask: 'Which zones hold the most pages of this full map? Most first.',
      items: [
        { name: 'mbuf_cluster', truth: 'live|zone|mbuf_cluster|pages' },
        { name: '2048', truth: 'live|zone|2048|pages' },
        { name: 'VNODE', truth: 'live|zone|VNODE|pages' },
        { name: '128', truth: 'live|zone|128|pages' },
      ],
      shape: 'pages',
      because:
        'Zone `128` has {live|zone|128|pages:pages}, zone `2048` {live|zone|2048|pages:pages}. Size makes a suspect. It proves nothing yet.',
      source: 'seed',
    },
  },
  {
    id: 'growth',
    title: 'Then at growth',
    place: PANIC,
    view: { sel: 'zone:128', pages: 'owners' },
    figure: {
      kind: 'map',
      light: ['zone:128'],
      parts: ['transport'],
      from: { moment: 'links' },
      seconds: 8,
    },
    answers: ['who-leaked'],
  },
  {
    id: 'name',
    title: 'A bucket has no name on it',
    place: PANIC,
    view: { sel: 'zone:128', pages: 'owners' },
    figure: { kind: 'map', light: ['zone:128'] },
    answers: ['who-leaked'],
    prediction: {
      kind: 'amount',
      id: 'libalias-in-128',
      ask: 'These are the live items of zone `128` in `vmstat -z`. How many of them does libalias have, by `vmstat -m`?',
      truth: 'live|type|libalias|inUse',
      whole: 'live|zone|128|used',
      shape: 'count',
      names: ['libalias', 'everybody else'],
      because:
        '{live|type|libalias|inUse} of {live|zone|128|used}, {own|links-share:percent}. One type has almost the whole bucket.',
      source: 'malloc_type',
    },
  },
  {
    id: 'victim',
    title: 'The culprit is not the victim',
    place: PANIC,
    view: { sel: 'map:kmem_map', pages: 'owners' },
    figure: { kind: 'map', from: { moment: 'link_refused' } },
    answers: ['who-leaked'],
    prediction: {
      kind: 'pick',
      id: 'whose-request',
      ask: 'The map is full, and the kernel panics in a request. Whose?',
      options: [
        { id: 'libalias', name: 'one of libalias, which filled the map' },
        { id: 'other', name: 'one of somebody else' },
        { id: 'nobody', name: 'no request: the page daemon gives up' },
      ],
      right: whoDied,
      because:
        'libalias asks with M_NOWAIT: it gets NULL and drops the packet. The panic came in a request that may wait, from somebody who had done nothing.',
      source: 'add_link',
    },
  },
  {
    id: 'unnoticed',
    title: 'What nobody noticed',
    place: PANIC,
    view: { sel: 'zone:2048', pages: 'owners', table: 'zones' },
    figure: { kind: 'map', light: ['zone:2048', 'zone:NAMEI'], parts: ['table'] },
    answers: ['who-leaked'],
  },
  {
    id: 'cap',
    title: 'First cure: a zone with a limit',
    place: { scenario: 'ng_nat_capped', moment: 'served' },
    view: { sel: 'zone:libalias', pages: 'owners' },
    figure: {
      kind: 'map',
      light: ['zone:libalias'],
      parts: ['panel', 'log'],
      from: { moment: 'start' },
    },
    answers: ['who-leaked'],
  },
  {
    id: 'monthly',
    title: 'Second cure: once a month',
    place: { scenario: 'monthly_restart', moment: 'freed' },
    view: { sel: 'zone:128', pages: 'owners' },
    figure: { kind: 'map', light: ['zone:128'], from: { moment: 'freed', offset: -1 } },
    answers: ['who-leaked'],
    prediction: {
      kind: 'amount',
      id: 'after-restart',
      ask: 'ng_nat was restarted, and every link is freed. This much of kmem_map is handed out. How much of it does zone `128` have?',
      truth: 'live|zone|128|pages',
      whole: 'live|map|kmem_map|allocated',
      shape: 'pages',
      names: ['zone 128', 'all else'],
      because:
        'Still {live|zone|128|pages:pages}, with {live|zone|128|used} live items. The slabs stay with their zone, ready for the next month.',
      source: 'zone_drain',
    },
  },
  {
    id: 'keep-alive',
    title: 'Keep this router alive for a year',
    place: { scenario: 'monthly_restart', moment: 'month' },
    view: { sel: 'zone:128', pages: 'owners' },
    figure: { kind: 'map', light: ['zone:128'], parts: ['hands', 'log'] },
    task: {
      id: 'a-year',
      goal: 'Bring the router through a year and a million links, so that the next request is still served.',
      hint: 'Free the links before the map is full: free from links, count 0 is all of them. Or give libalias a zone with a cap. wait makes time pass.',
      check: keepAlive,
    },
  },
];
