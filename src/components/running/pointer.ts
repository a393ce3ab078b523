/** The frame under the pointer. Beside the state of React: only what shows it is drawn anew. */

/** See the head of the file; −1 = none. */
export interface Pointer {
  readonly get: () => number;
  readonly set: (frame: number) => void;
  /** @returns how to stop */
  readonly subscribe: (call: () => void) => () => void;
}

/** A pointer over nothing. */
export const newPointer = (): Pointer => {
  let at = -1;
  const calls = new Set<() => void>();
  return {
    get: () => at,
    set: (frame) => {
      if (frame === at) return;
      at = frame;
      for (const call of calls) call();
    },
    subscribe: (call) => {
      calls.add(call);
      return () => {
        calls.delete(call);
      };
    },
  };
};
