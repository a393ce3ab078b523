/** A value or a reason. Used where there is no sensible partial result. */
export type Result<T, E> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: E };

/** A success. */
export const ok = <T>(value: T): Result<T, never> => ({ ok: true, value });
/** A failure. */
export const err = <E>(error: E): Result<never, E> => ({ ok: false, error });

/** Fails loudly when a switch over a union misses a case. */
export const assertNever = (x: never): never => {
  throw new Error(`unexpected value: ${JSON.stringify(x)}`);
};
