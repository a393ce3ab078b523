/**
 * Rows that are taken at first glance, before any reader is asked: one on its line as printed, and a
 * zone's row that a mail program broke behind a comma. What is doubtful goes to the readers, which
 * would read these rows the same.
 */
import type { BlockKind, ZoneRow } from './types';
import { fastMallocRow, fastZoneRow, mayBeTail } from './fast-rows';
import { fieldsOfEra, isWholeName } from './readers/vmstat-z-rows';
import type { ReportBuilder } from './report-builder';
import type { SourceLine } from './text/lines';

/** Lines of a row that was broken once. */
export const WRAPPED = 2;

/** A zone's row is no longer, broken or not. */
export const LONGEST_ROW = 100;
/** A name, a colon and two numbers: no other output has this within a table of zones. */
const ZONE_LIKE = /^ *[\w .+/-]{1,40}: *\d{1,20}, *\d{1,20},[\d, ]*$/;

/** Whether a line looks like a zone's row, or like the first part of one. */
export const isZoneLike = (text: string): boolean =>
  text.length <= LONGEST_ROW && ZONE_LIKE.test(text);

/** Takes one row of the open table on a line of its own. */
export const takePlain = (
  lines: readonly SourceLine[],
  at: number,
  builder: ReportBuilder,
  kind: BlockKind,
): boolean => {
  const line = lines[at];
  // In a text folded in mid-word the next line may hold the last digits of this one.
  if (line === undefined || mayBeTail(lines[at + 1]?.raw)) return false;
  const { openHead: head } = builder;
  if (kind === 'vmstat-z') {
    const fields = fieldsOfEra(head);
    const row = fields === 0 ? null : fastZoneRow(line.raw, line.line, fields);
    if (row !== null) builder.addRow(at, 'zone', row.name, row);
    return row !== null;
  }
  if (head !== 'm2' && head !== 'm3') return false;
  const row = fastMallocRow(line.raw, line.line, head === 'm2');
  if (row !== null) builder.addRow(at, 'malloc type', row.type, row);
  return row !== null;
};

/** Numbers and commas, from the very start or behind blanks. */
const NUMBERS = /^ *\d[\d, ]*$/;
/** A word without the mark of a quoted mail behind it, or `128 Bucket:`: anything but more numbers. */
const BEGINS = /^(?:[A-Za-z](?![A-Za-z]{0,2}>)|\d[\w ]*:)/;

/** Takes a zone's row that goes on below its last comma, and ends there. */
export const takeWrapped = (
  lines: readonly SourceLine[],
  at: number,
  builder: ReportBuilder,
): ZoneRow | null => {
  const [line, tail, next] = [lines[at], lines[at + 1], lines[at + WRAPPED]];
  const fields = builder.openKind === 'vmstat-z' ? fieldsOfEra(builder.openHead) : 0;
  if (line === undefined || tail === undefined || fields === 0) return null;
  if (!NUMBERS.test(tail.raw) || (next !== undefined && !BEGINS.test(next.raw))) return null;
  const text = line.raw.trimEnd();
  if (!text.endsWith(',') || text.startsWith(' ') || !isZoneLike(line.raw)) return null;
  const row = fastZoneRow(`${text} ${tail.raw}`, line.line, fields);
  if (row === null || !isWholeName(row.name)) return null;
  builder.addWrapped(at, WRAPPED, `zone ${row.name}`, row);
  return row;
};
