/** One command feeds button, hotkey, palette and the list of keys. */
import type { AppActions, AppState, Tool } from './app-store';
import { PART_COMMANDS } from './place-commands';

/** The page as commands see it. */
export type Page = AppState & AppActions;

/** Heads of the list of keys and of the palette. */
export const COMMAND_GROUPS = ['go', 'part', 'run', 'take', 'look', 'help'] as const;
export type CommandGroup = (typeof COMMAND_GROUPS)[number];

export interface Command {
  readonly id: string;
  readonly group: CommandGroup;
  readonly label: string;
  /** `KeyboardEvent.key`, lower case, `mod+` before it with Ctrl or ⌘; none for the palette only */
  readonly hotkey?: string;
  /** whether it can do anything now; without it always */
  readonly isFor?: (s: Page) => boolean;
  /** id of the element that gets the focus */
  readonly goTo?: string;
  readonly run: (s: Page) => void;
}

const isRunning = (s: Page): boolean => s.controls !== null;

/** A clicker has four keys: they speak to whoever shows something to a room. */
const isShown = (s: Page): boolean => s.steps !== null || s.link.theme === 'stage';

/** Keys of a speaker. They come before the keys of a run. */
const SPEAK = {
  nextStep: {
    id: 'nextStep',
    group: 'run',
    label: 'Next step of the lesson; on stage the next mark of the run',
    hotkey: 'pagedown',
    isFor: (s) => s.steps !== null || (isShown(s) && isRunning(s)),
    run: (s) => {
      if (s.steps === null) s.controls?.nextMark();
      else s.steps.next();
    },
  },
  previousStep: {
    id: 'previousStep',
    group: 'run',
    label: 'Step before; on stage the mark before',
    hotkey: 'pageup',
    isFor: (s) => s.steps !== null || (isShown(s) && isRunning(s)),
    run: (s) => {
      if (s.steps === null) s.controls?.previousMark();
      else s.steps.back();
    },
  },
  notes: {
    id: 'notes',
    group: 'look',
    label: 'Notes for the speaker, in a lesson',
    hotkey: 'n',
    isFor: (s) => s.steps !== null,
    run: (s) => {
      s.steps?.notes();
    },
  },
  blank: {
    id: 'blank',
    group: 'look',
    label: 'Black screen, in a lesson or on stage',
    hotkey: 'b',
    isFor: isShown,
    run: (s) => {
      s.blank(true);
    },
  },
  blankToo: {
    id: 'blankToo',
    group: 'look',
    label: 'Black screen, the other key of a clicker',
    hotkey: '.',
    isFor: isShown,
    run: (s) => {
      s.blank(true);
    },
  },
} as const satisfies Record<string, Command>;

/** What a part of the room on the screen can do; see `Tools`. */
const tool = (id: Tool, label: string) =>
  ({
    id,
    group: 'take',
    label,
    isFor: (s: Page) => s.tools[id] !== undefined,
    run: (s: Page) => {
      s.tools[id]?.();
    },
  }) as const satisfies Command;

/** Files and copies of what is on the screen. */
const TAKE = {
  svg: tool('svg', 'Save the picture as SVG'),
  png: tool('png', 'Save the picture as PNG'),
  csv: tool('csv', 'Save the table as CSV'),
  json: tool('json', 'Save the table as JSON'),
  copyTable: tool('copyTable', 'Copy the table'),
  saveRun: tool('saveRun', 'Save the run as a command file'),
  copyLink: tool('copyLink', 'Copy the link to this view'),
} as const satisfies Record<string, Command>;

/** Keys of a run; without one on the screen they do nothing. */
const RUN = {
  play: {
    id: 'play',
    group: 'run',
    isFor: isRunning,
    label: 'Play the run, or stop it',
    hotkey: 'k',
    run: (s) => {
      s.controls?.toggle();
    },
  },
  stepOn: {
    id: 'stepOn',
    group: 'run',
    isFor: isRunning,
    label: 'One event on',
    hotkey: '.',
    run: (s) => {
      s.controls?.step();
    },
  },
  stepBack: {
    id: 'stepBack',
    group: 'run',
    isFor: isRunning,
    label: 'One event back',
    hotkey: ',',
    run: (s) => {
      s.controls?.back();
    },
  },
  nextMark: {
    id: 'nextMark',
    group: 'run',
    isFor: isRunning,
    label: 'To the next mark of the run',
    hotkey: ']',
    run: (s) => {
      s.controls?.nextMark();
    },
  },
  previousMark: {
    id: 'previousMark',
    group: 'run',
    isFor: isRunning,
    label: 'To the mark before',
    hotkey: '[',
    run: (s) => {
      s.controls?.previousMark();
    },
  },
  toStart: {
    id: 'toStart',
    group: 'run',
    isFor: isRunning,
    label: 'To the start of the run',
    hotkey: '<',
    run: (s) => {
      s.controls?.toStart();
    },
  },
  toEnd: {
    id: 'toEnd',
    group: 'run',
    isFor: isRunning,
    label: 'To the end of the run',
    hotkey: '>',
    run: (s) => {
      s.controls?.toEnd();
    },
  },
  fork: {
    id: 'fork',
    group: 'run',
    isFor: isRunning,
    label: 'Fork the run here',
    hotkey: 'f',
    run: (s) => {
      s.controls?.fork();
    },
  },
  undo: {
    id: 'undo',
    group: 'run',
    isFor: isRunning,
    label: 'Undo the last command by hand',
    hotkey: 'z',
    run: (s) => {
      s.controls?.undo();
    },
  },
  goOn: {
    id: 'goOn',
    group: 'run',
    isFor: isRunning,
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
    group: 'go',
    label: 'Go to the opening',
    hotkey: '1',
    run: (s) => {
      s.go('opening');
    },
  },
  machine: {
    id: 'machine',
    group: 'go',
    label: 'Go to the Machine',
    hotkey: '2',
    run: (s) => {
      s.go('machine');
    },
  },
  lessons: {
    id: 'lessons',
    group: 'go',
    label: 'Go to the lessons',
    hotkey: '3',
    run: (s) => {
      s.setLink({ room: 'lessons', lesson: '', step: '1', why: '' });
    },
  },
  diagnose: {
    id: 'diagnose',
    group: 'go',
    label: 'Go to Your kernel',
    hotkey: '4',
    run: (s) => {
      s.go('diagnose');
    },
  },
  glossary: {
    id: 'glossary',
    group: 'go',
    label: 'Go to the glossary',
    hotkey: '5',
    run: (s) => {
      s.go('glossary');
    },
  },
  thread: {
    id: 'thread',
    group: 'go',
    label: 'Go to the questions of the thread',
    run: (s) => {
      s.go('thread');
    },
  },
  presenter: {
    id: 'presenter',
    group: 'go',
    label: 'Go to the presenter view',
    run: (s) => {
      s.go('presenter');
    },
  },
  example: {
    id: 'example',
    group: 'go',
    label: "Read the thread's own e-mail",
    hotkey: 'e',
    run: (s) => {
      s.openExample();
    },
  },
  stage: {
    id: 'stage',
    group: 'look',
    label: 'Stage theme on or off',
    hotkey: 'p',
    run: (s) => {
      s.setTheme(s.link.theme === 'stage' ? 'auto' : 'stage');
    },
  },
  light: {
    id: 'light',
    group: 'look',
    label: 'Light theme',
    hotkey: 'l',
    run: (s) => {
      s.setTheme('light');
    },
  },
  dark: {
    id: 'dark',
    group: 'look',
    label: 'Dark theme',
    hotkey: 'd',
    run: (s) => {
      s.setTheme('dark');
    },
  },
  ...SPEAK,
  ...PART_COMMANDS,
  ...RUN,
  ...TAKE,
  palette: {
    id: 'palette',
    group: 'help',
    label: 'All commands',
    hotkey: 'mod+k',
    run: (s) => {
      s.openPalette('commands');
    },
  },
  find: {
    id: 'find',
    group: 'help',
    label: 'Find a zone, an address, a frame, a process, a term',
    hotkey: '/',
    run: (s) => {
      s.openPalette('find');
    },
  },
  help: {
    id: 'help',
    group: 'help',
    label: 'Keys',
    hotkey: '?',
    run: (s) => {
      s.toggleHelp();
    },
  },
  close: {
    id: 'close',
    group: 'help',
    label: 'Close the panel',
    hotkey: 'escape',
    run: (s) => {
      s.close();
    },
  },
} as const satisfies Record<string, Command>;

const LIST = Object.values(COMMANDS) as readonly Command[];

/** All of them, in the order of the list of keys. */
export const allCommands = (): readonly Command[] => LIST;

/** Whether a command can do anything now. */
export const canRun = (c: Command, s: Page): boolean => c.isFor?.(s) ?? true;

/**
 * The command of a key press. Where several have the key, the first that can do something now.
 * @param s the page; without it the first that has the key
 */
export const commandForKey = (key: string, isMod = false, s?: Page): Command | undefined => {
  const wanted = `${isMod ? 'mod+' : ''}${key.toLowerCase()}`;
  const meant = LIST.filter((c) => c.hotkey === wanted);
  return s === undefined ? meant[0] : meant.find((c) => canRun(c, s));
};
