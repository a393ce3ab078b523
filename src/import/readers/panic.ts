/**
 * The panic line of a console, a dump or a mail. The messages that matter here come from
 * FreeBSD sys/vm/vm_kern.c kmem_malloc() (up to 9.x) and its relatives; other panics keep their text.
 * Panics of other systems belong to foreign.ts, which stands before this reader.
 */
import type { PanicRow } from '../types';
import { readJoined } from '../reader';
import type { Cursor, Reader, Taken } from '../reader';
import { endColumn } from '../text/lines';

/** kmem_malloc(): bytes asked for, then bytes in the map. */
const KMEM = /panic: kmem_malloc\((\d{1,19})\): ?kmem_map too small: ?(\d{1,19}) total allocated/;

/** Messages that are recognised in the midst of a sentence too. */
const KNOWN: readonly RegExp[] = [
  KMEM,
  /panic: (?:kmem_map|mb_map) too small(?:: ?\d{1,19} total allocated)?/,
  /panic: kmem_suballoc: bad status return of -?\d{1,10}/,
  /panic: Tune VM_KMEM_SIZE_\* for the platform/,
  /panic: get_pv_entry: no pv entries: increase vm\.pmap\.shpgperproc/,
  /panic: pmap_growkernel: no memory to grow kernel/,
  /panic: vm_thread_new: kstack allocation failed/,
];

/** Any panic at the start of a line, perhaps behind a time stamp or a host; "do not panic: …" is advice. */
const PLAIN = /^(?:(?!(?:not|never|don't|no) )[\w:.'[\]/-]{1,40} ){0,5}?"?(panic: \S.{2,200})$/;

/** Initials and marks of a quoted mail; one that stands twice between words was at lost line ends. */
const INNER_MARKS = / [A-Za-z]{1,3}>+(?= |$)/g;
const unmarked = (text: string): string => {
  if (!text.includes('> ')) return text;
  const marks = text.match(INNER_MARKS) ?? [];
  return text.replace(INNER_MARKS, (m) => (marks.filter((x) => x === m).length > 1 ? '' : m));
};

const readPanic = (text: string): Omit<PanicRow, 'line'> | null => {
  if (!text.includes('panic')) return null;
  for (const pattern of KNOWN) {
    const m = pattern.exec(unmarked(text));
    if (m === null) continue;
    const [whole, requested, allocated] = m;
    if (requested === undefined || allocated === undefined) return { text: whole };
    return { text: whole, requested: Number(requested), allocated: Number(allocated) };
  }
  return null;
};

const plainPanic = (text: string): Omit<PanicRow, 'line'> | null => {
  const found = PLAIN.exec(unmarked(text))?.[1];
  return found === undefined ? null : { text: found };
};

/** What may stand on the second half of a wrapped message. */
const TAIL = /^(?:too small|small:|kmem_map|total|allocated|\d|of |for |[a-z_]+\(?|vm\.)/;

const cutKmem = /panic: kmem_malloc\((\d{1,19})\)/;

const parse = (cursor: Cursor): Taken | null => {
  const line = cursor.lines[cursor.at];
  if (line === undefined) return null;
  const whole = readJoined(cursor, readPanic, (next) => TAIL.test(next.compact) || line.soft);
  const plain = whole === null ? plainPanic(line.compact) : null;
  const found = whole?.value ?? plain;
  if (found === null) return null;
  const requested = cutKmem.exec(found.text)?.[1];
  const row =
    requested !== undefined && found.requested === undefined
      ? { line: line.line, ...found, requested: Number(requested) }
      : { line: line.line, ...found };
  const cut = requested !== undefined && found.requested === undefined;
  return {
    count: whole?.count ?? 1,
    as: 'panic',
    kind: 'panic',
    parts: [{ kind: 'panic', rows: [row] }],
    diagnostics: cut
      ? [
          {
            line: line.line,
            column: endColumn(line),
            severity: 'warning',
            found: 'half a message',
            expected: 'kmem_map too small: N total allocated',
            done: 'kept',
            message:
              'The panic message breaks off before "total allocated", so the size of the map is not known from it. Paste the whole message if you have it.',
          },
        ]
      : [],
  };
};

export const panic: Reader = {
  id: 'panic',
  title: 'panic: the last line of the console',
  sniff: (line) => line.compact.includes('panic: '),
  parse,
  example: 'panic: kmem_malloc(16384): kmem_map too small: 83415040 total allocated\n',
};
