/** How much was read, as figures that can be opened, and every other derivation of this room. */
import type { AnyDerivation, Derivation } from '../../base/derivation';
import { REPOSITORIES } from '../../base/sources';
import type { KernelReport } from '../../import';
import { chooseBlocks } from '../explain/choose-blocks';
import type { Explanation } from '../explain/types';
import type { MachineReading } from './machine-types';
import { pageTabled } from './notes';
import { mapPages, zoneSumFigures } from './zone-table';

export interface ReadingCounts {
  readonly lines: Derivation;
  readonly read: Derivation;
  readonly joined: Derivation;
}

const counted = (id: string, label: string, value: number, formula: string): Derivation => ({
  id: `reading.${id}`,
  label,
  value,
  unit: 'count',
  formula,
  inputs: [],
  source: { repository: REPOSITORIES.paste, file: 'the whole text', function: 'line by line' },
  grade: 'user-data',
});

/** Lines of the text, lines understood, and rows that had been broken. */
export const readingCounts = (report: KernelReport): ReadingCounts => {
  const read = report.lines.filter((l) => l.fate === 'understood' || l.fate === 'joined').length;
  const joined = new Set(report.lines.flatMap((l) => l.joinedTo ?? [])).size;
  return {
    lines: counted('lines', 'Lines of the text', report.lines.length, 'its line ends, counted'),
    read: counted(
      'read',
      'Lines understood',
      read,
      'lines that are a row, a header, a command or a message, or part of one',
    ),
    joined: counted(
      'joined',
      'Rows joined again',
      joined,
      'rows that the text breaks over two lines or more',
    ),
  };
};

/** What this room can open beyond the explanation. */
export const readingDerivations = (
  report: KernelReport,
  explanation: Explanation,
  machine: MachineReading,
): readonly AnyDerivation[] => {
  const tabled = pageTabled(chooseBlocks(report), explanation.arch);
  const counts = readingCounts(report);
  const sums = zoneSumFigures(explanation);
  return [
    ...machine.derivations,
    counts.lines,
    counts.read,
    counts.joined,
    ...(explanation.ledger === null ? [] : [mapPages(explanation.ledger)]),
    ...(tabled === null ? [] : [tabled]),
    ...(sums === null ? [] : [sums.slabs, sums.pages, sums.freeBytes]),
  ];
};
