/**
 * Collects the derivations of one layout under their ids, and keeps their certainty honest:
 * a value is never better known than the worst of its inputs, nor than the rules it rests on.
 */
import { inputFrom } from '../../base/derivation';
import type {
  AnyDerivation,
  Derivation,
  DerivationInput,
  Grade,
  Source,
  Unit,
} from '../../base/derivation';

/** What a derivation is made of, before its inputs are linked and its grade is settled. */
export interface Entry<V extends number | bigint = number> {
  readonly id: string;
  readonly label: string;
  readonly value: V;
  readonly unit: Unit;
  readonly formula: string;
  /** derivations become inputs that point at them; bare constants are inputs as they are */
  readonly from?: readonly (AnyDerivation | DerivationInput)[];
  readonly source: Source;
  /** the best it can be; that of the book where left out */
  readonly grade?: Grade;
  readonly note?: string | undefined;
}

/** The book of one layout. Ids are unique: a later entry under a known id replaces the first. */
export interface Workbook {
  /** writes a number down and hands it back */
  readonly number: (entry: Entry) => Derivation;
  /** writes an address down and hands it back */
  readonly address: (entry: Omit<Entry<bigint>, 'unit'>) => Derivation<bigint>;
  /** keeps a derivation that was made elsewhere; no better graded than the book */
  readonly keep: (d: Derivation) => Derivation;
  /** a second name under which a derivation is found; a known id keeps its own */
  readonly alias: (name: string, d: Derivation) => void;
  /** everything written, by id and alias, in the order it was made; the book itself, not a copy */
  readonly all: () => Readonly<Record<string, AnyDerivation>>;
}

const RANK: Readonly<Record<Grade, number>> = { exact: 0, 'user-data': 1, inferred: 2 };

/** The less certain of two grades. */
export const worse = (a: Grade, b: Grade): Grade => (RANK[a] >= RANK[b] ? a : b);

/** A named constant as an input. */
export const given = (
  name: string,
  value: number | bigint | string,
  unit: Unit = 'count',
): DerivationInput => ({ name, value, unit });

const isDerivation = (x: AnyDerivation | DerivationInput): x is AnyDerivation => 'formula' in x;

/** `spec.ram` is called `ram` in a formula; other ids are names already. */
const shortName = (id: string): string => id.replace(/^(spec|tunable)\./, '');

const finish = <V extends number | bigint>(entry: Entry<V>, best: Grade): Derivation<V> => {
  const from = entry.from ?? [];
  const grade = from
    .filter(isDerivation)
    .reduce<Grade>((g, d) => worse(g, d.grade), worse(best, entry.grade ?? 'exact'));
  return {
    id: entry.id,
    label: entry.label,
    value: entry.value,
    unit: entry.unit,
    formula: entry.formula,
    inputs: from.map((i) => (isDerivation(i) ? inputFrom(i, shortName(i.id)) : i)),
    source: entry.source,
    grade,
    ...(entry.note === undefined ? {} : { note: entry.note }),
  };
};

/**
 * An empty book.
 * @param best how well the rules of this release and architecture are known
 */
export const createWorkbook = (best: Grade): Workbook => {
  const kept: Record<string, AnyDerivation> = {};
  const put = <D extends AnyDerivation>(d: D): D => {
    kept[d.id] = d;
    return d;
  };
  return {
    number: (entry) => put(finish(entry, best)),
    address: (entry) => put(finish({ ...entry, unit: 'address' }, best)),
    keep: (d) => put({ ...d, grade: worse(d.grade, best) }),
    alias: (name, d) => {
      kept[name] ??= d;
    },
    all: () => kept,
  };
};
