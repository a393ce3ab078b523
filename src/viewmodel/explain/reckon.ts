/**
 * The first half of an explanation, which needs no layout and no rule: what every zone of a report holds
 * by the slab rules of its release, the balance of the heap, and the ledger of kmem_map where there is one.
 */
import type { Steps } from '../../base/steps';
import type { KernelReport } from '../../import';
import { balanceOf } from './balance/balance';
import { misfit } from './balance/fit';
import type { Balance } from './balance/types';
import { chooseBlocks } from './choose-blocks';
import type { Chosen } from './choose-blocks';
import { chooseEra } from './era/choose-era';
import type { EraChoice } from './era/choose-era';
import { ledgerOf } from './ledger/ledger';
import { createNotebook } from './notebook';
import type { Notebook } from './notebook';
import type { Ledger, ZoneAccount } from './types';
import { accountZones } from './zone-account';
import { cleanRows } from './zone-rows';

/** The ledger of kmem_map holds for releases that have the map and take every slab from it. */
export const hasLedger = (at: EraChoice): boolean => at.era.slab === 'list' && at.arch === 'i386';

/** What the amounts of a report come to. */
interface Reconciled {
  readonly ledger: Ledger | null;
  readonly balance: Balance | null;
  /** why there is none, or what it leaves open */
  readonly limits: readonly string[];
}

const NOTHING: Reconciled = { ledger: null, balance: null, limits: [] };

/** The ledger of the map where there is one, and the balance of the heap in any era. */
const reconcile = (
  book: Notebook,
  zones: readonly ZoneAccount[],
  chosen: Chosen,
  at: EraChoice,
): Reconciled => {
  const balance = balanceOf(book, zones, at, chosen);
  const refused = hasLedger(at) ? misfit(zones, at) : null;
  const made = hasLedger(at) ? (refused ?? ledgerOf(book, zones, chosen)) : null;
  const told = made === null ? balance : made;
  return {
    ledger: made === null || typeof made === 'string' ? null : made,
    balance: typeof balance === 'string' ? null : balance,
    limits: typeof told === 'string' ? [told] : told.limits,
  };
};

/** Where the rest of an explanation goes on from. */
export interface Reckoned extends Reconciled {
  /** taken on by the rest: its derivations follow in the same book */
  readonly book: Notebook;
  readonly chosen: Chosen;
  /** what cleaning the rows of zones has to say */
  readonly notes: readonly string[];
  /** the rules of a release, or why none fits; null where no table of zones is */
  readonly choice: EraChoice | string | null;
  readonly at: EraChoice | null;
  readonly zones: readonly ZoneAccount[];
}

/** Reckons a report in short steps. Never throws; what cannot be computed is left out and said. */
export function* reckonSteps(report: KernelReport): Steps<Reckoned> {
  const book = createNotebook();
  const chosen = chooseBlocks(report);
  const cleaned = cleanRows(chosen.z?.rows ?? []);
  yield;
  const choice = chosen.z === null ? null : chooseEra(report, cleaned.rows);
  yield;
  const at = typeof choice === 'string' ? null : choice;
  const zones = at === null ? [] : accountZones(book, cleaned.rows, at);
  yield;
  const reconciled = at === null ? NOTHING : reconcile(book, zones, chosen, at);
  return { book, chosen, notes: cleaned.notes, choice, at, zones, ...reconciled };
}
