/**
 * What most of the room draws from, a moment behind: the picture of RAM marks a selection at once, and
 * ruler, panel and tables follow without keeping the page from its next frame. While a run moves, so do
 * the panels. Once nothing moves all show the same.
 */
import { createContext, useContext, useDeferredValue, useMemo } from 'react';
import type { ReactNode } from 'react';
import { useApp } from '../app/store-context';

/** What a link selects. */
interface Chosen {
  /** id of the selection; '' = none */
  readonly sel: string;
  /** region of the kernel map that is open; '' = as the selection has it */
  readonly open: string;
}

const ChosenContext = createContext<Chosen | null>(null);
const TickContext = createContext(0);

/** Hands on what is chosen, as soon as there is time. */
export const ChosenLater = ({ children }: { children: ReactNode }) => {
  const sel = useApp((s) => s.link.sel);
  const open = useApp((s) => s.link.open);
  const now = useMemo(() => ({ sel, open }), [sel, open]);
  return <ChosenContext value={useDeferredValue(now)}>{children}</ChosenContext>;
};

/** What is chosen, as the room shows it. */
export const useChosen = (): Chosen => {
  const chosen = useContext(ChosenContext);
  if (chosen === null) throw new Error('useChosen needs ChosenLater above it');
  return chosen;
};

/** Hands on the tick of the state that is shown. */
export const ShownTick = ({ tick, children }: { tick: number; children: ReactNode }) => (
  <TickContext value={tick}>{children}</TickContext>
);

/** Grows whenever what is shown may have changed. */
export const useTick = (): number => useContext(TickContext);
