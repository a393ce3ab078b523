/** One command feeds button, hotkey and the list of keys. */
import type { AppActions, AppState } from './app-store';

export interface Command {
  readonly id: string;
  readonly label: string;
  /** `KeyboardEvent.key`, lower case; none for buttons only */
  readonly hotkey?: string;
  readonly run: (s: AppState & AppActions) => void;
}

/** Keys of a run; without one on the screen they do nothing. */
const RUN = {
  play: {
    id: 'play',
    label: 'Play the run, or stop it',
    hotkey: 'k',
    run: (s) => {
      s.controls?.toggle();
    },
  },
  stepOn: {
    id: 'stepOn',
    label: 'One event on',
    hotkey: '.',
    run: (s) => {
      s.controls?.step();
    },
  },
  stepBack: {
    id: 'stepBack',
    label: 'One event back',
    hotkey: ',',
    run: (s) => {
      s.controls?.back();
    },
  },
  nextMark: {
    id: 'nextMark',
    label: 'To the next mark of the run',
    hotkey: ']',
    run: (s) => {
      s.controls?.nextMark();
    },
  },
  previousMark: {
    id: 'previousMark',
    label: 'To the mark before',
    hotkey: '[',
    run: (s) => {
      s.controls?.previousMark();
    },
  },
  toStart: {
    id: 'toStart',
    label: 'To the start of the run',
    hotkey: '<',
    run: (s) => {
      s.controls?.toStart();
    },
  },
  toEnd: {
    id: 'toEnd',
    label: 'To the end of the run',
    hotkey: '>',
    run: (s) => {
      s.controls?.toEnd();
    },
  },
  fork: {
    id: 'fork',
    label: 'Fork the run here',
    hotkey: 'f',
    run: (s) => {
      s.controls?.fork();
    },
  },
  undo: {
    id: 'undo',
    label: 'Undo the last command by hand',
    hotkey: 'z',
    run: (s) => {
      s.controls?.undo();
    },
  },
  goOn: {
    id: 'goOn',
    label: 'Let the branch go on as the scenario did',
    hotkey: 'g',
    run: (s) => {
      s.controls?.goOn();
    },
  },
} as const satisfies Record<string, Command>;

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
  ...RUN,
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
