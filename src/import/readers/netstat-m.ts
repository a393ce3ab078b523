/**
 * `netstat -m`: mbuf statistics, one row per line. Lines are known by their words, compared without
 * blanks, so that re-flowed pages and broken lines still fit.
 * Pinned: FreeBSD usr.bin/netstat/mbuf.c mbpr() of 4.x, 6.2, 9.3, 10.4 and 12.1.
 * 5.0 to 5.2 print a list for each CPU instead, see netstat-m-caches.ts.
 */
import type { Diagnostic } from '../../base/diagnostic';
import { KIB } from '../../base/units';
import type { NetstatMRow } from '../types';
import { readJoined, rowsOf } from '../reader';
import type { Draft, Finished, Reader, Taken } from '../reader';
import { endColumn } from '../text/lines';
import type { SourceLine } from '../text/lines';
import { readSize } from '../text/numbers';
import { isCacheRow, mayBeCache, parseCache } from './netstat-m-caches';

const LIST = String.raw`\([\w/+ -]{3,40}\)`;
/** Words of a line without blanks. `(…)` stands for the list that says what the values are. */
const LINES: readonly (readonly [words: RegExp, name: string])[] = [
  [new RegExp(`^mbufsinuse${LIST}:?$`), 'mbufs in use'],
  [new RegExp(`^mbufclustersinuse${LIST}$`), 'mbuf clusters in use'],
  [
    new RegExp(`^mbuf\\+clustersoutofpacketsecondaryzoneinuse${LIST}$`),
    'mbuf+clusters out of packet secondary zone in use',
  ],
  [
    new RegExp(`^4k\\(pagesize\\)jumboclustersinuse${LIST}$`),
    '4k (page size) jumbo clusters in use',
  ],
  [new RegExp(`^9k(?:\\(pagesize\\))?jumboclustersinuse${LIST}$`), '9k jumbo clusters in use'],
  [new RegExp(`^16k(?:\\(pagesize\\))?jumboclustersinuse${LIST}$`), '16k jumbo clusters in use'],
  [new RegExp(`^bytesallocatedtonetwork${LIST}$`), 'bytes allocated to network'],
  [/^Kbytesallocatedtonetwork\(\d{1,3}%ofmb_mapinuse\)$/, 'Kbytes allocated to network'],
  [/^mbufsinuse$/, 'mbufs in use'],
  [/^KBytesallocatedtonetwork$/, 'KBytes allocated to network'],
  [/^KBytesofwiredmemoryreserved\(\d{1,3}%inuse\)$/, 'KBytes of wired memory reserved'],
  [/^mbufsallocatedto[a-zA-Z<>?\d:-]{3,40}$/, 'mbufs allocated'],
  [new RegExp(`^requestsformbufsdenied${LIST}$`), 'requests for mbufs denied'],
  [new RegExp(`^requestsformbufsdelayed${LIST}$`), 'requests for mbufs delayed'],
  [new RegExp(`^requestsforjumboclustersdenied${LIST}$`), 'requests for jumbo clusters denied'],
  [new RegExp(`^requestsforjumboclustersdelayed${LIST}$`), 'requests for jumbo clusters delayed'],
  [/^requestsformemorydenied$/, 'requests for memory denied'],
  [/^requestsformemorydelayed$/, 'requests for memory delayed'],
  [new RegExp(`^sfbufsinuse${LIST}$`), 'sfbufs in use'],
  [/^requestsforsfbufsdenied$/, 'requests for sfbufs denied'],
  [/^requestsforsfbufsdelayed$/, 'requests for sfbufs delayed'],
  [/^requestsforI\/Oinitiatedbysendfile$/, 'requests for I/O initiated by sendfile'],
  [/^callstoprotocoldrainroutines$/, 'calls to protocol drain routines'],
  [/^sendfilesyscalls$/, 'sendfile syscalls'],
  [
    /^sendfilesyscallscompletedwithoutI\/Orequest$/,
    'sendfile syscalls completed without I/O request',
  ],
  [/^pagesreadbysendfileaspartofarequest$/, 'pages read by sendfile as part of a request'],
  [/^pageswerevalidattimeofasendfilerequest$/, 'pages were valid at time of a sendfile request'],
  [
    /^pageswerevalidandsubstitutedtobogus(?:page)?$/,
    'pages were valid and substituted to bogus page',
  ],
  [
    /^pageswererequestedforreadaheadbyapplications$/,
    'pages were requested for read ahead by applications',
  ],
  [/^pageswerereadaheadbysendfile$/, 'pages were read ahead by sendfile'],
  [
    /^timessendfileencounteredanalreadybusypage$/,
    'times sendfile encountered an already busy page',
  ],
];

const VALUES = /^(\d{1,20}K?(?:\/\d{1,20}K?){0,3}) ([^ ].{2,100})$/;

/** A number behind the kind of mbufs begins the next line, which was lost. */
const RUN_ON = /(?<=^mbufs allocated to \D{1,40}) \d{1,20}(?:\/\d{1,20})*$/;

/** Kinds of mbufs (FreeBSD usr.bin/netstat/mbuf.c mbtypenames). */
const KINDS =
  /^mbufs allocated to (?:(?:oob |ancillary )?data|packet (?:headers|tags)|socket (?:structures|options|names and addresses)|protocol control blocks|(?:routing|IMP host) table entries|address resolution tables|fragment reassembly queue headers|access rights|interface addresses|<mbuf type:? ?\d{1,3}>)$/;

interface Read {
  readonly row: Omit<NetstatMRow, 'line'>;
  /** a number behind the words is left out */
  readonly rest: boolean;
}

const readLine = (text: string): Read | null => {
  const m = VALUES.exec(text);
  if (m === null) return null;
  const [, list = '', all = ''] = m;
  const words = all.replace(RUN_ON, '');
  const bare = words.replace(/ /g, '');
  const name = LINES.find(([w]) => w.test(bare))?.[1];
  // 5.3 and 5.4 print one number of mbufs and no list; with several the list stands on the next line.
  if (name === undefined || (bare === 'mbufsinuse' && list.includes('/'))) return null;
  const labels = /\(([\w/+ -]{3,40})\):?$/.exec(words)?.[1];
  const unit = name.startsWith('KBytes') ? KIB : 1;
  const row = {
    name: name === 'mbufs allocated' ? words : name,
    values: list.split('/').map((v) => (readSize(v)?.value ?? 0) * unit),
    labels:
      labels === undefined || words.includes('mb_map') || unit !== 1
        ? []
        : labels.split('/').map((l) => l.trim()),
  };
  return { row, rest: words !== all };
};

const runOn = (line: SourceLine): Diagnostic => ({
  line: line.line,
  column: endColumn(line),
  severity: 'info',
  found: 'a number behind the kind of mbufs',
  expected: 'nothing behind it',
  done: 'skipped',
  run: 'netstat -m',
  message:
    'A number stands behind this line, which begins another. It is left out; paste the output with its line ends.',
});

const strangeKind = (line: SourceLine, name: string): Diagnostic => ({
  line: line.line,
  column: endColumn(line),
  severity: 'info',
  found: name,
  expected: 'a kind of mbufs, as data or packet headers',
  done: 'kept',
  run: 'netstat -m',
  message:
    'netstat knows no such kind of mbufs; some of its words may belong to another line. Compare the row with the output.',
});

const finish = (draft: Draft): Finished => {
  const rows = rowsOf(draft, 'netstat-m');
  const names = new Set(rows.map((r) => r.name));
  // Only 5.x counts in KBytes, and mbufs without a cache or a peak.
  if (rows.some((r) => isCacheRow(r.name) || r.name.startsWith('KBytes'))) return { era: 'n1' };
  const has = (...any: string[]): boolean => any.some((n) => names.has(n));
  if (
    has('Kbytes allocated to network', 'requests for memory denied') ||
    rows.some((r) => r.labels.includes('peak') && r.name.startsWith('mbuf'))
  )
    return { era: 'n0' };
  if (has('sendfile syscalls', 'sendfile syscalls completed without I/O request'))
    return { era: 'n4' };
  if (has('calls to protocol drain routines')) return { era: 'n2' };
  return { era: has('requests for I/O initiated by sendfile') ? 'n3' : 'unknown' };
};

export const netstatM: Reader = {
  id: 'netstat-m',
  title: 'netstat -m: mbufs',
  sniff: (line) => /^\d[\dK/]*%? \S/.test(line.compact) || mayBeCache(line),
  parse: (cursor): Taken | null => {
    const line = cursor.lines[cursor.at];
    if (line === undefined) return null;
    const cache = parseCache(cursor, line);
    if (cache !== null) return cache;
    const read = readJoined(cursor, readLine, (next) => !/^\d+\/\d/.test(next.compact));
    if (read === null) return null;
    const { name } = read.value.row;
    const isStrange = name.startsWith('mbufs allocated') && !KINDS.test(name);
    return {
      count: read.count,
      as: name,
      kind: 'netstat-m',
      parts: [{ kind: 'netstat-m', rows: [{ line: line.line, ...read.value.row }] }],
      diagnostics: [
        ...(read.value.rest ? [runOn(line)] : []),
        ...(isStrange ? [strangeKind(line, name)] : []),
      ],
    };
  },
  finish,
  example: `1477/3773/5250 mbufs in use (current/cache/total)
771/2203/2974/25600 mbuf clusters in use (current/cache/total/max)
0/0/0 requests for mbufs denied (mbufs/clusters/mbuf+clusters)
`,
};
