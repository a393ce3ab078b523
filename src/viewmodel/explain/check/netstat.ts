/**
 * `netstat -m` counts the same zones from the other side (usr.bin/netstat/mbuf.c mbpr()): its totals
 * are USED + FREE, its maximum is LIMIT.
 */
import { formatCount } from '../../../base/format';
import type { NetstatMRow } from '../../../import';
import { computed, given, inPaste, read } from '../notebook';
import type { Notebook } from '../notebook';
import type { SelfCheckRow, ZoneAccount } from '../types';
import { checkRow } from './check-row';
import type { Checked } from './checked';

/** line of netstat, zone, whether packets of `mbuf_packet` count too */
const LINES: readonly (readonly [line: string, zones: readonly string[]])[] = [
  ['mbufs in use', ['mbuf', 'mbuf_packet']],
  ['mbuf clusters in use', ['mbuf_cluster']],
  ['4k (page size) jumbo clusters in use', ['mbuf_jumbo_page', 'mbuf_jumbo_pagesize']],
  ['9k jumbo clusters in use', ['mbuf_jumbo_9k']],
  ['16k jumbo clusters in use', ['mbuf_jumbo_16k']],
];

/** Items by which both may differ and still agree, as a share: the tables are not read at once. */
const MOMENT = 0.02;

const oneLine = (
  book: Notebook,
  row: NetstatMRow,
  mine: readonly ZoneAccount[],
): SelfCheckRow[] => {
  const at = row.labels.indexOf('total');
  const total = row.values[at];
  const [first] = mine;
  if (total === undefined || first === undefined) return [];
  const id = `netstat.${first.name}`;
  const predicted = computed(book, {
    id: `check.${id}`,
    label: `Items of ${mine.map((z) => z.name).join(' and ')}`,
    value: mine.reduce((n, z) => n + z.used + z.free, 0),
    unit: 'items',
    formula: 'USED + FREE',
    inputs: mine.map((z) => given(z.name, z.used + z.free, 'items')),
    source: inPaste(first.line, first.name),
  });
  const found = read(book, {
    id: `paste.netstat.${first.name}`,
    label: `${row.name}, total`,
    value: total,
    unit: 'items',
    line: row.line,
    what: 'netstat -m',
  });
  const text = `${formatCount(predicted.value)} against ${formatCount(found.value)}`;
  const within = MOMENT * Math.max(predicted.value, found.value);
  const label = `netstat -m, ${row.name} = ${mine.map((z) => z.name).join(' + ')}`;
  const claim = { id, label, predicted, found, within };
  return [checkRow(predicted.value === found.value ? claim : { ...claim, text }, book)];
};

/** The totals of `netstat -m` against the mbuf zones. */
export const netstatChecks = (book: Notebook, { zones, seen }: Checked): SelfCheckRow[] =>
  LINES.flatMap(([name, names]) => {
    const row = seen.netstat.findLast((r) => r.name === name);
    const mine = zones.filter((z) => names.includes(z.name));
    return row === undefined ? [] : oneLine(book, row, mine);
  });
