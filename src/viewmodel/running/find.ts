/** What a word finds in a running kernel: each as a selection with its name. */
import { frameAtAddress } from '../../sim';
import type { Kernel, Survey, Timeline } from '../../sim';
import { formatAddress, formatCount } from '../../base/format';
import { FIND_WORDS } from '../../strings/en/room';
import { THING_KINDS } from '../../strings/en/things';
import type { ThingTable } from '../../strings/en/things';
import { holdersOf } from './holders';
import { resolve } from './place';
import { selectionTitle } from './selection-figures';
import { thingTitle, thingsOf } from './thing-tables';

/** One thing that was found. */
export interface Found {
  /** what a link and a click call it */
  readonly id: string;
  readonly label: string;
  /** what kind of thing it is */
  readonly kind: string;
}

/** Where to look. */
export interface Findable {
  readonly timeline: Timeline;
  readonly survey: Survey;
}

/** Tables whose rows can be found by name; buffers have none. */
const TABLES: readonly ThingTable[] = ['processes', 'pipes', 'sockets', 'vnodes', 'swap'];

const NO_RANK = 9;

/** Names rank before parts of names; equal ones keep their order. */
const ranked = (all: readonly Found[], query: string): Found[] => {
  const wanted = query.toLowerCase();
  const rank = ({ label }: Found): number => {
    const text = label.toLowerCase();
    const at = text.indexOf(wanted);
    if (at <= 0) return at < 0 ? NO_RANK : text === wanted ? 0 : 1;
    return /[\s:,]/.test(text[at - 1] ?? '') ? 2 : 3;
  };
  return all.filter((f) => rank(f) < NO_RANK).sort((a, b) => rank(a) - rank(b));
};

const named = (t: Timeline): Found[] => {
  const k = t.sim.kernel;
  const types = k.malloc.names.slice(1).map((name) => ({
    id: `type:${name}`,
    label: name,
    kind: FIND_WORDS.type,
  }));
  return [
    ...holdersOf(k).list.map(({ id, label }) => ({
      id,
      label: id.startsWith('zone:') ? id.slice(5) : label,
      kind: id.startsWith('zone:') ? FIND_WORDS.zone : FIND_WORDS.holder,
    })),
    ...k.mapNames
      .filter((name) => name !== '')
      .map((name) => ({ id: `map:${name}`, label: name, kind: FIND_WORDS.map })),
    ...types,
  ];
};

const things = (t: Timeline): Found[] =>
  TABLES.flatMap((table) =>
    thingsOf(t, table).map((x) => ({
      id: `${THING_KINDS[table]}:${x.id}`,
      label: thingTitle(table, x),
      kind: FIND_WORDS.thing,
    })),
  );

/** The slab, item or frame at an address (bytes). */
const atAddress = ({ timeline, survey }: Findable, text: string): Found[] => {
  const k = timeline.sim.kernel;
  const address = Number(text);
  const selected = resolve(k, survey, `item:${text.toLowerCase()}`);
  const found: Found[] = [];
  if (selected.kind !== 'none')
    found.push({ id: selected.id, label: selectionTitle(selected), kind: addressWords(address) });
  const frame = frameAtAddress(k, address);
  if (frame !== 0) found.push(frameFound(frame, addressWords(address)));
  return found;
};
const addressWords = (a: number): string => `${FIND_WORDS.at} ${formatAddress(BigInt(a))}`;
const frameFound = (frame: number, kind: string): Found => ({
  id: `frame:${frame}`,
  label: `${FIND_WORDS.frame} ${formatCount(frame)}`,
  kind,
});

const byNumber = (k: Kernel, n: number): Found[] =>
  n >= 1 && n <= k.phys.pages ? [frameFound(n, FIND_WORDS.ram)] : [];

/** @returns what fits best, best first; nothing for an empty query */
export const findThings = (where: Findable, query: string): readonly Found[] => {
  const text = query.trim();
  if (text === '') return [];
  if (/^0x[0-9a-f]{1,12}$/i.test(text)) return atAddress(where, text);
  const { timeline } = where;
  const found = ranked([...named(timeline), ...things(timeline)], text);
  const digits = text.replaceAll(',', '');
  const frame = /^\d{1,9}$/.test(digits) ? byNumber(timeline.sim.kernel, Number(digits)) : [];
  return [...found, ...frame];
};
