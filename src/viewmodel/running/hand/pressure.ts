/** The lever of memory pressure, and those of time and swap space. */
import { formatCount } from '../../../base/format';
import { daemonMarks, stateFigures, swapRows } from '../../../sim';
import type { Timeline } from '../../../sim';
import { COUNT, amount, number, pagesWords, word } from './lever';
import type { Fields, Lever, Plain } from './lever';

/** What a machine gets where it has no swap device: twice the RAM of the thread's, in pages. */
const SWAP = 131_072;

const hasSwap = (t: Timeline): boolean => swapRows(t.sim.kernel).length > 0;

const pressureWill = (f: Fields, t: Timeline): string => {
  const { free, cache } = stateFigures(t).pages;
  const left = free + cache - amount(f, 'count');
  const { wake, goal } = daemonMarks(t.sim.kernel);
  const swap =
    hasSwap(t) || amount(f, 'swap') === 0
      ? ''
      : `add a swap device of ${pagesWords(amount(f, 'swap'))}, for the machine has none; `;
  const daemon =
    left < wake
      ? `Fewer than ${formatCount(wake)} of ${formatCount(free + cache)} free or cached frames would be left: the page daemon wakes and looks until it has ${formatCount(goal)}.`
      : `${formatCount(left)} free or cached frames are left; the page daemon wakes below ${formatCount(wake)}.`;
  return `${swap}take ${pagesWords(amount(f, 'count'))} as memory of processes, and let ${formatCount(amount(f, 'seconds'))} s pass. ${daemon}`;
};

/** Pages beyond those that wake the page daemon: so many must go to swap. */
const BEYOND = 6000;

/** Enough frames for the page daemon to have work. */
const enough = (t: Timeline): string => {
  const { free, cache } = stateFigures(t).pages;
  const left = free + cache - daemonMarks(t.sim.kernel).wake;
  return String(Math.max(1000, Math.ceil((left + BEYOND) / 1000) * 1000));
};

const pressureCommands = (f: Fields, t: Timeline): readonly Plain[] => [
  ...(hasSwap(t) || amount(f, 'swap') === 0 ? [] : [{ do: 'swapon', pages: amount(f, 'swap') }]),
  { do: 'vm_page_alloc', class: 'normal', count: amount(f, 'count'), as: 'pressure' },
  ...(amount(f, 'seconds') === 0 ? [] : [{ do: 'wait', seconds: amount(f, 'seconds') }]),
];

/** See the head of the file. */
export const PRESSURE_LEVERS: readonly Lever[] = [
  {
    id: 'pressure',
    group: 'pressure',
    label: 'Press on memory',
    fields: [
      { ...COUNT, label: 'frames', start: enough },
      number('swap', 'swap device, pages', String(SWAP)),
      number('seconds', 'seconds', '10'),
    ],
    will: pressureWill,
    commands: pressureCommands,
  },
  {
    id: 'vm_page_free',
    group: 'pressure',
    label: 'Take the pressure away',
    fields: [
      {
        id: 'from',
        label: 'of',
        kind: 'choice',
        start: 'pressure',
        options: (t) => (t.sim.holdings.get('pressure')?.kind === 'page' ? ['pressure'] : []),
      },
      { ...COUNT, label: 'how many, 0 = all', start: '0' },
    ],
    will: (f) =>
      `free ${amount(f, 'count') === 0 ? 'all' : formatCount(amount(f, 'count'))} pages of ${word(f, 'from')}, in RAM and on swap.`,
  },
  {
    id: 'vm_lowmem',
    group: 'pressure',
    label: 'Ask for memory back (vm_lowmem)',
    fields: [],
    will: () =>
      'ask all who keep memory that they could do without, as each pass of the page daemon does.',
  },
  {
    id: 'wait',
    group: 'time',
    label: 'Let time pass',
    fields: [number('seconds', 'seconds', '20')],
    will: (f) =>
      `let ${formatCount(amount(f, 'seconds'))} s pass: every 20 s buckets are resized and hashes grow; the syncer writes, sleepers grow old.`,
  },
  {
    id: 'swapon',
    group: 'time',
    label: 'Add swap space (swapon)',
    fields: [number('pages', 'pages', String(SWAP))],
    will: (f) =>
      `add a swap device of ${pagesWords(amount(f, 'pages'))}, two of which are kept for a disk label.`,
  },
  {
    id: 'swapoff',
    group: 'time',
    label: 'Take swap space away (swapoff)',
    fields: [],
    commands: () => [{ do: 'swapoff', device: 0 }],
    will: (_f, t) => {
      const [first] = swapRows(t.sim.kernel);
      return first === undefined
        ? 'find no swap device.'
        : `bring ${pagesWords(first.used)} back from the first device and take it away, or say ENOMEM.`;
    },
  },
];
