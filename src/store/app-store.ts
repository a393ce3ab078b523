/**
 * The whole state of the page. `link` is what a link carries; `text` is what the user pasted,
 * which stays in memory and reaches a link only when asked.
 */
import { createStore } from 'zustand/vanilla';
import type { StoreApi } from 'zustand/vanilla';
import type { AnyDerivation } from '../base/derivation';
import { DEFAULT_LINK } from './url-codec';
import type { LinkState, Room, Theme } from './url-codec';

export interface AppState {
  readonly link: LinkState;
  /** the user's own text; the seed is not copied here */
  readonly text: string;
  /** name of the dropped file, if any */
  readonly fileName: string;
  readonly isHelpOpen: boolean;
  /** said to screen readers after an action */
  readonly said: string;
  /** derivations that a room loaded later makes itself, so that the drawer can open them */
  readonly offered: readonly AnyDerivation[];
}

export interface AppActions {
  readonly go: (room: Room) => void;
  readonly setLink: (change: Partial<LinkState>) => void;
  readonly paste: (text: string, fileName?: string) => void;
  readonly openExample: () => void;
  readonly clear: () => void;
  /** opens the derivation with that id, and selects that band of the ruler */
  readonly explain: (why: string, band?: string) => void;
  readonly openRegion: (open: string) => void;
  readonly close: () => void;
  readonly setTheme: (theme: Theme) => void;
  readonly toggleHelp: () => void;
  readonly say: (words: string) => void;
  readonly offer: (derivations: readonly AnyDerivation[]) => void;
}

export type AppStore = StoreApi<AppState & AppActions>;

/** A store for one page. */
export const createAppStore = (): AppStore =>
  createStore<AppState & AppActions>()((set, get) => {
    const change = (link: Partial<LinkState>): void => {
      set({ link: { ...get().link, ...link } });
    };
    return {
      link: DEFAULT_LINK,
      text: '',
      fileName: '',
      isHelpOpen: false,
      said: '',
      offered: [],
      go: (room) => {
        change({ room, why: '', band: '' });
      },
      setLink: change,
      paste: (text, fileName = '') => {
        set({ text, fileName });
        change({ room: 'diagnose', example: 'none', why: '', band: '', data: '' });
      },
      openExample: () => {
        set({ text: '', fileName: '' });
        change({ room: 'diagnose', example: 'seed', why: '', band: '', data: '' });
      },
      clear: () => {
        set({ text: '', fileName: '' });
        change({ example: 'none', why: '', band: '', data: '' });
      },
      explain: (why, band = '') => {
        change({ why, band });
      },
      openRegion: (open) => {
        change({ open });
      },
      close: () => {
        set({ isHelpOpen: false });
        change({ why: '', band: '' });
      },
      setTheme: (theme) => {
        change({ theme });
      },
      toggleHelp: () => {
        set({ isHelpOpen: !get().isHelpOpen });
      },
      say: (said) => {
        set({ said });
      },
      offer: (offered) => {
        set({ offered });
      },
    };
  });
