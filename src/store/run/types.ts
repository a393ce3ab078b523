import type { StoreApi } from 'zustand/vanilla';
import type { Survey, Timeline } from '../../sim';
import type { Found } from '../../viewmodel/running/find';
import type { Did } from './did';

/** What the page knows of a run, as values that can be written down. */

/** `making` = the history still grows; it can be played meanwhile. */
export type RunStatus = 'idle' | 'making' | 'ready' | 'failed';

/** A branch of the run. The first is the scenario's own history. */
export interface BranchInfo {
  readonly id: number;
  /** empty = the scenario's own history */
  readonly name: string;
  /** branch that it left, and where; −1 for the history */
  readonly parent: number;
  readonly from: number;
  readonly length: number;
  /** whether the scenario did more after this branch had left it */
  readonly hasRest: boolean;
}

/** Everything but the timeline. `tick` grows whenever what is shown may have changed. */
export interface RunState {
  readonly status: RunStatus;
  /** why there is no run, one sentence */
  readonly error: string;
  readonly at: number;
  readonly length: number;
  readonly isPlaying: boolean;
  readonly branch: number;
  readonly branches: readonly BranchInfo[];
  /** what the last commands by hand came to */
  readonly did: Did | null;
  readonly canUndo: boolean;
  /** name of the load that the machine is under; empty = none */
  readonly load: string;
  readonly tick: number;
}

/** Before any run. */
export const NO_RUN: RunState = {
  status: 'idle',
  error: '',
  at: 0,
  length: 0,
  isPlaying: false,
  branch: 0,
  branches: [],
  did: null,
  canUndo: false,
  load: '',
  tick: 0,
};

/** A run as pictures see it. */
export interface RunView {
  readonly state: StoreApi<RunState>;
  /** what is shown, or null before a run */
  readonly timeline: Timeline | null;
  /** who holds what now */
  readonly survey: () => Survey | null;
  /** calls back when the picture is to be painted anew; returns how to stop it */
  readonly onPaint: (paint: () => void) => () => void;
}

/** What buttons, keys and log lines can ask of a run. */
export interface RunControls {
  readonly toggle: () => void;
  readonly step: () => void;
  readonly back: () => void;
  readonly seek: (at: number) => void;
  readonly toStart: () => void;
  readonly toEnd: () => void;
  readonly nextMark: () => void;
  readonly previousMark: () => void;
  readonly fork: () => void;
  readonly undo: () => void;
  readonly goOn: () => void;
  readonly find: (query: string) => readonly Found[];
}

/** Time, as the page gives it; a test gives its own. */
export interface Clock {
  readonly now: () => number;
  /** calls back before the next frame is painted */
  readonly frame: (call: () => void) => void;
  /** calls back soon, after others had their turn */
  readonly later: (call: () => void) => void;
}
