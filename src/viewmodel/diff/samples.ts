/**
 * Cuts pastes into samples: the tables of one moment. A paste may hold one moment, or a log of many; a
 * table that names a zone or type again begins the next sample. Tables of a crash dump stand apart from
 * those of the running system.
 */
import type { Block, KernelReport, MallocRow, SysctlRow, TopRow, ZoneRow } from '../../import';
import type { Steps } from '../../base/steps';
import { PAGE_SIZE } from '../../base/units';
import { cleanRows } from '../explain/zone-rows';
import { momentIn } from './moment';
import type { Moment, Sample } from './types';

/** A sample as it fills. */
interface Draft {
  readonly paste: number;
  readonly fromDump: boolean;
  first: number;
  last: number;
  readonly zones: ZoneRow[];
  readonly types: MallocRow[];
  readonly top: TopRow[];
  readonly sysctl: Map<string, SysctlRow>;
  /** names that stand in it: `z 128`, `m libalias`, `s vm.kmem_size`, `t Mem` */
  readonly names: Set<string>;
}

const newDraft = (paste: number, fromDump: boolean, first: number): Draft => ({
  paste,
  fromDump,
  first,
  last: first,
  zones: [],
  types: [],
  top: [],
  sysctl: new Map(),
  names: new Set(),
});

const namesIn = (block: Block): string[] => {
  switch (block.kind) {
    case 'vmstat-z':
      return block.rows.map((r) => `z ${r.name}`);
    case 'vmstat-m':
      return block.rows.map((r) => `m ${r.type}`);
    case 'sysctl':
      return block.rows.map((r) => `s ${r.name}`);
    case 'top':
      return block.rows.map((r) => `t ${r.label}`);
    default:
      return [];
  }
};

/** A zone name may stand twice in one table, so names are compared between tables only. */
const fill = (draft: Draft, block: Block, names: readonly string[]): void => {
  draft.last = Math.max(draft.last, block.lines[1]);
  for (const name of names) draft.names.add(name);
  // One by one: a spread of a hundred thousand rows overflows the stack.
  if (block.kind === 'vmstat-z') for (const r of block.rows) draft.zones.push(r);
  if (block.kind === 'vmstat-m') for (const r of block.rows) draft.types.push(r);
  if (block.kind === 'top') for (const r of block.rows) draft.top.push(r);
  if (block.kind === 'sysctl') for (const r of block.rows) draft.sysctl.set(r.name, r);
};

const isTable = (block: Block): boolean => block.kind === 'vmstat-z' || block.kind === 'vmstat-m';

const draftsOf = (report: KernelReport, paste: number): Draft[] => {
  const drafts: Draft[] = [];
  const open = new Map<boolean, Draft>();
  for (const block of report.blocks) {
    const names = namesIn(block);
    if (names.length === 0) continue;
    // A sysctl beside a dump may come from either side; it goes with the table before it.
    const side = isTable(block) ? block.fromDump : (drafts.at(-1)?.fromDump ?? block.fromDump);
    let draft = open.get(side);
    if (draft === undefined || names.some((n) => draft?.names.has(n) === true)) {
      draft = newDraft(paste, side, block.lines[0]);
      open.set(side, draft);
      drafts.push(draft);
    }
    fill(draft, block, names);
  }
  return drafts;
};

/** A date beats an uptime: it survives a restart. Of several the last wins. */
const best = (stamps: readonly Moment[]): Moment | null =>
  stamps.findLast((s) => s.since === 'epoch') ?? stamps.at(-1) ?? null;

/** Index of the first stamp at or behind a line; stamps stand in the order of the text. */
const firstFrom = (stamps: readonly Moment[], line: number): number => {
  let [low, high] = [0, stamps.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((stamps[middle]?.line ?? 0) < line) low = middle + 1;
    else high = middle;
  }
  return low;
};

/**
 * The stamp of each draft: the last one before it, or, where nothing stands before the first, the last
 * one before the next. A dump has none: its text was printed long after the moment.
 */
const momentsOf = (drafts: readonly Draft[], stamps: readonly Moment[]): (Moment | null)[] => {
  const running = drafts.filter((d) => !d.fromDump);
  const leads = stamps.some((s) => s.line <= (running[0]?.first ?? 0));
  let i = -1;
  return drafts.map((d) => {
    if (d.fromDump) return null;
    i += 1;
    const from = leads ? (running[i - 1]?.last ?? 0) : d.first;
    const to = leads ? d.first : (running[i + 1]?.first ?? Infinity);
    return best(stamps.slice(firstFrom(stamps, from), firstFrom(stamps, to + 1)));
  });
};

const addTypes = (rows: readonly MallocRow[]): MallocRow[] => {
  const byName = new Map<string, MallocRow>();
  for (const r of rows) {
    const had = byName.get(r.type);
    byName.set(
      r.type,
      had === undefined
        ? r
        : {
            ...had,
            inUse: had.inUse + r.inUse,
            memUse: had.memUse + r.memUse,
            // Each addend was rounded by itself.
            memUseUnit: had.memUseUnit + r.memUseUnit,
            requests: had.requests + r.requests,
            sizes: [...new Set([...had.sizes, ...r.sizes])].sort((a, b) => a - b),
          },
    );
  }
  return [...byName.values()];
};

/** What top rounds to: it prints K below 100 MB or so, M above; the reader gives bytes. */
const roundedTo = (bytes: number): number => (bytes % 1_048_576 === 0 ? 1_048_576 : 1024);

const wiredOf = (draft: Draft, pageSize: number): Sample['wired'] => {
  const counted = draft.sysctl.get('vm.stats.vm.v_wire_count');
  if (counted?.number !== undefined)
    return { bytes: counted.number * pageSize, unit: 0, line: counted.line };
  const mem = draft.top.find((r) => r.fields['wired'] !== undefined);
  const bytes = mem?.fields['wired'];
  if (mem === undefined || bytes === undefined) return null;
  return { bytes, unit: roundedTo(bytes), line: mem.line };
};

interface Cut {
  readonly sample: Omit<Sample, 'number'>;
  readonly notes: readonly string[];
}

const cutOf = (draft: Draft, moment: Moment | null, pageSize: number): Cut => {
  const { rows, notes } = cleanRows(draft.zones);
  const { paste, first, last, fromDump, sysctl } = draft;
  const sample = { paste, lines: [first, last] as const, fromDump, moment, zones: rows, sysctl };
  return {
    sample: { ...sample, types: addTypes(draft.types), wired: wiredOf(draft, pageSize) },
    notes,
  };
};

type WithMoment = readonly { readonly moment: Moment | null }[];
/** Every figure of every sample asks it: answered once for a list. */
const COMPARABLE = new WeakMap<WithMoment, boolean>();

/** Whether all moments are known and count from the same point. */
export const areComparable = (samples: WithMoment): boolean => {
  const known = COMPARABLE.get(samples);
  if (known !== undefined) return known;
  const kind = samples[0]?.moment?.since;
  const are = kind !== undefined && samples.every((s) => s.moment?.since === kind);
  COMPARABLE.set(samples, are);
  return are;
};

/** What the reader of the page may say about the times. */
export interface Given {
  /** hours since the first sample, one a sample, in the order of the pastes */
  readonly hours?: readonly number[];
}

const withGiven = (cuts: readonly Cut[], given: Given): readonly Cut[] => {
  const { hours } = given;
  if (hours?.length !== cuts.length || !hours.every(Number.isFinite)) return cuts;
  return cuts.map((c, i) => {
    const h = hours[i] ?? 0;
    const moment: Moment = {
      seconds: h * 3600,
      since: 'given',
      resolution: 0,
      line: 0,
      text: `${String(h)} h`,
    };
    return { ...c, sample: { ...c.sample, moment } };
  });
};

/** Samples, or lines of a text, between two places where the work may be laid down. */
const MANY = 64;
const MANY_LINES = 2000;

function* stampsOf(report: KernelReport): Steps<Moment[]> {
  const stamps: Moment[] = [];
  for (const [i, l] of report.lines.entries()) {
    const stamp = momentIn(l.text, l.line);
    if (stamp !== null) stamps.push(stamp);
    if (i % MANY_LINES === MANY_LINES - 1) yield;
  }
  return stamps;
}

function* cutsOf(report: KernelReport, paste: number): Steps<Cut[]> {
  const drafts = draftsOf(report, paste).filter((d) => d.zones.length + d.types.length > 0);
  yield;
  const moments = momentsOf(drafts, yield* stampsOf(report));
  const pageSize = report.machine.pageSize ?? PAGE_SIZE;
  const cuts: Cut[] = [];
  for (const [i, d] of drafts.entries()) {
    cuts.push(cutOf(d, moments[i] ?? null, pageSize));
    if (i % MANY === MANY - 1) yield;
  }
  return cuts;
}

/**
 * All samples of all pastes, in order of time where every time is known, else as they came.
 * @param reports one a paste
 */
export function* samplesSteps(
  reports: readonly KernelReport[],
  given: Given = {},
): Steps<{ readonly samples: readonly Sample[]; readonly notes: readonly string[] }> {
  const read: Cut[] = [];
  for (const [paste, report] of reports.entries())
    for (const cut of yield* cutsOf(report, paste)) read.push(cut);
  const cuts = withGiven(read, given);
  const samples = cuts.map((c) => c.sample);
  if (areComparable(samples))
    samples.sort((a, b) => (a.moment?.seconds ?? 0) - (b.moment?.seconds ?? 0));
  return {
    samples: samples.map((s, i) => ({ ...s, number: i + 1 })),
    notes: [...new Set(cuts.flatMap((c) => c.notes))],
  };
}
