/**
 * A run that was loaded from a paste. It has no scenario: its machine was filled with the rows of the paste,
 * and its script is the growth that is carried on. What makes one is fetched with the room of the paste
 * (`load-paste.ts`); rooms know only what stands here.
 */
import type { Result } from '../../base/result';
import type { MachineSpec, Timeline } from '../../sim';
import type { Moment } from '../../viewmodel/running/moments';

/** Stands in a link in place of a scenario's id. The paste itself is not in the link. */
export const PASTED = 'paste';

/** A script under way. */
export interface PastedScript {
  /** false once it has ended, or the machine can take no more */
  readonly step: () => boolean;
  /** places in the run that have a name of their own */
  readonly moments: () => readonly Moment[];
}

/** See the head of the file. */
export interface LoadedRun {
  /** the machine that the rows were loaded into, before any lever is moved */
  readonly machine: MachineSpec;
  /** it begins before the paste, with rows that no paste tells of */
  readonly isPast: boolean;
  /** what was tried otherwise, in words */
  readonly tried: string;
  /** what is carried on, in words; empty where nothing is */
  readonly growth: string;
  /** what is taken for granted */
  readonly notes: readonly string[];
  /** The rows in a machine: that of the paste, or one that levers have made of it. */
  readonly stand: (machine: MachineSpec) => Result<Timeline, string>;
  readonly script: (t: Timeline) => PastedScript;
}
