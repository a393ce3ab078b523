/** Levers of processes: make one, let it touch memory, put it to sleep, end it. */
import { formatCount } from '../../../base/format';
import {
  COUNT,
  NEW,
  amount,
  choice,
  freeName,
  heldIn,
  isOn,
  number,
  pagesWords,
  word,
} from './lever';
import type { Fields, Lever, LeverField, Plain } from './lever';

const PROCESS = choice('process', 'process', 'process');
const sleeps: LeverField = {
  id: 'on',
  label: 'waiting on',
  kind: 'choice',
  start: 'nanslp',
  options: () => [
    'nanslp',
    'select',
    'sbwait',
    'kqread',
    'accept',
    'ttyin',
    'wait',
    'pause',
    'biord',
    'piperd',
  ],
};
/** Sleeps at which a process stays in RAM: their priority is below `PSOCK` (sys/vm/vm_glue.c, swapout_procs()). */
const STAY = ['biord', 'piperd'];

const all = (f: Fields, count: number): string =>
  count === 1
    ? word(f, 'process')
    : `each of the ${formatCount(count)} processes of ${word(f, 'process')}`;

const sleepCommands = (f: Fields): readonly Plain[] => [
  { do: 'sleep', process: word(f, 'process'), on: word(f, 'on') },
  ...(amount(f, 'seconds') === 0 ? [] : [{ do: 'wait', seconds: amount(f, 'seconds') }]),
];

/** A process to work with: the chosen one, or a new one of so many pages that it has written to. */
export const processOr = (
  f: Fields,
  t: Parameters<typeof freeName>[0],
  make: { readonly as: string; readonly pages: number },
): { readonly process: string; readonly before: readonly Plain[] } => {
  if (word(f, 'process') !== NEW && word(f, 'process') !== '')
    return { process: word(f, 'process'), before: [] };
  const as = freeName(t, make.as);
  return { process: as, before: [{ do: 'fork', as, data: make.pages }] };
};

/** See the head of the file. */
export const PROCESS_LEVERS: readonly Lever[] = [
  {
    id: 'fork',
    group: 'process',
    label: 'Make a process',
    fields: [
      { id: 'as', label: 'called', kind: 'text', start: 'shell' },
      COUNT,
      number('text', 'pages it reads', '60'),
      number('data', 'pages it writes', '120'),
      number('stack', 'stack pages', '4'),
    ],
    will: (f) =>
      `start ${formatCount(amount(f, 'count'))} ${amount(f, 'count') === 1 ? 'process' : 'processes'} called ${word(f, 'as')}: a kernel stack of two wired pages and a page directory each, and ${pagesWords(amount(f, 'text') + amount(f, 'data') + amount(f, 'stack'))} of memory touched.`,
  },
  {
    id: 'touch',
    group: 'process',
    label: 'Touch its memory',
    fields: [
      PROCESS,
      { ...number('pages', 'pages, empty = all', ''), isOptional: true },
      { id: 'write', label: 'write to them', kind: 'flag', start: 'yes' },
    ],
    will: (f, t) =>
      `let ${all(f, heldIn(t, word(f, 'process')))} ${isOn(f, 'write') ? 'write to' : 'read'} ${word(f, 'pages') === '' ? 'all its pages' : pagesWords(amount(f, 'pages'))}. What is on swap comes back.`,
    commands: (f) => [
      {
        do: 'touch',
        process: word(f, 'process'),
        write: isOn(f, 'write'),
        ...(word(f, 'pages') === '' ? {} : { pages: amount(f, 'pages') }),
      },
    ],
  },
  {
    id: 'mmap',
    group: 'process',
    label: 'Give it more memory (mmap)',
    fields: [PROCESS, number('pages', 'pages', '1000')],
    will: (f) =>
      `reserve ${pagesWords(amount(f, 'pages'))} of address space in ${word(f, 'process')}. No RAM is behind them until they are touched.`,
  },
  {
    id: 'sleep',
    group: 'process',
    label: 'Put a process to sleep',
    fields: [PROCESS, sleeps, number('seconds', 'and let pass, s', '30')],
    will: (f) =>
      `let ${word(f, 'process')} wait on ${word(f, 'on')} and let ${formatCount(amount(f, 'seconds'))} s pass. ${
        STAY.includes(word(f, 'on'))
          ? 'At that priority it is never swapped out.'
          : 'Once RAM is short it may be swapped out, its kernel stacks too.'
      }`,
    commands: sleepCommands,
  },
  {
    id: 'wakeup',
    group: 'process',
    label: 'Wake it',
    fields: [PROCESS],
    will: (f) =>
      `wake ${word(f, 'process')}. One that is swapped out asks proc0 to bring its stacks back first.`,
  },
  {
    id: 'exit',
    group: 'process',
    label: 'End it (exit)',
    fields: [PROCESS],
    will: (f, t) =>
      `end ${all(f, heldIn(t, word(f, 'process')))}. Its pages are freed; its PROC and THREAD items keep their stacks for the next.`,
  },
];
