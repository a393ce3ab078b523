/** The ledger as four bars: live malloc, dead weight in the same zones, other zones, large blocks. */
import type { Derivation } from '../../../base/derivation';
import { formatCount, formatKib } from '../../../base/format';
import type { Owner } from '../../../base/owner';
import { KIB, PAGE_SIZE } from '../../../base/units';
import { umaSource } from '../../../sim';
import { computed, given } from '../notebook';
import type { Notebook } from '../notebook';
import type { LedgerLine, ZoneAccount } from '../types';
import { inMap, sum } from './sums';

const liveLine = (book: Notebook, malloc: readonly ZoneAccount[]): LedgerLine => {
  const bytes = computed(book, {
    id: 'ledger.live',
    label: 'Live malloc items up to 4 K',
    value: sum(malloc, (z) => z.liveBytes.value),
    unit: 'B',
    formula: 'the sum of USED × SIZE over zones 16 to 4096',
    inputs: malloc.map((z) => z.liveBytes),
    source: umaSource('uma_zalloc_arg()'),
  });
  return {
    id: 'live',
    label: 'Live blocks, up to 4 K',
    detail: 'the part of vmstat -m that is exact',
    owner: 'malloc',
    bytes,
    parts: [{ owner: 'malloc', bytes: bytes.value }],
  };
};

const wholeKib = (n: number): string => formatKib(Math.round(n / KIB) * KIB);

const deadLine = (book: Notebook, malloc: readonly ZoneAccount[]): LedgerLine => {
  const free = sum(malloc, (z) => z.freeBytes.value);
  const waste = sum(malloc, (z) => z.overheadBytes.value);
  const bytes = computed(book, {
    id: 'ledger.dead',
    label: 'Held by the same zones, not live',
    value: free + waste,
    unit: 'B',
    formula: 'free items + headers and padding',
    inputs: [given('free items', free, 'B'), given('headers and padding', waste, 'B')],
    source: umaSource('zone_small_init()'),
  });
  return {
    id: 'dead',
    label: 'Same zones, not live',
    detail: `free ${wholeKib(free)}, headers and padding ${wholeKib(waste)}`,
    owner: 'malloc',
    bytes,
    parts: [{ owner: 'malloc', bytes: bytes.value }],
  };
};

/** Owners that the third bar is split by; zones of any other owner count as UMA's. */
const OWNERS: readonly Owner[] = ['mbufs', 'files', 'uma'];

/** Boot pages are taken off UMA's share first, then off the others, so that the parts add up. */
const splitByOwner = (other: readonly ZoneAccount[], boot: number): LedgerLine['parts'] => {
  const belongs = (z: ZoneAccount, owner: Owner): boolean =>
    z.owner === owner || (owner === 'uma' && !OWNERS.includes(z.owner));
  let outside = -boot;
  return [...OWNERS]
    .reverse()
    .map((owner) => {
      const pages = sum(
        other.filter((z) => belongs(z, owner)),
        (z) => z.pages.value,
      );
      const taken = Math.min(pages, outside);
      outside -= taken;
      return { owner, bytes: (pages - taken) * PAGE_SIZE };
    })
    .reverse();
};

const otherLine = (book: Notebook, other: readonly ZoneAccount[], boot: Derivation): LedgerLine => {
  const zones = sum(other, (z) => z.pages.value);
  const pages = zones + boot.value;
  const bytes = computed(book, {
    id: 'ledger.other',
    label: 'Other UMA zones',
    value: pages * PAGE_SIZE,
    unit: 'B',
    formula: '(pages of the other zones − boot pages) × 4,096',
    inputs: [given('pages', zones, 'pages'), boot],
    source: umaSource('page_alloc()'),
  });
  return {
    id: 'other',
    label: 'Other UMA zones',
    detail: `${formatCount(pages)} pages: mbufs, vnodes, files`,
    owner: 'files',
    bytes,
    parts: splitByOwner(other, boot.value),
  };
};

const largeLine = (book: Notebook, large: Derivation): LedgerLine => {
  const bytes = computed(book, {
    id: 'ledger.large',
    label: 'Blocks over 4 K',
    value: large.value * PAGE_SIZE,
    unit: 'B',
    formula: 'pages × 4,096',
    inputs: [large],
    source: umaSource('uma_large_malloc()'),
  });
  return {
    id: 'large',
    label: 'Blocks over 4 K',
    detail: 'the remainder of the map',
    owner: 'malloc',
    bytes,
    parts: [{ owner: 'malloc', bytes: bytes.value }],
  };
};

/** The four bars. With the free pages they add up to the map. */
export const linesOf = (
  book: Notebook,
  zones: readonly ZoneAccount[],
  boot: Derivation,
  large: Derivation,
): LedgerLine[] => {
  const malloc = zones.filter((z) => z.group === 'malloc' && inMap(z));
  const other = zones.filter((z) => z.group !== 'malloc' && inMap(z));
  return [
    liveLine(book, malloc),
    deadLine(book, malloc),
    otherLine(book, other, boot),
    largeLine(book, large),
  ];
};
