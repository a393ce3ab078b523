/** Who filled the map, who died of it, and what helps. */
import { figureAt, writeFigure } from '../figures';
import type { Scene, Step, TaskState } from '../types';
import { FIGURES } from './figures';

/** Room for the request: a hole as long as it. */
const hasRoom = (scene: Scene): TaskState => {
  const hole = figureAt(scene, 'live|map|kmem_map|hole', {});
  const free = figureAt(scene, 'live|map|kmem_map|free', {});
  const needed = figureAt(scene, 'own|needed', FIGURES);
  if (hole === null || free === null || needed === null)
    return { isDone: false, now: [], words: 'This machine has no kmem_map.' };
  const isDone = Number(hole.value) >= Number(needed.value);
  const words = `The largest hole is ${writeFigure(hole, 'pages')}; the request needs ${writeFigure(needed, 'pages')} in a row.`;
  return { isDone, now: [hole, free], words };
};

export const CULPRIT: readonly Step[] = [
  {
    id: 'types',
    title: 'Who filled the map?',
    place: { scenario: 'ng_nat', moment: 'panic' },
    view: { sel: 'type:libalias', colour: 'asked', table: 'types' },
    figure: { kind: 'map', parts: ['table'], light: ['zone:128'] },
  },
  {
    id: 'refused',
    title: 'What does the leaker get?',
    place: { scenario: 'ng_nat', moment: 'link_refused' },
    view: { sel: 'zone:128' },
    figure: { kind: 'map', parts: ['log'], light: ['zone:128'] },
    prediction: {
      kind: 'pick',
      isCovered: true,
      id: 'leaker',
      ask: 'kmem_map is full, and libalias asks for one more link: what happens?',
      options: [
        { id: 'panic', name: 'The kernel panics' },
        { id: 'null', name: 'libalias gets NULL, and one flow is not translated' },
        { id: 'sleep', name: 'libalias sleeps until a page is free' },
      ],
      right: 'null',
      tells: ['counts a failure', 'refused'],
      because:
        'libalias asks with M_NOWAIT, since it works on a packet and cannot sleep. Such a caller gets NULL; zone `128` counts a failure, {live|zone|128|failures} so far.',
      source: 'alias_local',
    },
  },
  {
    id: 'victim',
    title: 'Who dies instead?',
    place: { scenario: 'ng_nat', moment: 'panic' },
    view: { sel: 'map:kmem_map' },
    figure: {
      kind: 'map',
      parts: ['log'],
      light: ['map:kmem_map'],
      from: { moment: 'panic', offset: -3 },
    },
    answers: ['who-leaked'],
  },
  {
    id: 'room',
    title: 'What would have let the request through?',
    place: { scenario: 'ng_nat', moment: 'panic', offset: -1 },
    view: { sel: 'map:kmem_map' },
    figure: { kind: 'map', parts: ['hands', 'log'], light: ['map:kmem_map'] },
    task: {
      id: 'room-for-the-request',
      goal: 'Make a hole in kmem_map that is long enough for the request that killed the router.',
      hint: 'Free one of the large blocks: its pages go back to the map at once. Links do not: they go back to their zone, and their slabs stay until uma_reclaim() runs.',
      check: hasRoom,
    },
  },
  {
    id: 'cap',
    title: 'Would a limit on the links help?',
    place: { scenario: 'ng_nat_capped', moment: 'served' },
    view: { sel: 'zone:libalias' },
    figure: {
      kind: 'map',
      parts: ['panel', 'log'],
      light: ['zone:libalias'],
      from: { moment: 'start' },
      seconds: 6,
    },
  },
  {
    id: 'restart',
    title: 'Why does a restart each month help?',
    place: { scenario: 'monthly_restart', moment: 'served' },
    view: { sel: 'zone:128' },
    figure: {
      kind: 'map',
      parts: ['transport', 'log'],
      light: ['zone:128'],
      from: { moment: 'again' },
      seconds: 6,
    },
  },
];
