/** The layout that the room shows and the one before the last lever, for words beside each lever. */
import { createContext, useContext } from 'react';
import type { BootLayout } from '../../sim';

/** `before` is null until a lever was moved. */
export interface Moves {
  readonly now: BootLayout | null;
  readonly before: BootLayout | null;
}

export const MovesContext = createContext<Moves>({ now: null, before: null });

/** See the head of the file. */
export const useMoves = (): Moves => useContext(MovesContext);
