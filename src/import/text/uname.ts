/**
 * Recognises what uname prints: `FreeBSD host 6.2-STABLE FreeBSD 6.2-STABLE #3: … KERNEL  i386` (-a), or
 * shorter, `FreeBSD 6.2-STABLE` (-sr). The name of the host is passed over: it says nothing of the machine.
 * Order of the fields: FreeBSD usr.bin/uname/uname.c main().
 */
import type { SourceLine } from './lines';

/** What follows the number of a release. */
export const RELEASE_KINDS = 'STABLE|RELEASE|CURRENT|PRERELEASE|BETA\\d?|RC\\d?|ALPHA\\d?';

const RELEASE = `\\d{1,2}\\.\\d{1,2}-(?:${RELEASE_KINDS})(?:-p\\d{1,3})?`;
const UNAME = new RegExp(
  `^FreeBSD (?:[\\w.-]{1,80} )?${RELEASE}(?: FreeBSD ${RELEASE}[^ ]{0,20} #\\d.{0,300}?)?(?: (i386|amd64))?$`,
);
/** `-a` prints the version, and the architecture last: a line without one goes on below. */
const LONG = new RegExp(`^FreeBSD [\\w.-]{1,80} ${RELEASE} FreeBSD ${RELEASE}`);

/** A value of sysctl is not the rest of a version. */
const SYSCTL = /^[a-z]\w{0,20}\.[\w.%-]{1,100} ?[:=]/;

const MOST_LINES = 4;
const LONGEST = 400;

/** Lines of uname's output. */
export interface Uname {
  readonly line: number;
  readonly count: number;
  /** null where it was not asked for */
  readonly arch: 'i386' | 'amd64' | null;
}

const read = (text: string): Pick<Uname, 'arch'> | null => {
  const found = UNAME.exec(text);
  if (found === null) return null;
  const arch = found[1] === 'i386' || found[1] === 'amd64' ? found[1] : null;
  return LONG.test(text) && arch === null ? null : { arch };
};

/**
 * Reads uname's output at index `at`, taking further lines where a mailer broke it.
 * @returns null where the line is none
 */
export const readUname = (lines: readonly SourceLine[], at: number): Uname | null => {
  const first = lines[at];
  if (first?.compact.startsWith('FreeBSD ') !== true) return null;
  let text = first.compact;
  for (let count = 1; text.length <= LONGEST; count += 1) {
    const found = read(text);
    if (found !== null) return { line: first.line, count, ...found };
    const next = lines[at + count]?.compact ?? '';
    if (count === MOST_LINES || next === '' || !LONG.test(text) || SYSCTL.test(next)) return null;
    text = `${text} ${next}`;
  }
  return null;
};
