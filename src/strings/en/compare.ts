/** Words of the comparison of samples. */
import type { GrowthClass } from '../../viewmodel/diff/types';

const KINDS: Readonly<Record<GrowthClass, string>> = {
  leak: 'may be a leak',
  'cache-by-design': 'cache with a ceiling',
  cache: 'kept free for reuse',
  load: 'load: up and down',
  shrinks: 'shrinks',
  steady: 'steady',
  'counted-elsewhere': 'counted in another row',
  restart: 'another boot',
};

export const COMPARE = {
  title: 'Compare with a later sample',
  lead: 'Take the same output again some hours later. What grows is put first, with how fast, and when its limit is reached.',
  field: 'A later sample of the same machine',
  read: 'Compare',
  nothing:
    'No table of zones or types was found in it. Paste the output of vmstat -z or vmstat -m.',
  remove: 'Take the later sample away',
  hours: 'Hours between the two',
  hoursNote: 'The texts do not tell their times. Say how many hours lie between them to get rates.',
  samples: (n: number): string => `${n} samples`,
  apart: 'hours apart',
  columns: [
    'Zone or type',
    'First',
    'Last',
    'Growth',
    'An hour',
    'Between',
    'Rose in',
    'What it is',
  ],
  caption: 'Growth of live memory, largest first',
  hourly: 'an hour',
  total: 'All zones together',
  kinds: KINDS,
  type: 'type',
  steps: (ups: number, all: number): string => `${ups} of ${all} steps`,
  to: 'to',
  limit: 'is reached in',
  hoursWord: 'hours',
  left: 'left',
  soonest: 'not before',
  all: (n: number): string => `Show all ${n} rows`,
  fewer: 'Show the first rows',
} as const;
