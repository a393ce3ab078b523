/** The samples of the open reading, a later one beside it, and what they come to. */
import { useMemo, useState } from 'react';
import type { KernelReport } from '../../../import';
import { diffReports } from '../../../viewmodel/diff/diff';
import { laterSample } from '../../../viewmodel/diff/later';
import type { Diff } from '../../../viewmodel/diff/types';
import type { Reading } from '../../../store/selectors';

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
  /** as the reader has said */
  readonly hours: number | null;
}

/** A later sample stays with its paste while the page is open: who comes back from a room finds it. */
const kept = new WeakMap<KernelReport, Added>();

const compare = (reports: readonly KernelReport[], hours: number | null): Diff | null => {
  const diff = diffReports(reports, hours === null ? {} : { hours: [0, hours] });
  return diff.samples.length < 2 ? null : diff;
};

/** @param reading null while nothing is open; a later sample goes with the paste that it stands beside */
export const useComparison = (reading: Reading | null): Comparison => {
  const report = reading?.report ?? null;
  const [added, setAdded] = useState<Added | null>(() =>
    report === null ? null : (kept.get(report) ?? null),
  );
  const [hours, setHours] = useState<number | null>(added?.hours ?? null);
  const later = added !== null && added.beside === report ? added.report : null;
  const diff = useMemo(() => {
    if (report === null) return null;
    return compare(later === null ? [report] : [report, later], later === null ? null : hours);
  }, [report, later, hours]);
  const keep = (next: Added): void => {
    kept.set(next.beside, next);
    setAdded(next);
  };
  return {
    diff,
    isAdded: later !== null,
    hours,
    add: (text) => {
      const read = laterSample(text);
      if (report === null || read === null) return false;
      setHours(null);
      keep({ beside: report, report: read, hours: null });
      return true;
    },
    remove: () => {
      if (report !== null) kept.delete(report);
      setAdded(null);
    },
    setHours: (next) => {
      if (added !== null) keep({ ...added, hours: next });
      setHours(next);
    },
  };
};
