/** Names, owners and order of all that can hold a page. */
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
  H_ZONES,
  NO_HOLDER,
  PLAIN_ENTRY,
  knownZone,
  zoneNames,
} from '../../sim';
import type { Kernel, ZoneFamily } from '../../sim';
import { OWNERS } from '../../base/owner';
import { formatCount } from '../../base/format';
import { HOLDER_WORDS, MALLOC_WHAT, WIRED_WHAT, ZONE_WHAT } from '../../strings/en/running';

/** One holder. */
export interface HolderView {
  readonly holder: number;
  /** what a link and a click call it: `zone:128`, `holder:user` */
  readonly id: string;
  readonly label: string;
  readonly owner: Owner;
  readonly shade: 0 | 1 | 2;
  /** one sentence */
  readonly what: string;
}

const FAMILY_OWNERS: Readonly<Record<ZoneFamily, Owner>> = {
  malloc: 'malloc',
  files: 'files',
  mbufs: 'mbufs',
  uma: 'uma',
  net: 'uma',
  proc: 'uma',
  disk: 'uma',
  vm: 'meta',
  other: 'uma',
};

const SPECIAL: readonly (readonly [holder: number, id: keyof typeof HOLDER_WORDS, owner: Owner])[] =
  [
    [H_LARGE, 'large', 'malloc'],
    [H_FILES, 'files', 'files'],
    [H_BUFFERS, 'buffers', 'bufcache'],
    [H_PIPES, 'pipes', 'pipes'],
    [H_EXEC, 'exec', 'pipes'],
    [H_STACKS, 'stacks', 'stacks'],
    [H_TABLES, 'tables', 'meta'],
    [H_KERNEL, 'kernel', 'meta'],
    [H_USER, 'user', 'user'],
    [H_FREE, 'free', 'free'],
  ];

const special = (): HolderView[] =>
  SPECIAL.map(([holder, id, owner]) => ({
    holder,
    id: `holder:${id}`,
    owner,
    shade: id === 'large' ? 2 : 0,
    ...HOLDER_WORDS[id],
  }));

const zoneOwner = (name: string): Owner => FAMILY_OWNERS[knownZone(name)?.family ?? 'other'];

/** Shades of malloc's buckets: the two large ones, and neighbours, differ in greyscale too. */
const SHADES: Readonly<Record<string, 0 | 1 | 2>> = {
  '16': 1,
  '32': 2,
  '64': 1,
  '256': 2,
  '1024': 2,
  '2048': 1,
};

/** What a zone is for. */
const zoneWords = (k: Kernel, name: string, owner: Owner): string => {
  const size = Number(name);
  if (owner !== 'malloc') return ZONE_WHAT[owner] ?? ZONE_WHAT.other;
  const buckets = k.uma.names.map(Number).filter((n) => n > 0 && n < size);
  return `${MALLOC_WHAT} ${formatCount(Math.max(0, ...buckets) + 1)} to ${formatCount(size)} bytes. ${WIRED_WHAT}`;
};

const zones = (k: Kernel): HolderView[] =>
  zoneNames(k).map(({ zone, name }) => {
    const owner = zoneOwner(name);
    return {
      holder: H_ZONES + zone,
      id: `zone:${name}`,
      label: owner === 'malloc' ? `malloc ${name}` : name,
      owner,
      shade: owner === 'malloc' ? (SHADES[name] ?? 0) : 0,
      what: zoneWords(k, name, owner),
    };
  });

/** All holders of a kernel, in the order in which pictures sort them: by owner, free last. */
export interface Holders {
  readonly list: readonly HolderView[];
  readonly of: (holder: number) => HolderView;
  readonly byId: (id: string) => HolderView | undefined;
  /** place of each holder in `list` */
  readonly rank: Uint16Array;
}

const build = (k: Kernel): Holders => {
  const list = [...zones(k), ...special()];
  const place = new Map(list.map((h, i) => [h, i]));
  list.sort(
    (a, b) =>
      OWNERS.indexOf(a.owner) - OWNERS.indexOf(b.owner) ||
      (place.get(a) ?? 0) - (place.get(b) ?? 0),
  );
  const rank = new Uint16Array(Math.max(...list.map((h) => h.holder)) + 1);
  list.forEach((h, i) => {
    rank[h.holder] = i;
  });
  const free = list[rank[H_FREE] ?? 0] as HolderView;
  return {
    list,
    rank,
    of: (holder) =>
      holder === NO_HOLDER || holder === PLAIN_ENTRY ? free : (list[rank[holder] ?? 0] ?? free),
    byId: (id) => list.find((h) => h.id === id),
  };
};

let last: { readonly key: string; readonly holders: Holders } | undefined;

/** The holders of a kernel. Remembered until a zone comes or goes. */
export const holdersOf = (k: Kernel): Holders => {
  const key = k.uma.names.join('\n');
  if (last?.key !== key) last = { key, holders: build(k) };
  return last.holders;
};
