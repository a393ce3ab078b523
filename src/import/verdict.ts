/**
 * What a text is, all in all: read, broken off, another system's, the output of another flag, or no
 * output of vmstat at all. Says what was found and which command prints what can be read.
 */
import type { Block, LineReading, Verdict } from './types';
import type { SourceLine } from './text/lines';

/** Prints what the readers read, on FreeBSD of any release. */
export const RUN = 'vmstat -z; vmstat -m; sysctl vm hw.physmem';

/** First lines of output that is FreeBSD's (or everybody's) but not of the flags that are read. */
const OTHERS: readonly (readonly [sign: RegExp, what: string])[] = [
  [/^interrupt +total +rate/, 'vmstat -i, which counts interrupts'],
  [/^\d+ forks, \d+ pages, average/, 'vmstat -f, which counts forks'],
  [/^Name +Mtu +Network/, 'netstat -i, which counts packets'],
  [/^Destination +Gateway +Flags/, 'netstat -r, the routes'],
  [/^(?:Active Internet connections|Proto +Recv-Q)/, 'netstat, the connections'],
  [/^(?:tcp|udp|ip|icmp|arp):$/, 'netstat -s, which counts packets by protocol'],
  [/^ *(?:USER +)?PID +(?:USERNAME|TT|TTY|%CPU)/, 'ps or top, the processes'],
  [/^Filesystem +(?:\d+[KMG]?-blocks|Size)/, 'df, the file systems'],
  [/^ *tty +\S/, 'iostat, the disks'],
];

const MOST_LOOKED_AT = 400;

const otherFlag = (lines: readonly SourceLine[]): Verdict | null => {
  for (const { body, line } of lines.slice(0, MOST_LOOKED_AT)) {
    const what = OTHERS.find(([sign]) => sign.test(body.trimStart()) || sign.test(body))?.[1];
    if (what !== undefined)
      return {
        kind: 'other flag',
        line,
        message: `Line ${line} is the output of ${what}. Expected were the tables of zones and malloc types.`,
        run: RUN,
      };
  }
  return null;
};

const BASE64 = /^[A-Za-z0-9+/]{60,76}$/;
/** Fewer lines of letters and digits without a blank may be a key or a name. */
const BASE64_LEAST = 3;

/** The first line of a mail's part in base64, as its source shows it; null where there is none. */
const base64Line = (lines: readonly SourceLine[]): number | null => {
  let run = 0;
  for (const { raw, line } of lines.slice(0, MOST_LOOKED_AT)) {
    run = BASE64.test(raw) ? run + 1 : 0;
    if (run === BASE64_LEAST) return line - run + 1;
  }
  return null;
};

/** Nothing in the text is read; says why where the text tells. */
const nothing = (lines: readonly SourceLine[]): Verdict => {
  const line = base64Line(lines);
  if (line !== null)
    return {
      kind: 'nothing',
      line,
      message: `From line ${line} on this is the source of a mail in base64, which hides its text. Copy the message as the mail program shows it.`,
      run: RUN,
    };
  return {
    kind: 'nothing',
    line: 1,
    message: `None of the ${lines.length} lines is the output of vmstat, sysctl, netstat -m, top or swapinfo, and none is a panic.`,
    run: RUN,
  };
};

/** A line that was left out because the text ends in the midst of it. */
const breaksOff = (readings: readonly LineReading[]): LineReading | undefined => {
  for (let i = readings.length - 1; i >= 0; i -= 1) {
    const r = readings[i];
    if (r === undefined || r.text.trim() === '' || /^(?:```|~~~)/.test(r.text)) continue;
    return r.fate === 'diagnostic' && r.as === 'cut row' ? r : undefined;
  }
  return undefined;
};

const foreignVerdict = (blocks: readonly Block[]): Verdict | null => {
  const own = blocks.filter((b) => b.kind !== 'foreign');
  const [other] = blocks.filter((b) => b.kind === 'foreign');
  const row = other?.kind === 'foreign' ? other.rows[0] : undefined;
  if (own.length > 0 || row === undefined) return null;
  return {
    kind: 'foreign',
    line: row.line,
    message: `This is the output of ${row.system}. It is shown as it stands; only FreeBSD's figures are added up here.`,
    run: RUN,
  };
};

/** Judges a text that has been read. */
export const verdictOf = (
  blocks: readonly Block[],
  readings: readonly LineReading[],
  lines: readonly SourceLine[],
): Verdict => {
  if (lines.every((l) => l.raw.trim() === ''))
    return { kind: 'empty', message: 'There is no text: only blanks.', run: RUN };
  const cut = breaksOff(readings);
  if (cut !== undefined)
    return {
      kind: 'truncated',
      line: cut.line,
      message: `The text breaks off in line ${cut.line}; what follows it is missing.`,
      run: RUN,
    };
  if (blocks.length > 0) return foreignVerdict(blocks) ?? { kind: 'read', message: '', run: '' };
  return otherFlag(lines) ?? nothing(lines);
};
