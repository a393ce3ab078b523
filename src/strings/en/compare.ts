/** Words of the comparison of samples. */
import { formatCount } from '../../base/format';

const KINDS = {
  leak: 'may be a leak',
  'cache-by-design': 'cache with a ceiling',
  cache: 'kept free for reuse',
  load: 'load: up and down',
  shrinks: 'shrinks',
  steady: 'steady',
  'counted-elsewhere': 'counted in another row',
  restart: 'another boot',
} as const;

/** Steps from sample to sample, and how many of them went up, down, or nowhere. */
interface StepCounts {
  readonly ups: number;
  readonly downs: number;
  readonly flats: number;
}

const steps = ({ ups, downs, flats }: StepCounts): string => {
  const all = ups + downs + flats;
  if (all === 1) return ups === 1 ? 'rose' : downs === 1 ? 'fell' : 'did not move';
  if (ups === all) return `rose in all ${formatCount(all)} steps`;
  if (downs === all) return `fell in all ${formatCount(all)} steps`;
  if (flats === all) return `did not move in ${formatCount(all)} steps`;
  const parts = [
    ups === 0 ? '' : `rose in ${formatCount(ups)}`,
    downs === 0 ? '' : `fell in ${formatCount(downs)}`,
  ].filter((p) => p !== '');
  return `${parts.join(', ')} of ${formatCount(all)} steps`;
};

export const COMPARE = {
  title: 'Compare with a later sample',
  lead: 'Take the same output again some hours later. What grows is put first, with how fast, and when its limit is reached.',
  field: 'A later sample of the same machine',
  read: 'Compare',
  nothing:
    'No table of zones or types was found in it. Paste the output of vmstat -z or vmstat -m.',
  more: 'Add another sample',
  samples: (n: number): string => `${formatCount(n)} samples`,
  apart: 'hours apart',
  columns: [
    'Zone or type',
    'First',
    'Last',
    'Growth',
    'An hour',
    'Between',
    'Its limit in',
    'Steps',
  ],
  caption: 'Growth of live memory, largest first',
  hourly: 'an hour',
  total: 'All zones together',
  kinds: KINDS,
  type: 'type',
  same: 'as the row above',
  steps,
  to: 'to',
  hoursWord: 'hours',
  all: (n: number): string => `Show all ${formatCount(n)} rows`,
  fewer: 'Show the first rows',
  none: 'no limit',
  hours: {
    two: 'Hours between the two',
    many: 'Hours from one sample to the next',
    note: 'The texts do not tell their times. Say how many hours lie between them to get rates.',
    turn: 'Turn the order round',
  },
  limit: {
    title: 'Until it ends, if growth goes on as measured',
    what: (what: string): string => `until ${what}`,
    left: 'left',
    soonest: 'not before',
    open: 'at this rate; it may be never',
  },
  panels: {
    title: 'Over time',
    hours: (first: string, last: string): string =>
      `every panel from hour ${first} to hour ${last}`,
    samples: (n: number): string => `every panel from sample 1 to sample ${formatCount(n)}`,
    live: 'in use',
    kept: 'kept free for reuse',
    top: 'top',
    height: 'Height',
    own: 'each to its own top',
    shared: 'one scale for all',
    more: (n: number): string => `Show ${formatCount(n)} more`,
    fewer: 'Show the first',
    picture: (p: {
      readonly name: string;
      readonly first: string;
      readonly last: string;
      readonly highest: string;
      readonly steps: string;
    }): string =>
      `${p.name}: ${p.first} in use at first, ${p.last} at last; at most ${p.highest} with what is kept free; ${p.steps}.`,
  },
  beside: {
    title: 'What is compared',
    here: 'the open text',
    text: (n: number): string => (n === 1 ? 'the later sample' : `later sample ${formatCount(n)}`),
    remove: (name: string): string => `Take ${name} away`,
    sample: (n: number): string => `Sample ${formatCount(n)}`,
    noTime: 'no time in the text',
    lines: (from: number, to: number): string =>
      from === to
        ? `line ${formatCount(from)}`
        : `lines ${formatCount(from)} to ${formatCount(to)}`,
    dump: 'crash dump',
  },
  files: {
    title: 'Compare with the other files',
    read: (n: number): string =>
      `Compare ${n === 1 ? 'this file' : `these ${formatCount(n)} files`}`,
    long: 'too long to be read at once; open one of its samples',
    without: (names: readonly string[]): string =>
      `No table of zones or types in ${names.join(', ')}.`,
  },
  log: {
    title: 'Compare with other samples of this log',
    read: (n: number, all: number): string =>
      n === all
        ? `Compare with all ${formatCount(all)} others`
        : `Compare with ${formatCount(n)} of ${formatCount(all)} others, evenly spread`,
    name: 'other samples of the log',
  },
} as const;
