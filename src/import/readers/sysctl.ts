/**
 * sysctl lines: `name: value` as sysctl(8) prints them, `name=value` as `sysctl -e` prints and
 * loader.conf and sysctl.conf hold them. A formula (`vm.kvm_size = A - B`) has no value and is prose.
 * Pinned: FreeBSD sbin/sysctl/sysctl.c show_var(). Structures over several lines are not read.
 */
import type { Diagnostic } from '../../base/diagnostic';
import type { SysctlRow } from '../types';
import type { Cursor, Reader, Taken } from '../reader';
import { endColumn, firstColumn, isFull } from '../text/lines';
import type { SourceLine } from '../text/lines';
import { readSize } from '../text/numbers';

/** Top-level names of the tree (FreeBSD sys/kern/kern_mib.c), with those that modules add. */
const ROOTS =
  'kern|vm|vfs|net|net80211|debug|hw|machdep|user|p1003_1b|compat|security|dev|kstat|regression|jail|hptmv|sysctl|net_graph';

const LINE = new RegExp(`^((?:${ROOTS})(?:\\.[A-Za-z0-9_%-]{1,60}){1,12}) ?(:|=) ?(.{0,300})$`);

const NEXT_NAME = new RegExp(` (?=(?:${ROOTS})\\.[a-z])|(?<=[:=] ?\\d{1,20}) ?(?=>+ |[|#] )`);

/** Names whose value is text (FreeBSD sys/kern/kern_mib.c, CTLTYPE_STRING). */
const TEXTS =
  /^(?:kern\.(?:version|ident|hostname|bootfile|osrelease|ostype|supported_archs|boottime|conftxt|compiler_version|timecounter\.(?:hardware|choice))|hw\.(?:model|machine|machine_arch)|vm\.loadavg|vfs\.zfs\.version\.\w+|vm\.uma\.[\w%-]+\.(?:flags|keg\.name)|dev\.[\w.]+\.%\w+)$/;

const NUMBER = /^-?\d{1,30}$/;
const HEX = /^0x[0-9a-f]{1,16}$/i;

/** The number that a value stands for, where it stands for one. */
const numberOf = (value: string): number | undefined => {
  const text = value.replace(/^"(.*)"$/, '$1');
  const changed = /^-?\d{1,30} -> (-?\d{1,30})$/.exec(text);
  const last = changed?.[1] ?? text;
  if (NUMBER.test(last) || HEX.test(last)) return Number(last);
  return readSize(last)?.value;
};

const isValue = (name: string, sign: string, value: string, asked: boolean): boolean => {
  if (value === '') return false;
  if (numberOf(value) !== undefined) return true;
  if (TEXTS.test(name)) return !/[()]|\w+ [-+*/] \w+/.test(value) || sign === ':';
  if (/^\{.{1,200}\}/.test(value)) return true;
  if (/^-?\d+(?:\.\d+)+$/.test(value) || /^(?:-?\d{1,20} )+-?\d{1,20}$/.test(value))
    return sign === ':';
  if (sign === '=') return false;
  return asked || /^[\w./:-]+$/.test(value);
};

/** Reads `name: value`; null where it is none. */
export const readSysctl = (text: string, asked: boolean): Omit<SysctlRow, 'line'> | null => {
  const m = LINE.exec(
    text
      .replace(/ ?(?:#|\/\/) .{0,200}$/, '')
      .replace(/(?: (?:[A-Za-z]{0,3}>+|[|#]))+$/, '')
      .replace(/[;,]$/, ''),
  );
  if (m === null) return null;
  const [, name = '', sign = '', whole = ''] = m;
  const [value = ''] = whole.replace(/^(-?\d{1,20}) ?(?:>+|[|#]) .*$/, '$1').split(NEXT_NAME);
  if (!isValue(name, sign, value, asked)) return null;
  const plain = value.replace(/^"(.*)"$/, '$1');
  const number = numberOf(value);
  return number === undefined ? { name, value: plain } : { name, value: plain, number };
};

/** A value holds no further name: what begins there is another line. */
const wordsBehind = (line: SourceLine, name: string): readonly Diagnostic[] =>
  NEXT_NAME.test(line.compact.slice(name.length))
    ? [
        {
          line: line.line,
          column: endColumn(line),
          severity: 'info',
          found: line.compact.slice(-LONGEST_SHOWN),
          expected: 'nothing behind the value',
          done: 'skipped',
          message: `What stands behind the value of ${name} is left out. Paste the output with its line ends.`,
        },
      ]
    : [];
const LONGEST_SHOWN = 40;

/** A value that is whole on its own line, and a number below that may be its rest. */
const putTogether = (line: SourceLine, asked: boolean): readonly Diagnostic[] =>
  readSysctl(line.compact, asked)?.number === undefined
    ? []
    : [
        {
          line: line.line,
          column: endColumn(line),
          severity: 'info',
          found: 'a value, and only digits below',
          expected: 'a value, or one that was broken',
          done: 'guessed',
          message:
            'This value was put together with the line below, which is not sure. Leave the repair out if that line is another.',
        },
      ];

/** Name and sign, the value having fallen to the next line. */
const OPEN = new RegExp(`^(?:${ROOTS})(?:\\.[A-Za-z0-9_%-]{1,60}){1,12} ?[:=]$`);

/** Names of architectures, the rest of a broken list. */
const ARCHES =
  /^(?:(?:amd64|i386|aarch64|arm64|armv\d\w{0,3}|arm|powerpc\w{0,8}|riscv64\w{0,2}|sparc64|mips\w{0,6}|pc98|ia64)(?: |$)){1,6}$/;

/** CPU times, by state and CPU (FreeBSD sys/kern/kern_clock.c sysctl_kern_cp_time()). */
const LISTS = /^kern\.cp_times?$/;

/** Values of one word (FreeBSD sys/kern/kern_mib.c). */
const ONE_WORD =
  /^(?:kern\.(?:ident|hostname|bootfile|osrelease|ostype|timecounter\.hardware)|hw\.machine(?:_arch)?)$/;

/** What is odd about a value: what was found, what it should be, and a sentence; null for most. */
const oddValue = ({
  name,
  value,
}: Omit<SysctlRow, 'line'>): readonly [found: string, expected: string, message: string] | null => {
  const found = value.slice(0, LONGEST_SHOWN);
  if (/^-?\d+ -?\d+$/.test(value))
    return [found, 'one number', `${name} has two numbers; the second may belong to another line.`];
  if (/^(?:-?\d+ )+-?\d+$/.test(value))
    return LISTS.test(name)
      ? null
      : [
          found,
          'one number',
          `${name} has several numbers; those behind the first may belong to another line.`,
        ];
  if (/^-?\d+ (?!-> -?\d+$)/.test(value))
    return [
      found,
      'one number',
      `The value of ${name} is a number with words behind it; the words may belong to another line.`,
    ];
  const isOdd = name === 'kern.supported_archs' ? !ARCHES.test(value) : ONE_WORD.test(name);
  return isOdd && value.includes(' ')
    ? [
        found,
        'one word',
        `The value of ${name} has more words than it should; the last may belong to another line.`,
      ]
    : null;
};

const remark = (line: SourceLine, row: Omit<SysctlRow, 'line'>): readonly Diagnostic[] => {
  const at = { line: line.line, column: endColumn(line), severity: 'info' } as const;
  const odd = oddValue(row);
  if (odd !== null) {
    const [found, expected, message] = odd;
    return [{ ...at, found, expected, done: 'kept', message }];
  }
  return row.number === undefined || Number.isSafeInteger(row.number)
    ? []
    : [
        {
          ...at,
          message: `${row.name} is ${row.value}, which is more than 2^53; the number is rounded, the text is kept.`,
        },
      ];
};

const joinedRow = (
  cursor: Cursor,
  line: SourceLine,
): { readonly row: Omit<SysctlRow, 'line'>; readonly count: number } | null => {
  const next = cursor.lines[cursor.at + 1];
  if (next === undefined || next.compact.length > 60) return null;
  if (OPEN.test(line.compact) && NUMBER.test(next.compact)) {
    const row = readSysctl(`${line.compact} ${next.compact}`, false);
    return row === null ? null : { row, count: 2 };
  }
  if (/^kern\.supported_archs: ?\w/.test(line.compact) && ARCHES.test(next.compact)) {
    const row = readSysctl(`${line.compact} ${next.compact}`, false);
    return row === null ? null : { row, count: 2 };
  }
  if (!isFull(line, cursor.context.fold) || !/^[\w.%-]*(?:[:=] ?\S{0,40}|\d+)$/.test(next.compact))
    return null;
  if (!new RegExp(`^(?:${ROOTS})\\.[\\w.%-]*(?: ?[:=] ?\\d*)?$`).test(line.compact)) return null;
  // a line that is whole by itself carries on no other, unless that one ends within a name
  if (!line.compact.endsWith('.') && readSysctl(next.compact, false) !== null) return null;
  const row = readSysctl(line.compact + next.compact, false);
  return row?.number === undefined ? null : { row, count: 2 };
};

/** loader.conf and sysctl.conf: what somebody asked for, which need not be what the kernel has. */
const SETTING = new RegExp(`^((?:${ROOTS})(?:\\.[A-Za-z0-9_%-]{1,60}){1,12}) ?= ?"[^"]{0,100}"`);

const parseSetting = (line: SourceLine): Taken | null => {
  const name = SETTING.exec(line.compact)?.[1];
  if (name === undefined) return null;
  return {
    count: 1,
    as: `setting ${name}`,
    kind: 'sysctl',
    parts: [],
    diagnostics: [
      {
        line: line.line,
        column: firstColumn(line),
        severity: 'info',
        message: `This sets ${name} in a file; what the kernel made of it is not known from it. Paste the output of sysctl ${name} to have it counted.`,
      },
    ],
  };
};

/** Name and perhaps sign, no value. */
const BARE = new RegExp(`^((?:${ROOTS})(?:\\.[A-Za-z0-9_%-]{1,60}){1,12})( ?[:=])?$`);

/** What may stand below a value that is empty: nothing, another setting, a header, a prompt. */
const isOtherLine = (line: SourceLine | undefined): boolean =>
  line === undefined ||
  line.compact === '' ||
  line.prompt ||
  line.hash ||
  LINE.test(line.compact) ||
  BARE.test(line.compact) ||
  /^(?:ITEM|Type|Device)\b/.test(line.compact);

/** A name without a value among values: sysctl(8) prints a text that is empty so; else the line was cut. */
const parseBare = ({ lines, at, context }: Cursor, line: SourceLine): Taken | null => {
  const [, name, sign] = BARE.exec(line.compact) ?? [];
  if (name === undefined) return null;
  const next = lines[at + 1];
  if (sign !== undefined && isOtherLine(next) && (context.touching === 'sysctl' || isSet(next)))
    return { count: 1, as: `sysctl ${name}, empty`, kind: 'sysctl', parts: [], rowless: true };
  return context.touching === 'sysctl' ? cutName(line) : null;
};

const isSet = (line: SourceLine | undefined): boolean =>
  line !== undefined && (LINE.test(line.compact) || BARE.test(line.compact));

const cutName = (line: SourceLine): Taken => ({
  count: 1,
  as: 'cut row',
  kind: 'sysctl',
  parts: [],
  failed: true,
  diagnostics: [
    {
      line: line.line,
      column: endColumn(line),
      severity: 'info',
      found: line.compact.slice(-LONGEST_SHOWN),
      expected: 'a name and its value',
      done: 'skipped',
      message:
        'This name of a sysctl has no value. It is left out; paste the line as it was printed.',
    },
  ],
});

export const sysctl: Reader = {
  id: 'sysctl',
  title: 'sysctl: tunables and counters',
  sniff: (line) => /^[a-z][\w]*\.[\w]/.test(line.compact),
  parse: (cursor): Taken | null => {
    const line = cursor.lines[cursor.at];
    if (line === undefined) return null;
    const setting = parseSetting(line);
    if (setting !== null) return setting;
    const command = cursor.context.command?.text ?? '';
    const described = /sysctl\b.* -\w*d/.test(command);
    const asked = /\bsysctl\b/.test(command) && !described;
    const joined = joinedRow(cursor, line);
    const alone = joined === null ? readSysctl(line.compact, asked) : null;
    const row = joined?.row ?? alone;
    if (row === null) return parseBare(cursor, line);
    if (described && row.number === undefined) return null;
    return {
      count: joined?.count ?? 1,
      as: `sysctl ${row.name}`,
      kind: 'sysctl',
      parts: [{ kind: 'sysctl', rows: [{ line: line.line, ...row }] }],
      diagnostics: [
        ...remark(line, row),
        ...wordsBehind(line, row.name),
        ...(joined === null ? [] : putTogether(line, asked)),
      ],
    };
  },
  example: `vm.kmem_size: 83415040
vm.kmem_size_max: 335544320
vm.kvm_free: 704638976
`,
};
