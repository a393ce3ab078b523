/**
 * What the palette lists: every command, and the choices that have a place of their own on the screen.
 * It comes with the palette, not with the page, for it knows scenarios and levers.
 */
import type { AnyDerivation } from '../base/derivation';
import { MACHINE, PRESETS } from '../strings/en/machine';
import {
  PALETTE_WORDS as WORDS,
  HIDE_WORDS,
  RAM_WORDS,
  RULER_WORDS,
  TABLES_WORDS,
  TRANSPORT_WORDS,
} from '../strings/en/room';
import { TERMS } from '../strings/en/terms';
import type { Term } from '../strings/en/terms';
import { LEVERS } from '../viewmodel/running/hand/levers';
import { termId } from '../viewmodel/running/term';
import { allCommands, canRun } from './commands';
import type { Page } from './commands';
import { scenarioList } from './run/scenarios';
import { selectBook } from './selectors';
import { ARRANGEMENTS, COLOURS, HIDEABLE, PAGE_ORDERS, SPEEDS, TABLES } from './url-codec';
import type { LinkState } from './url-codec';

/** One line of the palette. */
export interface Entry {
  readonly id: string;
  readonly label: string;
  /** what kind of thing it is, beside the label */
  readonly hint: string;
  readonly hotkey?: string | undefined;
  /** id of the element that gets the focus then */
  readonly goTo?: string;
  /** the hint is a sentence: what the term means */
  readonly isTerm?: boolean;
  readonly run: (s: Page) => void;
}

/** Entries that set a part of the link, in the Machine room. */
const link = (
  what: Pick<Entry, 'id' | 'label' | 'hint' | 'goTo'>,
  change: Partial<LinkState>,
): Entry => ({
  ...what,
  run: (s) => {
    s.setLink({ room: 'machine', ...change });
  },
});

const commands = (s: Page): Entry[] =>
  allCommands()
    .filter((c) => c.id !== 'palette' && c.id !== 'close' && canRun(c, s))
    .map((c) => ({
      id: c.id,
      label: c.label,
      hint: WORDS.groups[c.group],
      hotkey: c.hotkey,
      ...(c.goTo === undefined ? {} : { goTo: c.goTo }),
      run: c.run,
    }));

const scenarios = (): Entry[] =>
  scenarioList().map(({ id, title }) =>
    link(
      { id: `run ${id}`, label: title, hint: WORDS.scenario },
      { run: id, at: '', by: '', sel: '', why: '' },
    ),
  );

const machines = (): Entry[] =>
  PRESETS.map(({ name, code }) =>
    link(
      { id: `machine ${code}`, label: name, hint: WORDS.machine },
      { machine: code, why: '', band: '', by: '', at: '' },
    ),
  );

/** Entries for each value of one part of the link. */
const each = <V extends string>(
  values: readonly V[],
  hint: string,
  label: (v: V) => string,
  change: (v: V) => Partial<LinkState>,
): Entry[] => values.map((v) => link({ id: `${hint} ${v}`, label: label(v), hint }, change(v)));

const levers = (): Entry[] =>
  LEVERS.map((l) =>
    link(
      { id: `lever ${l.id}`, label: l.label, hint: WORDS.lever, goTo: 'lever' },
      { lever: l.id },
    ),
  );

const tables = (): Entry[] =>
  TABLES.map((table) =>
    link(
      {
        id: `table ${table}`,
        label: TABLES_WORDS.tabs[table],
        hint: WORDS.table,
        goTo: 'tables-title',
      },
      { table },
    ),
  );

/** Choices that only a running machine has. */
const choices = (): Entry[] => [
  ...levers(),
  ...tables(),
  ...each(
    ARRANGEMENTS,
    WORDS.arrange,
    (v) => `${WORDS.arrange} ${RAM_WORDS.arrangements[v]}`,
    (arrange) => ({ arrange }),
  ),
  ...each(
    COLOURS,
    WORDS.colour,
    (v) => `${WORDS.colour} ${RAM_WORDS.colours[v]}`,
    (colour) => ({ colour }),
  ),
  ...each(
    PAGE_ORDERS,
    WORDS.pages,
    (v) => `${WORDS.pages} ${RULER_WORDS.orders[v]}`,
    (pages) => ({ pages }),
  ),
  ...each(
    SPEEDS,
    WORDS.speed,
    (v) => `${TRANSPORT_WORDS.speeds[v]} ${WORDS.speed}`,
    (speed) => ({ speed }),
  ),
];

const hiding = (s: Page): Entry[] => {
  const hidden = s.link.hide === '' ? [] : s.link.hide.split(',');
  const others = HIDEABLE.map((part) => {
    const isHidden = hidden.includes(part);
    const next = isHidden ? hidden.filter((h) => h !== part) : [...hidden, part];
    const verb = isHidden ? WORDS.show : WORDS.hide;
    return link(
      { id: `hide ${part}`, label: `${verb} ${HIDE_WORDS[part]}`, hint: WORDS.hiding },
      { hide: HIDEABLE.filter((h) => next.includes(h)).join(',') },
    );
  });
  const all = link({ id: 'hide none', label: WORDS.showAll, hint: WORDS.hiding }, { hide: '' });
  return hidden.length > 0 ? [all, ...others] : others;
};

/** Everything that can be done now. */
export const paletteEntries = (s: Page): readonly Entry[] => [
  ...commands(s),
  ...scenarios(),
  ...machines(),
  ...(s.controls === null ? [] : [...choices(), ...hiding(s)]),
];

/** Whether a figure has that very name. */
const isNamed = (d: AnyDerivation, wanted: string): boolean =>
  d.id.toLowerCase() === wanted || d.label.toLowerCase() === wanted;

/** Terms by name, then by their meaning. The panel of the running machine says more. */
const terms = (wanted: string): readonly { entry: Entry; isNamed: boolean }[] => {
  const rank = ({ name, also, plain }: Term): number => {
    const names = [name, ...also].map((n) => n.toLowerCase());
    if (names.includes(wanted)) return 0;
    if (names.some((n) => n.startsWith(wanted))) return 1;
    if (names.some((n) => n.includes(wanted))) return 2;
    return wanted.length > 3 && plain.toLowerCase().includes(wanted) ? 3 : NO_RANK;
  };
  return TERMS.map((t) => ({ t, at: rank(t) }))
    .filter(({ at }) => at < NO_RANK)
    .sort((a, b) => a.at - b.at)
    .map(({ t, at }) => ({
      isNamed: at === 0,
      entry: {
        id: `term ${t.name}`,
        label: t.name,
        hint: t.plain,
        isTerm: true,
        run: (page: Page) => {
          page.say(`${t.name}: ${t.plain}`);
          if (page.controls !== null) page.setLink({ sel: termId(t) });
        },
      },
    }));
};
const NO_RANK = 9;

/**
 * What a query finds: a term of that name, things of the running machine, other terms, then figures that
 * explain themselves.
 */
export const foundEntries = (s: Page, query: string): readonly Entry[] => {
  const things = (s.controls?.find(query) ?? []).map(({ id, label, kind }): Entry => ({
    id: `sel ${id}`,
    label,
    hint: kind,
    run: (page) => {
      page.setLink({ sel: id });
    },
  }));
  const wanted = query.trim().toLowerCase();
  if (wanted === '') return things;
  const figures = [...selectBook(s).values()]
    .filter((d) => `${d.id} ${d.label}`.toLowerCase().includes(wanted))
    .sort((a, b) => Number(isNamed(b, wanted)) - Number(isNamed(a, wanted)))
    .map((d): Entry => ({
      id: `why ${d.id}`,
      label: d.label,
      hint: MACHINE.term,
      run: (page) => {
        page.explain(d.id);
      },
    }));
  const exact = terms(wanted).filter(({ isNamed: is }) => is);
  const other = terms(wanted).filter(({ isNamed: is }) => !is);
  const entries = (list: typeof exact): Entry[] => list.map(({ entry }) => entry);
  return [...entries(exact), ...things, ...entries(other), ...figures];
};

/** Entries in whose label or hint every word of a query stands; those that begin with it first. */
export const matching = (entries: readonly Entry[], query: string): readonly Entry[] => {
  const words = query.trim().toLowerCase().split(/\s+/);
  const first = words[0] ?? '';
  if (first === '') return entries;
  const kept = entries.filter((e) => {
    const text = `${e.label} ${e.hint}`.toLowerCase();
    return words.every((w) => text.includes(w));
  });
  const rank = ({ label }: Entry): number => {
    const at = label.toLowerCase().indexOf(first);
    return at === 0 ? 0 : at > 0 ? 1 : 2;
  };
  return [...kept].sort((a, b) => rank(a) - rank(b));
};
