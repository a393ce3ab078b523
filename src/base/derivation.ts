/**
 * A number that can explain itself. Nothing numeric reaches the screen or the command line
 * without one: formula in words, named inputs, unit, source, and how sure we are.
 */

/** How well a value is known. */
export type Grade =
  /** follows from kernel source and the stated machine */
  | 'exact'
  /** read or computed from figures that the user supplied */
  | 'user-data'
  /** reasoned; not provable from source or data */
  | 'inferred';

/** What a value counts. `K` is 1,024 B. `address` values are bigint. */
export type Unit =
  'B' | 'K' | 'pages' | 'address' | 'items' | 'slabs' | 'count' | 'percent' | 'none';

/** Where a rule was read. */
export interface Source {
  /** repository, with commit where one is pinned: `isoux/freebsd-6.2-r4r-experiments@e1854096` */
  readonly repository: string;
  /** path inside the repository: `sys/kern/kern_malloc.c` */
  readonly file: string;
  /** function or macro: `kmeminit()` */
  readonly function: string;
}

/** One named input of a formula. `ref` is the id of the derivation that explains it further. */
export interface DerivationInput {
  readonly name: string;
  readonly value: number | bigint | string;
  readonly unit: Unit;
  readonly ref?: string;
}

/** A value with everything needed to check it by hand. */
export interface Derivation<V extends number | bigint = number> {
  /** stable id, unique in its book: `vm.kmem_size`, `zone.128.slabs` */
  readonly id: string;
  /** short noun phrase for a heading: `Size of kmem_map` */
  readonly label: string;
  readonly value: V;
  readonly unit: Unit;
  /** the rule in words, naming the inputs: `v_page_count ÷ scale, rounded down, × 4,096` */
  readonly formula: string;
  readonly inputs: readonly DerivationInput[];
  readonly source: Source;
  readonly grade: Grade;
  /** what it rests on, or what the model leaves out */
  readonly note?: string;
}

/** Any derivation, whatever its number type. */
export type AnyDerivation = Derivation | Derivation<bigint>;

/** Derivations by id. */
export type DerivationBook = ReadonlyMap<string, AnyDerivation>;

/** Makes an input that points at the derivation explaining it. */
export const inputFrom = (d: AnyDerivation, name: string = d.label): DerivationInput => ({
  name,
  value: d.value,
  unit: d.unit,
  ref: d.id,
});

/**
 * The same derivation under another name space, its references too: two kernels in one book.
 *
 * @param prefix stands before every id: `router:`
 */
export const prefixed = <D extends AnyDerivation>(d: D, prefix: string): D => ({
  ...d,
  id: prefix + d.id,
  inputs: d.inputs.map((i) => (i.ref === undefined ? i : { ...i, ref: prefix + i.ref })),
});

/**
 * Collects derivations under their ids. Later additions with a known id replace the earlier one.
 */
export const bookOf = (...lists: readonly Iterable<AnyDerivation>[]): DerivationBook => {
  const book = new Map<string, AnyDerivation>();
  for (const list of lists) for (const d of list) book.set(d.id, d);
  return book;
};
