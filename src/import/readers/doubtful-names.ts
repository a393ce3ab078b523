/**
 * Names of several words whose first may belong to the line before: where all blanks were made single
 * ones nothing tells where a name begins; elsewhere a row further in than its neighbours does.
 */
import type { Diagnostic } from '../../base/diagnostic';
import type { MallocRow, ZoneRow } from '../types';
import { indentOf, lineNumbered } from '../text/lines';
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
  const doubtful = several.filter((r) => isCollapsed(lineNumbered(lines, r.line)));
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

/** Columns before a row. */
const columnOf = (lines: readonly SourceLine[], row: ZoneRow): number => {
  const line = lineNumbered(lines, row.line);
  return line === undefined ? 0 : indentOf(line);
};

/** Where the rows of a table begin: the least of several; a lone one begins at the edge. */
const edgeOf = (rows: readonly ZoneRow[], lines: readonly SourceLine[]): number => {
  const [only] = rows;
  if (rows.length === 1 && only !== undefined && lineNumbered(lines, only.line)?.mended === 0)
    return 0;
  let least = Infinity;
  for (const row of rows) {
    least = Math.min(least, columnOf(lines, row));
    // Nothing stands further out, and most tables have their first row there.
    if (least === 0) break;
  }
  return least;
};

/** `mbuf_cl mbuf_cluster`, `omed demo_objects`, `UM UMA Kegs`: words before what is a whole name. */
const WORD_BEFORE = /_[^ ]*$|(?:^| )([^ ]{2,}) \1/;

/**
 * Says of zones of several words that stand further in than the others of their table, or whose last
 * word is a name by itself.
 */
export const gluedNames = (
  rows: readonly ZoneRow[],
  lines: readonly SourceLine[],
): readonly Diagnostic[] => {
  const several = rows.filter((r) => r.name.includes(' '));
  if (several.length === 0) return [];
  const least = edgeOf(rows, lines);
  return several
    .filter((r) => columnOf(lines, r) > least || WORD_BEFORE.test(r.name))
    .map((r) => ({
      line: r.line,
      column: 1,
      severity: 'info',
      found: `the name ${r.name}, whose first word may be another line's`,
      expected: 'the names of all zones at the start of their lines',
      done: 'kept',
      message: `The row of ${r.name} stands further in than the others, or its last word is a name by itself; its first word may belong to another line.`,
    }));
};
