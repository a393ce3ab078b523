/** An outcome as the screen shows it: what was tried, when it ends, and what was seen on the way. */
import type { AnyDerivation, Derivation } from '../../base/derivation';
import { prefixed } from '../../base/derivation';
import { formatCount, formatSize } from '../../base/format';
import { REPOSITORIES, sourceRef } from '../../base/sources';
import { PAGE_SIZE } from '../../base/units';
import { computed, createNotebook, given } from '../explain/notebook';
import type { Notebook } from '../explain/notebook';
import { layoutOf } from '../machine/moved';
import { bytesAnHour } from './course';
import type { Forward } from './forward';
import type { Growth } from './growths';
import type { Loadable, WhatIf } from './loadable';
import { kmemPages, pastTrace } from './trace';
import type { TraceSample } from './trace';

/** Where an hour is known from. */
export type HourKind = 'past' | 'paste' | 'model';

/** One hour of the table, and of the chart. */
export interface OutcomeRow {
  readonly kind: HourKind;
  readonly hour: Derivation;
  /** bytes of kmem_map that are handed out */
  readonly taken: Derivation;
  readonly zones: readonly { readonly used: Derivation; readonly free: Derivation }[];
  /** bytes of items in use in all zones that grow */
  readonly live: number;
}

export interface Outcome {
  readonly id: number;
  /** what was tried, in words */
  readonly tried: string;
  readonly growth: string;
  readonly end: Forward['end'];
  readonly words: string;
  readonly hours: Derivation;
  readonly soonest: Derivation;
  readonly latest: Derivation | null;
  /** bytes of kmem_map */
  readonly map: Derivation;
  /** zones of the table, in its order */
  readonly zones: readonly string[];
  readonly rows: readonly OutcomeRow[];
  readonly notes: readonly string[];
  readonly derivations: readonly AnyDerivation[];
}

/** What was tried otherwise, in words. */
export const whatIfWords = ({ kmemSize, ram, limit }: WhatIf): string => {
  const words = [
    ...(ram === undefined ? [] : [`RAM ${formatSize(ram)}`]),
    ...(kmemSize === undefined ? [] : [`vm.kmem_size ${formatSize(kmemSize)}`]),
    ...(limit === undefined ? [] : [`LIMIT of ${limit.zone} ${formatCount(limit.items)}`]),
  ];
  return words.length === 0 ? 'as pasted' : words.join(', ');
};

const rateOf = (n: number): string => formatCount(Number(n.toPrecision(4)));

/** What grows, in words. */
export const growthWords = (growths: readonly Growth[]): string =>
  growths
    .map(
      (g) =>
        `${g.zone}: ${rateOf(g.perHour)} items an hour, ${g.isByHand === true ? 'by hand' : 'measured'}`,
    )
    .join('; ');

/** More than the whole map would take: after that the growth has ended, whatever ends it. */
const ROOM = 1.1;
/** bytes; no map of 6.2 on i386 is larger */
const LARGEST_MAP = 2 ** 30;

/** Hours after which a growth has taken every page of kmem_map that there is. */
export const horizonOf = ({ machine }: Loadable, growths: readonly Growth[]): number => {
  const size = layoutOf(machine)?.sysctl['vm.kmem_size']?.value ?? LARGEST_MAP;
  const rate = bytesAnHour(growths, 'perHour');
  return rate > 0 ? (ROOM * size) / rate : 0;
};

/** Zones that the table has columns for. */
const COLUMNS = 3;

const SOURCES = {
  past: { repository: REPOSITORIES.paste, file: 'growth taken back', function: 'whole slabs' },
  paste: sourceRef('r62', 'usr.bin/vmstat/vmstat.c', 'domemstat_zone()'),
  model: sourceRef('r62', 'sys/vm/uma_core.c', 'uma_zalloc_arg()'),
} as const;
const FORMULAS = {
  past: 'the paste less what had grown since, in whole slabs: plausible, not measured',
  paste: 'the machine as it was loaded from the paste',
  model: 'the machine after what grew until then was asked for',
} as const;

/** One hour as it was seen. */
interface Seen {
  readonly kind: HourKind;
  readonly sample: TraceSample;
}

const rowOf = (book: Notebook, at: number, { kind, sample }: Seen): OutcomeRow => {
  const { hour, pages, zones } = sample;
  const make = (id: string, label: string, value: number, unit: Derivation['unit']): Derivation =>
    computed(book, {
      id: `load.hour.${String(at)}.${id}`,
      label,
      value,
      unit,
      formula: id === 'hour' ? 'hours after the paste; before it negative' : FORMULAS[kind],
      inputs: [given('hour', Number(hour.toPrecision(6)), 'none')],
      source: SOURCES[kind],
      grade: kind === 'paste' ? 'user-data' : 'inferred',
    });
  return {
    kind,
    hour: make('hour', 'Hours after the paste', hour, 'none'),
    taken: make('taken', 'kmem_map that is handed out', pages * PAGE_SIZE, 'B'),
    zones: zones.slice(0, COLUMNS).map((z) => ({
      used: make(`${z.zone}.used`, `USED of ${z.zone}`, z.used, 'items'),
      free: make(`${z.zone}.free`, `FREE of ${z.zone}`, z.free, 'items'),
    })),
    live: zones.reduce((n, z) => n + z.used * z.size, 0),
  };
};

/** What was run. */
export interface RunOf {
  readonly id: number;
  readonly loadable: Loadable;
  readonly whatIf: WhatIf;
  readonly growths: readonly Growth[];
  /** hours of the past that are shown */
  readonly back: number;
}

const PLAUSIBLE =
  'The past is plausible, not measured: the growth was taken back, all else left as it is.';

/** The past, the paste and what comes after it. */
const seenOf = ({ loadable, growths, back }: RunOf, { trace }: Forward): readonly Seen[] => {
  const [now, ...after] = trace;
  if (now === undefined) return [];
  const past = pastTrace(loadable, growths, { hours: back, now });
  return [
    ...past.map((sample) => ({ kind: 'past' as const, sample })),
    { kind: 'paste', sample: now },
    ...after.map((sample) => ({ kind: 'model' as const, sample })),
  ];
};

const mapOf = (book: Notebook, { timeline }: Forward): Derivation =>
  computed(book, {
    id: 'load.map',
    label: 'Size of kmem_map',
    value: kmemPages(timeline) * PAGE_SIZE,
    unit: 'B',
    formula: 'kmem_map of the machine that was run',
    inputs: [],
    source: sourceRef('r62', 'sys/kern/kern_malloc.c', 'kmeminit()'),
    grade: 'inferred',
  });

/** Puts a run into words and figures. */
export const outcomeOf = (run: RunOf, forward: Forward): Outcome => {
  const { id, growths } = run;
  const { hours, soonest, latest, end, words } = forward;
  const book = createNotebook();
  // Several runs stand in one book: each has a name space of its own.
  const own = <D extends AnyDerivation>(d: D): D => prefixed(d, `load.run${String(id)}:`);
  const seen = seenOf(run, forward);
  const rows = seen.map((one, at): OutcomeRow => {
    const r = rowOf(book, at, one);
    const zones = r.zones.map(({ used, free }) => ({ used: own(used), free: own(free) }));
    return { ...r, hour: own(r.hour), taken: own(r.taken), zones };
  });
  const map = own(mapOf(book, forward));
  const ends = [hours, soonest, ...(latest === null ? [] : [latest])];
  return {
    id,
    tried: whatIfWords(run.whatIf),
    growth: growthWords(growths),
    end,
    words,
    hours: own(hours),
    soonest: own(soonest),
    latest: latest === null ? null : own(latest),
    map,
    zones: growths.slice(0, COLUMNS).map((g) => g.zone),
    rows,
    notes: [...forward.notes, ...(seen[0]?.kind === 'past' ? [PLAUSIBLE] : [])],
    derivations: [...book.all(), ...ends].map(own),
  };
};
