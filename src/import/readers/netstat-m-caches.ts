/**
 * `netstat -m` of 5.0 to 5.2: mbufs and clusters by the list of each CPU. The lines of the two parts
 * are alike, so a row's name holds the title of its part.
 * Pinned: FreeBSD usr.bin/netstat/mbuf.c mbpr() of 5.0 (`GEN list`) and 5.1 (`GEN cache`).
 */
import type { NetstatMRow } from '../types';
import type { Cursor, Taken } from '../reader';
import type { SourceLine } from '../text/lines';

const TITLE = /^(mbuf|mbuf cluster) usage:$/;

/** Lines between a title and the last line of its part: one for each CPU, and twenty more. */
const LONGEST_PART = 90;

/** Words before the numbers, the numbers, and what they are called. */
const LINES: readonly (readonly [line: RegExp, labels: readonly string[]])[] = [
  [
    /^(GEN (?:list|cache)|CPU #\d{1,3} (?:list|cache)|Total): ?(\d{1,20})\/(\d{1,20}) \(in use\/in pool\)$/,
    ['in use', 'in pool'],
  ],
  [/^((?:Mbuf|Cluster) cache (?:high|low) watermark|Maximum possible): ?(\d{1,20})$/, []],
];
const CONSUMED = /^(\d{1,10})(% of (?:mbuf|cluster) map consumed)$/;

/** Whether a line may be one of these; says yes too often. */
export const mayBeCache = ({ compact }: SourceLine): boolean =>
  /^(?:mbuf |GEN |CPU #|Total:|Mbuf |Cluster |Maximum p|Allocated m)/.test(compact);

/** Whether a row was read here. */
export const isCacheRow = (name: string): boolean => /^mbuf (?:cluster )?usage: /.test(name);

/** The title of the part that a line stands in; null outside of any. */
const titleOf = ({ lines, at }: Cursor): string | null => {
  for (let i = at - 1; i >= 0 && i >= at - LONGEST_PART; i -= 1) {
    const title = TITLE.exec(lines[i]?.compact ?? '')?.[0];
    if (title !== undefined) return title;
  }
  return null;
};

const readCache = (text: string): Omit<NetstatMRow, 'line'> | null => {
  const consumed = CONSUMED.exec(text);
  if (consumed !== null)
    return { name: consumed[2] ?? '', values: [Number(consumed[1])], labels: [] };
  for (const [pattern, labels] of LINES) {
    const m = pattern.exec(text);
    if (m === null) continue;
    const values = [m[2], m[3]].flatMap((v) => (v === undefined ? [] : [Number(v)]));
    return { name: m[1] ?? '', values, labels };
  }
  return null;
};

/** A line of the lists by CPU; null where it is none. */
export const parseCache = (cursor: Cursor, line: SourceLine): Taken | null => {
  if (
    TITLE.test(line.compact) ||
    (cursor.context.open === 'netstat-m' && line.compact === 'Allocated mbuf types:')
  )
    return { count: 1, as: 'header', kind: 'netstat-m', parts: [] };
  if (cursor.context.open !== 'netstat-m') return null;
  const read = readCache(line.compact);
  const title = read === null ? null : titleOf(cursor);
  if (read === null || title === null) return null;
  const row = { line: line.line, ...read, name: `${title} ${read.name}` };
  return {
    count: 1,
    as: row.name,
    kind: 'netstat-m',
    parts: [{ kind: 'netstat-m', rows: [row] }],
  };
};
