/**
 * Who asked for each frame, from the books of the run: a slab of malloc(9) belongs to the type that asked
 * for most of its live items, any other page to the subsystem that it serves. The answer has the shape of
 * a survey and its holders, so that every picture and table of RAM can read it as it reads those.
 */
import { OWNERS } from '../../base/owner';
import type { Owner } from '../../base/owner';
import {
  H_BUFFERS,
  H_EXEC,
  H_FILES,
  H_FREE,
  H_KERNEL,
  H_LARGE,
  H_PIPES,
  H_STACKS,
  H_TABLES,
  H_USER,
  PLACES,
  knownZone,
  zoneNames,
} from '../../sim';
import type { Kernel, Survey, Timeline, ZoneFamily } from '../../sim';
import { ASKED_WORDS, ASKER_WORDS } from '../../strings/en/asked';
import { slabAskers, typesInSlab } from './slab-askers';
import { holdersOf } from './holders';
import type { HolderView, Holders } from './holders';

/** See the head of the file. */
export interface Asked {
  readonly holders: Holders;
  /** `holder` is the asker; the rest is the survey that it was made from */
  readonly survey: Survey;
  /** asker of a page by its holder and its slab; slab 0 = none lies there */
  readonly of: (holder: number, slab: number) => number;
  /** asker of each item of a slab, by its holder: read at once, not when the run has moved on */
  readonly itemsOf: (holder: number, slab: number) => readonly number[];
}

type Subsystem = keyof typeof ASKER_WORDS;

const SUBSYSTEMS = Object.keys(ASKER_WORDS) as readonly Subsystem[];
const OWNER_OF: Readonly<Record<Subsystem, Owner>> = {
  kernel: 'meta',
  processes: 'user',
  files: 'files',
  buffers: 'bufcache',
  pipes: 'pipes',
  network: 'mbufs',
  devices: 'stacks',
  uma: 'uma',
  unnamed: 'malloc',
  free: 'free',
};
const BY_HOLDER: readonly (readonly [holder: number, asker: Subsystem])[] = [
  [H_FREE, 'free'],
  [H_KERNEL, 'kernel'],
  [H_TABLES, 'processes'],
  [H_LARGE, 'unnamed'],
  [H_STACKS, 'processes'],
  [H_BUFFERS, 'buffers'],
  [H_FILES, 'files'],
  [H_PIPES, 'pipes'],
  [H_EXEC, 'pipes'],
  [H_USER, 'processes'],
];
const BY_FAMILY: Readonly<Record<Exclude<ZoneFamily, 'other'>, Subsystem>> = {
  malloc: 'unnamed',
  files: 'files',
  mbufs: 'network',
  uma: 'uma',
  net: 'network',
  proc: 'processes',
  disk: 'devices',
  vm: 'kernel',
};

/** First number of malloc types, then of zones that no table knows. */
const TYPES = SUBSYSTEMS.length;

const numberOf = (asker: Subsystem): number => SUBSYSTEMS.indexOf(asker);

const subsystemView = (asker: Subsystem): HolderView => ({
  holder: numberOf(asker),
  id: asker === 'free' ? 'holder:free' : `asker:${asker}`,
  owner: OWNER_OF[asker],
  shade: asker === 'unnamed' ? 2 : 0,
  ...ASKER_WORDS[asker],
});

/** Who asked, by name. */
export type AskerView = Omit<HolderView, 'holder'>;

/** Whom an id of this list names, whatever state it is in: a subsystem, or a type that a kernel knows. */
export const askerOfId = (k: Kernel, id: string): AskerView | null => {
  const [kind, name = ''] = id.split(/:(.*)/s);
  const subsystem = SUBSYSTEMS.find((a) => a === name && a !== 'free');
  if (kind === 'asker') return subsystem === undefined ? null : subsystemView(subsystem);
  const type = kind === 'type' ? k.malloc.names.indexOf(name) : -1;
  return type > 0 ? typeView(name, type) : null;
};

const typeView = (name: string, t: number): HolderView => ({
  holder: TYPES + t,
  id: `type:${name}`,
  label: name,
  owner: 'malloc',
  shade: t % 2 === 0 ? 0 : 1,
  what: `${ASKED_WORDS.type} ${name} ${ASKED_WORDS.typeWhat}`,
});

const zoneView = (name: string, holder: number): HolderView => ({
  holder,
  id: `zone:${name}`,
  label: name,
  owner: 'malloc',
  shade: 0,
  what: `${name} ${ASKED_WORDS.zoneWhat}`,
});

/** Asker of each holder of the survey, where no slab says more. */
const askerOfHolders = (k: Kernel): Uint16Array => {
  const h = holdersOf(k);
  const by = new Uint16Array(h.rank.length).fill(numberOf('kernel'));
  for (const [holder, asker] of BY_HOLDER) by[holder] = numberOf(asker);
  for (const { name } of zoneNames(k)) {
    const view = h.byId(`zone:${name}`);
    if (view === undefined) continue;
    const family = knownZone(name)?.family ?? 'other';
    by[view.holder] =
      family === 'other'
        ? TYPES + k.malloc.names.length + view.holder
        : numberOf(BY_FAMILY[family]);
  }
  return by;
};

const build = (views: readonly HolderView[]): Holders => {
  const list = [...views].sort((a, b) => OWNERS.indexOf(a.owner) - OWNERS.indexOf(b.owner));
  const rank = new Uint16Array(Math.max(...list.map((v) => v.holder)) + 1);
  list.forEach((v, i) => {
    rank[v.holder] = i;
  });
  const free = list.find((v) => v.id === 'holder:free') ?? subsystemView('free');
  return {
    list,
    rank,
    of: (asker) => list[rank[asker] ?? 0] ?? free,
    byId: (id) => list.find((v) => v.id === id),
  };
};

const namesOf = (k: Kernel): Holders => {
  const types = k.malloc.names.slice(1).map((name, i) => typeView(name, i + 1));
  const own = holdersOf(k).list.flatMap(({ id, holder }) => {
    const name = id.startsWith('zone:') ? id.slice(5) : '';
    const isKnown = name === '' || (knownZone(name)?.family ?? 'other') !== 'other';
    return isKnown ? [] : [zoneView(name, TYPES + k.malloc.names.length + holder)];
  });
  return build([...SUBSYSTEMS.map(subsystemView), ...own, ...types]);
};

/** Who asked for a page, by its holder and its slab. */
const finder = (t: Timeline): Asked['of'] => {
  const byHolder = askerOfHolders(t.sim.kernel);
  const bySlab = slabAskers(t);
  const unnamed = numberOf('unnamed');
  return (holder, slab) => {
    const asker = byHolder[holder] as number;
    const type = asker === unnamed ? (bySlab[slab] ?? 0) : 0;
    return type === 0 ? asker : TYPES + type;
  };
};

/** Who asked for each item. What no live item is, or nobody wrote down, is its holder's own. */
const itemFinder =
  (t: Timeline, of: Asked['of']): Asked['itemsOf'] =>
  (holder, slab) => {
    const own = of(holder, 0);
    return [...typesInSlab(t, slab)].map((type) => (type === 0 ? own : TYPES + type));
  };

const survey = (k: Kernel, s: Survey, holders: Holders, of: Asked['of']): Survey => {
  const holder = new Uint16Array(s.holder.length);
  const tally = new Int32Array(holders.rank.length * PLACES.length);
  const pindex = k.phys.frame.pindex.a;
  for (let f = 1; f <= k.phys.pages; f += 1) {
    const asker = of(s.holder[f] as number, s.slabAt[pindex[f] as number] as number);
    holder[f] = asker;
    const at = asker * PLACES.length + (s.place[f] as number);
    tally[at] = (tally[at] as number) + 1;
  }
  return { ...s, holder, tally };
};

let last: { readonly t: Timeline; readonly at: number; readonly asked: Asked } | undefined;

/** @returns who asked in the present state; remembered until it moves. Linear in frames and live items */
export const askedNow = (t: Timeline, s: Survey): Asked => {
  if (last?.t === t && last.at === t.at && last.asked.survey.place === s.place) return last.asked;
  const k = t.sim.kernel;
  const holders = namesOf(k);
  const of = finder(t);
  const asked = { holders, survey: survey(k, s, holders, of), of, itemsOf: itemFinder(t, of) };
  last = { t, at: t.at, asked };
  return asked;
};
