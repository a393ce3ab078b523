/**
 * Names of several words whose first may belong to the line before: where all blanks were made single
 * ones nothing tells where a name begins; elsewhere a row further in than its neighbours does.
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

/** Columns before a row. */
const indentOf = (line: SourceLine | undefined): number => line?.body.search(/\S/) ?? 0;

/** Where the rows of a table begin: the least of several; a lone one begins at the edge. */
const edgeOf = (rows: readonly ZoneRow[], at: ReadonlyMap<number, SourceLine>): number => {
  const [only] = rows;
  const isLone = rows.length === 1 && only !== undefined && at.get(only.line)?.mended === 0;
  return isLone ? 0 : rows.reduce((n, r) => Math.min(n, indentOf(at.get(r.line))), Infinity);
};

/** `mbuf_cl mbuf_cluster`, `omed demo_objects`, `UM UMA Kegs`: words before what is a whole name. */
const isWordBefore = (name: string): boolean => {
  const words = name.split(' ');
  const isStart = (word: string, i: number): boolean =>
    word.length > 1 && words[i + 1]?.startsWith(word) === true;
  return words.at(-1)?.includes('_') === true || words.some(isStart);
};

/**
 * Says of zones of several words that stand further in than the others of their table, or whose last
 * word is a name by itself.
 */
export const gluedNames = (
  rows: readonly ZoneRow[],
  lines: readonly SourceLine[],
): readonly Diagnostic[] => {
  const at = new Map(lines.map((l) => [l.line, l]));
  const several = rows.filter((r) => r.name.includes(' '));
  if (several.length === 0) return [];
  const least = edgeOf(rows, at);
  return several
    .filter((r) => indentOf(at.get(r.line)) > least || isWordBefore(r.name))
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
