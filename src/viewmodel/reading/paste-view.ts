/** One paste with everything that this room makes of it: machine and derivations on top. */
import { bookOf } from '../../base/derivation';
import type { AnyDerivation, DerivationBook } from '../../base/derivation';
import type { KernelReport } from '../../import';
import type { Explanation } from '../explain/types';
import { answerOf } from './answer';
import type { Answer } from './answer';
import { readingDerivations } from './counts';
import { machineOf } from './machine';
import type { MachineReading } from './machine-types';

/** What was read and explained elsewhere. */
export interface ReadPaste {
  readonly text: string;
  readonly report: KernelReport;
  readonly explanation: Explanation;
  readonly book: DerivationBook;
  /** the machine, where it was worked out beforehand: that takes the longest */
  readonly machine?: MachineReading;
}

export interface PasteView extends Omit<ReadPaste, 'machine'> {
  /** the machine that printed it, as far as it can be told */
  readonly machine: MachineReading;
  readonly answer: Answer;
  /** derivations that only this room makes; they are in `book` too */
  readonly own: readonly AnyDerivation[];
}

/** Slab sizes of the paste's own zones stand before those that the model's tables would have. */
const isTaken = (book: DerivationBook, d: AnyDerivation): boolean =>
  d.id.startsWith('keg.') && book.has(d.id);

export const pasteView = (paste: ReadPaste): PasteView => {
  const machine = paste.machine ?? machineOf(paste.report);
  const made = readingDerivations(paste.report, paste.explanation, machine);
  const own = made.filter((d) => !isTaken(paste.book, d));
  const answer = answerOf(paste.report, paste.explanation, machine);
  return { ...paste, machine, answer, own, book: bookOf(paste.book.values(), own) };
};

/** Whether there is anything of the kernel's address space to draw. */
export const hasPicture = ({ machine, explanation }: PasteView): boolean =>
  machine.layout !== null || explanation.ledger !== null;
