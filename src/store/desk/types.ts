/** What lies on the desk of *Your kernel*: files that were dropped or picked, and samples of a log. */
import type { KernelReport, Verdict } from '../../import';
import type { Explanation } from '../../viewmodel/explain/types';
import type { ToldMachine } from '../../viewmodel/reading/told';
import type { MachineReading } from '../../viewmodel/reading/machine-types';

/** One sample of a log, or one piece of a text too long to be read at once. */
export interface SampleHead {
  /** the time as it stands above the tables; null where none does */
  readonly time: string | null;
  /** first and last line in the log, 1-based */
  readonly lines: readonly [number, number];
  /** where it stands in the text, in characters; the end is exclusive */
  readonly from: number;
  readonly to: number;
  /** rows of vmstat -z and of vmstat -m */
  readonly zones: number;
  readonly types: number;
}

/** A text that was taken in, or a file that was found to hold none. */
export interface Source {
  readonly name: string;
  /** characters of its text */
  readonly length: number;
  /** `utf-8`, `windows-1251` …; `none` where there is no text */
  readonly encoding: string;
  readonly verdict: Verdict;
  /** decoded; '' where the file holds none */
  readonly text: string;
  /** in the order of the text; empty where it is no log */
  readonly samples: readonly SampleHead[];
  /** so long that only one sample is read at a time */
  readonly isPieces: boolean;
  /** as it came, so that it can be decoded another way; null for a pasted text */
  readonly bytes: Uint8Array | null;
}

export interface Tray {
  readonly sources: readonly Source[];
  /** index of the source that is open; −1 = none yet */
  readonly at: number;
  /** index of its sample that is open; −1 = the whole text */
  readonly sample: number;
}

/** What is to be taken in. */
export interface Order {
  readonly name: string;
  /** a file as it came; null where `text` was pasted */
  readonly bytes: Uint8Array | null;
  readonly text: string;
  /** ids of repairs to leave out */
  readonly without: readonly string[];
  readonly told: ToldMachine | null;
}

/** How far it is. */
export interface Told {
  readonly doing: 'unpacking' | 'reading' | 'explaining';
  /** lines read so far */
  readonly lines: number;
  /** 0 to 1; null where the end is not known */
  readonly share: number | null;
}

/** Whoever runs the job hears how far it is, and may make it wait. */
export interface Pace {
  readonly tell: (told: Told) => void;
  /** called often, between short steps; null = go on at once */
  readonly rest: () => Promise<void> | null;
}

export interface Taken {
  readonly source: Source;
  /** null where there is no text, or where it is too long to be read at once */
  readonly read: {
    readonly report: KernelReport;
    readonly explanation: Explanation;
    readonly machine: MachineReading;
  } | null;
}
