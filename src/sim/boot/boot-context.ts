/**
 * What every stage of the boot sees: the machine, its kernel's constants, the book that collects
 * values, and the notes. Stages only add; none takes back what an earlier one wrote.
 */
import { sourceRef } from '../../base/sources';
import type { Derivation, Grade, Source, Unit } from '../../base/derivation';
import type { MachineConstants } from './constants';
import { findTunable, tunableApplies } from './tunables';
import type { LayoutNote, MachineSpec } from './types';
import { createWorkbook } from './workbook';
import type { Entry, Workbook } from './workbook';

/** The state of one computation. */
export interface Boot {
  readonly machine: MachineSpec;
  readonly k: MachineConstants;
  readonly book: Workbook;
  readonly notes: LayoutNote[];
}

/** Opens an empty book for a machine. */
export const openBoot = (machine: MachineSpec, k: MachineConstants): Boot => ({
  machine,
  k,
  book: createWorkbook(k.grade),
  notes: [],
});

/** A place in the machine-independent kernel of the machine's release: `kern/vfs_bio.c`. */
export const kernSource = (b: Boot, file: string, fn: string): Source =>
  sourceRef(b.k.tag, `sys/${file}`, fn);

/** A place in the machine's own folder: `pmap.c` is sys/i386/i386/pmap.c. */
export const archSource = (b: Boot, file: string, fn: string): Source =>
  sourceRef(b.k.tag, `sys/${b.k.arch}/${b.k.arch}/${file}`, fn);

/** A header of the machine: `pmap.h` is sys/i386/include/pmap.h. */
export const headerSource = (b: Boot, file: string, what: string): Source =>
  sourceRef(b.k.tag, `sys/${b.k.arch}/include/${file}`, what);

/** A figure of the machine, under `spec.<field>`; its source is where the kernel learns of it. */
export const specFact = (
  b: Boot,
  field: string,
  value: number,
  more: {
    readonly label: string;
    readonly unit: Unit;
    readonly source: Source;
    readonly grade?: Grade;
    readonly note?: string;
  },
): Derivation =>
  b.book.number({
    id: `spec.${field}`,
    value,
    formula: 'as the machine is described',
    ...more,
  });

/**
 * A loader tunable that is set and that this kernel reads, under `tunable.<name>`.
 * @param source where the kernel reads it
 * @returns undefined where the kernel keeps its own default
 */
export const tunable = (b: Boot, name: string, source: Source): Derivation | undefined => {
  const value = b.machine.tunables[name];
  const row = findTunable(name);
  if (value === undefined || row === undefined) return undefined;
  if (!tunableApplies(row, b.machine.release, b.machine.arch)) return undefined;
  return b.book.number({
    id: `tunable.${name}`,
    label: `Loader tunable ${name}`,
    value,
    unit: row.unit,
    formula: 'as set in /boot/loader.conf',
    source,
  });
};

/** A default, or the tunable that takes its place and so changes all that follows from it. */
export const tuned = (
  b: Boot,
  name: string,
  entry: Entry,
  zero: 'is-a-value' | 'is-unset' = 'is-a-value',
): Derivation => {
  const set = tunable(b, name, entry.source);
  if (set === undefined || (set.value === 0 && zero === 'is-unset')) return b.book.number(entry);
  return b.book.number({
    ...entry,
    value: set.value,
    formula: `set by the loader tunable ${name}`,
    from: [set],
  });
};

/** Adds a note for the reader of the layout. */
export const note = (b: Boot, severity: LayoutNote['severity'], message: string): void => {
  b.notes.push({ severity, message });
};
