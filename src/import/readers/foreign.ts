/**
 * Output of other systems: recognised, kept as text, never taken for FreeBSD's.
 * Pinned: OpenBSD and NetBSD usr.bin/vmstat/vmstat.c dopool(), DragonFly usr.bin/vmstat/vmstat.c,
 * xnu osfmk/kern/zalloc.c, Linux mm/slab_common.c, procps-ng free, top, slabtop and vmstat.
 */
import type { Diagnostic } from '../../base/diagnostic';
import type { ForeignRow } from '../types';
import type { Reader, Taken } from '../reader';
import { endColumn } from '../text/lines';
import type { SourceLine } from '../text/lines';
import { adviceFor } from './foreign-advice';

/** A telling line. `row` says whether it is itself a row, `rest` what the rows below look like. */
interface Sign {
  readonly system: string;
  readonly what: string;
  readonly sign: RegExp;
  readonly row: boolean;
  readonly rest: RegExp | null;
}

const COLUMNS = /^\S.{0,60}? \d[\d.KMG%]*(?: (?:[\d.KMGB%inf/-]+|\.\.\.)){2,20}$/;

/** Pools have plain counts: MemUse of a type, with its K, is no row of theirs. */
const POOL = /^\S.{0,60}? \d+(?: (?:\d+|inf|\.\.\.)){2,20}$/;

const SIGNS: readonly Sign[] = [
  {
    system: 'macOS',
    what: 'a zalloc panic',
    sign: /zalloc(?:\[\d{1,4}\])?: zone map exhausted while allocating from zone/,
    row: true,
    rest: null,
  },
  { system: 'macOS', what: 'a panic', sign: /panic\(cpu \d{1,4} caller 0x/, row: true, rest: null },
  {
    system: 'macOS',
    what: 'zprint',
    sign: /^(?:elem cur max cur max cur alloc alloc|zone name size size size #elts #elts inuse size count)/,
    row: false,
    // its header has two lines and a rule; C marks a zone that may be collected
    rest: new RegExp(`${COLUMNS.source.slice(0, -1)}(?: [CX*]){0,2}$`),
  },
  {
    system: 'NetBSD',
    what: 'the pool table of vmstat -m',
    sign: /^Name Size Requests Fail Releases/,
    row: false,
    rest: POOL,
  },
  {
    system: 'OpenBSD',
    what: 'the pool table of vmstat -m',
    sign: /^Name Size Requests Fail InUse/,
    row: false,
    rest: POOL,
  },
  {
    system: 'OpenBSD or NetBSD',
    what: 'the pool table of vmstat -m',
    sign: /^Memory resource pool statistics$/,
    row: false,
    rest: POOL,
  },
  {
    system: 'DragonFly',
    what: 'vmstat -z',
    sign: /^\S.{0,40}? \d+(?:\/ ?\d+)? \d+M used ?use=\d/,
    row: true,
    rest: null,
  },
  {
    system: 'Linux',
    what: 'slabinfo',
    sign: /^(?:slabinfo - version|name <active_objs>)/,
    row: false,
    rest: /^\S+ \d+ \d+ \d+ \d+ \d+ : /,
  },
  {
    system: 'Linux',
    what: 'slabtop',
    sign: /^(?:Active \/ Total (?:Objects|Slabs|Caches|Size) \(|OBJS ACTIVE USE OBJ)/,
    row: false,
    rest: /^\d+ \d+ \d+% [\d.]+K \d+ /,
  },
  {
    system: 'Linux',
    what: '/proc/meminfo',
    sign: /^(?:MemTotal|MemFree|SwapTotal|Slab|VmallocTotal): \d+ kB$/,
    row: true,
    rest: /^[\w()]{2,30}: \d+(?: kB)?$/,
  },
  {
    system: 'Linux',
    what: 'free',
    sign: /^total used free shared buff/,
    row: false,
    rest: /^(?:Mem|Swap|-\/\+ buffers\/cache|Total): ?\d/,
  },
  {
    system: 'Linux',
    what: 'the header of top',
    sign: /^(?:(?:KiB|MiB|GiB) (?:Mem|Swap) ?: ?\d|(?:Mem|Swap): ?\d+k? total,)/,
    row: true,
    rest: null,
  },
  {
    system: 'Linux',
    what: 'vmstat -m',
    sign: /^Cache Num Total Size Pages$/,
    row: false,
    rest: /^\S+ \d+ \d+ \d+ \d+$/,
  },
  {
    system: 'Linux',
    what: 'vmstat',
    sign: /^(?:procs -+memory-+ -+swap-+|r b swpd free buff cache)/,
    row: false,
    rest: /^(?:r b swpd free buff cache .*|\d+( -?\d+){12,20})$/,
  },
  {
    system: 'Linux',
    what: 'vmstat -s',
    sign: /^\d+ K (?:total|used|active|inactive|free|buffer|swap) (?:memory|cache|swap)$/,
    row: true,
    rest: null,
  },
  {
    system: 'Linux',
    what: 'a panic',
    sign: /Kernel panic - not syncing|Out of memory: Kill(?:ed)? process \d/,
    row: true,
    rest: null,
  },
  {
    system: 'illumos',
    what: '::memstat',
    sign: /^Page Summary Pages MB %Tot$/,
    row: false,
    rest: /^[A-Z][\w ()]{2,30} \d+ \d+ \d+%$/,
  },
];

/** DragonFly and OpenBSD print a malloc table of their own; its header differs by its blanks. */
const MALLOC_HEADS: readonly (readonly [system: string, header: RegExp])[] = [
  ['DragonFly', /^ {2,}Type {3}InUse {2}MemUse HighUse {7}Limit {2}Requests {2}Limit Limit/],
  ['OpenBSD or NetBSD', /^ {2,}Type InUse MemUse HighUse {2}Limit Requests (?:Type )?Limit/],
];
const MALLOC_ROW = /^\S.{0,40}? \d+ \d+K \d+K \d+K \d+(?: \d+){0,2}(?: [\dK,]+)?$/;

const find = (line: SourceLine): Sign | undefined => {
  const sign = SIGNS.find((s) => s.sign.test(line.compact));
  if (sign !== undefined) return sign;
  const head = line.body.includes('MemUse')
    ? MALLOC_HEADS.find(([, header]) => header.test(line.body))
    : undefined;
  if (head === undefined) return undefined;
  const [system, header] = head;
  return { system, what: 'vmstat -m', sign: header, row: false, rest: MALLOC_ROW };
};

const advice = (line: SourceLine, sign: Sign): Diagnostic => ({
  line: line.line,
  column: Math.max(0, line.body.search(/\S/)) + 1,
  severity: 'info',
  found: `${sign.what} of ${sign.system}`,
  expected: "FreeBSD's vmstat, sysctl, netstat -m or top",
  done: 'kept',
  run: adviceFor(sign.system).run,
  message: [
    `This looks like ${sign.what} of ${sign.system}. Only FreeBSD's figures are added up here.`,
    adviceFor(sign.system).there,
    'On FreeBSD run vmstat -z, vmstat -m and sysctl vm, and paste those.',
  ]
    .filter((s) => s !== '')
    .join(' '),
});

/** The words of a header that stands above cells without blanks; none where a title holds blanks. */
const columnsOf = (header: SourceLine): readonly string[] =>
  /^(?:Name Size|name <active|r b swpd|Cache Num|Type InUse)/.test(header.compact)
    ? header.compact.replace(/<|>/g, '').split(' ')
    : [];

const rowOf = (line: SourceLine, system: string, columns: readonly string[]): ForeignRow => {
  const cells = line.compact.split(' ');
  const row = { line: line.line, system, text: line.compact };
  return columns.length > 0 && cells.length === columns.length ? { ...row, columns, cells } : row;
};

/** A message of macOS up to the file and line that it names (xnu osfmk/kern/debug.c panic()), then the rest. */
const MESSAGE = /^(.{1,2000}?@[\w./-]{1,200}:\d{1,6})(.*)$/;

/** Quote marks between two messages whose line ends were lost. */
const MARKS_BEHIND = /(?: (?:[A-Za-z]{1,3}>+|[|#>]+))+$/;

/** The panics of macOS on a line, each from its first word; what stands before them is another's. */
const messagesIn = (text: string): { readonly texts: string[]; readonly behind: string } => {
  const cut = text
    .slice(Math.max(0, text.search(/panic\(cpu \d/)))
    .split(/ (?=panic\(cpu \d)/)
    .map((piece) => {
      const plain = piece.replace(MARKS_BEHIND, '');
      const [, message = plain, behind = ''] = MESSAGE.exec(plain) ?? [];
      return { message, behind: behind.trim() };
    });
  return {
    texts: cut.map((c) => c.message),
    behind: cut
      .map((c) => c.behind)
      .filter((b) => b !== '')
      .join(' '),
  };
};

const LONGEST_SHOWN = 40;

const wordsBehind = (line: SourceLine, words: string): Diagnostic => ({
  line: line.line,
  column: endColumn(line),
  severity: 'info',
  found: words.slice(0, LONGEST_SHOWN),
  expected: 'nothing behind the message',
  done: 'skipped',
  message:
    'What stands behind the message of this panic is left out. If it begins a table, paste the text with its line ends.',
});

/** The second line of the header of zprint(1), and the rule below it. */
const ZPRINT_HEAD = /^(?:zone name size size|-{20,200}$)/;

const NO_MESSAGES = { texts: [], behind: '' };

const MOST_ROWS = 5000;
const FEW_WORDS = 400;

export const foreign: Reader = {
  id: 'foreign',
  title: 'Output of another system',
  sniff: (line) =>
    line.compact !== '' &&
    /zalloc|panic|Name Size|Memory res|use=|slab|<active|Active \/|OBJS|kB|total|Mem|Cache Num|procs -|r b swpd|Num Total| K |Out of memory|Page Summary|elem cur|zone name|Type/.test(
      line.compact.slice(0, FEW_WORDS),
    ),
  parse: (cursor): Taken | null => {
    const first = cursor.lines[cursor.at];
    const sign = first === undefined ? undefined : find(first);
    if (first === undefined || sign === undefined) return null;
    const { texts, behind } = sign.row ? messagesIn(first.compact) : NO_MESSAGES;
    const rows: ForeignRow[] = texts.map((text) => ({
      line: first.line,
      system: sign.system,
      text,
    }));
    let columns = columnsOf(first);
    let count = 1;
    while (sign.rest !== null && count < MOST_ROWS) {
      const next = cursor.lines[cursor.at + count];
      if (next === undefined || next.compact.length > FEW_WORDS) break;
      if (sign.what === 'zprint' && ZPRINT_HEAD.test(next.compact)) {
        count += 1;
        continue;
      }
      if (!sign.rest.test(next.compact)) break;
      const cells = next.compact.split(' ');
      if (/^r b swpd/.test(next.compact)) columns = cells;
      else rows.push(rowOf(next, sign.system, columns));
      count += 1;
    }
    return {
      count,
      as: sign.system,
      kind: 'foreign',
      parts: [{ kind: 'foreign', rows }],
      diagnostics: [
        ...(cursor.context.open === 'foreign' ? [] : [advice(first, sign)]),
        ...(behind === '' ? [] : [wordsBehind(first, behind)]),
      ],
    };
  },
  example: `Name        Size Requests Fail    InUse Pgreq Pgrel Npage Hiwat Minpg Maxpg Idle
pfstatepl    204 1130451081 424797 2833   527     0   527   527     0   527    0
`,
};
