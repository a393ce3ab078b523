/** One paste with everything that this room makes of it: machine and derivations on top. */
import { bookOf } from '../../base/derivation';
import type { AnyDerivation, DerivationBook } from '../../base/derivation';
import type { KernelReport } from '../../import';
import type { Explanation } from '../explain/types';
import { readingDerivations } from './counts';
import { machineOf } from './machine';
import type { MachineReading } from './machine-types';

/** What was read and explained elsewhere. */
export interface ReadPaste {
  readonly text: string;
  readonly report: KernelReport;
  readonly explanation: Explanation;
  readonly book: DerivationBook;
}

export interface PasteView extends ReadPaste {
  /** the machine that printed it, as far as it can be told */
  readonly machine: MachineReading;
  /** derivations that only this room makes; they are in `book` too */
  readonly own: readonly AnyDerivation[];
}

export const pasteView = (paste: ReadPaste): PasteView => {
  const machine = machineOf(paste.report);
  const own = readingDerivations(paste.report, paste.explanation, machine);
  return { ...paste, machine, own, book: bookOf(paste.book.values(), own) };
};

/** Whether there is anything of the kernel's address space to draw. */
export const hasPicture = ({ machine, explanation }: PasteView): boolean =>
  machine.layout !== null || explanation.ledger !== null;
