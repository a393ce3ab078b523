/** Host and user names that a paste tells: in prompts, in uname, in the system's log, in paths. */
import type { KernelReport } from '../../import';

export type NameKind = 'host' | 'user';
type Name = readonly [NameKind, string];

const NAME = '[A-Za-z][\\w-]{0,62}';
const HOST = `${NAME}(?:\\.[\\w-]{1,63}){0,5}`;

interface Place {
  readonly pattern: RegExp;
  /** what the groups are, in their order */
  readonly groups: readonly NameKind[];
}

/** `FreeBSD router.example.org 6.2-STABLE …` */
const UNAME: Place = {
  pattern: new RegExp(`^[\\s>|]*FreeBSD (${HOST}) \\d{1,2}\\.\\d`),
  groups: ['host'],
};
/** Where a kernel was built: `root@builder:/usr/obj`. */
const BUILT: Place = {
  pattern: new RegExp(`(?:^|\\s)(${NAME})@(${HOST}):/`),
  groups: ['user', 'host'],
};
/** What may stand before a prompt: quotation marks, brackets, the time. */
const LEAD = '^[\\s>|]*(?:\\d\\d:\\d\\d(?::\\d\\d)? )?[\\[(]?';
/** `[alice@router ~]$`, `alice@router:~ %`, `alice at router:~>` */
const PROMPT: Place = {
  pattern: new RegExp(`${LEAD}(${NAME})(?:@| at )(${HOST})(?:[\\]): ~/][^#%$>]{0,60})?[#%$>]`),
  groups: ['user', 'host'],
};
/** `router#`, `router:~#`, `router ~> vmstat`; initials before `>` are marks of quotation */
const SHORT: Place = {
  pattern: new RegExp(
    `${LEAD}(?![A-Za-z]{1,3}>)(${HOST})(?:(?::| (?=[~/]))[^\\s#%$>]{0,60})?[#%$>] ?(?=$|[a-z/])`,
  ),
  groups: ['host'],
};
/** `ssh alice@router`: with a dot it is an address of mail. */
const AT: Place = {
  pattern: new RegExp(`(?:^|[\\s"'(<])(${NAME})@(${NAME})(?![\\w.@-])`),
  groups: ['user', 'host'],
};
/** `Jul  1 11:28:06 router kernel: …` (FreeBSD usr.sbin/syslogd/syslogd.c fprintlog()), also RFC 5424 */
const SYSLOG: Place = {
  pattern: new RegExp(
    `^[\\s>|]*(?:<\\d{1,3}>\\d? ?)?(?:[A-Z][a-z]{2} [ \\d]?\\d \\d\\d:\\d\\d:\\d\\d|\\d{4}-\\d\\d-\\d\\dT\\S{8,24}) (${HOST}) \\S`,
  ),
  groups: ['host'],
};
/** savecore's and getty's: `Hostname: router`, `FreeBSD/amd64 (router) (ttyu0)`, `Dump from host router` */
const BANNER: Place = {
  pattern: new RegExp(`(?:\\bHostname: |FreeBSD/\\w{3,9} \\(|\\bfrom host )(${HOST})`),
  groups: ['host'],
};
/** `From: Alice Smith <…>` */
const HEADER: Place = {
  pattern: /^[\s>|]*(?:From|To|Cc|Sender|Reply-To): "?([A-Z][^<>"@]{1,60}?)"? </,
  groups: ['user'],
};
const SYSCTL: Place = {
  pattern: new RegExp(`kern\\.hostname[:=] ?"?(${HOST})`),
  groups: ['host'],
};
const HOME: Place = { pattern: new RegExp(`/home/(${NAME})`), groups: ['user'] };

const PLACES = [UNAME, BUILT, PROMPT, SHORT, AT, SYSLOG, BANNER, HEADER, SYSCTL, HOME] as const;

/** Words that name no machine and nobody: stand-ins of others, accounts that every system has. */
const NOBODY =
  /^(?:host|hostname|localhost|machine|server|router|freebsd|kernel|last|root|toor|operator|nobody|daemon|user|admin|you|me|a|the)$/i;
const PUBLIC = /(?:^|\.)(?:freebsd\.org|example\.(?:org|com|net))$/i;

const namesIn = (text: string): Name[] =>
  PLACES.flatMap(({ pattern, groups }): Name[] => {
    const found = pattern.exec(text);
    if (found === null) return [];
    return groups.flatMap((kind, i): Name[] => {
      const name = found[i + 1] ?? '';
      return NOBODY.test(name) || PUBLIC.test(name) ? [] : [[kind, name]];
    });
  });

/** A host with its domain is called by its first part as well. */
const withShort = ([kind, name]: Name): Name[] => {
  const [short = ''] = name.split('.');
  const isNew = kind === 'host' && short !== name && short.length > 2 && !NOBODY.test(short);
  return isNew
    ? [
        [kind, name],
        [kind, short],
      ]
    : [[kind, name]];
};

/** Longer lines are no prompt and no log. */
const LONGEST = 1000;

/** All names, each once, the longest first, so that none is found inside another. */
export const hostsAndUsers = (report: KernelReport): readonly Name[] => {
  const all = new Map<string, NameKind>();
  for (const { text } of report.lines) {
    if (text.length > LONGEST) continue;
    for (const [kind, name] of namesIn(text).flatMap(withShort))
      if (!all.has(name)) all.set(name, kind);
  }
  return [...all]
    .map(([name, kind]): Name => [kind, name])
    .sort((a, b) => b[1].length - a[1].length);
};
