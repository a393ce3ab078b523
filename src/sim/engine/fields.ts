/** What the fields of a command may hold. */

/** What a field may hold. `name` is a text of 1 to 64 characters; numbers are whole. */
export type FieldRule =
  | { readonly is: 'name' }
  | { readonly is: 'number'; readonly min: number; readonly max: number }
  | { readonly is: 'flag' }
  | { readonly is: 'word'; readonly words: readonly string[] };

/** A field of a verb. */
export interface Field {
  readonly rule: FieldRule;
  readonly needed: boolean;
}

/** The fields of some verbs. */
export type FieldTable<V extends string> = Readonly<Record<V, Readonly<Record<string, Field>>>>;

/** A field that must be there, and one that may. */
export const needed = (rule: FieldRule): Field => ({ rule, needed: true });
export const optional = (rule: FieldRule): Field => ({ rule, needed: false });
export const NAME: FieldRule = { is: 'name' };
export const FLAG: FieldRule = { is: 'flag' };
export const number = (min: number, max: number): FieldRule => ({ is: 'number', min, max });
export const word = (...words: readonly string[]): FieldRule => ({ is: 'word', words });
/** Counts, and bytes of one request, end here. */
export const MILLION = 1_000_000;
export const GIB = 2 ** 30;

/** What makes things: under which name they are held, and how many. */
export interface Take {
  readonly as?: string;
  readonly count?: number;
}
export const TAKE = { as: optional(NAME), count: optional(number(1, MILLION)) };

/** What works on one thing of a holding (`nth`, oldest = 0) or, without `nth`, on each of them. */
export interface Nth {
  readonly nth?: number;
}
export const NTH = { nth: optional(number(0, MILLION)) };
