/**
 * What the opening reads: the thread's own mail, reckoned as far as its ledger. The rest of its
 * explanation, with readers of findings and rules, comes with the rooms that show it (selectors.ts).
 */
import { finish } from '../base/steps';
import type { Steps } from '../base/steps';
import seedMail from '../examples/seed-mail.txt?raw';
import { readMailSteps } from '../import';
import type { KernelReport } from '../import';
import { reckonSteps } from '../viewmodel/explain/reckon';
import type { Reckoned } from '../viewmodel/explain/reckon';
import type { Ledger } from '../viewmodel/explain/types';
import { openingFigures } from '../viewmodel/opening/opening-figures';
import type { OpeningFigures } from '../viewmodel/opening/opening-figures';
import { askedOf } from '../viewmodel/ruler/asked';
import { columnsFor } from '../viewmodel/ruler/columns';
import type { Column } from '../viewmodel/ruler/types';
import { remember, selectLayout } from './machine-selectors';

/** The mail, read, and the first half of its explanation. */
export interface SeedMail {
  readonly text: string;
  readonly report: KernelReport;
  readonly reckoned: Reckoned;
}

let mail: SeedMail | undefined;

/** Reads and reckons the mail in short steps, once. */
export function* seedMailSteps(): Steps<SeedMail> {
  if (mail !== undefined) return mail;
  const report = yield* readMailSteps(seedMail);
  const reckoned = yield* reckonSteps(report);
  mail ??= { text: seedMail, report, reckoned };
  return mail;
}
const selectSeedMail = (): SeedMail => mail ?? finish(seedMailSteps());

/** The ledger of kmem_map that the thread's mail gives. */
export const selectSeedLedger = (): Ledger | null => selectSeedMail().reckoned.ledger;

let opening: OpeningFigures | undefined;

/** What the opening writes beside its picture: the request, and what vmstat -m leaves out. */
export const selectOpening = (): OpeningFigures =>
  (opening ??= openingFigures(selectSeedLedger(), askedOf(selectSeedMail().report)));

/** The first two columns of the ruler for the seed machine. */
export const columnsOf = remember((open: string): readonly Column[] =>
  columnsFor({
    layout: selectLayout(),
    ledger: selectSeedLedger(),
    asked: selectOpening().asked,
    open,
  }),
);

/** Works out what the opening shows before it is shown, in short steps. */
export function* prepareOpening(open: string): Steps<null> {
  selectLayout();
  yield;
  yield* seedMailSteps();
  yield;
  columnsOf(open);
  return null;
}
