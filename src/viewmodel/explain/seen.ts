/**
 * What a paste holds besides the chosen tables: top, netstat -m, messages, swap, and the same tables
 * of other moments, in the order of the text.
 */
import type {
  Block,
  KernelReport,
  LogRow,
  NetstatMRow,
  PanicRow,
  SwapRow,
  TopRow,
  ZoneRow,
} from '../../import';
import type { Chosen, MallocSample } from './choose-blocks';

type BlockOf<K extends Block['kind']> = Extract<Block, { readonly kind: K }>;

export interface Seen {
  /** every line of top's header, in the order of the text */
  readonly top: readonly TopRow[];
  readonly netstat: readonly NetstatMRow[];
  readonly log: readonly LogRow[];
  readonly panics: readonly PanicRow[];
  readonly swap: readonly SwapRow[];
  /** whole tables of running systems or of dumps, never both, oldest first as far as the text goes */
  readonly zSamples: readonly (readonly ZoneRow[])[];
  readonly mSamples: readonly MallocSample[];
  readonly release: string | null;
  readonly arch: 'i386' | 'amd64' | null;
  /** rows of any kind were read */
  readonly rows: number;
}

const ofKind = <K extends Block['kind']>(report: KernelReport, kind: K): BlockOf<K>[] =>
  report.blocks.filter((b): b is BlockOf<K> => b.kind === kind);

/** Excerpts beside a whole table are no samples: at least half the rows of the largest. */
const samples = <B extends { readonly rows: readonly unknown[]; readonly fromDump: boolean }>(
  blocks: readonly B[],
  fromDump: boolean,
): readonly B[] => {
  const mine = blocks.filter((b) => b.fromDump === fromDump && b.rows.length > 0);
  const most = Math.max(0, ...mine.map((b) => b.rows.length));
  return mine.filter((b) => b.rows.length * 2 >= most);
};

/** Gathers what the rules look at. */
export const seenIn = (report: KernelReport, chosen: Chosen): Seen => {
  const own = report.blocks.filter((b) => b.kind !== 'foreign');
  return {
    top: ofKind(report, 'top').flatMap((b) => b.rows),
    netstat: ofKind(report, 'netstat-m').flatMap((b) => b.rows),
    log: ofKind(report, 'log').flatMap((b) => b.rows),
    panics: ofKind(report, 'panic').flatMap((b) => b.rows),
    swap: ofKind(report, 'swapinfo').flatMap((b) => b.rows),
    zSamples: samples(ofKind(report, 'vmstat-z'), chosen.fromDump).map((b) => b.rows),
    mSamples: samples(ofKind(report, 'vmstat-m'), chosen.fromDump).map((b) => ({
      rows: b.rows,
      fromDump: b.fromDump,
      command: b.command,
    })),
    release: report.machine.release,
    arch: report.machine.arch,
    rows: own.reduce((n, b) => n + b.rows.length, 0),
  };
};
