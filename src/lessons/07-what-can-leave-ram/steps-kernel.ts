/** Lesson 7, second half: what of the kernel's own memory can leave. */
import { procRows } from '../../sim';
import type { Scene, Step } from '../types';
import { FILLED, PRESSED } from './runs';

/** sshd is the first process of the run, cat the second. */
const whoWentOut = ({ timeline }: Scene): string => {
  const [first, second] = procRows(timeline.sim.kernel).map((p) => p.state === 'swapped out');
  if (first === true && second === true) return 'both';
  if (first === true) return 'sshd';
  return second === true ? 'cat' : 'none';
};

export const KERNEL: readonly Step[] = [
  {
    id: 'pipes',
    title: 'Pipe buffers are pageable',
    place: { scenario: 'boot', moment: 'start', by: FILLED },
    view: { sel: 'map:pipe_map', colour: 'paging' },
    figure: { kind: 'map', light: ['holder:pipes'], parts: ['panel'] },
    answers: ['mostly-pipes'],
  },
  {
    id: 'pressed',
    title: 'Fill pipes, then press',
    place: { scenario: 'boot', moment: 'start', by: PRESSED },
    view: { sel: 'holder:pipes', arrange: 'queue' },
    figure: { kind: 'ram', light: ['holder:pipes'], parts: ['queues'] },
    answers: ['mostly-pipes', 'what-can-be-swapped'],
  },
  {
    id: 'most',
    title: 'How much can that be?',
    place: { scenario: 'pipe_storm', moment: 'enomem' },
    view: { sel: 'map:pipe_map' },
    figure: { kind: 'map', light: ['holder:pipes'], parts: ['panel'] },
    answers: ['mostly-pipes'],
    prediction: {
      kind: 'amount',
      id: 'pipe-frames',
      ask: 'pipe_map is full: pipe(2) fails. How much of its address space has RAM behind it?',
      truth: 'live|reach|map:pipe_map|frames',
      whole: 'live|map|pipe_map|size',
      shape: 'pages',
      names: ['backed by RAM', 'address space only'],
      because:
        '{live|reach|map:pipe_map|frames:pages} of {live|map|pipe_map|size:pages}. A page comes when data is copied into it, not when the pipe is opened.',
      source: 'pipespace_new',
    },
  },
  {
    id: 'stacks',
    title: 'A stack leaves with its process',
    place: { scenario: 'swapped_sleeper', moment: 'out' },
    view: { sel: 'stack:1', pages: 'addresses' },
    figure: { kind: 'ruler', light: ['holder:stacks'] },
    answers: ['stacks'],
    prediction: {
      kind: 'pick',
      id: 'who-goes',
      ask: 'RAM is short, and two processes sleep: sshd in select(2), cat in a read of a pipe. Which is swapped out?',
      options: [
        { id: 'sshd', name: 'sshd' },
        { id: 'cat', name: 'cat' },
        { id: 'both', name: 'both' },
        { id: 'none', name: 'neither' },
      ],
      right: whoWentOut,
      tells: ['PSOCK', 'more urgent'],
      because:
        'Every thread of a process must sleep at a priority no more urgent than PSOCK. A sleep in a pipe is more urgent.',
      source: 'swapout_procs',
    },
  },
  {
    id: 'whole',
    title: 'As a whole, not page by page',
    place: { scenario: 'swapped_sleeper', moment: 'written' },
    view: { sel: 'stack:4', colour: 'paging', pages: 'addresses' },
    figure: {
      kind: 'ruler',
      light: ['holder:stacks'],
      parts: ['panel', 'log'],
      from: { moment: 'out', offset: -1 },
    },
    answers: ['stacks'],
  },
  {
    id: 'list',
    title: 'The whole list',
    place: { scenario: 'pressure_idle', moment: 'out' },
    view: { colour: 'paging', sel: 'map:pipe_map' },
    figure: { kind: 'layout' },
    answers: ['what-can-be-swapped', 'mostly-pipes'],
  },
  {
    id: 'against',
    title: 'Your model against the kernel',
    place: { scenario: 'pressure_idle', moment: 'end' },
    view: { colour: 'paging', arrange: 'owner' },
    figure: { kind: 'ram' },
  },
];
