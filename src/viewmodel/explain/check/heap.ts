/** Checks of the heap as a whole: the kernel's own count, and `vmstat -m`, against the zones. */
import type { Derivation } from '../../../base/derivation';
import { formatSize } from '../../../base/format';
import type { Balance, BalanceLineId } from '../balance/types';
import { roundingOf } from '../balance/lines';
import { eraSource } from '../era/eras';
import { sumOfMalloc } from '../ledger/malloc-sum';
import { sum } from '../ledger/sums';
import { computed } from '../notebook';
import type { Notebook } from '../notebook';
import type { SelfCheckRow } from '../types';
import { checkRow } from './check-row';
import type { Checked } from './checked';

/** Share of what is taken by which both may be apart and still agree: tables are not read at once. */
const MOMENT = 0.02;

const pair = (a: Derivation, b: Derivation): string =>
  `${formatSize(a.value)} against ${formatSize(b.value)}`;

const lineOf = (b: Balance, id: BalanceLineId): number =>
  b.lines.find((l) => l.id === id)?.bytes.value ?? 0;

/** All lines but the remainder, against what the kernel says is taken. */
const taken = (book: Notebook, { balance, at }: Checked): SelfCheckRow[] => {
  if (balance === null || balance.taken === null) return [];
  const left = lineOf(balance, 'unattributed');
  const predicted = computed(book, {
    id: 'check.heap',
    label: 'Zones and large blocks',
    value: balance.taken.value - left,
    unit: 'B',
    formula: 'the sum of the lines, what nobody accounts for left out',
    inputs: balance.lines
      .filter((l) => l.id !== 'unattributed' && l.id !== 'free')
      .map((l) => l.bytes),
    source: eraSource(at.era, 'page_alloc()'),
  });
  return [
    checkRow(
      {
        id: 'heap',
        label: `Zones and large blocks = taken of ${balance.name}`,
        predicted,
        found: balance.taken,
        text: pair(predicted, balance.taken),
        within: MOMENT * balance.taken.value,
      },
      book,
    ),
  ];
};

/** The malloc zones hold no more than the types are charged. */
const mallocZones = (book: Notebook, { zones, chosen, at }: Checked): SelfCheckRow[] => {
  const found = sumOfMalloc(book, chosen);
  const malloc = zones.filter((z) => z.group === 'malloc');
  if (found === null || malloc.length === 0) return [];
  const predicted = computed(book, {
    id: 'check.mallocZones',
    label: 'Items in use of the malloc zones',
    value: sum(malloc, (z) => z.liveBytes.value),
    unit: 'B',
    formula: 'the sum of USED × SIZE over the malloc zones',
    inputs: malloc.map((z) => z.liveBytes),
    source: eraSource(at.era, 'malloc()', 'sys/kern/kern_malloc.c'),
  });
  const over = predicted.value - found.value;
  const isWithin = over <= roundingOf(chosen.m) + MOMENT * found.value;
  const row = checkRow(
    {
      id: 'mallocZones',
      label: 'Malloc zones hold no more than vmstat -m is charged',
      predicted,
      found,
      text: pair(predicted, found),
      note: isWithin
        ? 'The difference is blocks above the largest zone, and rounding.'
        : 'The zones hold more than all types: the two tables are of different moments, or vmstat -m is cut.',
    },
    book,
  );
  return [{ ...row, agrees: isWithin }];
};

/** Both checks, as far as the paste allows them. */
export const heapChecks = (book: Notebook, c: Checked): SelfCheckRow[] => [
  ...taken(book, c),
  ...mallocZones(book, c),
];
