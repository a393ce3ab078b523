/** One command feeds button, hotkey and the list of keys. */
import type { AppActions, AppState } from './app-store';

export interface Command {
  readonly id: string;
  readonly label: string;
  /** `KeyboardEvent.key`, lower case; none for buttons only */
  readonly hotkey?: string;
  readonly run: (s: AppState & AppActions) => void;
}

export const COMMANDS = {
  opening: {
    id: 'opening',
    label: 'Go to the opening',
    hotkey: '1',
    run: (s) => {
      s.go('opening');
    },
  },
  machine: {
    id: 'machine',
    label: 'Go to the Machine',
    hotkey: '2',
    run: (s) => {
      s.go('machine');
    },
  },
  diagnose: {
    id: 'diagnose',
    label: 'Go to Your kernel',
    hotkey: '3',
    run: (s) => {
      s.go('diagnose');
    },
  },
  example: {
    id: 'example',
    label: "Read the thread's own e-mail",
    hotkey: 'e',
    run: (s) => {
      s.openExample();
    },
  },
  stage: {
    id: 'stage',
    label: 'Stage theme on or off',
    hotkey: 'p',
    run: (s) => {
      s.setTheme(s.link.theme === 'stage' ? 'auto' : 'stage');
    },
  },
  light: {
    id: 'light',
    label: 'Light theme',
    hotkey: 'l',
    run: (s) => {
      s.setTheme('light');
    },
  },
  dark: {
    id: 'dark',
    label: 'Dark theme',
    hotkey: 'd',
    run: (s) => {
      s.setTheme('dark');
    },
  },
  help: {
    id: 'help',
    label: 'Keys',
    hotkey: '?',
    run: (s) => {
      s.toggleHelp();
    },
  },
  close: {
    id: 'close',
    label: 'Close the panel',
    hotkey: 'escape',
    run: (s) => {
      s.close();
    },
  },
} as const satisfies Record<string, Command>;

/** The command of a key press; none while the user types in a field. */
export const commandForKey = (key: string): Command | undefined =>
  (Object.values(COMMANDS) as readonly Command[]).find((c) => c.hotkey === key.toLowerCase());
