/** The ledger of any era, or the sentence that says why there is none. */
import type { Derivation } from '../../../base/derivation';
import { formatSize } from '../../../base/format';
import type { Owner } from '../../../base/owner';
import type { Chosen } from '../choose-blocks';
import type { EraChoice } from '../era/choose-era';
import { eraSource, spaceName } from '../era/eras';
import { WHOLE_TABLE } from '../ledger/ledger';
import { sumOfMalloc } from '../ledger/malloc-sum';
import { computed } from '../notebook';
import type { Notebook } from '../notebook';
import type { ZoneAccount } from '../types';
import { misfit } from './fit';
import { bootLine, largeByMalloc, largeByRest, zoneLines } from './lines';
import { outsideOf } from './outside';
import { spaceOf } from './space';
import type { Space } from './space';
import type { Balance, BalanceLine, BalanceLineId } from './types';

/** Share of what is taken by which the tables may come to more before nothing is reconciled. */
const TOLERANCE = 0.02;

const OWNER: Readonly<Record<BalanceLineId, Owner>> = {
  live: 'uma',
  cached: 'uma',
  waste: 'uma',
  headers: 'meta',
  large: 'malloc',
  boot: 'meta',
  unattributed: 'meta',
  free: 'free',
};

type Bare = readonly [id: BalanceLineId, bytes: Derivation];
const total = (lines: readonly Bare[]): number => lines.reduce((n, [, d]) => n + d.value, 0);

const withPercent = (book: Notebook, base: Derivation, [id, bytes]: Bare): BalanceLine => ({
  id,
  label: bytes.label,
  owner: OWNER[id],
  bytes,
  percent: computed(book, {
    id: `balance.${id}.percent`,
    label: `${bytes.label}, share`,
    value: base.value === 0 ? 0 : (100 * bytes.value) / base.value,
    unit: 'percent',
    formula: 'bytes ÷ base × 100',
    inputs: [bytes, base],
    source: bytes.source,
  }),
});

interface Parts {
  readonly book: Notebook;
  readonly at: EraChoice;
  readonly zones: readonly ZoneAccount[];
  readonly chosen: Chosen;
  readonly space: Space;
}

const leftOver = (p: Parts, taken: Derivation, known: readonly Bare[]): Derivation => {
  const rest = taken.value - total(known);
  return computed(p.book, {
    id: 'balance.unattributed',
    label: 'Taken, and in no table',
    value: rest,
    unit: 'B',
    formula: 'taken − all lines above',
    inputs: [taken, ...known.map(([, d]) => d)],
    source: eraSource(p.at.era, 'page_alloc()'),
    grade: 'inferred',
    note:
      rest < 0
        ? 'Negative: the tables come to more than the kernel counts, so they are not of one moment.'
        : 'A module that takes pages by itself, types that vmstat -m does not show, or another moment.',
  });
};

const freeLine = (p: Parts): Bare[] => {
  const { whole, taken } = p.space;
  if (whole === null || taken === null || taken.value > whole.value) return [];
  const free = computed(p.book, {
    id: 'balance.free',
    label: 'Not taken',
    value: whole.value - taken.value,
    unit: 'B',
    formula: 'size − taken',
    inputs: [whole, taken],
    source: eraSource(p.at.era, 'page_alloc()'),
  });
  return [['free', free]];
};

const linesOf = (p: Parts, boot: Derivation | null): Bare[] => {
  const z = zoneLines(p.book, p.zones, p.at);
  const held: Bare[] = [
    ['live', z.live],
    ['cached', z.cached],
    ['waste', z.waste],
    ['headers', z.headers],
    ...(boot === null ? [] : ([['boot', boot]] as const)),
  ];
  const mallocSum = sumOfMalloc(p.book, p.chosen);
  const { taken } = p.space;
  if (mallocSum !== null) {
    held.push(['large', largeByMalloc(p.book, p.zones, mallocSum, p.at)]);
  } else if (taken !== null) {
    held.push(['large', largeByRest(p.book, taken.value - total(held), taken, p.at)]);
  }
  if (taken === null) return held;
  return [...held, ['unattributed', leftOver(p, taken, held)], ...freeLine(p)];
};

const baseOf = (p: Parts, lines: readonly Bare[]): Derivation => {
  const { whole, taken } = p.space;
  if (taken !== null) return whole !== null && taken.value <= whole.value ? whole : taken;
  return computed(p.book, {
    id: 'balance.base',
    label: 'What the tables come to',
    value: total(lines),
    unit: 'B',
    formula: 'the sum of the lines',
    inputs: lines.map(([, d]) => d),
    source: eraSource(p.at.era, 'page_alloc()'),
  });
};

const NO_MALLOC =
  'No whole vmstat -m is in the paste: blocks above the largest malloc zone cannot be told. Add: vmstat -m.';

const limitsOf = (p: Parts): string[] => [
  ...p.space.limits,
  ...(sumOfMalloc(p.book, p.chosen) === null ? [NO_MALLOC] : []),
  ...(p.at.cpusKnown || p.at.era.slab === 'list'
    ? []
    : [
        'The number of CPUs is not in the paste: zones per CPU are counted as if there were one. Add: sysctl hw.ncpu.',
      ]),
];

const refusal = (p: Parts): string | null => {
  if (p.zones.length < WHOLE_TABLE)
    return `Only ${p.zones.length === 1 ? '1 zone is' : `${String(p.zones.length)} zones are`} in the paste: no ledger of the heap. Add the whole output of vmstat -z.`;
  return misfit(p.zones, p.at);
};

const tooMuch = (p: Parts, lines: readonly Bare[]): string | null => {
  const { taken } = p.space;
  const left = lines.find(([id]) => id === 'unattributed')?.[1].value ?? 0;
  if (taken === null || left >= -TOLERANCE * taken.value) return null;
  return `The tables come to ${formatSize(taken.value - left)}, the kernel counts ${formatSize(taken.value)}: an error of ${((-100 * left) / taken.value).toFixed(1)} %. They do not belong together, so nothing is reconciled.`;
};

/**
 * The balance of the chosen tables; a sentence where the rows are too few, where the slab rules do
 * not fit them, or where they come to more than the kernel counts.
 */
export const balanceOf = (
  book: Notebook,
  zones: readonly ZoneAccount[],
  at: EraChoice,
  chosen: Chosen,
): Balance | string => {
  const p: Parts = { book, at, zones, chosen, space: spaceOf(book, chosen, at.era) };
  const refused = refusal(p);
  if (refused !== null) return refused;
  const boot = bootLine(book, zones, at);
  const lines = linesOf(p, boot);
  const over = tooMuch(p, lines);
  if (over !== null) return over;
  const base = baseOf(p, lines);
  return {
    era: at.era.name,
    arch: at.arch,
    space: at.era.space,
    name: spaceName(at.era),
    whole: p.space.whole,
    taken: p.space.taken,
    base,
    lines: lines.map((l) => withPercent(book, base, l)),
    outside: outsideOf(book, zones, at, boot),
    limits: limitsOf(p),
  };
};
