/** The samples of the open reading, a later one beside it, and what they come to. */
import { useMemo, useState } from 'react';
import type { KernelReport } from '../../../import';
import { laterSample } from '../../../viewmodel/diff/later';
import type { Diff } from '../../../viewmodel/diff/types';
import type { Reading } from '../../../store/selectors';
import { useDiff } from './use-diff';

export interface Comparison {
  /** what the samples come to; null with less than two */
  readonly diff: Diff | null;
  /** a later sample stands beside the paste */
  readonly isAdded: boolean;
  /** hours between the first and the last, as the reader says; null = as the texts tell */
  readonly hours: number | null;
  /** @returns whether the text has a table that can be compared */
  readonly add: (text: string) => boolean;
  readonly remove: () => void;
  readonly setHours: (hours: number | null) => void;
}

interface Added {
  readonly beside: KernelReport;
  readonly report: KernelReport;
}

const NONE: readonly KernelReport[] = [];

/** @param reading null while nothing is open; a later sample goes with the paste that it stands beside */
export const useComparison = (reading: Reading | null): Comparison => {
  const [added, setAdded] = useState<Added | null>(null);
  const [hours, setHours] = useState<number | null>(null);
  const report = reading?.report ?? null;
  const later = added !== null && added.beside === report ? added.report : null;
  const reports = useMemo(() => {
    if (report === null) return NONE;
    return later === null ? [report] : [report, later];
  }, [report, later]);
  const diff = useDiff(reports, later === null ? null : hours);
  return {
    diff,
    isAdded: later !== null,
    hours,
    add: (text) => {
      const read = laterSample(text);
      if (report === null || read === null) return false;
      setHours(null);
      setAdded({ beside: report, report: read });
      return true;
    },
    remove: () => {
      setAdded(null);
    },
    setHours,
  };
};
