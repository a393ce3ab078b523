/** Findings about the map as a whole: why it was full, who was hit, what nobody owns. */
import { formatCount } from '../../../base/format';
import { PAGE_SIZE } from '../../../base/units';
import { shareOf } from './rule';
import type { Rule } from './rule';

const FULL = '“total allocated” equals vm.kmem_size to the byte: no free page was left.';
const TAKEN_FOR_FULL =
  'vm.kmem_size is not in the paste; “total allocated” is taken for the size of the map.';

/** The panic against the size of the map: exhausted or fragmented. */
export const exhausted: Rule = (book, { ledger, chosen }) => {
  if (ledger === null || chosen.panic === null || !ledger.isFillKnown) return [];
  const isFull = ledger.freePages.value === 0;
  const isTold = ledger.map.grade !== 'inferred';
  const full = isTold ? FULL : TAKEN_FOR_FULL;
  const pages = ledger.map.value / PAGE_SIZE - ledger.freePages.value;
  return [
    {
      id: 'exhausted',
      severity: 'cause',
      certainty: isTold ? 'certain' : 'inferred',
      owner: 'malloc',
      share: shareOf(book, 'exhausted', pages, ledger),
      figures: [ledger.map, ledger.freePages],
      lines: [chosen.panic.line],
      title: isFull ? 'Exhausted, not fragmented' : 'Fragmented: no hole was large enough',
      text: isFull
        ? full
        : `${formatCount(ledger.freePages.value)} pages were free, none of them in a hole that fits the request.`,
      next: 'Raise vm.kmem_size, or find the holder that grows.',
    },
  ];
};

/** The request that panicked is the one that could not be refused. */
export const victim: Rule = (_, { chosen }) => {
  const asked = chosen.panic?.requested;
  if (chosen.panic === null || asked === undefined) return [];
  return [
    {
      id: 'victim',
      severity: 'note',
      certainty: 'certain',
      owner: 'malloc',
      figures: [],
      lines: [chosen.panic.line],
      title: 'The victim is not the culprit',
      text: `The request of ${formatCount(asked)} B could not be refused (M_WAITOK) and found no address space. A caller that says M_NOWAIT gets NULL and lives on.`,
      next: 'A backtrace of the dump names the victim. The grower is in the tables.',
    },
  ];
};

/** malloc that the map holds and the sum of vmstat -m does not. */
export const openRemainder: Rule = (_, { ledger, chosen }) => {
  if (ledger === null || ledger.unattributed === null || ledger.unattributed.value < PAGE_SIZE)
    return [];
  return [
    {
      id: 'open',
      severity: 'note',
      certainty: 'open',
      owner: 'malloc',
      figures: [ledger.unattributed],
      lines: chosen.sum === null ? [] : [chosen.sum.line],
      title: 'Some malloc is missing from the sum',
      text: `${formatCount(Math.round(ledger.unattributed.value / 1024))} K of blocks over 4 K are in the map and not in the sum of vmstat -m.`,
      next: 'Add the whole vmstat -m. awk adds the wrong column for types whose names hold a blank.',
    },
  ];
};
