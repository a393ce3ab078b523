/** Rows and machine of a paste as the simulator takes them, or why it cannot. */
import { formatCount } from '../../base/format';
import { err, ok } from '../../base/result';
import type { Result } from '../../base/result';
import { finish } from '../../base/steps';
import type { Steps } from '../../base/steps';
import { PAGE_SIZE, bytes } from '../../base/units';
import { Timeline, loadDifferences } from '../../sim';
import type { LoadDifference, LoadRow, MachineSpec } from '../../sim';
import type { Explanation } from '../explain/types';
import { refusalOf } from './refusal';

/** What a machine is loaded from. */
export interface Loadable {
  readonly machine: MachineSpec;
  readonly rows: readonly LoadRow[];
  /** pages of kmem_map that were taken; null = no panic of that moment tells */
  readonly mapPages: number | null;
  /** items of each zone that a slab holds */
  readonly perSlab: ReadonlyMap<string, { readonly items: number; readonly pages: number }>;
  /** what is taken for granted */
  readonly notes: readonly string[];
}

/** The zones of an explanation as rows, in the order of the paste. */
export const rowsOf = (e: Explanation): readonly LoadRow[] =>
  e.zones.map((z) => ({
    name: z.name,
    size: z.size,
    limit: z.limit,
    used: z.used,
    free: z.free,
    requests: z.requests,
    failures: z.fail,
  }));

/**
 * Rows and machine to load.
 * @returns a sentence where era, architecture or CPUs are not the simulator's, or too little is known
 */
export const loadableOf = (e: Explanation): Result<Loadable, string> => {
  const no = refusalOf(e);
  if (no !== null || e.guess === null || e.ledger === null) return err(no ?? '');
  const { ledger, guess } = e;
  const taken = ledger.map.value / PAGE_SIZE - ledger.freePages.value;
  return ok({
    machine: guess.machine,
    rows: rowsOf(e),
    mapPages: ledger.isFillKnown ? taken : null,
    perSlab: new Map(
      e.zones.map((z) => [z.name, { items: z.keg.ipers.value, pages: z.keg.ppera.value }]),
    ),
    notes: [
      guess.reason,
      'Which item lies in which slab is not in a paste: it is spread by chance.',
      ...(ledger.isFillKnown
        ? []
        : ['How full the map was is not known: blocks above a page get two pages each.']),
    ],
  });
};

/** What is tried otherwise. */
export interface WhatIf {
  /** vm.kmem_size in bytes */
  readonly kmemSize?: number;
  /** installed RAM in bytes; vm.kmem_size follows it unless it is given */
  readonly ram?: number;
  /** LIMIT of a zone in items */
  readonly limit?: { readonly zone: string; readonly items: number };
}

/** The same rows on a machine that was set up otherwise. */
export const withWhatIf = (from: Loadable, what: WhatIf): Loadable => {
  const { kmemSize, ram, limit } = what;
  const tunables =
    kmemSize === undefined
      ? from.machine.tunables
      : { ...from.machine.tunables, 'vm.kmem_size': kmemSize };
  return {
    ...from,
    machine: { ...from.machine, ...(ram === undefined ? {} : { ram: bytes(ram) }), tunables },
    rows: from.rows.map((r) => (r.name === limit?.zone ? { ...r, limit: limit.items } : r)),
  };
};

/** The zone that got fewest of the items that its row has; null where all got theirs. */
const shortest = (t: Timeline, rows: readonly LoadRow[]): LoadDifference | null =>
  loadDifferences(t.sim.kernel, rows)
    .filter((d) => d.field === 'used' && d.machine < d.paste)
    .reduce<LoadDifference | null>(
      (worst, d) =>
        worst === null || d.paste - d.machine > worst.paste - worst.machine ? d : worst,
      null,
    );

/**
 * Boots the machine and fills it, in short steps.
 * @returns a sentence where it has no room for the rows
 */
export function* startSteps(from: Loadable, seed = 1): Steps<Result<Timeline, string>> {
  const { machine, rows, mapPages } = from;
  const t = yield* Timeline.loadSteps(machine, seed, { rows, mapPages });
  if (!t.ok) return t;
  const short = shortest(t.value, rows);
  return short === null
    ? t
    : err(
        `This machine has no room for the rows of the paste: zone ${short.zone} has ${formatCount(short.paste)} items in use there and ${formatCount(short.machine)} here. Give it more RAM or a larger vm.kmem_size.`,
      );
}

/** The same at once. */
export const startLoaded = (from: Loadable, seed = 1): Result<Timeline, string> =>
  finish(startSteps(from, seed));
