/** What a pass of the page daemon did, and what it shows in the log. */
import { formatCount } from '../../base/format';

/** Counts of one pass, in pages. */
export interface Tally {
  readonly pass: number;
  /** free and cache pages that the goal lacked, and what was refused since the last pass */
  readonly wanted: number;
  /** mbufs that `vm_lowmem` gave up, and pages that uma_reclaim() gave back */
  reclaimed: number;
  /** mappings that fell because pv entries were short */
  collected: number;
  cached: number;
  freed: number;
  laundered: number;
  activated: number;
  deactivated: number;
  /** looked at and left on their queue, a little older or younger or marked */
  aged: number;
  /** frames being written, until the end of the pass */
  readonly busy: number[];
}

/** A pass that has done nothing yet. */
export const newTally = (pass: number, wanted: number): Tally => ({
  pass,
  wanted,
  reclaimed: 0,
  collected: 0,
  cached: 0,
  freed: 0,
  laundered: 0,
  activated: 0,
  deactivated: 0,
  aged: 0,
  busy: [],
});

const part = (n: number, what: string): string[] => (n === 0 ? [] : [`${what} ${formatCount(n)}`]);

/** Whether a pass changed anything at all. */
export const hasMoved = (t: Tally): boolean =>
  t.reclaimed + t.collected + t.cached + t.freed + t.laundered + t.activated + t.aged > 0 ||
  t.deactivated > 0;

/** A pass in words. */
export const passWords = (t: Tally): string => {
  const did = [
    ...part(t.cached, 'cached'),
    ...part(t.laundered, 'laundered'),
    ...part(t.freed, 'freed'),
    ...part(t.activated, 'activated'),
    ...part(t.deactivated, 'deactivated'),
    ...part(t.aged, 'looked at'),
    ...part(t.collected, 'unmapped'),
    ...part(t.reclaimed, 'uma_reclaim'),
  ];
  const what = did.length === 0 ? 'nothing to be had' : did.join(', ');
  return `page daemon, pass ${t.pass}: wanted ${formatCount(Math.max(t.wanted, 0))} pages; ${what}`;
};
