/** Lesson 7, first half: what the page daemon takes, and what it leaves alone. */
import type { Scene, Step, TaskState } from '../types';
import { FIGURES } from './figures';
import { DIRTY } from './runs';

const FULL = { scenario: 'pressure_busy', moment: 'daemon', offset: -1 };
/** All that is wired and not of a zone. */
const WIRED = ['holder:kernel', 'holder:buffers', 'holder:stacks', 'holder:tables', 'holder:large'];

const daemonRan = ({ timeline }: Scene): boolean =>
  Array.from({ length: timeline.at }, (_, i) => i).some((i) =>
    timeline.eventsOf(i).some((e) => e.outcome === 'daemon' && e.words.startsWith('page daemon')),
  );

const wakeDaemon = (scene: Scene): TaskState => {
  const gap = FIGURES['wake-gap']?.(scene) ?? null;
  const isDone = daemonRan(scene);
  return {
    isDone,
    now: gap === null ? [] : [gap],
    words: isDone
      ? 'The page daemon has run. The log says what it wanted and what it got.'
      : 'Free and cache together still stand above the mark.',
  };
};

export const PRESSURE: readonly Step[] = [
  {
    id: 'question',
    title: 'Does the kernel swap out parts of itself?',
    place: FULL,
    // By address the shares cannot be read off before the guess.
    view: { arrange: 'address', colour: 'holder' },
    figure: { kind: 'ram' },
    answers: ['what-can-be-swapped'],
    prediction: {
      kind: 'share',
      id: 'three-ways',
      ask: 'How much of the RAM in use must stay, could be dropped at once, or would have to be written to swap first?',
      whole: 'own|in-use',
      shape: 'pages',
      parts: [
        { name: 'must stay', truth: 'live|pages|wired|', owner: 'meta' },
        { name: 'can be dropped', truth: 'live|holder|holder:files|', owner: 'files' },
        { name: 'to swap first', truth: 'live|holder|holder:user|', owner: 'user' },
      ],
      because:
        'Here {live|pages|wired|:pages} are wired. {live|holder|holder:files|:pages} are clean copies of files. {live|holder|holder:user|:pages} belong to processes and exist nowhere else.',
      source: 'vm_pageout_scan',
    },
  },
  {
    id: 'wired',
    title: 'What must stay',
    place: FULL,
    view: { colour: 'paging', arrange: 'owner', sel: 'holder:buffers' },
    figure: { kind: 'ram', light: WIRED, parts: ['panel'] },
    answers: ['what-can-be-swapped'],
  },
  {
    id: 'daemon',
    title: 'The page daemon wakes',
    place: { scenario: 'pressure_busy', moment: 'daemon' },
    view: { arrange: 'queue', colour: 'holder', sel: 'queue:cache' },
    figure: { kind: 'ram', parts: ['queues', 'log'], from: { moment: 'daemon', offset: -1 } },
  },
  {
    id: 'wake-it',
    title: 'Wake it yourself',
    place: { scenario: 'pressure_idle', moment: 'daemon', offset: -1 },
    view: { arrange: 'owner', colour: 'holder' },
    figure: { kind: 'ram', parts: ['queues', 'hands', 'log'] },
    task: {
      id: 'wake-daemon',
      goal: 'Make the page daemon run.',
      hint: 'Use memory: a new process that maps pages and writes to them, or more of the hog.',
      check: wakeDaemon,
    },
  },
  {
    id: 'dropped',
    title: 'Cached files are dropped, not swapped',
    place: { scenario: 'pressure_busy', moment: 'written', offset: -1 },
    view: { arrange: 'owner', colour: 'holder', sel: 'holder:files' },
    figure: {
      kind: 'ram',
      light: ['holder:files', 'holder:free'],
      from: { moment: 'daemon', offset: -1 },
      seconds: 6,
    },
    answers: ['cache-not-swapped'],
    prediction: {
      kind: 'amount',
      id: 'files-gone',
      ask: 'These are the pages of the files in use. How many of them has RAM lost since the daemon woke?',
      truth: 'own|files-gone',
      whole: 'own|files',
      shape: 'pages',
      names: ['dropped', 'still in RAM'],
      because:
        '{own|files-gone:pages}, and {live|swapspace|out|:pages} of swap space were written for them. A clean page of a file has its copy on the disk.',
      source: 'vm_pageout_scan',
    },
  },
  {
    id: 'dirty',
    title: 'Changed pages go to their file',
    place: { scenario: 'boot', moment: 'start', by: DIRTY },
    view: { arrange: 'owner', colour: 'holder', sel: 'holder:files' },
    figure: { kind: 'ram', parts: ['queues', 'log'] },
    answers: ['cache-not-swapped'],
  },
  {
    id: 'buffers',
    title: 'A page in a buffer stays',
    place: { scenario: 'pressure_busy', moment: 'end' },
    view: { arrange: 'owner', colour: 'holder', sel: 'holder:buffers' },
    figure: { kind: 'ram', light: ['holder:buffers', 'holder:files'] },
    answers: ['cache-not-swapped'],
    prediction: {
      kind: 'amount',
      id: 'files-left',
      ask: 'These are the pages of the files in use. How many of them has the hog left in RAM?',
      truth: 'own|files-left',
      whole: 'own|files',
      shape: 'pages',
      names: ['still in RAM', 'taken'],
      because:
        '{own|files-left:pages}, all of them in buffers; outside there are {live|holder|holder:files|:pages}. The page daemon never meets a wired page.',
      source: 'vfs_vmio_release',
    },
  },
];
