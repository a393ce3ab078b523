/** All workloads, and how one is started. */
import { err, ok } from '../../base/result';
import type { Result } from '../../base/result';
import type { Timeline } from '../engine/timeline';
import { COPY } from './copy';
import { FIND } from './find';
import { HOG } from './hog';
import { NAT_LINKS } from './nat-links';
import { PACKETS } from './packets';
import { PIPES } from './pipes';
import { PROCESSES } from './processes';
import { RECORDS } from './records';
import { settingsOf } from './workload';
import type { Settings, Workload } from './workload';

/** In the order in which they are listed. */
export const WORKLOADS: readonly Workload[] = [
  NAT_LINKS,
  PACKETS,
  FIND,
  COPY,
  PIPES,
  PROCESSES,
  HOG,
  RECORDS,
];

/** Which workload, how much of it, and the seed of its chance. What is left out is usual. */
export interface WorkloadOrder {
  readonly id: string;
  readonly set?: Settings;
  readonly seed?: number;
}

/** A workload under way. */
export interface WorkloadRun {
  readonly workload: Workload;
  /** every setting, the usual ones too */
  readonly settings: Settings;
  /**
   * Appends the next command to the log and carries it out. Call it at the end of the log only.
   * @returns false once the workload has ended or the machine has panicked
   */
  readonly step: () => boolean;
}

/**
 * Puts a run under a load, from where it stands; each `step` is a command.
 * @returns a sentence where there is no such workload, or a setting is out of its range
 */
export const startWorkload = (
  t: Timeline,
  { id, set, seed = 1 }: WorkloadOrder,
): Result<WorkloadRun, string> => {
  const workload = WORKLOADS.find((w) => w.id === id);
  if (workload === undefined)
    return err(`no workload ${id}: expected one of ${WORKLOADS.map((w) => w.id).join(', ')}`);
  const settings = settingsOf(workload, set);
  if (!settings.ok) return settings;
  const script = workload.direct(t, settings.value, seed);
  let next: ReturnType<typeof script.next> | null = null;
  const step = (): boolean => {
    if (t.sim.panic !== null) return false;
    next ??= script.next();
    if (next.done === true) return false;
    next = script.next(t.push(next.value));
    return true;
  };
  return ok({ workload, settings: settings.value, step });
};
