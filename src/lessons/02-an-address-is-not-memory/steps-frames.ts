/** The RAM side: frames without an address, frames of the kernel by owner, and which of the two runs out. */
import { figureAt, writeFigure } from '../figures';
import type { Scene, Step, TaskState } from '../types';
import { FIGURES } from './figures';

const DAEMON = { scenario: 'ng_nat', moment: 'daemon' };
const PANIC = { scenario: 'ng_nat', moment: 'panic' };

/** RAM runs short, addresses of kmem_map do not. */
const ramOnly = (scene: Scene): TaskState => {
  const available = figureAt(scene, 'live|pages|available|', {});
  const near = figureAt(scene, 'own|near', FIGURES);
  const free = figureAt(scene, 'live|map|kmem_map|free', {});
  const size = figureAt(scene, 'live|map|kmem_map|size', {});
  if (available === null || near === null || free === null || size === null)
    return { isDone: false, now: [], words: 'This machine has no kmem_map.' };
  const isShort = Number(available.value) < Number(near.value);
  const isEmpty = Number(free.value) * 10 >= Number(size.value) * 9;
  const words = `${writeFigure(available, 'pages')} of RAM can be had, the goal is ${writeFigure(near, 'pages')}; kmem_map has ${writeFigure(free, 'pages')} free.`;
  return { isDone: isShort && isEmpty, now: [available, free], words };
};

export const FRAMES: readonly Step[] = [
  {
    id: 'no-address',
    title: 'Does every frame have an address?',
    place: DAEMON,
    view: { sel: 'holder:files', arrange: 'owner', colour: 'holder' },
    figure: { kind: 'map', light: ['holder:files', 'holder:buffers'] },
  },
  {
    id: 'by-owner',
    title: 'What does the kernel use RAM for?',
    place: PANIC,
    view: { arrange: 'owner', colour: 'holder' },
    figure: { kind: 'ram', parts: ['panel'] },
  },
  {
    id: 'constant',
    title: 'Is that amount constant?',
    place: PANIC,
    view: { arrange: 'owner', colour: 'holder' },
    figure: { kind: 'ram', parts: ['transport'], from: { moment: 'daemon' }, seconds: 8 },
    answers: ['how-much-in-ram'],
  },
  {
    id: 'top',
    title: 'Where does top(1) show it?',
    place: PANIC,
    view: { arrange: 'queue', colour: 'paging' },
    figure: { kind: 'ram', parts: ['queues'] },
  },
  {
    id: 'both-ways',
    title: 'Can one run out without the other?',
    place: { scenario: 'fragmentation', moment: 'panic' },
    view: { sel: 'map:kmem_map', pages: 'addresses' },
    figure: { kind: 'map', parts: ['log'], light: ['map:kmem_map'], from: { moment: 'full' } },
  },
  {
    id: 'ram-only',
    title: 'Now the other way round',
    place: { scenario: 'boot', moment: 'start' },
    view: { arrange: 'queue', colour: 'paging' },
    figure: { kind: 'map', parts: ['hands', 'queues'] },
    task: {
      id: 'short-of-ram',
      goal: 'Use up RAM until the page daemon is near, and leave kmem_map nine tenths free.',
      hint: 'Read a file that is as large as RAM. Its pages need frames, and no addresses of kmem_map.',
      check: ramOnly,
    },
  },
  {
    id: 'against',
    title: 'Your model against the kernel',
    place: { scenario: 'ng_nat', moment: 'half' },
    view: { sel: 'map:kernel_map' },
    figure: { kind: 'map' },
  },
];
