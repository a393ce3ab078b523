/**
 * From a report to its explanation: the ledger of kmem_map, the model's check of itself against
 * the paste, and the findings. Rules of 6.x on i386 (reference: FreeBSD 6.2 sys/vm/uma_core.c,
 * sys/kern/kern_malloc.c, sys/vm/vm_kern.c). Other releases get no ledger and are told why.
 */
import { bookOf } from '../../base/derivation';
import type { DerivationBook } from '../../base/derivation';
import { finish } from '../../base/steps';
import type { Steps } from '../../base/steps';
import type { KernelReport } from '../../import';
import type { BootLayout } from '../../sim';
import { selfCheckOf } from './check/self-check';
import { chooseBlocks } from './choose-blocks';
import type { Chosen } from './choose-blocks';
import { findingsOf } from './findings/findings';
import { apart, guessMachine } from './guess-machine';
import type { Guess } from './guess-machine';
import { headlineOf } from './headline';
import { WHOLE_TABLE, ledgerOf } from './ledger/ledger';
import { createNotebook } from './notebook';
import type { Notebook } from './notebook';
import type { Explanation, Ledger, ZoneAccount } from './types';
import { accountZones } from './zone-account';
import { cleanRows } from './zone-rows';

/** The slab rules of 6.x on i386 hold for this text, as far as it tells. */
const isOld = (report: KernelReport): boolean =>
  report.machine.arch !== 'amd64' &&
  (report.machine.release === null || report.machine.release.startsWith('6'));

const DIRECT_MAP =
  'On amd64 slabs of one page take no address space from kmem_map: no ledger. The rows are read and listed.';
const OTHER_RULES =
  'The slab rules of this release are not in the model yet: no ledger. The rows are read and listed.';

/** Why there is no ledger, as far as the kind of the tables goes. */
const tableNotes = (chosen: Chosen, report: KernelReport): string[] => {
  if (chosen.z === null)
    return ['No vmstat -z table is in the paste. Add the whole output of vmstat -z.'];
  if (isOld(report)) return [];
  const isSix = report.machine.release?.startsWith('6') ?? true;
  return [isSix && report.machine.arch === 'amd64' ? DIRECT_MAP : OTHER_RULES];
};

/** The layout of the guessed machine beside the paste, every derivation of it in the book. */
const layoutBeside = (book: Notebook, found: Guess | null): BootLayout | null => {
  if (found === null) return null;
  const layout = apart(book, found.layout);
  for (const d of Object.values(layout.values)) if (book.get(d.id) === undefined) book.keep(d);
  return layout;
};

interface Reconciled {
  readonly ledger: Ledger | null;
  /** why there is none, or what it leaves open */
  readonly limits: readonly string[];
}

const reconcile = (book: Notebook, zones: readonly ZoneAccount[], chosen: Chosen): Reconciled => {
  const made = ledgerOf(book, zones, chosen);
  return typeof made === 'string'
    ? { ledger: null, limits: [made] }
    : { ledger: made, limits: made.limits };
};

/** Explains a report in short steps. Never throws; what cannot be computed is left out and said. */
export function* explainSteps(report: KernelReport): Steps<Explanation> {
  const book = createNotebook();
  const chosen = chooseBlocks(report);
  const rows = isOld(report) ? chosen.z?.rows : undefined;
  const cleaned = cleanRows(rows ?? []);
  yield;
  const zones = accountZones(book, cleaned.rows, 'i386');
  yield;
  const { ledger, limits } =
    rows === undefined ? { ledger: null, limits: [] } : reconcile(book, zones, chosen);
  yield;
  const found = yield* guessMachine(report, chosen.sysctl.get('vm.kmem_size')?.number);
  const layout = layoutBeside(book, found);
  yield;
  const selfCheck = zones.length < WHOLE_TABLE ? [] : selfCheckOf(book, zones, layout, chosen);
  yield;
  const findings = findingsOf(book, { zones, ledger, chosen });
  return {
    ledger,
    selfCheck,
    findings,
    headline: headlineOf(ledger, report),
    limits: [...chosen.notes, ...tableNotes(chosen, report), ...cleaned.notes, ...limits],
    zones,
    arch: report.machine.arch ?? 'i386',
    guess: found?.guess ?? null,
    derivations: book.all(),
  };
}

/** Explains a report at once: {@link explainSteps} without a pause. */
export const explain = (report: KernelReport): Explanation => finish(explainSteps(report));

/** Every derivation of an explanation, by id. */
export const explanationBook = (e: Explanation): DerivationBook => bookOf(e.derivations);
