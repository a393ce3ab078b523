/**
 * What the screens read. Each selector remembers its last answer, so that map, table and words
 * of one frame come from the same value.
 */
import { bookOf, prefixed } from '../base/derivation';
import type { DerivationBook } from '../base/derivation';
import { finish } from '../base/steps';
import type { Steps } from '../base/steps';
import { readTextSteps } from '../import';
import type { KernelReport } from '../import';
import { SEED_MACHINE } from '../sim';
import type { BootLayout } from '../sim';
import { explainSteps, explanationBook } from '../viewmodel/explain/explain';
import type { Explanation } from '../viewmodel/explain/types';
import type { MachineReading } from '../viewmodel/reading/machine-types';
import { OTHER } from '../viewmodel/machine/constants-table';
import { openingFigures } from '../viewmodel/opening/opening-figures';
import type { OpeningFigures } from '../viewmodel/opening/opening-figures';
import { isToldAlike, withTold } from '../viewmodel/reading/told';
import { askedOf } from '../viewmodel/ruler/asked';
import { columnsFor } from '../viewmodel/ruler/columns';
import type { Column } from '../viewmodel/ruler/types';
import type { AppState } from './app-store';
import { remember, selectLayout, selectMachine } from './machine-selectors';
import type { MachineView } from './machine-selectors';
import { seedMailSteps, selectOpening, selectSeedLedger } from './seed-selectors';

/** One paste, read and explained. */
export interface Reading {
  readonly text: string;
  readonly report: KernelReport;
  readonly explanation: Explanation;
  readonly book: DerivationBook;
  /** worked out beforehand where the text was read by a worker */
  readonly machine?: MachineReading;
}

/** How the open text is to be read. */
type HowRead = Pick<AppState, 'without' | 'told'>;
const AS_READ: HowRead = { without: [], told: null };

function* readingSteps(text: string, how: HowRead): Steps<Reading> {
  const without = how.without.map((r) => r.id);
  const report = withTold(yield* readTextSteps(text, { without }), how.told);
  const explanation = yield* explainSteps(report);
  yield;
  return { text, report, explanation, book: explanationBook(explanation) };
}

let latest: { readonly how: HowRead; readonly reading: Reading } | undefined;

const isAlike = (a: HowRead, b: HowRead): boolean =>
  isToldAlike(a.told, b.told) &&
  a.without.length === b.without.length &&
  a.without.every((r, i) => r.id === b.without[i]?.id);

/** Hands over what was read elsewhere, before its text is opened. */
export const keepReading = (
  text: string,
  how: HowRead,
  read: Pick<Reading, 'report' | 'explanation' | 'machine'>,
): void => {
  latest = { how, reading: { text, ...read, book: explanationBook(read.explanation) } };
};

const readPaste = (text: string, { without, told }: HowRead): Reading => {
  const how = { without, told };
  if (latest?.reading.text !== text || !isAlike(latest.how, how))
    latest = { how, reading: finish(readingSteps(text, how)) };
  return latest.reading;
};

let seed: Reading | undefined;

/** The thread's own mail: goes on from what the opening has reckoned. */
function* seedSteps(): Steps<Reading> {
  const { text, report, reckoned } = yield* seedMailSteps();
  yield;
  const explanation = yield* explainSteps(report, reckoned);
  yield;
  return { text, report, explanation, book: explanationBook(explanation) };
}
export const selectSeed = (): Reading => (seed ??= finish(seedSteps()));

/** What is open in *Your kernel*; null when nothing is. */
export const selectReading = (s: AppState): Reading | null => {
  if (s.text !== '') return readPaste(s.text, s);
  if (s.link.example !== 'seed') return null;
  return isAlike(s, AS_READ) ? selectSeed() : readPaste(selectSeed().text, s);
};

const layoutBook = remember((layout: BootLayout | null) =>
  bookOf(layout === null ? [] : Object.values(layout.values)),
);

const openingOf = remember((reading: Reading): OpeningFigures =>
  reading === seed
    ? selectOpening()
    : openingFigures(reading.explanation.ledger, askedOf(reading.report)),
);

const joinBooks = remember((reading: Reading) => {
  const { asked, shown, rest } = openingOf(reading);
  const own = [asked, shown, rest].filter((d) => d !== null);
  const router = layoutBook(selectLayout()).values();
  // The paste's own guess of its machine has the same ids: for the router itself, its layout wins.
  return reading === selectSeed()
    ? bookOf(reading.book.values(), router, own)
    : bookOf(router, reading.book.values(), own);
});

const machineBook = remember((view: MachineView) =>
  bookOf(
    joinBooks(selectSeed()).values(),
    Object.values(view.layout?.values ?? {}),
    Object.values(selectLayout()?.values ?? {}).map((d) => prefixed(d, OTHER)),
  ),
);

const withOffered = remember((reading: Reading) =>
  remember((offered: AppState['offered']) => bookOf(joinBooks(reading).values(), offered)),
);

const machineOffered = remember((view: MachineView) =>
  remember((offered: AppState['offered']) =>
    offered.length === 0 ? machineBook(view) : bookOf(machineBook(view).values(), offered),
  ),
);

/** Every derivation that the current screen can open. */
export const selectBook = (s: AppState): DerivationBook => {
  if (s.link.room === 'machine') return machineOffered(selectMachine(s))(s.offered);
  if (s.link.room === 'opening' || s.link.room === 'thread') return joinBooks(selectSeed());
  return withOffered(selectReading(s) ?? selectSeed())(s.offered);
};

/** The ruler's columns in the Machine room; the router's kmem_map holds what its dump says. */
const machineColumns = remember((view: MachineView) => {
  const isRouter = view.machine === SEED_MACHINE;
  return remember((open: string): readonly Column[] =>
    columnsFor({
      layout: view.layout,
      ledger: isRouter ? selectSeedLedger() : null,
      asked: isRouter ? selectOpening().asked : null,
      open,
    }),
  );
});
export const selectMachineColumns = (s: AppState): readonly Column[] =>
  machineColumns(selectMachine(s))(s.link.open);

/**
 * Works out what a room shows before it is shown, in short steps: the selectors above then answer
 * from memory. Without it they answer all the same, in one go.
 */
export function* prepareRoom(link: AppState['link']): Steps<null> {
  if (link.room === 'diagnose' && link.example !== 'seed') return null;
  if (link.room === 'glossary' || link.room === 'presenter') return null;
  selectLayout();
  yield;
  seed ??= yield* seedSteps();
  return null;
}
