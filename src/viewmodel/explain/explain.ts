/**
 * From a report to its explanation: what every zone holds by the slab rules of its release, the
 * balance of the heap, the ledger of kmem_map where there is one, the model's check of itself
 * against the paste, and the findings. What does not fit is not reconciled, and told why.
 */
import { bookOf } from '../../base/derivation';
import type { DerivationBook } from '../../base/derivation';
import { finish } from '../../base/steps';
import type { Steps } from '../../base/steps';
import type { KernelReport } from '../../import';
import type { BootLayout } from '../../sim';
import { selfCheckOf } from './check/self-check';
import type { Chosen } from './choose-blocks';
import type { EraChoice } from './era/choose-era';
import { findingsOf } from './findings/findings';
import { apart, guessMachine } from './guess-machine';
import type { Guess } from './guess-machine';
import { headlineOf } from './headline';
import type { Notebook } from './notebook';
import { hasLedger, reckonSteps } from './reckon';
import type { Reckoned } from './reckon';
import { seenIn } from './seen';
import type { Explanation } from './types';

const DIRECT_MAP =
  'On amd64 slabs of one page take no address space from kmem_map: no ledger of the map. What each zone holds is reckoned all the same.';
const NO_MAP =
  'This release has no kmem_map: no ledger of a map. What each zone holds is reckoned all the same.';

/** Why there is no ledger, as far as the kind of the tables goes. */
const tableNotes = (chosen: Chosen, at: EraChoice | string): string[] => {
  if (chosen.z === null)
    return ['No vmstat -z table is in the paste. Add the whole output of vmstat -z.'];
  if (typeof at === 'string') return [at];
  if (hasLedger(at)) return [...at.reasons];
  return [at.era.slab === 'list' ? DIRECT_MAP : NO_MAP, ...at.reasons];
};

/** The layout of the guessed machine beside the paste, every derivation of it in the book. */
const layoutBeside = (book: Notebook, found: Guess | null): BootLayout | null => {
  if (found === null) return null;
  const layout = apart(book, found.layout);
  for (const d of Object.values(layout.values)) if (book.get(d.id) === undefined) book.keep(d);
  return layout;
};

const rulesOf = (at: EraChoice | string | null): Explanation['rules'] =>
  at === null || typeof at === 'string'
    ? null
    : {
        era: at.era.name,
        arch: at.arch,
        invariants: at.invariants,
        cpus: at.cpus,
        space: at.era.space,
        reasons: at.reasons,
      };

/**
 * Explains a report in short steps. Never throws; what cannot be computed is left out and said.
 * @param reckoned its first half, where that has been reckoned before; it is taken on, and used once
 */
export function* explainSteps(report: KernelReport, reckoned?: Reckoned): Steps<Explanation> {
  const first = reckoned ?? (yield* reckonSteps(report));
  const { book, chosen, choice, at, zones, ledger, balance } = first;
  yield;
  const found = yield* guessMachine(report, chosen.sysctl.get('vm.kmem_size')?.number);
  const layout = layoutBeside(book, found);
  yield;
  const seen = seenIn(report, chosen);
  const selfCheck =
    at === null ? [] : selfCheckOf(book, { zones, layout, chosen, at, seen, balance });
  yield;
  const findings = findingsOf(book, { zones, ledger, balance, chosen, seen, at });
  return {
    ledger,
    balance,
    rules: rulesOf(choice),
    selfCheck,
    findings,
    headline: headlineOf({ ledger, balance }, report),
    limits: [...chosen.notes, ...tableNotes(chosen, choice ?? ''), ...first.notes, ...first.limits],
    zones,
    arch: report.machine.arch ?? at?.arch ?? 'i386',
    guess: found?.guess ?? null,
    derivations: book.all(),
  };
}

/** Explains a report at once: {@link explainSteps} without a pause. */
export const explain = (report: KernelReport): Explanation => finish(explainSteps(report));

/** Every derivation of an explanation, by id. */
export const explanationBook = (e: Explanation): DerivationBook => bookOf(e.derivations);
