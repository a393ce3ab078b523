/**
 * Recognises a shell command with its prompt: `router:~# vmstat -m`, `vadim at router:~>vmstat -m`,
 * `[root@host]~# vmstat -z`, `host#tail -f`, `% vmstat`, or the bare command on a line of its own.
 * A command says what the lines below it are, and whether they come from a crash dump
 * (`-M core`, FreeBSD usr.bin/vmstat/vmstat.8).
 */
import type { SourceLine } from './lines';

/** A command line, joined if it was wrapped. */
export interface Command {
  /** without its prompt */
  readonly text: string;
  /** lines it takes */
  readonly count: number;
  /** reads a crash dump */
  readonly fromDump: boolean;
}

const TOOLS =
  'show|vmstat|netstat|sysctl|top|swapinfo|pstat|uname|dmesg|tail|freebsd-version|kldload|kldunload|kldstat|kgdb|sudo|grep|cat|uptime|ps|df|zpool|zfs|systat|mount|ls|zprint|slabtop';

/** What stands before the `#`, `%`, `$` or `>` of a prompt. */
const PROMPT =
  /^(?:\[[^\][]{1,60}\][^ #%$>]{0,40} ?|[\w.-]{1,40} at [\w.-]{1,40}:?[^ #%$>]{0,40} ?|[\w.@-]{1,60}(?::[^ #%$>]{0,60})? ?)[#%$>] ?/;

const AFTER_PROMPT = new RegExp(`^(?:[\\w/]*/)?(?:${TOOLS})(?= |$)`);

/** Options, paths and names only, then perhaps a pipe: prose that begins with a tool's name is not. */
const BARE =
  /^(?:sudo )?(?:\/usr\/(?:s?bin)\/|\/sbin\/)?(?:(?:vmstat|netstat|swapinfo|pstat|top)(?: -{1,2}[\w=,]+(?: \/[\w./-]+| json(?:,\w+)?| xml(?:,\w+)?)?)*|sysctl(?: -\w+)*(?: [a-z]\w*(?:\.[\w%]+)*)*|uname -\w+|freebsd-version(?: -\w+)?)(?: ?[|;>].*)?$/;

/** The command of one line without its prompt, null where the line is none. */
export const commandText = (line: SourceLine): string | null => {
  const s = line.compact;
  if (s === '' || s.length > 400) return null;
  const marked = line.hash || line.prompt;
  if (marked && AFTER_PROMPT.test(s)) return s;
  if (line.prompt && /^[a-z./][\w./-]*(?: |$)/.test(s)) return s;
  if (/^[a-z]/.test(s) && BARE.test(s) && !/^(?:top|sysctl)$/.test(s)) return s;
  const prompt = /[#%$>]/.test(s) ? PROMPT.exec(s) : null;
  if (prompt === null) return null;
  const rest = s.slice(prompt[0].length);
  return AFTER_PROMPT.test(rest) ? rest : null;
};

const count = (s: string, c: string): number => s.split(c).length - 1;

/** An open quote, a pipe, a backslash or an awk without its program at the end: the mailer broke the line. */
const isOpen = (text: string): boolean =>
  count(text, "'") % 2 === 1 || count(text, '"') % 2 === 1 || /(?:[|\\]|\bawk)$/.test(text);

const MOST_LINES = 5;

/**
 * Reads the command at `at`, taking further lines where it was wrapped.
 * @returns null where the line holds no command
 */
export const readCommand = (lines: readonly SourceLine[], at: number): Command | null => {
  const first = lines[at];
  if (first === undefined) return null;
  const start = commandText(first);
  if (start === null) return null;
  let text = start;
  let taken = 1;
  while (taken < MOST_LINES && isOpen(text)) {
    // Trailing blanks may have been wrapped to a line of their own.
    const skip = lines[at + taken]?.compact === '' ? 1 : 0;
    const next = lines[at + taken + skip];
    if (next === undefined || next.compact === '' || next.compact.length > 200) break;
    text = `${text.replace(/\\$/, '').trimEnd()} ${next.compact}`;
    taken += 1 + skip;
  }
  if (isOpen(text)) {
    text = start;
    taken = 1;
  }
  return { text, count: taken, fromDump: readsDump(text) };
};

/** `-M core`: the figures are those of a crash dump. */
export const readsDump = (command: string): boolean => /(?:^| )-\w*M(?: |$)/.test(command);

/** Whether a command prints that table: `vmstat`, `z` for `vmstat -z`, also inside a pipeline. */
export const printsTable = (command: string | undefined, tool: string, flag: string): boolean =>
  command !== undefined &&
  new RegExp(`(?:^|[ /;|])${tool}(?: [^|;]*)? -\\w*${flag}(?:\\w*)?(?: |$|[|;])`).test(command);
