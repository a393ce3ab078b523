/** The steps of lesson 10. */
import { figureAt } from '../figures';
import type { Scene, Step, TaskState } from '../types';

const PANIC = { scenario: 'ng_nat', moment: 'panic' };
const BEFORE = { ...PANIC, offset: -1 };

/** Whether the request of the panic has been served: the last command that was one. */
const byHand = (scene: Scene): TaskState => {
  const { timeline } = scene;
  const hole = figureAt(scene, 'live|map|kmem_map|hole', {});
  const last = timeline.at - 1;
  const command = timeline.log[last];
  const isServed =
    command?.do === 'malloc' &&
    command.size >= 16_384 &&
    (command.wait ?? 'waitok') === 'waitok' &&
    timeline.eventsOf(last)[0]?.outcome === 'done';
  return {
    isDone: isServed,
    now: hole === null ? [] : [hole],
    words: isServed
      ? 'The request is served. The leak has not stopped.'
      : 'The request that may wait has not been made, or not been served.',
  };
};

export const STEPS: readonly Step[] = [
  {
    id: 'question',
    title: 'Would it happen today?',
    place: PANIC,
    view: { sel: 'map:kmem_map', pages: 'owners' },
    figure: { kind: 'map' },
    answers: ['then-and-now'],
    prediction: {
      kind: 'pick',
      id: 'today',
      ask: 'The same leak, unmended, on FreeBSD of today on amd64. How does it end?',
      options: [
        { id: 'panic', name: 'in the same panic, only later' },
        { id: 'ram', name: 'RAM runs out, and processes are killed' },
        { id: 'never', name: 'it does not: the kernel swaps the links out' },
      ],
      right: 'ram',
      tells: ['next limit is RAM'],
      because:
        'The panic is gone, and the map is no longer the limit; the links are wired as ever. So the next limit is RAM. In this run {own|ram-left:percent} of it was free; the mail does not say.',
      source: 'uma_total_inc_121',
    },
  },
  {
    id: 'retries',
    title: 'FreeBSD 7.3 tries again first',
    place: { ...BEFORE, by: [{ do: 'uma_reclaim' }] },
    view: { sel: 'map:kmem_map', pages: 'owners' },
    figure: { kind: 'map', light: ['zone:128', 'zone:VNODE'] },
    answers: ['then-and-now'],
    prediction: {
      kind: 'amount',
      id: 'reclaimed',
      ask: 'One command before the panic all zones give up their empty slabs. How much of kmem_map comes back?',
      truth: 'live|map|kmem_map|free',
      whole: 'live|map|kmem_map|size',
      shape: 'pages',
      names: ['free again', 'still handed out'],
      because:
        '{live|map|kmem_map|free:pages}, the longest hole {live|map|kmem_map|hole:pages}. That is enough for the request, and for about {own|hours-won} hours of leaking.',
      source: 'uma_reclaim',
    },
  },
  {
    id: 'by-hand',
    title: 'Do it by hand',
    place: BEFORE,
    view: { sel: 'map:kmem_map', pages: 'owners' },
    figure: { kind: 'map', parts: ['hands', 'log'] },
    answers: ['then-and-now'],
    task: {
      id: 'as-73',
      goal: 'Do by hand what 7.3 does before it panics, then make the request of the panic.',
      hint: 'uma_reclaim first. Then malloc of 16,384 bytes, of any type, that may wait.',
      check: byHand,
    },
  },
  {
    id: 'layout',
    title: 'amd64: a map of twice the size?',
    place: { scenario: 'boot', moment: 'end' },
    view: { sel: 'map:kernel_map', lever: 'arch' },
    figure: { kind: 'ruler', parts: ['machine'] },
    answers: ['then-and-now'],
  },
  {
    id: 'direct-map',
    title: 'amd64: every page has an address already',
    place: PANIC,
    view: { sel: 'holder:large', pages: 'owners' },
    figure: { kind: 'map', light: ['holder:large'] },
    answers: ['then-and-now'],
    prediction: {
      kind: 'amount',
      id: 'on-amd64',
      ask: 'This map is full. How much of it would still need addresses of kmem_map on amd64?',
      truth: 'own|still-in-map',
      whole: 'live|map|kmem_map|allocated',
      shape: 'pages',
      names: ['needs kmem_map', 'uses the direct map'],
      because:
        'About {own|still-in-map:pages}: only blocks of more than a page. Every slab of this run is a single page, which amd64 reaches by an address that all RAM has.',
      source: 'uma_small_alloc',
    },
  },
  {
    id: 'arenas',
    title: 'FreeBSD 10: from a map to an arena',
    place: BEFORE,
    view: { sel: 'map:kmem_map' },
    figure: { kind: 'ruler' },
    answers: ['then-and-now'],
  },
  {
    id: 'soft-limit',
    title: 'FreeBSD 12: a limit that only warns',
    place: PANIC,
    view: { arrange: 'owner', colour: 'paging' },
    figure: { kind: 'ram' },
    answers: ['then-and-now'],
  },
  {
    id: 'stacks',
    title: 'FreeBSD 15: stacks stay',
    place: { scenario: 'pressure_idle', moment: 'out' },
    view: { sel: 'holder:stacks', arrange: 'owner' },
    figure: { kind: 'ram', light: ['holder:stacks'] },
    answers: ['then-and-now'],
    prediction: {
      kind: 'order',
      id: 'worth',
      ask: 'RAM ran short on this box. Order what stood to be won: the stacks of all processes that were swapped out, the pages written to swap, the buffer cache.',
      items: [
        { name: 'stacks that are out', truth: 'own|stacks-out' },
        { name: 'pages written to swap', truth: 'live|swapspace|used|' },
        { name: 'buffer cache', truth: 'live|holder|holder:buffers|' },
      ],
      shape: 'size',
      because:
        'The stacks were {own|stacks-out:size}. The kernel carried a good deal of code for them, and a rule for every sleep.',
      source: 'stack_swap_removed',
    },
  },
  {
    id: 'against',
    title: 'Your model against the kernel',
    place: PANIC,
    view: { sel: 'map:kmem_map', pages: 'owners' },
    figure: { kind: 'map' },
  },
];
