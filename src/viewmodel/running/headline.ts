/** What is seen now, in one sentence, and the figures that say how it came to that. */
import { formatCount, formatPercent, formatSize } from '../../base/format';
import { PAGE_SIZE } from '../../base/units';
import {
  PLACES,
  daemonMarks,
  largePages,
  largestHoleOf,
  mapExtent,
  mapNumber,
  swapFigures,
  zoneNames,
  zoneRow,
} from '../../sim';
import type { Kernel, Timeline } from '../../sim';
import { TITLE_FIGURES as LABELS, TITLE_WORDS as WORDS } from '../../strings/en/headline';

/** What a scenario is about: the sentence above the pictures speaks of it. */
export type Subject = 'kmem' | 'ram' | 'pipes' | 'clusters';

/** The room's head. */
export interface LiveHeadline {
  /** the sentence with its figures, and the same as plain words */
  readonly parts: readonly TitlePart[];
  readonly title: string;
  readonly panic: string | null;
  /** pages */
  readonly kmem: { readonly size: number; readonly allocated: number; readonly hole: number };
}

/** A stretch of the sentence: words, or a figure with what its derivation is called. */
export interface TitlePart {
  readonly text: string;
  /** a name stays on one line */
  readonly isName?: boolean;
  readonly figure?: {
    readonly of: readonly [kind: string, name: string, figure: string];
    readonly value: number;
    readonly label: string;
  };
}

type Figures = Readonly<Record<string, TitlePart>>;

/** A sentence with its figures in place of their names in braces. */
const sentence = (words: string, figures: Figures): TitlePart[] =>
  words.split(/(\{\w+\})/).flatMap((text) => {
    const found = text.startsWith('{') ? figures[text.slice(1, -1)] : { text };
    return found === undefined || found.text === '' ? [] : [found];
  });

const mapFill = (k: Kernel, name: string): { size: number; allocated: number } => {
  const map = mapNumber(k, name);
  const { start, end } = mapExtent(k, map);
  return { size: end - start, allocated: k.kmem.maps.map.size.get(map) };
};

const share = (k: Kernel, name: string): number => {
  const { size, allocated } = mapFill(k, name);
  return (100 * allocated) / size;
};
const fill = (k: Kernel, name: string): TitlePart => ({
  text: formatPercent(share(k, name), 1),
  figure: { of: ['map', name, 'fill'], value: share(k, name), label: LABELS.fill(name) },
});

/** Whoever has the most pages of kmem_map: a zone, or the blocks that malloc(9) gives whole pages. */
const largestHolder = (k: Kernel): { name: string; part: TitlePart; pages: number } => {
  const made = (kind: string, name: string, pages: number): TitlePart => ({
    text: formatSize(pages * PAGE_SIZE),
    figure: { of: [kind, name, 'bytes'], value: pages * PAGE_SIZE, label: LABELS.most },
  });
  const large = largePages(k);
  let best = {
    name: WORDS.large as string,
    part: made('holder', 'holder:large', large),
    pages: large,
  };
  for (const { zone } of zoneNames(k)) {
    const { name, pages } = zoneRow(k, zone);
    if (pages > best.pages)
      best = { name: WORDS.zone(name), part: made('zone', name, pages), pages };
  }
  return best;
};

/** Below this fill no holder is worth a name. */
const NAMES_HOLDER_FROM = 10;
/** Per cent of pipe_map. */
const HALF = 50;
const THREE_QUARTERS = 75;

const kmemTitle = (k: Kernel): TitlePart[] => {
  const full = { fill: fill(k, 'kmem_map') };
  if (share(k, 'kmem_map') < NAMES_HOLDER_FROM) return sentence(WORDS.kmem, full);
  const { name, part } = largestHolder(k);
  return sentence(WORDS.kmemBy, { ...full, who: { text: name, isName: true }, most: part });
};

/** Free and cached pages against the mark where vm_page_alloc() asks for the daemon. */
const ramTitle = (k: Kernel): TitlePart[] => {
  const frames = k.phys.queue.length;
  const left = frames.get(PLACES.indexOf('free')) + frames.get(PLACES.indexOf('cache'));
  const taken = (100 * (k.phys.pages - left)) / k.phys.pages;
  const { used } = swapFigures(k);
  const words = `${WORDS.ram}${left < daemonMarks(k).wake ? WORDS.below : ''}`;
  return sentence(`${words}${used > 0 ? WORDS.onSwap : ''}`, {
    taken: {
      text: formatPercent(taken, 1),
      figure: { of: ['pages', 'taken', 'share'], value: taken, label: LABELS.taken },
    },
    swapped: {
      text: formatCount(used),
      figure: { of: ['swapspace', 'used', ''], value: used, label: LABELS.swapped },
    },
  });
};

/** sys_pipe.c: above half of the room nothing grows; above three quarters pipe_read() shrinks. */
const pipesTitle = (k: Kernel): TitlePart[] => {
  const full = share(k, 'pipe_map');
  const more = full > THREE_QUARTERS ? WORDS.shrinking : full > HALF ? WORDS.small : '';
  return sentence(`${WORDS.pipes}${more}`, { fill: fill(k, 'pipe_map') });
};

const CLUSTERS = 'mbuf_cluster';
const clustersTitle = (k: Kernel): TitlePart[] => {
  const zone = zoneNames(k).find(({ name }) => name === CLUSTERS);
  if (zone === undefined) return kmemTitle(k);
  const row = zoneRow(k, zone.zone);
  const part = (figure: 'used' | 'limit'): TitlePart => ({
    text: formatCount(row[figure]),
    figure: { of: ['zone', CLUSTERS, figure], value: row[figure], label: LABELS[figure] },
  });
  return sentence(row.limit === 0 ? WORDS.clusters : WORDS.clustersOf, {
    used: part('used'),
    limit: part('limit'),
    fill: fill(k, 'kmem_map'),
  });
};

const TITLES: Readonly<Record<Subject, (k: Kernel) => TitlePart[]>> = {
  kmem: kmemTitle,
  ram: ramTitle,
  pipes: pipesTitle,
  clusters: clustersTitle,
};

/** Says what the state is, in the terms of what the scenario is about. */
export const liveHeadline = (t: Timeline, subject: Subject = 'kmem'): LiveHeadline => {
  const k = t.sim.kernel;
  const { size, allocated } = mapFill(k, 'kmem_map');
  const { panic } = t.sim;
  const parts =
    panic === null ? TITLES[subject](k) : sentence(WORDS.panicked, { fill: fill(k, 'kmem_map') });
  return {
    parts,
    title: parts.map(({ text }) => text).join(''),
    panic,
    kmem: { size, allocated, hole: largestHoleOf(k, mapNumber(k, 'kmem_map')).pages },
  };
};

/** `event 14,732 of 14,732`; a history in the making has no end yet. */
export const positionWords = (at: number, length: number, isMaking: boolean): string =>
  isMaking
    ? `event ${formatCount(at)}, ${formatCount(length)} made so far`
    : `event ${formatCount(at)} of ${formatCount(length)}`;

/** Frames on the free queue. The whole summary of a state would hash it, which takes a frame's time. */
export const freeFrames = (t: Timeline): number =>
  t.sim.kernel.phys.queue.length.get(PLACES.indexOf('free'));
