/** Lesson 9, first part: the router of the thread. */
import type { Step } from '../types';
import { keepAlive } from './task';

const PANIC = { scenario: 'ng_nat', moment: 'panic' };

export const ROUTER: readonly Step[] = [
  {
    id: 'size',
    title: 'Look at size first',
    place: PANIC,
    view: { sel: 'map:kmem_map', pages: 'addresses' },
    figure: { kind: 'map' },
    answers: ['who-leaked'],
    prediction: {
      kind: 'amount',
      id: 'four-largest',
      ask: 'The map is full. How much of it do the four largest zones hold together?',
      truth: 'own|four-largest',
      whole: 'live|map|kmem_map|size',
      shape: 'pages',
      names: ['the four largest', 'everybody else'],
      because:
        'Zone `128` has {live|zone|128|pages:pages}, `2048` {live|zone|2048|pages:pages}, `mbuf_cluster` {live|zone|mbuf_cluster|pages:pages}, `VNODE` {live|zone|VNODE|pages:pages}. Size makes a suspect. It proves nothing yet.',
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
  },
  {
    id: 'victim',
    title: 'The culprit is not the victim',
    place: PANIC,
    view: { sel: 'map:kmem_map', pages: 'owners' },
    figure: { kind: 'map', from: { moment: 'link_refused' } },
    answers: ['who-leaked'],
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
    place: { scenario: 'monthly_restart', moment: 'freed', by: [{ do: 'uma_reclaim' }] },
    view: { sel: 'zone:128', pages: 'owners' },
    figure: { kind: 'map', light: ['zone:128'] },
    answers: ['who-leaked'],
    prediction: {
      kind: 'amount',
      id: 'after-reclaim',
      ask: 'Zone `128` had these pages when its links were freed. How many did it keep when the page daemon had run?',
      truth: 'live|zone|128|pages',
      whole: 'own|before-reclaim',
      shape: 'pages',
      names: ['kept', 'given back'],
      because:
        '{live|zone|128|pages:pages}: no link is alive, so nearly all slabs of the zone are wholly free, and go back. At the panic live links lay in nearly every one.',
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
