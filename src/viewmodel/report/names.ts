/** Host and user names that a paste tells: in prompts, in uname, in the system's log, in paths. */
import type { KernelReport } from '../../import';

import { PROSE_PLACES, isPerson, namesOverLines, partsOf } from './people';
import { HOST, NAME } from './places';
import type { Name, NameKind, Place } from './places';

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
  groups: ['person'],
};
const SYSCTL: Place = {
  pattern: new RegExp(`kern\\.hostname[:=] ?"?(${HOST})`),
  groups: ['host'],
};
const HOME: Place = { pattern: new RegExp(`/home/(${NAME})`), groups: ['user'] };

const PLACES: readonly Place[] = [
  ...[UNAME, BUILT, PROMPT, SHORT, AT, SYSLOG, BANNER, HEADER, SYSCTL, HOME],
  ...PROSE_PLACES,
];

/** Words that name no machine and nobody: stand-ins of others, accounts that every system has. */
const NOBODY =
  /^(?:host|hostname|localhost|machine|server|router|freebsd|kernel|last|root|toor|operator|nobody|daemon|bin|man|games|www|bind|unbound|sshd|smmsp|mailnull|proxy|uucp|pop|auditdistd|hast|ntpd|messagebus|mysql|pgsql|postgres|squid|zabbix|_\w+|user|admin|you|me|a|the)$/i;
/** Sites that everybody knows, and domains kept for documentation. */
const PUBLIC =
  /(?:^|\.)(?:(?:freebsd|netbsd|openbsd|dragonflybsd|openzfs|gnu|kernel|wikipedia|sourceware)\.org|(?:github|githubusercontent|google|opnsense|netgate|pfsense)\.com|example\.(?:org|com|net))$/i;

const isKnown = ([kind, name]: Name): boolean =>
  NOBODY.test(name) || PUBLIC.test(name) || (kind === 'person' && !isPerson(name));

const namesIn = (text: string): Name[] =>
  PLACES.flatMap(({ pattern, groups }): Name[] => {
    const found = pattern.exec(text);
    if (found === null) return [];
    return groups.flatMap((kind, i): Name[] => {
      const name = found[i + 1] ?? '';
      return isKnown([kind, name]) ? [] : [[kind, name]];
    });
  });

/** A host with its domain is called by its first part as well, and people by one of their names. */
const withShort = ([kind, name]: Name, report: KernelReport): Name[] => {
  const [short = ''] = name.split('.');
  const isNew = kind === 'host' && short !== name && short.length > 2 && !NOBODY.test(short);
  if (kind === 'person')
    return [[kind, name], ...partsOf(name, report).map((p): Name => [kind, p])];
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
  const add = (names: readonly Name[]): void => {
    // A name is taken apart once: a thread signs a hundred times.
    for (const found of names.filter(([, name]) => !all.has(name)))
      for (const [kind, name] of withShort(found, report)) if (!all.has(name)) all.set(name, kind);
  };
  for (const { text } of report.lines) if (text.length <= LONGEST) add(namesIn(text));
  add(namesOverLines(report).filter((n) => !isKnown(n)));
  return [...all]
    .map(([name, kind]): Name => [kind, name])
    .sort((a, b) => b[1].length - a[1].length);
};
