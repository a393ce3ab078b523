/** Every table of a paste as rows of plain cells, whatever its kind: what was read, as it was read. */
import { READERS } from '../../import';
import type { Block, KernelReport } from '../../import';
import { bodyOf } from './block-cells';
import type { Body, TableRow } from './block-cells';

export interface BlockTable {
  readonly id: string;
  /** `vmstat -z: UMA zones` */
  readonly title: string;
  /** `FreeBSD 9–12`, empty where the columns do not tell */
  readonly era: string;
  /** the other system it comes from; empty for FreeBSD's own */
  readonly system: string;
  readonly fromDump: boolean;
  readonly lines: readonly [number, number];
  /** how many rows it has */
  readonly count: number;
  /** line of its first row */
  readonly firstLine: number;
  /** made when they are first asked for: a log has thousands of tables, few of which are opened */
  readonly head: readonly string[];
  readonly rows: readonly TableRow[];
}

/** Systems other than FreeBSD whose output stands in a block. */
export const systemsIn = (blocks: readonly Block[]): readonly string[] => [
  ...new Set(blocks.flatMap((b) => (b.kind === 'foreign' ? b.rows.map((r) => r.system) : []))),
];

const titleOf = (block: Block): string =>
  block.kind === 'foreign'
    ? `${systemsIn([block]).join(' and ')}: output of another system`
    : (READERS.find((r) => r.id === block.kind)?.title ?? block.kind);

const eraOf = (block: Block, report: KernelReport): string => {
  const clue = report.machine.evidence.find(
    (e) => e.about === 'release' && e.line === block.lines[0],
  );
  return block.kind === 'foreign' || clue === undefined ? '' : `FreeBSD ${clue.value}`;
};

const tableOf = (block: Block, report: KernelReport): BlockTable => {
  let made: Body | undefined;
  const body = (): Body => (made ??= bodyOf(block));
  return {
    id: `${block.kind}-${block.lines[0]}`,
    title: titleOf(block),
    era: eraOf(block, report),
    system: systemsIn([block]).join(' and '),
    fromDump: block.fromDump,
    lines: block.lines,
    count: block.rows.length,
    firstLine: block.rows[0]?.line ?? block.lines[0],
    get head() {
      return body().head;
    },
    get rows() {
      return body().rows;
    },
  };
};

/** Tables of one kind and era, told in one line. */
export interface TableGroup {
  readonly title: string;
  readonly era: string;
  readonly tables: number;
  readonly rows: number;
  /** line of the first row of the first of them */
  readonly firstLine: number;
}

/** Of each title the one era that its tables name; several eras stand apart, and so do tables without. */
const erasByTitle = (tables: readonly BlockTable[]): ReadonlyMap<string, string> => {
  const eras = new Map<string, Set<string>>();
  for (const { title, era } of tables) {
    const mine = eras.get(title) ?? new Set();
    if (era !== '') mine.add(era);
    eras.set(title, mine);
  }
  return new Map(
    [...eras].flatMap(([title, [only, ...more]]) =>
      only === undefined || more.length > 0 ? [] : [[title, only] as const],
    ),
  );
};

/** What kinds of tables there are, in the order of the text: a log has one kind and hundreds of tables. */
export const tableGroups = (tables: readonly BlockTable[]): readonly TableGroup[] => {
  const groups = new Map<string, TableGroup>();
  const only = erasByTitle(tables);
  for (const { title, era: own, count, firstLine } of tables) {
    const era = only.get(title) ?? own;
    const key = `${title}, ${era}`;
    const had = groups.get(key) ?? { title, era, tables: 0, rows: 0, firstLine };
    groups.set(key, { ...had, tables: had.tables + 1, rows: had.rows + count });
  }
  return [...groups.values()];
};

/** One table for each block of the paste, in the order of the text. */
export const blockTables = (report: KernelReport): readonly BlockTable[] =>
  report.blocks.map((block) => tableOf(block, report));
