/** Small pastes for the tests of this folder. */

/** One row of `vmstat -z`: name, SIZE, LIMIT, USED, FREE, requests, failures, sleeps, XDOMAIN. */
export type Z = readonly [
  name: string,
  size: number,
  limit: number,
  used: number,
  free: number,
  ...more: number[],
];

const HEAD = {
  /** 6.2 to 8 */
  z3: 'ITEM                     SIZE     LIMIT      USED      FREE  REQUESTS  FAILURES',
  /** 9 to 12 */
  z4: 'ITEM                   SIZE  LIMIT     USED     FREE      REQ FAIL SLEEP',
  /** 13 and later */
  z5: 'ITEM                   SIZE  LIMIT     USED     FREE      REQ     FAILSLEEP XDOMAIN',
} as const;
const COLUMNS = { z3: 6, z4: 7, z5: 8 } as const;

/** A table as `vmstat -z` prints it. */
export const zTable = (era: keyof typeof HEAD, rows: readonly Z[]): string =>
  [
    '$ vmstat -z',
    HEAD[era],
    '',
    ...rows.map(([name, ...n]) => {
      const cells = [...n, 0, 0, 0, 0].slice(0, COLUMNS[era]);
      return `${`${name}:`.padEnd(20)} ${cells.map((c) => String(c).padStart(6)).join(', ')}`;
    }),
    '',
  ].join('\n');

/** A table as `vmstat -m` of 6 to 12 prints it. MemUse in K. */
export const mTable = (
  rows: readonly (readonly [type: string, inUse: number, kib: number, sizes: string])[],
): string =>
  [
    '$ vmstat -m',
    '         Type InUse MemUse HighUse Requests  Size(s)',
    ...rows.map(
      ([type, n, k, sizes]) =>
        `${type.padStart(13)} ${String(n).padStart(5)} ${String(k).padStart(5)}K       - ${String(n).padStart(8)}  ${sizes}`,
    ),
    '',
  ].join('\n');

/** `name: value` lines. */
export const sysctls = (of: Readonly<Record<string, number | string>>): string =>
  Object.entries(of)
    .map(([name, value]) => `${name}: ${value}`)
    .join('\n');

/** What a running system prints of itself. */
export const uname = (release: string, arch: 'i386' | 'amd64'): string =>
  `FreeBSD host ${release}-RELEASE FreeBSD ${release}-RELEASE #0: Sun Jan  6 12:00:00 UTC 2008     root@host:/usr/obj/usr/src/sys/GENERIC  ${arch}`;

/** Rows of zones that nobody looks at, so that a table is whole. */
export const filler = (count: number): Z[] =>
  Array.from({ length: count }, (_, i): Z => [`filler${i}`, 4096, 0, 1, 0, 1]);
