/** The tree: what is a submap, who shares kmem_map, what lies in kernel_map itself, and who dies of what. */
import { figureAt, writeFigure } from '../figures';
import type { Scene, Step, TaskState } from '../types';
import { FIGURES } from './figures';

const BOOT = { scenario: 'boot', moment: 'start' };

/** Half of pipe_map is out, and kmem_map has hardly noticed. */
const pipesOnly = (scene: Scene): TaskState => {
  const taken = figureAt(scene, 'own|pipesTaken', FIGURES);
  const kmem = figureAt(scene, 'live|map|kmem_map|allocated', {});
  if (taken === null || kmem === null)
    return { isDone: false, now: [], words: 'This machine has no pipe_map.' };
  const words = `${writeFigure(taken, 'percent')} of pipe_map are handed out; kmem_map has handed out ${writeFigure(kmem, 'pages')}.`;
  return { isDone: Number(taken.value) >= 50, now: [taken, kmem], words };
};

export const TREE: readonly Step[] = [
  {
    id: 'question',
    title: 'Is there one map, or are there many?',
    place: BOOT,
    view: { sel: 'map:kernel_map' },
    figure: { kind: 'ruler', light: ['map:kernel_map'] },
    prediction: {
      kind: 'amount',
      isCovered: true,
      id: 'in-submaps',
      ask: 'How much of the addresses that boot lays out belongs to a user with a range of its own?',
      truth: 'own|submaps',
      whole: 'boot|accounted',
      shape: 'size',
      names: ['in a range of its own', 'everybody else'],
      because:
        'Four users have {own|submaps:size}: malloc(9) with UMA, files, arguments of programs, and pipes. kmem_map alone is {boot|region.kmem_map.size:size}.',
      source: 'vm_ksubmap_init',
    },
  },
  {
    id: 'tree',
    title: 'Which maps are there?',
    place: BOOT,
    view: { table: 'maps', sel: 'map:kernel_map' },
    figure: { kind: 'ruler', parts: ['table'] },
    answers: ['one-map-or-many'],
  },
  {
    id: 'submap',
    title: 'What is a submap?',
    place: BOOT,
    view: { sel: 'map:exec_map' },
    figure: { kind: 'ruler', parts: ['panel'], light: ['map:exec_map'] },
  },
  {
    id: 'shared',
    title: 'How do malloc and UMA share one map?',
    place: { scenario: 'ng_nat', moment: 'half' },
    view: { sel: 'map:kmem_map', pages: 'addresses' },
    figure: {
      kind: 'ruler',
      light: ['map:kmem_map'],
      from: { moment: 'refused' },
      seconds: 6,
    },
  },
  {
    id: 'direct',
    title: 'What lies in no submap?',
    place: BOOT,
    view: { sel: 'map:sf_bufs' },
    figure: {
      kind: 'ruler',
      light: ['map:pv_entry_kva', 'map:sf_bufs', 'map:swapmeta_kva', 'map:kernel_stacks'],
    },
  },
  {
    id: 'full',
    title: 'What happens when another map is full?',
    place: { scenario: 'pipe_storm', moment: 'enomem' },
    view: { sel: 'map:pipe_map' },
    figure: { kind: 'ruler', parts: ['log'], light: ['map:pipe_map', 'map:kmem_map'] },
    prediction: {
      kind: 'pick',
      isCovered: true,
      id: 'pipe-map-full',
      ask: 'pipe_map is full to the last page, and a program opens one more pipe: what happens?',
      options: [
        { id: 'panic', name: 'The kernel panics, as with kmem_map' },
        { id: 'error', name: 'The program gets an error' },
        { id: 'wait', name: 'The program waits until a pipe is closed' },
      ],
      right: 'error',
      tells: ['ENOMEM'],
      because:
        'pipe(2) returns ENOMEM. kmem_map has {live|map|kmem_map|free:pages} free meanwhile and could not help: the maps do not lend to each other.',
      source: 'pipespace_new',
    },
  },
  {
    id: 'half-the-pipes',
    title: 'Fill one map and watch the other',
    place: BOOT,
    view: { sel: 'map:pipe_map' },
    figure: { kind: 'map', parts: ['hands', 'log'], light: ['map:pipe_map', 'map:kmem_map'] },
    task: {
      id: 'half-of-pipe-map',
      goal: 'Make pipe_map hand out half of its addresses, and watch what kmem_map does.',
      hint: 'Open pipes, many at a time. Nothing need be written to them.',
      check: pipesOnly,
    },
  },
];
