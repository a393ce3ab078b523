/**
 * Cuts a line that holds many rows, because something took the line ends out, back into lines. Only
 * where a row of a known kind ends or begins; what is cut wrongly is prose to the readers.
 */

/** Shorter lines are what tools print. */
const ONE_LINE_LEAST = 100;
/** No line below this holds two rows. */
export const TWO_ROWS_LEAST = 40;
/** Longer ones are not looked at. */
const ONE_LINE_MOST = 1_000_000;

const ROOTS = 'kern|vm|vfs|net|debug|hw|machdep|kstat|dev';

/**
 * Names of types stand right in their column, and what follows a line end stands behind all its
 * blanks: a run of them before a name and its numbers is where a line began.
 */
const BEGINS: readonly RegExp[] = [
  /(?<! ) {2,}(?=(?:\/dev\/\S{1,60}|Device) )/g,
  /(?<! ) {2,}(?=(?:\d{0,6}[A-Za-z]|[$_])(?:[^\s:]| (?! )){0,40} {1,12}\d{1,20} {1,12}\d{1,20}K )/g,
  /(?<! ) {2,}(?=(?:[A-Za-z_](?:[^\s:]| (?! )){0,36}|\d{1,6}(?: Bucket| pcpu)?):(?: {1,30}|)\d{1,20}, {0,12}\d)/g,
];

/** Quote marks and comment signs that stood at line starts before the line ends were lost. */
const MARKS: readonly RegExp[] = [
  /(?<=[\d,)KBs%S]) (?:[>|#]+(?: |(?=\S)))+(?! {0,2}(?:vmstat|sysctl|netstat|swapinfo|top|uname|e?grep|awk) )/g,
  /(?<=\S) (?:>+ ?)+(?= |[A-Za-z])/g,
  // initials before the mark, where a row ends: in the midst of words they may be words
  /(?<=[\d)]) (?:[A-Za-z]{1,3}>+ ?)+(?=[\w ])/g,
  /(?<=\d)[|>#]+(?= {2,})/g,
];

/** The same text with blanks where such marks stood. */
export const withoutMarks = (text: string): string => {
  let out = text;
  for (const mark of MARKS) out = out.replace(mark, (s) => ' '.repeat(s.length));
  return out;
};

/** Headers stand on lines of their own. */
const HEADS: readonly RegExp[] = [
  /(ITEM +SIZE +LIMIT +USED +FREE +(?:REQUESTS(?: +FAILURES)?|REQ +FAIL ?SLEEP(?: +XDOM(?:AIN)?)?))(?![A-Za-z])/g,
  /(Type +InUse +MemUse +(?:HighUse +)?Requests +Size\(s\))/g,
  /(Type +Use +Memory +Req +Size\(s\))/g,
  /(Device +\w{1,8}-blocks +Used +Avail +Capacity(?: Type)?)(?![A-Za-z])/g,
  // a filter's word, a prompt and a tool
  /(?<=\| ?e?grep (?:-\w{1,9} )?\S{1,60}) +(?=\S)/g,
  / (?=\S{0,40}[%$#>] ?(?:sudo )?(?:vmstat|sysctl|netstat|swapinfo|top|uname) )/g,
];

/** Where to cut; `$1` and what stands around it are kept. */
const CUTS: readonly (readonly [where: RegExp, cut: string])[] = [
  [/(: ?\d{1,20}(?:, ?\d{1,20}){4,7}(?![\d,])) /g, '$1\n'],
  [
    /( \d{1,20} \d{1,20}K (?:- )?\d{1,20}(?: \d[\dK]{0,6}(?:,\d[\dK]{0,6}){0,20})?) (?=[^\d\s]|\d\S{0,40}[A-Za-z])/g,
    '$1\n',
  ],
  [/ (?=\d{1,5} (?:Bucket|pcpu): ?\d)/g, '\n'],
  [new RegExp(` (?=(?:${ROOTS})(?:\\.[\\w%-]{1,60}){1,8} ?[:=] ?\\S)`, 'g'), '\n'],
  [new RegExp(`((?:^|\\n)(?:${ROOTS})(?:\\.[\\w%-]{1,60}){1,8} ?[:=] ?-?\\d{1,20}) `, 'g'), '$1\n'],
  [/ (?=(?:Mem|ARC|Swap): ?\d)/g, '\n'],
  [
    / (?=\d{1,20}K?(?:\/\d{1,20}K?){0,3} (?:mbufs?|mbuf\+clusters|4k|9k|16k|K?bytes|requests|sfbufs|calls|sendfile|pages|times) )/g,
    '\n',
  ],
  [/ (?=\/dev\/\S{1,60} \d)/g, '\n'],
  [/(\/dev\/\S{1,60}(?: \d{1,20}){3} \d{1,3}%) /g, '$1\n'],
  [/(calls to protocol drain routines) /g, '$1\n'],
  [/ (?=panic: |swap_pager|pid \d{1,9} \()/g, '\n'],
];

/**
 * The lines that a long line was made of, blanks between words made one; one where it is no such line.
 * @param least shorter lines are left alone
 * @param text the line with its blanks
 */
export const cutOneLine = (text: string, least = ONE_LINE_LEAST): readonly string[] => {
  if (text.length < least || text.length > ONE_LINE_MOST) return [text];
  let cut = text;
  for (const head of HEADS)
    cut = cut.replace(head, (_, h?: string) => (typeof h === 'string' ? `\n${h}\n` : '\n'));
  for (const begin of BEGINS) cut = cut.replace(begin, '\n');
  cut = cut
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ ?\n[ \n]*/g, '\n')
    .trim();
  for (const [where, by] of CUTS) cut = cut.replace(where, by);
  return cut.split('\n');
};
