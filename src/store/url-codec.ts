/**
 * The shareable state as a hash: `#/diagnose?v=1&example=seed&open=kmem_map&why=vm.kmem_size&theme=dark`.
 * Reading is total: unknown keys are ignored, bad values fall back, nothing throws.
 * A new version adds an upgrader from the one before it; old links are kept in the tests.
 */
export const ROOMS = [
  'opening',
  'machine',
  'lessons',
  'diagnose',
  'glossary',
  'thread',
  'presenter',
] as const;
export type Room = (typeof ROOMS)[number];
export const THEMES = ['auto', 'light', 'dark', 'stage'] as const;
export type Theme = (typeof THEMES)[number];
/** Texts that the page carries: src/examples. */
export const EXAMPLES = ['none', 'seed', 'healthy', 'mbufs', 'driver', 'arc', 'cut'] as const;
export type Example = (typeof EXAMPLES)[number];

/** How the frames of RAM are arranged. */
export const ARRANGEMENTS = ['owner', 'address', 'queue'] as const;
export type Arrangement = (typeof ARRANGEMENTS)[number];

/** What the colour of a frame says. */
export const COLOURS = ['holder', 'paging', 'age', 'zone', 'asked'] as const;
export type ColourBy = (typeof COLOURS)[number];

/** How the pages of a map are arranged. */
export const PAGE_ORDERS = ['owners', 'addresses'] as const;
export type PageOrder = (typeof PAGE_ORDERS)[number];

/** Tables of the running kernel, and the two commands as a terminal prints them. */
export const TABLES = [
  'zones',
  'types',
  'maps',
  'queues',
  'pipes',
  'buffers',
  'processes',
  'vnodes',
  'sockets',
  'swap',
  'z',
  'm',
] as const;
export type TableTab = (typeof TABLES)[number];

/** Parts of the Machine room that a teacher can hide; the pictures stay. */
export const HIDEABLE = [
  'scenario',
  'machine',
  'transport',
  'log',
  'levers',
  'branches',
  'tables',
] as const;
export type Hideable = (typeof HIDEABLE)[number];

/** Events a second while playing. */
export const SPEEDS = ['1', '10', '100', '1000', '10000'] as const;
export type Speed = (typeof SPEEDS)[number];

export interface LinkState {
  readonly room: Room;
  /** id of the lesson that is open; empty = the list of them */
  readonly lesson: string;
  /** number of its step, from 1 */
  readonly step: string;
  readonly theme: Theme;
  readonly example: Example;
  /** repairs of the text that are undone: src/viewmodel/reading/reading-code.ts */
  readonly without: string;
  /** the machine that printed it, as far as it was set by hand: the same file */
  readonly told: string;
  /** region that the second column shows */
  readonly open: string;
  /** id of the derivation in the drawer; empty = closed */
  readonly why: string;
  /** band of the ruler that is selected; empty = none */
  readonly band: string;
  /** levers of the Machine room as one text; empty = the thread's router */
  readonly machine: string;
  /** id of the scenario that the Machine room runs */
  readonly run: string;
  /** position in the run, in commands; empty = its end */
  readonly at: string;
  readonly speed: Speed;
  /** what is selected in the running machine: src/viewmodel/running/place.ts */
  readonly sel: string;
  readonly arrange: Arrangement;
  readonly colour: ColourBy;
  readonly pages: PageOrder;
  readonly table: TableTab;
  /** id of the lever in the form: src/viewmodel/running/hand */
  readonly lever: string;
  /** parts of the room that are hidden, parted by commas: HIDEABLE */
  readonly hide: string;
  /** commands by hand that made the branch: src/store/run/by-hand.ts */
  readonly by: string;
  /** term of the glossary that is shown, by its name */
  readonly term: string;
  /** question of the thread that is shown, by its id */
  readonly question: string;
  /** the pasted text, only when the user asked for it to be in the link (packed) */
  readonly data: string;
}

export const LINK_VERSION = 1;
export const DEFAULT_LINK: LinkState = {
  room: 'opening',
  lesson: '',
  step: '1',
  theme: 'auto',
  example: 'none',
  without: '',
  told: '',
  open: 'kmem_map',
  why: '',
  band: '',
  machine: '',
  run: 'ng_nat',
  at: '',
  speed: '1000',
  sel: '',
  arrange: 'owner',
  colour: 'holder',
  pages: 'owners',
  table: 'zones',
  lever: '',
  hide: '',
  by: '',
  term: '',
  question: '',
  data: '',
};

type Params = Record<string, string>;
/** `UPGRADERS[n]` turns the parameters of version n into those of version n + 1. */
const UPGRADERS: Readonly<Record<number, (p: Params) => Params>> = {};

/** Where each room stands in the hash. */
export const ROOM_PATHS: Readonly<Record<Room, string>> = {
  opening: '/',
  machine: '/machine',
  lessons: '/lessons',
  diagnose: '/diagnose',
  glossary: '/glossary',
  thread: '/thread',
  presenter: '/presenter',
};
const KEYS = [
  'theme',
  'example',
  'without',
  'told',
  'machine',
  'run',
  'at',
  'speed',
  'arrange',
  'colour',
  'pages',
  'table',
  'lever',
  'hide',
  'by',
  'sel',
  'open',
  'band',
  'why',
  'term',
  'question',
  'data',
] as const;
const MAX_ID = 200;
const MAX_MACHINE = 1000;
/** Repairs undone that take more are not put into a link: see src/viewmodel/reading/reading-code.ts. */
export const MAX_WITHOUT = 2000;
/** Commands by hand that are longer are not put into a link: see src/store/run/by-hand.ts. */
export const MAX_BY = 8000;

const pick = <T extends string>(allowed: readonly T[], value: string | undefined, fallback: T): T =>
  allowed.find((a) => a === value) ?? fallback;
const id = (value: string | undefined, fallback: string, max = MAX_ID): string =>
  value === undefined || value.length > max ? fallback : value;

/** What a step of a lesson says itself: its figure is not written into the link. */
export const FIGURE_KEYS = [
  'run',
  'machine',
  'at',
  'by',
  'sel',
  'arrange',
  'colour',
  'pages',
  'table',
  'lever',
  'open',
  'band',
] as const;

const isOfStep = (state: LinkState, key: (typeof KEYS)[number]): boolean =>
  state.room === 'lessons' && FIGURE_KEYS.some((k) => k === key);

const pathOf = ({ room, lesson, step }: LinkState): string =>
  room === 'lessons' && lesson !== ''
    ? `${ROOM_PATHS.lessons}/${encodeURIComponent(lesson)}/${step}`
    : ROOM_PATHS[room];

/** State → hash, defaults left out, always with the version. */
export const encodeLink = (state: LinkState): string => {
  const params = new URLSearchParams({ v: String(LINK_VERSION) });
  for (const key of KEYS)
    if (state[key] !== DEFAULT_LINK[key] && !isOfStep(state, key)) params.set(key, state[key]);
  return `#${pathOf(state)}?${params.toString()}`;
};

const LESSON = /^\/lessons\/([\w-]{1,60})(?:\/(\d{1,2}))?$/;

/** Lesson and step of a path; none where it names no lesson. */
const lessonOf = (path: string): Pick<LinkState, 'lesson' | 'step'> => {
  const [, lesson = '', step = DEFAULT_LINK.step] = LESSON.exec(path) ?? [];
  return { lesson, step };
};

/** Those of a list that can be hidden, in their own order, each once. */
const hiddenFrom = (list: string): string => {
  const asked = list.split(',');
  return HIDEABLE.filter((part) => asked.includes(part)).join(',');
};

const AT = /^\d{1,9}$/;

/** What the Machine room shows of its run. */
const machineView = (
  params: Params,
): Pick<
  LinkState,
  | 'run'
  | 'at'
  | 'speed'
  | 'sel'
  | 'arrange'
  | 'colour'
  | 'pages'
  | 'table'
  | 'lever'
  | 'hide'
  | 'by'
> => ({
  run: id(params['run'], DEFAULT_LINK.run),
  at: AT.test(params['at'] ?? '') ? (params['at'] ?? '') : DEFAULT_LINK.at,
  speed: pick(SPEEDS, params['speed'], DEFAULT_LINK.speed),
  sel: id(params['sel'], DEFAULT_LINK.sel),
  arrange: pick(ARRANGEMENTS, params['arrange'], DEFAULT_LINK.arrange),
  colour: pick(COLOURS, params['colour'], DEFAULT_LINK.colour),
  pages: pick(PAGE_ORDERS, params['pages'], DEFAULT_LINK.pages),
  table: pick(TABLES, params['table'], DEFAULT_LINK.table),
  lever: id(params['lever'], DEFAULT_LINK.lever),
  hide: hiddenFrom(params['hide'] ?? ''),
  by: id(params['by'], DEFAULT_LINK.by, MAX_BY),
});

/** Hash → state. Never throws. */
export const decodeLink = (hash: string): LinkState => {
  const [path = '', query = ''] = hash.replace(/^#/, '').split('?', 2);
  let params: Params = Object.fromEntries(new URLSearchParams(query));
  for (let v = Number(params['v'] ?? LINK_VERSION); v < LINK_VERSION; v += 1) {
    params = UPGRADERS[v]?.(params) ?? params;
  }
  const own = lessonOf(path);
  const isLesson = own.lesson !== '';
  const room = ROOMS.find((r) => ROOM_PATHS[r] === path) ?? DEFAULT_LINK.room;
  return {
    room: isLesson ? 'lessons' : room,
    ...own,
    theme: pick(THEMES, params['theme'], DEFAULT_LINK.theme),
    example: pick(EXAMPLES, params['example'], DEFAULT_LINK.example),
    without: id(params['without'], DEFAULT_LINK.without, MAX_WITHOUT),
    told: id(params['told'], DEFAULT_LINK.told),
    open: id(params['open'], DEFAULT_LINK.open),
    why: id(params['why'], DEFAULT_LINK.why),
    band: id(params['band'], DEFAULT_LINK.band),
    machine: id(params['machine'], DEFAULT_LINK.machine, MAX_MACHINE),
    ...machineView(params),
    term: id(params['term'], DEFAULT_LINK.term),
    question: id(params['question'], DEFAULT_LINK.question),
    data: params['data'] ?? DEFAULT_LINK.data,
  };
};
