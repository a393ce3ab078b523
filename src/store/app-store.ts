/**
 * The whole state of the page. `link` is what a link carries; `text` is what the user pasted,
 * which stays in memory and reaches a link only when asked.
 */
import { createStore } from 'zustand/vanilla';
import type { StoreApi } from 'zustand/vanilla';
import type { AnyDerivation } from '../base/derivation';
import { DEFAULT_LINK } from './url-codec';
import { PASTED } from './run/pasted';
import type { LoadedRun } from './run/pasted';
import type { RunControls } from './run/types';
import type { Example, LinkState, Room, Theme } from './url-codec';
import type { Repair } from '../import';
import type { ToldMachine } from '../viewmodel/reading/told';
import type { Tray } from './desk/types';

/** What parts of the room on the screen can do when a key or the palette asks. */
export type Tool = 'csv' | 'json' | 'copyTable' | 'svg' | 'png' | 'saveRun' | 'copyLink';
export type Tools = Readonly<Partial<Record<Tool, (() => void) | undefined>>>;

export type PaletteMode = 'commands' | 'find';

/** What keys can ask of a lesson. */
export interface StepControls {
  readonly next: () => void;
  readonly back: () => void;
  /** shows the speaker's notes below the text, or hides them */
  readonly notes: () => void;
}

export interface AppState {
  readonly link: LinkState;
  /** the user's own text; the seed is not copied here */
  readonly text: string;
  /** name of the dropped file, if any */
  readonly fileName: string;
  /** repairs of the text that the reader has undone */
  readonly without: readonly Repair[];
  /** what the reader says of the machine that printed it; null = nothing */
  readonly told: ToldMachine | null;
  /** the files, or the samples of a log, among which the text was chosen; null where it stands alone */
  readonly tray: Tray | null;
  readonly isHelpOpen: boolean;
  /** the palette: all commands, or only what can be found; '' = closed */
  readonly palette: PaletteMode | '';
  /** the screen is black: the speaker wants to be looked at */
  readonly isBlank: boolean;
  /** said to screen readers after an action */
  readonly said: string;
  /** derivations that a room loaded later makes itself, so that the drawer can open them */
  readonly offered: readonly AnyDerivation[];
  /** the run of the Machine room, for keys; null while no run is on the screen */
  readonly controls: RunControls | null;
  readonly tools: Tools;
  /** the run that was made of the open text; null before it was loaded into the Machine */
  readonly loaded: LoadedRun | null;
  /** ways between the steps of the lesson on the screen; null while none is */
  readonly steps: StepControls | null;
}

export interface AppActions {
  readonly go: (room: Room) => void;
  readonly setLink: (change: Partial<LinkState>) => void;
  readonly paste: (text: string, fileName?: string, tray?: Tray | null) => void;
  /** opens a text of the gallery: its link names it, and does not carry it */
  readonly pasteExample: (example: Example, text: string, tray?: Tray | null) => void;
  /**
   * Reads the open text again without these repairs, and with that machine.
   * @param carried both as a link has them
   */
  readonly mend: (
    without: readonly Repair[],
    told: ToldMachine | null,
    carried: Pick<LinkState, 'without' | 'told'>,
  ) => void;
  /** lays out files of which none is open yet */
  readonly layOut: (tray: Tray) => void;
  readonly openExample: () => void;
  readonly clear: () => void;
  /** opens the derivation with that id, and selects that band of the ruler */
  readonly explain: (why: string, band?: string) => void;
  readonly openRegion: (open: string) => void;
  readonly close: () => void;
  readonly setTheme: (theme: Theme) => void;
  /** opens a step of a lesson; no lesson = the list */
  readonly goToStep: (lesson: string, step: number) => void;
  readonly blank: (isBlank: boolean) => void;
  readonly toggleHelp: () => void;
  readonly openPalette: (mode: PaletteMode | '') => void;
  readonly say: (words: string) => void;
  readonly offer: (derivations: readonly AnyDerivation[]) => void;
  readonly setControls: (controls: RunControls | null) => void;
  /** adds tools; undefined takes one away */
  readonly setTools: (tools: Tools) => void;
  readonly setSteps: (steps: StepControls | null) => void;
  /** opens a run that was made of the open text */
  readonly openLoaded: (loaded: LoadedRun) => void;
  /** the same where the link is there already */
  readonly keepLoaded: (loaded: LoadedRun) => void;
}

export type AppStore = StoreApi<AppState & AppActions>;

type Set = AppStore['setState'];
type Get = AppStore['getState'];
type Actions<K extends keyof AppActions> = Pick<AppActions, K>;

const FRESH: AppState = {
  link: DEFAULT_LINK,
  text: '',
  fileName: '',
  without: [],
  told: null,
  tray: null,
  isHelpOpen: false,
  palette: '',
  isBlank: false,
  said: '',
  offered: [],
  controls: null,
  tools: {},
  loaded: null,
  steps: null,
};

const changeLink =
  (set: Set, get: Get) =>
  (link: Partial<LinkState>): void => {
    set({ link: { ...get().link, ...link } });
  };

type LinkAction = 'go' | 'goToStep' | 'setLink' | 'explain' | 'openRegion' | 'setTheme';

/** What a link carries. */
const linkActions = (set: Set, get: Get): Actions<LinkAction> => {
  const change = changeLink(set, get);
  return {
    go: (room) => {
      change({ room, why: '', band: '' });
    },
    goToStep: (lesson, step) => {
      change({ room: 'lessons', lesson, step: String(step), why: '', band: '' });
    },
    setLink: change,
    explain: (why, band = '') => {
      change({ why, band });
    },
    openRegion: (open) => {
      change({ open });
    },
    setTheme: (theme) => {
      change({ theme });
    },
  };
};

type TextAction =
  | 'paste'
  | 'pasteExample'
  | 'mend'
  | 'layOut'
  | 'openExample'
  | 'clear'
  | 'openLoaded'
  | 'keepLoaded';
const NO_TEXT = {
  text: '',
  fileName: '',
  without: [],
  told: null,
  tray: null,
  loaded: null,
} as const;

/** What a link says of a run's place, at its end and without a branch. */
const AT_END = { at: '', by: '', sel: '' } as const;

/** What is read in *Your kernel*. */
const textActions = (set: Set, get: Get): Actions<TextAction> => {
  const change = changeLink(set, get);
  const closed = { why: '', band: '', data: '', without: '', told: '' } as const;
  /** A run of the text before goes with it. */
  const unloaded = (): Partial<LinkState> =>
    get().link.run === PASTED ? { ...AT_END, run: DEFAULT_LINK.run, machine: '' } : {};
  return {
    paste: (text, fileName = '', tray = null) => {
      set({ ...NO_TEXT, text, fileName, tray });
      change({ ...closed, ...unloaded(), room: 'diagnose', example: 'none' });
    },
    pasteExample: (example, text, tray = null) => {
      set({ ...NO_TEXT, text, tray });
      change({ ...closed, ...unloaded(), room: 'diagnose', example });
    },
    mend: (without, told, carried) => {
      set({ without, told, loaded: null });
      // What the link had packed is the same text; how it is read stands beside it.
      change({ ...carried, ...unloaded() });
    },
    keepLoaded: (loaded) => {
      set({ loaded });
    },
    openLoaded: (loaded) => {
      set({ loaded });
      change({ ...AT_END, room: 'machine', run: PASTED, machine: '', why: '', band: '' });
    },
    layOut: (tray) => {
      set({ ...NO_TEXT, tray });
      change({ ...closed, ...unloaded(), example: 'none' });
    },
    openExample: () => {
      set(NO_TEXT);
      change({ ...closed, ...unloaded(), room: 'diagnose', example: 'seed' });
    },
    clear: () => {
      set(NO_TEXT);
      change({ ...closed, ...unloaded(), example: 'none' });
    },
  };
};

type PageAction =
  | 'blank'
  | 'close'
  | 'toggleHelp'
  | 'openPalette'
  | 'say'
  | 'offer'
  | 'setControls'
  | 'setTools'
  | 'setSteps';
/** What stays on this page and is in no link. */
const pageActions = (set: Set, get: Get): Actions<PageAction> => ({
  blank: (isBlank) => {
    set({ isBlank });
  },
  close: () => {
    set({ isHelpOpen: false });
    changeLink(set, get)({ why: '', band: '' });
  },
  toggleHelp: () => {
    set({ isHelpOpen: !get().isHelpOpen });
  },
  openPalette: (palette) => {
    set({ palette });
  },
  say: (said) => {
    set({ said });
  },
  offer: (offered) => {
    set({ offered });
  },
  setControls: (controls) => {
    set({ controls });
  },
  setSteps: (steps) => {
    set({ steps });
  },
  setTools: (tools) => {
    set({ tools: { ...get().tools, ...tools } });
  },
});

/** A store for one page. */
export const createAppStore = (): AppStore =>
  createStore<AppState & AppActions>()((set, get) => ({
    ...FRESH,
    ...linkActions(set, get),
    ...textActions(set, get),
    ...pageActions(set, get),
  }));
