/** Lesson 8, first half: pipes. */
import { pipeRows } from '../../sim';
import { PAGE_SIZE } from '../../base/units';
import type { Scene, Step, TaskState } from '../types';
import { FIGURES } from './figures';

const BORROWED = { scenario: 'pipe_storm', moment: 'borrowed' };

const beginsSmall = (scene: Scene): TaskState => {
  const now = [FIGURES['pipekva']?.(scene), FIGURES['half']?.(scene)];
  const isDone = pipeRows(scene.timeline.sim.kernel).some((p) => p.size === PAGE_SIZE);
  return {
    isDone,
    now: now.filter((d) => d !== null && d !== undefined),
    words: isDone
      ? 'A pipe has a buffer of one page. Its writes are copied, whatever their size.'
      : 'Every pipe still has a large buffer.',
  };
};

export const PIPES: readonly Step[] = [
  {
    id: 'twice',
    title: 'A small write is copied twice',
    place: {
      scenario: 'boot',
      moment: 'start',
      by: [
        { do: 'pipe_open', as: 'pipe' },
        { do: 'pipe_write', pipe: 'pipe', bytes: 4096, nonblock: true },
      ],
    },
    view: { sel: 'map:pipe_map' },
    figure: { kind: 'map', light: ['holder:pipes', 'holder:user'], parts: ['log'] },
    answers: ['pipe-borrowing'],
  },
  {
    id: 'large',
    title: 'A large write waits for its reader',
    place: BORROWED,
    view: { sel: 'map:pipe_map' },
    figure: { kind: 'map', light: ['holder:pipes', 'holder:user'] },
    answers: ['pipe-borrowing'],
    prediction: {
      kind: 'amount',
      id: 'buffer-frames',
      ask: 'The buffer of this pipe has grown to this much address space. How much of it has RAM behind it?',
      truth: 'live|reach|map:pipe_map|frames',
      whole: 'live|map|pipe_map|allocated',
      shape: 'pages',
      names: ['backed by RAM', 'address space only'],
      because:
        '{live|reach|map:pipe_map|frames:pages}. Nothing was copied into the buffer. The pipe holds {own|borrowed:pages} of the writer instead.',
      source: 'pipe_build_write_buffer',
    },
  },
  {
    id: 'held',
    title: 'Held, not mapped',
    place: BORROWED,
    view: { sel: 'holder:user', colour: 'paging', table: 'pipes' },
    figure: { kind: 'map', light: ['holder:user'], parts: ['table'] },
    answers: ['pipe-borrowing'],
  },
  {
    id: 'old',
    title: 'As it was in FreeBSD 4.x',
    place: { scenario: 'pipe_storm_4x', moment: 'borrowed' },
    view: { sel: 'map:kernel_map', colour: 'paging' },
    figure: { kind: 'map', light: ['holder:user'], from: { moment: 'borrowed', offset: -1 } },
    answers: ['pipe-borrowing'],
  },
  {
    id: 'one-copy',
    title: 'How many copies are left?',
    place: { ...BORROWED, by: [{ do: 'pipe_read', pipe: 'large', nth: 0, bytes: 65_536 }] },
    view: { sel: 'holder:user' },
    figure: { kind: 'map', light: ['holder:user', 'holder:pipes'] },
    answers: ['pipe-borrowing'],
    prediction: {
      kind: 'pick',
      isCovered: true,
      id: 'copies',
      ask: 'The reader comes. How often is each byte copied on its way from the writer?',
      options: [
        { id: 'none', name: 'not at all: the reader gets the page itself' },
        { id: 'one', name: 'once' },
        { id: 'two', name: 'twice' },
      ],
      right: 'one',
      tells: ['one page at a time', 'Once, out of'],
      because:
        'Once, out of the writer’s page into the reader’s memory. The kernel looks at one page at a time, through an sf_buf: at most {own|sf-peak} was in use.',
      source: 'uiomove_fromphys',
    },
  },
  {
    id: 'signal',
    title: 'When the writer must go',
    place: { scenario: 'pipe_storm', moment: 'signal' },
    view: { sel: 'map:pipe_map' },
    figure: {
      kind: 'map',
      light: ['holder:pipes', 'holder:user'],
      parts: ['log'],
      from: { moment: 'signal', offset: -1 },
    },
  },
  {
    id: 'ladder',
    title: 'Half, three quarters, the end',
    place: BORROWED,
    view: { sel: 'map:pipe_map', table: 'pipes' },
    figure: { kind: 'map', parts: ['hands', 'table', 'log'] },
    task: {
      id: 'small-pipe',
      goal: 'Bring it about that a pipe begins small.',
      hint: 'Open pipes and write 65,536 bytes to each, until more than half of pipe_map is reserved. Then open one more.',
      check: beginsSmall,
    },
  },
];
