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
  /** what it speaks for: `release`, `arch`, `cpus` */
  readonly about: 'release' | 'arch' | 'cpus';
  readonly value: string;
  /** the line it rests on */
  readonly line?: number;
  readonly reason: string;
}

export interface MachineEvidence {
  /** `6.2`, `6–7`, `13+`; null = not known */
  readonly release: string | null;
  readonly arch: 'i386' | 'amd64' | null;
  readonly cpus: number | null;
  readonly evidence: readonly Evidence[];
}

/** Everything read from one text. */
export interface KernelReport {
  readonly blocks: readonly Block[];
  readonly sums: readonly AwkSum[];
  readonly diagnostics: readonly Diagnostic[];
  readonly lines: readonly LineReading[];
  readonly machine: MachineEvidence;
}
