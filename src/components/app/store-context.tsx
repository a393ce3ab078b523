/** Hands the store to the components. */
import { createContext, useContext } from 'react';
import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import type { AppActions, AppState, AppStore } from '../../store/app-store';

const Context = createContext<AppStore | null>(null);

export const StoreProvider = ({ store, children }: { store: AppStore; children: ReactNode }) => (
  <Context value={store}>{children}</Context>
);

/** The store itself: for what reads the state when something happens, and shows none of it. */
export const useAppStore = (): AppStore => {
  const store = useContext(Context);
  if (store === null) throw new Error('useAppStore needs a StoreProvider above it');
  return store;
};

/** A slice of the state, by selector. */
export const useApp = <T,>(selector: (s: AppState & AppActions) => T): T =>
  useStore(useAppStore(), selector);
