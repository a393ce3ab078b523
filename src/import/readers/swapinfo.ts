/**
 * `swapinfo` and `pstat -s`: one row per swap device. The Total line is a sum and is no row.
 * Pinned: FreeBSD usr.sbin/pstat/pstat.c print_swap_header(), print_swap_line().
 */
import type { Diagnostic } from '../../base/diagnostic';
import { readJoined } from '../reader';
import type { Cursor, Reader, Taken } from '../reader';
import { firstColumn } from '../text/lines';
import type { SourceLine } from '../text/lines';
import { readSize } from '../text/numbers';

/** `1K-blocks`, `1M-blocks`, `512-blocks`: what one block is worth. */
const HEADER =
  /(?:^|\W|swapinfo|pstat -s)Device (\d{1,4}[KMG]?)-blocks Used Avail Capacity(?: Type)?$/;
const ROW =
  /^(\/dev\/\S{1,60}|[\w.:/-]{3,40}) (\S{1,20}) (\S{1,20}) (\S{1,20}) (\d{1,3})%(?: Interleaved)?$/;
const DEFAULT_BLOCK = '1K';

const worth = (cell: string, block: number): number | null => {
  if (/^\d+$/.test(cell)) return Number(cell) * block;
  return readSize(cell)?.value ?? null;
};

/** A header that a mailer may have broken. */
const parseHeader = (cursor: Cursor): Taken | null => {
  const read = readJoined(
    cursor,
    (text) => HEADER.exec(text),
    (next, text) => /Device \d/.test(text) && /^[A-Za-z ]{1,40}$/.test(next.compact),
  );
  if (read === null) return null;
  const { count, value } = read;
  const size = value[1] ?? '';
  const line = cursor.lines[cursor.at];
  const odd = line !== undefined && !USUAL.has(size) ? [oddBlocks(line, size)] : [];
  const head = `blocks of ${size}`;
  return { count, as: 'header', kind: 'swapinfo', parts: [], head, diagnostics: odd };
};

/** What swapinfo prints by itself and with -k, -m, -g; BLOCKSIZE may ask for any other (getbsize(3)). */
const USUAL: ReadonlySet<string> = new Set(['512', '1K', '1M', '1G']);

const oddBlocks = (line: SourceLine, size: string): Diagnostic => ({
  line: line.line,
  column: firstColumn(line),
  severity: 'info',
  found: `blocks of ${size}`,
  expected: 'blocks of 512, 1K, 1M or 1G',
  done: 'kept',
  run: 'swapinfo -k',
  message: `The header counts in blocks of ${size}, which is rare. The sizes below are read so; if the header is mistyped they are wrong by that factor.`,
});

/** A row, or one whose numbers go on below. */
const matchRow = (
  cursor: Cursor,
): { readonly value: RegExpExecArray; readonly count: number } | null =>
  readJoined(
    cursor,
    (text) => ROW.exec(text),
    (next, text) => text.startsWith('/dev/') && /^[\d.% KMGT]{1,60}$/.test(next.compact),
  );

export const swapinfo: Reader = {
  id: 'swapinfo',
  title: 'swapinfo: swap devices',
  sniff: (line, context) => context.open === 'swapinfo' || line.compact.includes('Device '),
  parse: (cursor): Taken | null => {
    const line = cursor.lines[cursor.at];
    if (line === undefined) return null;
    const header = parseHeader(cursor);
    if (header !== null) return header;
    const { open, head } = cursor.context;
    const read = open === 'swapinfo' ? matchRow(cursor) : null;
    if (read === null) return null;
    const { value: m, count } = read;
    const block = readSize(head.replace('blocks of ', '') || DEFAULT_BLOCK)?.value ?? 1;
    const [total, used, avail] = [m[2], m[3], m[4]].map((c) => worth(c ?? '', block));
    if (typeof total !== 'number' || typeof used !== 'number' || typeof avail !== 'number')
      return null;
    const device = m[1] ?? '';
    if (device === 'Total') return { count, as: 'swap total', kind: 'swapinfo', parts: [] };
    const diagnostics: Diagnostic[] = [];
    if (used > total)
      diagnostics.push({
        line: line.line,
        column: 1,
        severity: 'warning',
        message: `${device} has more used than there is; check the line against the original.`,
      });
    return {
      count,
      as: `swap ${device}`,
      kind: 'swapinfo',
      parts: [{ kind: 'swapinfo', rows: [{ line: line.line, device, total, used, avail }] }],
      diagnostics,
    };
  },
  finish: () => ({ era: 'unknown' }),
  example: `Device          1K-blocks     Used    Avail Capacity
/dev/ad0s1b        105288    68596    36692    65%
`,
};
