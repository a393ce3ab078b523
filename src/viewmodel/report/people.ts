/**
 * Names in the prose around the tables: who wrote and who is answered, accounts in lists of processes and
 * in the system's log, machines called by their full name. A shape that may be an ordinary word is not
 * taken: the preview lists what was found, and what was missed is looked for by the sender.
 */
import type { KernelReport } from '../../import';
import type { Name, Place } from './places';
import { HOST, NAME } from './places';

/** `Vadim Goncharov`, `John Q. Public`, `Robert N. M. Watson`: two to four words. */
const WORD = "\\p{Lu}[\\p{L}'’-]{1,30}";
const PERSON = `${WORD}(?: (?:${WORD}|\\p{Lu}\\.)){0,2} ${WORD}`;
/** The same, or one word alone where the place leaves no doubt. */
const ANYONE = `${WORD}(?: (?:${WORD}|\\p{Lu}\\.)){0,3}`;

const DAYS = /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\b/;

/** `On Mon, 7 Jan 2008, Alice Smith wrote:`, `07.01.08 @ 21:39 Alice Smith wrote:`, with `<…>` or without */
const WROTE: Place = {
  pattern: new RegExp(
    `(?:^[\\s>|]*|[\\d,] |[ap]m |[+-]\\d{4} )"?(${ANYONE})"?(?: ?[<(\\[][^<>]{1,80}[>)\\]])? (?:wrote|writes|schrieb|a écrit)\\s?:`,
    'u',
  ),
  groups: ['person'],
};
/** The second line of a letter in an archive of Mailman: `Alice Smith alice at corp.net` */
const ARCHIVE: Place = {
  pattern: new RegExp(
    `^[\\s>|]*(${PERSON}) \\S{1,64} at (?:[\\w-]{1,63}\\.){1,5}[a-z]{2,24}\\s*$`,
    'u',
  ),
  groups: ['person'],
};
/** `From: alice at corp.net (Alice Smith)`, `From: Alice Smith`, `Reported-by: Alice Smith <…>` */
const HEADERS: readonly Place[] = [
  `^[\\s>|]*(?:From|To|Cc|Sender|Reply-To): [^()]{3,90} \\((${ANYONE})\\)\\s*$`,
  `^[\\s>|]*(?:From|To|Cc|Sender|Reply-To|Reporter|Assignee): "?(${PERSON})"?\\s*(?:<|$)`,
  `^[\\s>|]*(?:Reported|Submitted|Reviewed|Signed-off|Tested|Approved)[- ]by:\\s+(${PERSON})`,
].map((source): Place => ({ pattern: new RegExp(source, 'u'), groups: ['person'] }));
/** `Best regards, Alice Smith`; on two lines see `signatures` */
const REGARDS =
  /^[\s>|]*(?:(?:best|kind|warm) regards|regards|cheers|greetings|thanks|thank you|yours|mfg|wbr|--)[,.!]?\s*$/i;
const ALONE = new RegExp(`^[\\s>|]*(${ANYONE})\\s*$`, 'u');

/** What logs and the shell say of accounts: su(1), sshd(8), sudo(8), id(1), variables, last login. */
const ACCOUNTS: readonly Place[] = [
  `\\bsu(?:\\[\\d+\\])?: (?:BAD SU )?(${NAME}) to \\w`,
  `\\bfor (?:invalid user |user )?(${NAME}) (?:from|by) [\\d:a-fA-F.(]`,
  `\\bsession (?:opened|closed) for user (${NAME})`,
  `\\bsudo(?:\\[\\d+\\])?: +(${NAME}) : `,
  `\\b[ug]id=\\d+\\((${NAME})\\)`,
  `(?:^|\\s)(?:USER|LOGNAME)=(${NAME})`,
].map((source): Place => ({ pattern: new RegExp(source), groups: ['user'] }));
const MACHINES: readonly Place[] = [
  `(?:^|\\s)HOST(?:NAME)?=(${HOST})`,
  `\\bLast login: .{10,40} from (${HOST})`,
  `\\bhostname(?: is|:| =|=) "?(${HOST})`,
  `\\b(?:host|server|machine|box|router|firewall|gateway) (?:called|named) ["'‘“]?(${HOST})`,
].map((source): Place => ({ pattern: new RegExp(source, 'i'), groups: ['host'] }));

/** Names that only a private network has. */
const INSIDE = 'local|lan|internal|intranet|intra|corp|home|private|localdomain|test';
const OUTSIDE =
  'com|net|org|edu|gov|mil|info|biz|ru|su|ua|by|de|at|ch|fr|nl|be|uk|pl|cz|se|fi|dk|it|es|pt|jp|cn|kr|tw|br|au|ca|eu';
/** `gate01.corp.net` in a sentence, not in an address of the web; names of sysctl(8) have their own roots. */
const FULL: Place = {
  pattern: new RegExp(
    `(?<![\\w.@/:-])(?!(?:www|ftp|kern|vm|vfs|net|hw|dev|debug|machdep|user|security|compat)\\.)` +
      `([A-Za-z][\\w-]{0,62}\\.(?:(?:[\\w-]{1,63}\\.){0,4}(?:${INSIDE})|(?:[\\w-]{1,63}\\.){1,4}(?:${OUTSIDE})))(?![\\w/-]|\\.\\w)`,
  ),
  groups: ['host'],
};

/** Places of names in prose. */
export const PROSE_PLACES: readonly Place[] = [
  WROTE,
  ARCHIVE,
  ...HEADERS,
  ...ACCOUNTS,
  ...MACHINES,
  FULL,
];

/** A day or a month is nobody. */
export const isPerson = (name: string): boolean => !DAYS.test(name);

/** A name alone on the line after a greeting or after the mark of a signature. */
const signatures = (lines: readonly string[]): Name[] =>
  lines.flatMap((text, i): Name[] => {
    if (!REGARDS.test(text)) return [];
    const next = lines.slice(i + 1, i + 3).find((t) => t.replace(/[\s>|]/g, '') !== '');
    const name = next === undefined ? undefined : ALONE.exec(next)?.[1];
    return name === undefined ? [] : [['person', name]];
  });

const TOP = /^[\s>|]*PID\s+(?:JID\s+)?USERNAME\s/;
const TOP_ROW = new RegExp(`^[\\s>|]*\\d+\\s+(${NAME})\\s+\\S+\\s+-?\\d`);
const PS = /^[\s>|]*USER\s+PID\s/;
const PS_ROW = new RegExp(`^[\\s>|]*(${NAME})\\s+\\d+\\s+\\S+\\s`);

/** Whose processes they are: the column USERNAME of top(1), USER of `ps aux`. */
const owners = (lines: readonly string[]): Name[] => {
  let row: RegExp | null = null;
  return lines.flatMap((text): Name[] => {
    if (TOP.test(text)) row = TOP_ROW;
    else if (PS.test(text)) row = PS_ROW;
    else if (row !== null) {
      const name = row.exec(text)?.[1];
      if (name !== undefined) return [['user', name]];
      row = null;
    }
    return [];
  });
};

/** Names that take more than one line to be seen. */
export const namesOverLines = (report: KernelReport): readonly Name[] => {
  const lines = report.lines.map((l) => l.text);
  return [...signatures(lines), ...owners(lines)];
};

/** Shorter parts may be anything. */
const LEAST = 3;

/**
 * The words of a full name, each of which may stand alone: first name in a greeting, family name in a
 * sentence. Left out where a line that was read holds the word: there it is the kernel's.
 */
export const partsOf = (person: string, report: KernelReport): readonly string[] => {
  const parts = person.split(' ');
  if (parts.length === 1) return [];
  return parts.filter(
    (p) =>
      p.length >= LEAST &&
      !p.endsWith('.') &&
      !report.lines.some((l) => l.fate !== 'prose' && l.text.includes(p)),
  );
};
