/** Texts that can be opened without a machine at hand. Each is fetched when it is asked for. */

/** A text to try, and what it shows. */
export interface Example {
  /** stands in links; never changes */
  readonly id: string;
  readonly title: string;
  /** what it is and what it shows, in one sentence */
  readonly about: string;
  /** where it was found */
  readonly source: string;
  /** The text. Rejects where the file that holds it cannot be fetched. */
  readonly load: () => Promise<string>;
}

const textOf = async (file: Promise<{ readonly default: string }>): Promise<string> =>
  (await file).default;

/** All examples, in the order in which a page shows them. */
export const EXAMPLES: readonly Example[] = [
  {
    id: 'seed',
    title: 'The router that panicked',
    about: 'A router of 2008 with 256 MB ran out of kernel addresses while a NAT table grew.',
    source: 'freebsd-current mailing list, 7 January 2008',
    load: () => textOf(import('./seed-mail.txt?raw')),
  },
  {
    id: 'healthy',
    title: 'A firewall in good health',
    about: 'Rows of a firewall of 2026 in JSON: bucket failures that look bad and are harmless.',
    source: 'OPNsense exporter, test data of July 2026, an excerpt',
    load: () => textOf(import('./healthy-firewall.txt?raw')),
  },
  {
    id: 'mbufs',
    title: 'Out of mbuf clusters',
    about: 'A name server of 4.x reached kern.ipc.nmbclusters and says so in its log.',
    source: 'west999.com, 2008',
    load: () => textOf(import('./mbuf-clusters.txt?raw')),
  },
  {
    id: 'driver',
    title: 'A graphics driver that leaks',
    about:
      'Two tables around five minutes of video: the malloc type linux grows and 61 GB are wired.',
    source: 'github.com/FreeBSDDesktop/DEPRECATED-freebsd-base-graphics/issues/137',
    load: () => textOf(import('./graphics-leak.txt?raw')),
  },
  {
    id: 'arc',
    title: 'An ARC above its limit',
    about: 'An image server with ZFS: metadata that the cache cannot drop take 25 GB instead of 4.',
    source: 'forums.freebsd.org, thread 73084',
    load: () => textOf(import('./arc-metadata.txt?raw')),
  },
  {
    id: 'cut',
    title: 'A table that breaks off',
    about: 'The first 18 lines of a vmstat -z, cut in the middle of a number.',
    source: 'github.com/freebsd/drm-kmod/issues/68',
    load: () => textOf(import('./cut-table.txt?raw')),
  },
];
