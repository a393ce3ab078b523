/**
 * Takes names of people and machines out of a paste before it is sent: host and user names, addresses
 * of mail, IP and Ethernet, serial numbers. Every value gets one stand-in, so that two lines about one host
 * still are about one host. Rows of tables are left alone: names of zones and types are the kernel's.
 * Stand-ins are from the ranges kept for documentation: RFC 2606, 3849, 5737 and 7042.
 */
import type { KernelReport } from '../../import';
import { hostsAndUsers } from './names';
import type { NameKind } from './places';

export type ReplacedKind = NameKind | 'mail address' | 'IP address' | 'Ethernet address' | 'serial';

/** One value that was taken out. */
export interface Replacement {
  readonly kind: ReplacedKind;
  readonly value: string;
  /** what stands in its place */
  readonly by: string;
  /** line of the paste where it stands first, 1-based */
  readonly line: number;
  /** lines that it stands on */
  readonly lines: number;
}

/** A paste without names. As many lines as before. */
export interface Redacted {
  readonly lines: readonly string[];
  /** in the order in which they were found */
  readonly replaced: readonly Replacement[];
}

const LAST_OCTET = 254;
const NETS = ['192.0.2', '198.51.100', '203.0.113'] as const;
const standInIp = (n: number): string => {
  const net = NETS[Math.min(Math.floor((n - 1) / LAST_OCTET), NETS.length - 1)] ?? NETS[0];
  return `${net}.${String(((n - 1) % LAST_OCTET) + 1)}`;
};
const hex = (n: number): string => (n % 256).toString(16).padStart(2, '0');

/** A stand-in for the n-th value of a kind, counted from 1. */
const STAND_IN: Readonly<Record<ReplacedKind, (n: number, value: string) => string>> = {
  host: (n, value) => `host${String(n)}${value.includes('.') ? '.example.org' : ''}`,
  user: (n) => `user${String(n)}`,
  person: (n) => `person${String(n)}`,
  'mail address': (n) => `mail${String(n)}@example.org`,
  'IP address': (n, value) => (value.includes(':') ? `2001:db8::${n.toString(16)}` : standInIp(n)),
  'Ethernet address': (n) => `00:00:5e:00:53:${hex(n)}`,
  serial: (n) => `serial${String(n)}`,
};

const IPV4 = /(?<![\w.-])(?:\d{1,3}\.){3}\d{1,3}(?![\w-]|\.\d)/g;
const IPV6 =
  /(?<![\w:.])(?:(?:[\da-f]{1,4}:){7}[\da-f]{1,4}|(?:[\da-f]{1,4}:){1,6}(?::[\da-f]{1,4}){1,6}|(?:[\da-f]{1,4}:){2,7}:)(?![\w:])/gi;
const ETHERNET = /(?<![\w:.-])(?:(?:[\da-f]{2}:){5}|(?:[\da-f]{2}-){5})[\da-f]{2}(?![\w:-])/gi;
const MAIL = /(?<![\w.+-])[\w.+-]{1,64}@(?:[\w-]{1,63}\.){1,5}[A-Za-z]{2,24}(?![\w-])/g;
/** `alice at corp.net` as archives write it, `alice (at) corp.net`; not `look at corp.net`, not `at main.c` */
const MAIL_IN_WORDS =
  /(?<![\w.+-])(?!(?:look|looking|see|it|is|are|was|be|here|there|me|available|hosted|found|run|runs|running|and|or|not|up|down|live|lives|located|site|page|mirror|mirrored|archived?)\b)[\w.+-]{1,64} (?:at|\(at\)|\[at\]|<at>) (?:[\w-]{1,63}\.){1,5}(?!(?:conf|txt|log|sh|py|gz|core|patch|diff|html?|md|local|so|ko)\b)[A-Za-z]{2,24}(?![\w-]|\.\w)/g;
const SERIAL =
  /(?<=(?:kern\.hostuuid|kern\.hostid|smbios\.[\w.]*(?:serial|uuid)|%?serial|Serial Number)[:=] ?"?)[\w.-]{4,64}/gi;

/** Addresses that tell nothing: loopback, any, broadcast, masks, and those kept for documentation. */
const isCommon = (ip: string): boolean =>
  /^(?:127\.|0\.0\.0\.0$|255\.|192\.0\.2\.|198\.51\.100\.|203\.0\.113\.|::1?$|2001:db8:)/i.test(
    ip,
  ) || ip.split('.').some((o) => Number(o) > LAST_OCTET + 1);
/** Who builds the releases stands in every uname; domains kept for documentation are nobody's. */
const isPublic = (mail: string): boolean =>
  /(?:@|[\s)\]>])(?:[\w-]+\.)*(?:freebsd\.org|example\.(?:org|com|net))$/i.test(mail);

const PATTERNS: readonly (readonly [ReplacedKind, RegExp, (value: string) => boolean])[] = [
  ['serial', SERIAL, () => true],
  ['mail address', MAIL, (v) => !isPublic(v) && !/^(?:root|toor)@/.test(v)],
  ['mail address', MAIL_IN_WORDS, (v) => !isPublic(v)],
  ['Ethernet address', ETHERNET, (v) => !/^00:00:5e:00:53:/i.test(v)],
  ['IP address', IPV6, (v) => !isCommon(v)],
  ['IP address', IPV4, (v) => !isCommon(v)],
];

/** Zones and malloc types: the kernel's own names. */
const isTableRow = (as: string | undefined): boolean => /^(?:zone|malloc type) /.test(as ?? '');

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\-]/g, '\\$&');

class Redactor {
  private readonly found = new Map<string, Replacement>();
  private readonly counts = new Map<string, number>();
  private readonly keep: ReadonlySet<string>;
  /** the whole paste: nothing that stands in it may stand in for something else */
  private readonly paste: string;

  constructor(keep: ReadonlySet<string>, paste: string) {
    this.keep = keep;
    this.paste = paste;
  }

  get replaced(): readonly Replacement[] {
    return [...this.found.values()];
  }

  /** One line after another: what stands in for a value is decided where it stands first. */
  line(text: string, line: number, words: readonly (readonly [NameKind, RegExp])[]): string {
    const seen = new Set<string>();
    const by = (kind: ReplacedKind, value: string): string => {
      const made = this.standIn(kind, value, line, !seen.has(value));
      seen.add(value);
      return made;
    };
    let out = text;
    for (const [kind, pattern, wanted] of PATTERNS)
      out = out.replace(pattern, (v) => (wanted(v) && !this.isStandIn(v) ? by(kind, v) : v));
    for (const [kind, pattern] of words)
      out = out.replace(pattern, (v) => (this.isStandIn(v) ? v : by(kind, v)));
    return out;
  }

  private isStandIn(value: string): boolean {
    return [...this.found.values()].some((r) => r.by === value || r.by.startsWith(`${value}.`));
  }

  private standIn(kind: ReplacedKind, value: string, line: number, isNewLine: boolean): string {
    if (this.keep.has(value)) return value;
    const had = this.found.get(value);
    if (had !== undefined) {
      if (isNewLine) this.found.set(value, { ...had, lines: had.lines + 1 });
      return had.by;
    }
    const by = this.fresh(kind, value);
    this.found.set(value, { kind, value, by, line, lines: 1 });
    return by;
  }

  private fresh(kind: ReplacedKind, value: string): string {
    // The two families of IP addresses are counted apart.
    const family = `${kind} ${value.includes(':') ? 'of six' : ''}`;
    for (;;) {
      const n = (this.counts.get(family) ?? 0) + 1;
      this.counts.set(family, n);
      const by = STAND_IN[kind](n, value);
      // Past the end of a range stand-ins repeat; there is no other to try.
      if (!this.paste.includes(by) || n > MOST_TRIES) return by;
    }
  }
}

const MOST_TRIES = 700;

/**
 * Replaces what tells who sent the paste.
 * @param keep values that shall stay as they are
 */
export const redact = (report: KernelReport, keep: readonly string[] = []): Redacted => {
  const redactor = new Redactor(new Set(keep), report.lines.map((l) => l.text).join('\n'));
  const words = hostsAndUsers(report).map(
    ([kind, name]) =>
      [kind, new RegExp(`(?<![\\w.-])${escaped(name)}(?![\\w-]|\\.\\w)`, 'g')] as const,
  );
  const lines = report.lines.map(({ text, line, as }) =>
    isTableRow(as) ? text : redactor.line(text, line, words),
  );
  return { lines, replaced: redactor.replaced };
};
