/**
 * The shareable state as a hash: `#/diagnose?v=1&example=seed&open=kmem_map&why=vm.kmem_size&theme=dark`.
 * Reading is total: unknown keys are ignored, bad values fall back, nothing throws.
 * A new version adds an upgrader from the one before it; old links are kept in the tests.
 */
export const ROOMS = ['opening', 'machine', 'diagnose'] as const;
export type Room = (typeof ROOMS)[number];
export const THEMES = ['auto', 'light', 'dark', 'stage'] as const;
export type Theme = (typeof THEMES)[number];
export const EXAMPLES = ['none', 'seed'] as const;
export type Example = (typeof EXAMPLES)[number];

export interface LinkState {
  readonly room: Room;
  readonly theme: Theme;
  readonly example: Example;
  /** region that the second column shows */
  readonly open: string;
  /** id of the derivation in the drawer; empty = closed */
  readonly why: string;
  /** band of the ruler that is selected; empty = none */
  readonly band: string;
  /** levers of the Machine room as one text; empty = the thread's router */
  readonly machine: string;
  /** the pasted text, only when the user asked for it to be in the link (packed) */
  readonly data: string;
}

export const LINK_VERSION = 1;
export const DEFAULT_LINK: LinkState = {
  room: 'opening',
  theme: 'auto',
  example: 'none',
  open: 'kmem_map',
  why: '',
  band: '',
  machine: '',
  data: '',
};

type Params = Record<string, string>;
/** `UPGRADERS[n]` turns the parameters of version n into those of version n + 1. */
const UPGRADERS: Readonly<Record<number, (p: Params) => Params>> = {};

/** Where each room stands in the hash. */
export const ROOM_PATHS: Readonly<Record<Room, string>> = {
  opening: '/',
  machine: '/machine',
  diagnose: '/diagnose',
};
const KEYS = ['theme', 'example', 'machine', 'open', 'band', 'why', 'data'] as const;
const MAX_ID = 200;
const MAX_MACHINE = 1000;

const pick = <T extends string>(allowed: readonly T[], value: string | undefined, fallback: T): T =>
  allowed.find((a) => a === value) ?? fallback;
const id = (value: string | undefined, fallback: string, max = MAX_ID): string =>
  value === undefined || value.length > max ? fallback : value;

/** State → hash, defaults left out, always with the version. */
export const encodeLink = (state: LinkState): string => {
  const params = new URLSearchParams({ v: String(LINK_VERSION) });
  for (const key of KEYS) if (state[key] !== DEFAULT_LINK[key]) params.set(key, state[key]);
  return `#${ROOM_PATHS[state.room]}?${params.toString()}`;
};

/** Hash → state. Never throws. */
export const decodeLink = (hash: string): LinkState => {
  const [path = '', query = ''] = hash.replace(/^#/, '').split('?', 2);
  let params: Params = Object.fromEntries(new URLSearchParams(query));
  for (let v = Number(params['v'] ?? LINK_VERSION); v < LINK_VERSION; v += 1) {
    params = UPGRADERS[v]?.(params) ?? params;
  }
  const room = ROOMS.find((r) => ROOM_PATHS[r] === path) ?? DEFAULT_LINK.room;
  return {
    room,
    theme: pick(THEMES, params['theme'], DEFAULT_LINK.theme),
    example: pick(EXAMPLES, params['example'], DEFAULT_LINK.example),
    open: id(params['open'], DEFAULT_LINK.open),
    why: id(params['why'], DEFAULT_LINK.why),
    band: id(params['band'], DEFAULT_LINK.band),
    machine: id(params['machine'], DEFAULT_LINK.machine, MAX_MACHINE),
    data: params['data'] ?? DEFAULT_LINK.data,
  };
};
