/**
 * Names in a table whose runs of blanks were made single ones. What tells where a name of several
 * words begins is then gone, so a word of the line before may have become part of it.
 */
import type { Diagnostic } from '../../base/diagnostic';
import type { MallocRow, ZoneRow } from '../types';
import type { SourceLine } from '../text/lines';

const nameOf = (row: ZoneRow | MallocRow): string => ('name' in row ? row.name : row.type);

/** No tool prints a row of these tables without two blanks side by side. */
const isCollapsed = (line: SourceLine | undefined): boolean =>
  line !== undefined && !/\S {2,}\S/.test(line.body);

/** Says once of a block that its names of several words are not sure; nothing where they are. */
export const collapsedNames = (
  rows: readonly (ZoneRow | MallocRow)[],
  lines: readonly SourceLine[],
): readonly Diagnostic[] => {
  const several = rows.filter((r) => nameOf(r).includes(' '));
  if (several.length === 0) return [];
  const at = new Map(lines.map((l) => [l.line, l]));
  const doubtful = several.filter((r) => isCollapsed(at.get(r.line)));
  const [first] = doubtful;
  if (first === undefined) return [];
  const name = nameOf(first);
  const more = doubtful.length === 1 ? '' : `, as of ${doubtful.length - 1} more`;
  return [
    {
      line: first.line,
      column: 1,
      severity: 'info',
      found: `the name ${name}, with single blanks throughout`,
      expected: 'columns as the tool prints them',
      done: 'kept',
      message: `The blanks of this table were made single ones. The name ${name} has several words${more}; its first word may belong to another line.`,
    },
  ];
};
