/**
 * Collects every derivation of one explanation, so that the screen can open any of them by id.
 * An id that is taken by a different derivation is a programming error and is reported at once:
 * two numbers under one name could not be told apart on the screen.
 */
import type { AnyDerivation, Derivation, DerivationInput, Grade } from '../../base/derivation';
import { inputFrom } from '../../base/derivation';
import { REPOSITORIES } from '../../base/sources';
import type { Source, Unit } from '../../base/derivation';

/** Where derivations are written down during one run of explain(). */
export interface Notebook {
  /** writes a derivation down and hands it back */
  readonly keep: <D extends AnyDerivation>(d: D) => D;
  readonly get: (id: string) => AnyDerivation | undefined;
  readonly all: () => readonly AnyDerivation[];
}

/** An empty notebook. `keep` throws where an id stands for two different values. */
export const createNotebook = (): Notebook => {
  const book = new Map<string, AnyDerivation>();
  return {
    keep: (d) => {
      const before = book.get(d.id);
      if (before !== undefined && before.value !== d.value) {
        throw new Error(`derivation ${d.id} stands for two values`);
      }
      book.set(d.id, d);
      return d;
    },
    get: (id) => book.get(id),
    all: () => [...book.values()],
  };
};

/** The parts of a derivation that differ from one to the next. */
export interface Computed {
  readonly id: string;
  readonly label: string;
  readonly value: number;
  readonly unit: Unit;
  readonly formula: string;
  readonly inputs: readonly (Derivation | DerivationInput)[];
  readonly source: Source;
  readonly grade?: Grade;
  readonly note?: string | undefined;
}

const asInput = (i: Derivation | DerivationInput): DerivationInput =>
  'id' in i ? inputFrom(i) : i;

const isInferred = (i: Derivation | DerivationInput): boolean =>
  'id' in i && i.grade === 'inferred';

/**
 * A derived number. Grade defaults to user-data: nearly all rests on the paste. It is no surer
 * than what it is computed from.
 */
export const computed = (book: Notebook, c: Computed): Derivation => {
  for (const i of c.inputs) if ('id' in i) book.keep(i);
  const grade = c.inputs.some(isInferred) ? 'inferred' : (c.grade ?? 'user-data');
  return book.keep({
    id: c.id,
    label: c.label,
    value: c.value,
    unit: c.unit,
    formula: c.formula,
    inputs: c.inputs.map(asInput),
    source: c.source,
    grade,
    ...(c.note === undefined ? {} : { note: c.note }),
  });
};

/** Where in the paste something stands. */
export const inPaste = (line: number, what: string): Source => ({
  repository: REPOSITORIES.paste,
  file: `line ${line}`,
  function: what,
});

/** A number as it stands in the paste. */
export const read = (
  book: Notebook,
  r: {
    readonly id: string;
    readonly label: string;
    readonly value: number;
    readonly unit: Unit;
    readonly line: number;
    readonly what: string;
    /** user-data where left out */
    readonly grade?: Grade;
    readonly note?: string;
  },
): Derivation =>
  computed(book, {
    id: r.id,
    label: r.label,
    value: r.value,
    unit: r.unit,
    formula: 'as printed',
    inputs: [],
    source: inPaste(r.line, r.what),
    note: r.note,
    ...(r.grade === undefined ? {} : { grade: r.grade }),
  });

/** A plain named number without a derivation of its own. */
export const given = (name: string, value: number | string, unit: Unit): DerivationInput => ({
  name,
  value,
  unit,
});
