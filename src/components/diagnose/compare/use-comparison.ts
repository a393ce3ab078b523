/** The samples of the open reading, others beside it, and what they come to. */
import { useMemo, useState } from 'react';
import type { KernelReport } from '../../../import';
import { hasTable, laterSample } from '../../../viewmodel/diff/later';
import type { Diff } from '../../../viewmodel/diff/types';
import type { Reading } from '../../../store/selectors';
import { useDiff } from './use-diff';

/** A text that stands beside the open one. */
export interface Beside {
  readonly name: string;
  readonly report: KernelReport;
  /** where it stands among the others while no times tell; the open one stands at its place in the tray */
  readonly place: number;
}

export interface Comparison {
  /** what the samples come to; null with less than two */
  readonly diff: Diff | null;
  /** the texts that are compared, in the order in which the samples name them; null = the open one */
  readonly texts: readonly (Beside | null)[];
  /** hours from one sample to the next, as the reader says; null = as the texts tell */
  readonly hours: number | null;
  /** @returns whether the text has a table that can be compared */
  readonly addText: (name: string, text: string) => boolean;
  /** @returns names of those without a table that can be compared */
  readonly add: (texts: readonly Beside[]) => readonly string[];
  readonly remove: (text: Beside) => void;
  readonly setHours: (hours: number | null) => void;
  readonly turn: () => void;
}

interface Added {
  /** the text that they stand beside: they go with it */
  readonly text: string;
  readonly all: readonly Beside[];
  readonly isTurned: boolean;
  readonly hours: number | null;
}

const NONE: Added = { text: '', all: [], isTurned: false, hours: null };
/** A pasted sample comes after all files. */
const LAST = 1_000_000;

/** What was added stays with its reading while the page is open: who comes back from a room finds it. */
const stayed = new WeakMap<KernelReport, Added>();

const NO_REPORTS: readonly KernelReport[] = [];

const inOrder = ({ all, isTurned }: Added, place: number): readonly (Beside | null)[] => {
  const placed = [{ text: null, place }, ...all.map((text) => ({ text, place: text.place }))].sort(
    (a, b) => a.place - b.place,
  );
  const texts = placed.map((p) => p.text);
  return isTurned ? texts.reverse() : texts;
};

/**
 * @param reading null while nothing is open
 * @param place where the open text stands among the files that were taken in
 */
export const useComparison = (reading: Reading | null, place: number): Comparison => {
  const text = reading?.text ?? '';
  const report = reading?.report ?? null;
  const [kept, setKept] = useState<Added>(() =>
    report === null ? NONE : (stayed.get(report) ?? NONE),
  );
  const added = useMemo(() => (kept.text === text ? kept : { ...NONE, text }), [kept, text]);
  const texts = useMemo(() => inOrder(added, place), [added, place]);
  const reports = useMemo(
    () => (report === null ? NO_REPORTS : texts.map((t) => t?.report ?? report)),
    [report, texts],
  );
  const diff = useDiff(reports, added.hours);
  const keep = (next: Added): void => {
    if (report !== null) stayed.set(report, next);
    setKept(next);
  };
  const add = (more: readonly Beside[]): readonly string[] => {
    const good = more.filter((m) => hasTable(m.report));
    if (good.length > 0) keep({ ...added, hours: null, all: [...added.all, ...good] });
    return more.filter((m) => !good.includes(m)).map((m) => m.name);
  };
  return {
    diff,
    texts,
    hours: added.hours,
    add,
    addText: (name, later) => {
      const read = laterSample(later);
      if (read === null) return false;
      add([{ name, report: read, place: LAST + added.all.length }]);
      return true;
    },
    remove: (gone) => {
      keep({ ...added, hours: null, all: added.all.filter((a) => a !== gone) });
    },
    setHours: (hours) => {
      keep({ ...added, hours });
    },
    turn: () => {
      keep({ ...added, isTurned: !added.isTurned });
    },
  };
};
