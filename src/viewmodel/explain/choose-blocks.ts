/**
 * Decides which tables of a paste speak of the same moment.
 * A mail may hold a crash dump, a table of the running system and a `vmstat -m` of another week.
 * The dump wins, because a panic belongs to it; tables of other moments are kept apart and are
 * used only for comparison. Within a moment the last table wins that is not a mere excerpt.
 */
import type { AwkSum, Block, KernelReport, MallocRow, PanicRow, SysctlRow } from '../../import';

type BlockOf<K extends Block['kind']> = Extract<Block, { readonly kind: K }>;

/** Rows of one `vmstat -m` and when it was taken. */
export interface MallocSample {
  readonly rows: readonly MallocRow[];
  readonly fromDump: boolean;
  readonly command: string | undefined;
}

/** The tables that belong together. */
export interface Chosen {
  readonly z: BlockOf<'vmstat-z'> | null;
  readonly m: MallocSample | null;
  /** `vmstat -m` of other moments, in the order of the text */
  readonly otherM: readonly MallocSample[];
  /** awk sum of the chosen moment */
  readonly sum: AwkSum | null;
  readonly otherSum: AwkSum | null;
  /** the last panic with a figure, where it can belong to the tables */
  readonly panic: PanicRow | null;
  readonly panicFits: boolean;
  readonly sysctl: ReadonlyMap<string, SysctlRow>;
  readonly fromDump: boolean;
  readonly notes: readonly string[];
}

const ofKind = <K extends Block['kind']>(report: KernelReport, kind: K): BlockOf<K>[] =>
  report.blocks.filter((b): b is BlockOf<K> => b.kind === kind);

/** The last block that has at least half the rows of the largest: later excerpts do not win. */
const lastWhole = <B extends { readonly rows: readonly unknown[] }>(
  blocks: readonly B[],
): B | null => {
  const most = Math.max(0, ...blocks.map((b) => b.rows.length));
  return blocks.findLast((b) => b.rows.length > 0 && b.rows.length * 2 >= most) ?? null;
};

const pickByMoment = <B extends { readonly rows: readonly unknown[]; readonly fromDump: boolean }>(
  blocks: readonly B[],
): B | null => lastWhole(blocks.filter((b) => b.fromDump)) ?? lastWhole(blocks);

const lastPanic = (report: KernelReport): PanicRow | null => {
  const rows = ofKind(report, 'panic').flatMap((b) => b.rows);
  return rows.findLast((p) => p.allocated !== undefined) ?? rows.at(-1) ?? null;
};

const momentNotes = (c: {
  readonly zCount: number;
  readonly panic: PanicRow | null;
  readonly panicFits: boolean;
  readonly z: BlockOf<'vmstat-z'> | null;
}): string[] => {
  const notes: string[] = [];
  if (c.zCount > 1 && c.z !== null) {
    const what = c.z.fromDump ? 'the crash dump' : 'the last complete one';
    notes.push(
      `The paste holds ${c.zCount} vmstat -z tables. The one from line ${c.z.lines[0]} is used: ${what}.`,
    );
  }
  if (c.panic !== null && c.z !== null && !c.panicFits) {
    notes.push(
      `The vmstat -z table from line ${c.z.lines[0]} comes from a running system, so the panic on line ${c.panic.line} is of another moment. Run vmstat -z -M on the crash dump to join them.`,
    );
  }
  if (c.panic !== null && c.z?.fromDump === false && c.panicFits) {
    notes.push(
      'No command stands before the vmstat -z table. It is taken as read from the dump of the panic in the same paste.',
    );
  }
  return notes;
};

/** Picks the tables of one moment. Never mixes a dump with a running system. */
export const chooseBlocks = (report: KernelReport): Chosen => {
  const zBlocks = ofKind(report, 'vmstat-z');
  const mBlocks = ofKind(report, 'vmstat-m');
  const z = pickByMoment(zBlocks);
  const anchor = z ?? pickByMoment(mBlocks);
  const fromDump = anchor?.fromDump ?? report.sums.some((s) => s.fromDump);
  const m = lastWhole(mBlocks.filter((b) => b.fromDump === fromDump));
  const panic = lastPanic(report);
  // A table with a command and without -M was printed by a kernel that was still running.
  const panicFits = z === null || fromDump || z.command === undefined;
  const sample = (b: BlockOf<'vmstat-m'>): MallocSample => ({
    rows: b.rows,
    fromDump: b.fromDump,
    command: b.command,
  });
  return {
    z,
    m: m === null ? null : sample(m),
    otherM: mBlocks.filter((b) => b !== m).map(sample),
    sum: report.sums.findLast((s) => s.fromDump === fromDump) ?? null,
    otherSum: report.sums.findLast((s) => s.fromDump !== fromDump) ?? null,
    panic,
    panicFits,
    sysctl: new Map(
      ofKind(report, 'sysctl')
        .flatMap((b) => b.rows)
        .map((r) => [r.name, r]),
    ),
    fromDump,
    notes: momentNotes({ zCount: zBlocks.length, panic, panicFits, z }),
  };
};
