/** Collects derivations while a layout is computed, so that each is written where it is made. */
import { inputFrom } from '../../base/derivation';
import type {
  AnyDerivation,
  Derivation,
  DerivationInput,
  Grade,
  Unit,
} from '../../base/derivation';
import { sourceRef } from '../../base/sources';
import type { RepositoryTag } from '../../base/sources';

export interface Entry {
  readonly id: string;
  readonly label: string;
  readonly value: number;
  readonly unit: Unit;
  readonly formula: string;
  /** names of earlier entries, or finished inputs */
  readonly from?: readonly (string | DerivationInput)[];
  /** `sys/kern/kern_malloc.c kmeminit()` */
  readonly at: string;
  readonly grade?: Grade;
  readonly note?: string;
}

export interface Notebook {
  readonly values: Record<string, AnyDerivation>;
  readonly write: (entry: Entry) => number;
  readonly address: (entry: Omit<Entry, 'value' | 'unit'> & { readonly value: bigint }) => bigint;
  readonly get: (id: string) => Derivation;
}

const rank: Readonly<Record<Grade, number>> = { exact: 0, 'user-data': 1, inferred: 2 };

export const notebook = (tag: RepositoryTag): Notebook => {
  const values: Record<string, AnyDerivation> = {};
  const inputs = (from: Entry['from']): DerivationInput[] =>
    (from ?? []).map((f) => {
      if (typeof f !== 'string') return f;
      const known = values[f];
      return known === undefined
        ? { name: f, value: 'not computed', unit: 'none' }
        : inputFrom(known, f);
    });
  /** A value is no surer than what it is computed from. */
  const gradeOf = (entry: Pick<Entry, 'grade' | 'from'>): Grade =>
    (entry.from ?? []).reduce<Grade>((worst, f) => {
      const grade = typeof f === 'string' ? values[f]?.grade : undefined;
      return grade !== undefined && rank[grade] > rank[worst] ? grade : worst;
    }, entry.grade ?? 'exact');
  const finish = (entry: Omit<Entry, 'value' | 'unit'>): Omit<Derivation, 'value' | 'unit'> => {
    const [file = '', ...fn] = entry.at.split(' ');
    return {
      id: entry.id,
      label: entry.label,
      formula: entry.formula,
      inputs: inputs(entry.from),
      source: sourceRef(tag, file, fn.join(' ')),
      grade: gradeOf(entry),
      ...(entry.note === undefined ? {} : { note: entry.note }),
    };
  };
  return {
    values,
    write: (entry) => {
      values[entry.id] = { ...finish(entry), value: entry.value, unit: entry.unit };
      return entry.value;
    },
    address: (entry) => {
      values[entry.id] = { ...finish(entry), value: entry.value, unit: 'address' };
      return entry.value;
    },
    get: (id) => values[id] as Derivation,
  };
};
