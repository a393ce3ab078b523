/** Findings about the map as a whole: why it was full, who was hit, what nobody owns. */
import { formatBytes, formatCount, formatSize } from '../../../base/format';
import { PAGE_SIZE } from '../../../base/units';
import { found, shareOf, sysctlOf } from './rule';
import type { Rule } from './rule';

const FULL = '“total allocated” equals vm.kmem_size to the byte: no free page was left.';
const TAKEN_FOR_FULL =
  'vm.kmem_size is not in the paste; “total allocated” is taken for the size of the map.';

/** What a panic leaves free of vm.kmem_size, where no ledger can be made. */
const bySizes: Rule = (book, f) => {
  const { panic } = f.chosen;
  const size = sysctlOf(f, 'vm.kmem_size');
  const allocated = panic?.allocated;
  if (panic === null || allocated === undefined || size === undefined) return [];
  const free = size.value - allocated;
  if (free < 0) return [];
  const isFull = free < (panic.requested ?? PAGE_SIZE);
  const left = found(book, {
    id: 'exhausted.free',
    label: 'Free at the panic',
    value: free,
    unit: 'B',
    formula: 'vm.kmem_size − total allocated',
    inputs: [
      { name: 'vm.kmem_size', value: size.value, unit: 'B' },
      { name: 'total allocated', value: allocated, unit: 'B' },
    ],
    line: panic.line,
    what: 'total allocated',
  });
  return [
    {
      id: 'exhausted',
      severity: 'cause',
      certainty: 'certain',
      owner: 'malloc',
      figures: [left],
      lines: [panic.line, size.line],
      title: isFull ? 'Exhausted, not fragmented' : 'Fragmented: no hole was large enough',
      text: isFull
        ? `${formatBytes(free)} were free, less than the request.`
        : `${formatBytes(free)} were free, none of them in a hole that fits the request.`,
    },
  ];
};

/** Heuristic 3: the panic against the size of the map: exhausted or fragmented. */
export const exhausted: Rule = (book, f) => {
  const { ledger, chosen } = f;
  if (ledger === null) return bySizes(book, f);
  if (chosen.panic === null || !ledger.isFillKnown) return [];
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
    },
  ];
};

/** Share of the heap that may be in no table without a word, in percent. */
const UNKNOWN_SHARE = 10;

/** What the kernel counts as taken and no table shows, in eras without a ledger of the map. */
const ofBalance: Rule = (_, { balance }) => {
  const left = balance?.lines.find((l) => l.id === 'unattributed');
  if (balance === null || left === undefined || left.percent.value < UNKNOWN_SHARE) return [];
  return [
    {
      id: 'open',
      severity: 'note',
      certainty: 'open',
      owner: 'malloc',
      figures: [left.bytes, left.percent],
      lines: [],
      title: 'A part of the heap is in no table',
      text: `${formatSize(left.bytes.value)} are taken and stand neither in vmstat -z nor in vmstat -m.`,
      next: 'Add both tables whole and of one moment, and kldstat.',
    },
  ];
};

/** malloc that the map holds and the sum of vmstat -m does not. */
export const openRemainder: Rule = (book, f) => {
  const { ledger, chosen } = f;
  if (ledger === null) return ofBalance(book, f);
  if (ledger.unattributed === null || ledger.unattributed.value < PAGE_SIZE) return [];
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
    },
  ];
};
