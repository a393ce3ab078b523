/** What a paste becomes. */
import type { Diagnostic } from '../base/diagnostic';

/** Ids of the readers; also the `kind` in `kva read`. */
export type BlockKind =
  | 'vmstat-z'
  | 'vmstat-m'
  | 'vmstat-s'
  | 'sysctl'
  | 'top'
  | 'netstat-m'
  | 'panic'
  | 'log'
  | 'swapinfo'
  | 'table'
  | 'foreign';

/** One row of `vmstat -z`. */
export interface ZoneRow {
  readonly line: number;
  readonly name: string;
  readonly size: number;
  /** 0 = none */
  readonly limit: number;
  readonly used: number;
  readonly free: number;
  readonly requests: number;
  readonly fail?: number;
  readonly sleep?: number;
  readonly xdomain?: number;
  /** decimal text of counters above 2^53, by field name; the number beside them is rounded */
  readonly raw?: Readonly<Record<string, string>>;
}

/** One row of `vmstat -m`. */
export interface MallocRow {
  readonly line: number;
  readonly type: string;
  readonly inUse: number;
  /** bytes; K columns are multiplied by 1,024 */
  readonly memUse: number;
  /** what the column was rounded to: 1024 for K columns, 1 for exact bytes, more where humanised */
  readonly memUseUnit: number;
  readonly highUse?: number;
  readonly requests: number;
  /** bucket sizes ever used, in bytes */
  readonly sizes: readonly number[];
}

export interface SysctlRow {
  readonly line: number;
  readonly name: string;
  readonly value: string;
  /** the value as a number where it is one */
  readonly number?: number;
}

/** One header line of top: `Mem:`, `ARC:`, `Swap:`. */
export interface TopRow {
  readonly line: number;
  readonly label: string;
  /** bytes by lower-case name: `active`, `wired`, `buf`, `free` … */
  readonly fields: Readonly<Record<string, number>>;
  /** `75% Inuse` of the Swap line, in per cent */
  readonly inusePercent?: number;
  /** `3.87:1 Ratio` of the ARC line: uncompressed bytes per compressed byte */
  readonly ratio?: number;
}

export interface PanicRow {
  readonly line: number;
  readonly text: string;
  /** bytes asked for, where the message is kmem_malloc's */
  readonly requested?: number;
  /** `total allocated` */
  readonly allocated?: number;
}

export interface VmstatSRow {
  readonly line: number;
  readonly name: string;
  readonly value: number;
}
export interface NetstatMRow {
  readonly line: number;
  /** the words of the line, without the list in parentheses */
  readonly name: string;
  /** as printed; a value printed with K is multiplied by 1,024 and so is in bytes */
  readonly values: readonly number[];
  /** `current`, `cache`, `total` …, as many as the line names */
  readonly labels: readonly string[];
}
export interface LogRow {
  readonly line: number;
  /** which known message */
  readonly id: string;
  readonly text: string;
}
export interface SwapRow {
  readonly line: number;
  readonly device: string;
  /** bytes */
  readonly total: number;
  readonly used: number;
  readonly avail: number;
}
export interface ForeignRow {
  readonly line: number;
  /** `OpenBSD`, `macOS` … */
  readonly system: string;
  readonly text: string;
  /** names of the columns, where a header named them and the row has as many cells */
  readonly columns?: readonly string[];
  readonly cells?: readonly string[];
}
/** A row of a table that is shown as it stands: plain `vmstat`, `vmstat -o`, DDB's tables, umastat. */
export interface PlainRow {
  readonly line: number;
  readonly columns: readonly string[];
  /** as printed, as many as there are columns */
  readonly cells: readonly string[];
  /** the cells that are numbers, by column; `K`, `M`, `G` multiply by 1,024 */
  readonly numbers: Readonly<Record<string, number>>;
}

interface BlockOf<K extends BlockKind, Row> {
  readonly kind: K;
  /** format era: `z3`, `m2`, `libxo`, `n2` … */
  readonly era: string;
  /** first and last line of the block, 1-based, inclusive */
  readonly lines: readonly [number, number];
  readonly rows: readonly Row[];
  /** the command as it stood before the block, where there is one */
  readonly command?: string;
  /** read from a crash dump (`-M vmcore`) */
  readonly fromDump: boolean;
}

export type Block =
  | BlockOf<'vmstat-z', ZoneRow>
  | BlockOf<'vmstat-m', MallocRow>
  | BlockOf<'vmstat-s', VmstatSRow>
  | BlockOf<'sysctl', SysctlRow>
  | BlockOf<'top', TopRow>
  | BlockOf<'netstat-m', NetstatMRow>
  | BlockOf<'panic', PanicRow>
  | BlockOf<'log', LogRow>
  | BlockOf<'swapinfo', SwapRow>
  | BlockOf<'table', PlainRow>
  | BlockOf<'foreign', ForeignRow>;

/** A bare number printed by a known one-liner, such as the awk sum of `vmstat -m` MemUse. */
export interface AwkSum {
  readonly line: number;
  /** the command that printed it, joined if the mail had wrapped it */
  readonly command: string;
  /** K, as `awk '{sum+=$3}'` adds the MemUse column */
  readonly value: number;
  readonly fromDump: boolean;
}

/** What became of one line of the text. Every line has exactly one fate. */
export type LineFate =
  /** understood: part of a row, header, command or message */
  | 'understood'
  /** understood after being joined with the line before or after it */
  | 'joined'
  /** prose, quotation marks, blank: left alone on purpose */
  | 'prose'
  /** a diagnostic says what is wrong with it */
  | 'diagnostic';

export interface LineReading {
  /** 1-based */
  readonly line: number;
  /** as pasted, decoded */
  readonly text: string;
  readonly fate: LineFate;
  /** what it was read as, in a word or two: `zone 128`, `command`, `header`, `sysctl` */
  readonly as?: string;
  /** first line of the joined group, where `fate` is `joined` */
  readonly joinedTo?: number;
}

/** A guess about the machine with its reasons. */
export interface Evidence {
  /** what it speaks for */
  readonly about: 'release' | 'arch' | 'cpus' | 'page size' | 'RAM';
  readonly value: string;
  /** the line it rests on */
  readonly line?: number;
  readonly reason: string;
  /** `sure`: the system says so itself; `likely`: its tables show it; `weak`: a person wrote it */
  readonly confidence: Confidence;
}

export type Confidence = 'sure' | 'likely' | 'weak';

export interface MachineEvidence {
  /** `6.2`, `6–7`, `13+`; null = not known */
  readonly release: string | null;
  readonly arch: 'i386' | 'amd64' | null;
  readonly cpus: number | null;
  /** bytes; null = not known */
  readonly pageSize: number | null;
  readonly evidence: readonly Evidence[];
}

/** Everything read from one text. */
export interface KernelReport {
  readonly blocks: readonly Block[];
  readonly sums: readonly AwkSum[];
  readonly diagnostics: readonly Diagnostic[];
  readonly lines: readonly LineReading[];
  readonly machine: MachineEvidence;
  /** everything that was mended before or while reading, in the order of the text */
  readonly repairs: readonly Repair[];
  readonly verdict: Verdict;
}

export type RepairKind =
  | 'quotes'
  | 'marks'
  | 'tags'
  | 'entities'
  | 'blanks'
  | 'quoted-printable'
  | 'fences'
  | 'join'
  | 'one line'
  | 'counter'
  | 'encoding';

/** Something that was mended. Hand its id back as {@link ReadOptions.without} to read without it. */
export interface Repair {
  /** `quotes:12`; stays the same while the text does */
  readonly id: string;
  readonly kind: RepairKind;
  /** first and last line, 1-based, inclusive */
  readonly lines: readonly [number, number];
  /** what was found and what was made of it, in one sentence */
  readonly what: string;
}

export interface ReadOptions {
  /** ids of repairs to leave out */
  readonly without?: readonly string[];
}

/** What a text is, all in all. */
export interface Verdict {
  readonly kind:
    'read' | 'truncated' | 'foreign' | 'other flag' | 'nothing' | 'empty' | 'too large' | 'binary';
  /** what was found, and what to do; empty where all is well */
  readonly message: string;
  /** what to run on FreeBSD to get a text that can be read; empty where all is well */
  readonly run: string;
  /** the line that it rests on */
  readonly line?: number;
}
