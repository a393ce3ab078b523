/** What a lever is, and what several of them share. */
import { formatCount, formatSize } from '../../../base/format';
import { PAGE_SIZE } from '../../../base/units';
import type { Timeline } from '../../../sim';

/** One field of a form. */
export interface LeverField {
  readonly id: string;
  readonly label: string;
  readonly kind: 'number' | 'text' | 'choice' | 'flag';
  /** what the form starts with; of the state where that says more than a constant */
  readonly start: string | ((t: Timeline) => string);
  /** a number field left empty is left out of the command */
  readonly isOptional?: boolean;
  readonly options?: (t: Timeline) => readonly string[];
}

/** What a person entered, by field; a flag is `yes` or empty. */
export type Fields = Readonly<Record<string, string>>;

/** Heads under which levers are listed. */
export const LEVER_GROUPS = [
  'pressure',
  'memory',
  'process',
  'file',
  'pipe',
  'net',
  'time',
] as const;
export type LeverGroup = (typeof LEVER_GROUPS)[number];

/** A command as plain fields, before the checker of command files has seen it. */
export type Plain = Readonly<Record<string, unknown>>;

/** One thing that a person can do to the machine. */
export interface Lever {
  readonly id: string;
  readonly group: LeverGroup;
  readonly label: string;
  readonly fields: readonly LeverField[];
  /** what it will do, from fields and state: the end of a sentence that begins "It will" */
  readonly will: (f: Fields, t: Timeline) => string;
  /** the commands; without it the one whose verb is the lever's id, with the fields as they are */
  readonly commands?: (f: Fields, t: Timeline) => readonly Plain[];
}

/** In a choice: none of those that there are. */
export const NEW = 'a new one';

export const amount = (f: Fields, id: string): number => Number(f[id] ?? '0');
export const word = (f: Fields, id: string): string => f[id] ?? '';
export const isOn = (f: Fields, id: string): boolean => f[id] === 'yes';

/** `, 3 times`, or nothing for once. */
export const times = (f: Fields, id = 'count'): string =>
  amount(f, id) === 1 ? '' : `, ${formatCount(amount(f, id))} times`;

/** `20,000 pages (78.13 MB)`. */
export const pagesWords = (n: number): string =>
  `${formatCount(n)} ${n === 1 ? 'page' : 'pages'} (${formatSize(n * PAGE_SIZE)})`;

/** Holdings of a kind that hold something. */
export const holdings =
  (kind: string) =>
  (t: Timeline): readonly string[] =>
    [...t.sim.holdings]
      .filter(([, h]) => h.kind === kind && h.ends.get(1) > h.ends.get(0))
      .map(([name]) => name);

/** The same, and a new one. */
export const holdingsOrNew =
  (kind: string) =>
  (t: Timeline): readonly string[] => [...holdings(kind)(t), NEW];

/** How many things a holding holds. */
export const heldIn = (t: Timeline, name: string): number => {
  const h = t.sim.holdings.get(name);
  return h === undefined ? 0 : h.ends.get(1) - h.ends.get(0);
};

/** A name that no holding has: the name itself, or with a number behind it. */
export const freeName = (t: Timeline, name: string): string => {
  for (let n = 1; ; n += 1) {
    const candidate = n === 1 ? name : `${name} ${n}`;
    if (!t.sim.holdings.has(candidate)) return candidate;
  }
};

export const COUNT: LeverField = { id: 'count', label: 'how often', kind: 'number', start: '1' };
export const ALL: LeverField = { ...COUNT, label: 'how many, 0 = all' };
export const WAIT: LeverField = {
  id: 'wait',
  label: 'wait',
  kind: 'choice',
  start: 'waitok',
  options: () => ['waitok', 'nowait'],
};

/** A choice among the holdings of a kind. */
export const choice = (id: string, label: string, kind: string): LeverField => ({
  id,
  label,
  kind: 'choice',
  start: '',
  options: holdings(kind),
});

/** The same, with a new one at the end. */
export const choiceOrNew = (id: string, label: string, kind: string): LeverField => ({
  ...choice(id, label, kind),
  options: holdingsOrNew(kind),
});

export const number = (id: string, label: string, start: string): LeverField => ({
  id,
  label,
  kind: 'number',
  start,
});
