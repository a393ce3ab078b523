/** Findings about who holds the map: the type that grows, large zones, pinned slots, clusters. */
import { formatCount } from '../../../base/format';
import { PAGE_SIZE } from '../../../base/units';
import type { MallocRow } from '../../../import';
import type { Notebook } from '../notebook';
import type { Ledger, ZoneAccount } from '../types';
import { LARGE_SHARE, itemsOf, shareOf } from './rule';
import type { Draft, Facts, Rule } from './rule';

/** A zone of pinned pages above this share of the map, in percent, is worth a sentence. */
const NOFREE_SHARE = 2;

/** Slabs that hold a type's blocks at the very least, and the zone that they are in. */
interface Held {
  readonly type: MallocRow;
  readonly zone: ZoneAccount;
  readonly slabs: number;
}

/**
 * Least slabs of a type whose small blocks all have one size. Blocks over 4 K set no bit in
 * Size(s): what MemUse shows beyond InUse × size is at most so many of them, two pages each.
 */
const leastSlabs = (type: MallocRow, size: number, perSlab: number): number => {
  const beyond = type.memUse - type.inUse * size;
  const large = Math.max(0, Math.floor(beyond / (2 * PAGE_SIZE - size)));
  return Math.ceil(Math.max(0, type.inUse - large) / perSlab);
};

/** The largest type of the paste, where its blocks are all in one bucket zone. */
const largestType = ({ chosen, zones }: Facts): Held | null => {
  const rows = chosen.m?.rows ?? [];
  const type = rows.reduce<MallocRow | null>((a, b) => (a && a.memUse >= b.memUse ? a : b), null);
  const [size, ...others] = type?.sizes ?? [];
  const zone = zones.find((z) => z.name === String(size) && z.group === 'malloc');
  if (type === null || size === undefined || others.length > 0 || zone === undefined) return null;
  const slabs = leastSlabs(type, size, zone.keg.ipers.value);
  // More slabs than the zone has: the two tables are of different moments.
  return slabs > Math.ceil(zone.slabs.value) ? null : { type, zone, slabs };
};

/** The malloc type whose live items fill a bucket zone. */
export const grower: Rule = (book, facts) => {
  const { ledger, chosen } = facts;
  const held = largestType(facts);
  if (ledger === null || held === null) return [];
  const share = shareOf(book, 'grower', held.slabs, ledger);
  if (share.value < LARGE_SHARE) return [];
  const before = chosen.otherM.flatMap((s) => s.rows).find((r) => r.type === held.type.type);
  return [{ ...growerText(held, before), share }];
};

const growerText = ({ type, zone, slabs }: Held, before: MallocRow | undefined): Draft => {
  const growth = before === undefined ? '' : ` Another sample shows ${formatCount(before.inUse)}.`;
  return {
    id: 'grower',
    severity: 'cause',
    certainty: 'certain',
    owner: 'malloc',
    figures: [zone.pages],
    lines: [type.line, zone.line, ...(before === undefined ? [] : [before.line])],
    title: `${type.type} holds at least this share`,
    text: `${formatCount(type.inUse)} blocks of ${type.type} need at least ${formatCount(slabs)} of the ${formatCount(zone.slabs.value)} slabs of zone ${zone.name}.${growth}`,
  };
};

const unknownOwner = (book: Notebook, z: ZoneAccount, ledger: Ledger): Draft[] => {
  const share = shareOf(book, `large.${z.name}`, z.pages.value, ledger);
  if (share.value < LARGE_SHARE) return [];
  return [
    {
      id: `large.${z.name}`,
      severity: 'contributing',
      certainty: 'certain',
      owner: 'malloc',
      share,
      figures: [z.pages],
      lines: [z.line],
      title: `Zone ${z.name} is large, owner unknown`,
      text: `${formatCount(z.used)} live blocks of ${formatCount(z.size)} B. No malloc type in the paste uses this size.`,
    },
  ];
};

/** Large bucket zones that no type of the paste uses. */
export const unknownLarge: Rule = (book, { ledger, chosen, zones }) => {
  if (ledger === null) return [];
  // The whole vmstat -m would name the owner; an excerpt leaves it open.
  const named = new Set((chosen.m?.rows ?? []).flatMap((r) => r.sizes.map(String)));
  return zones
    .filter((z) => z.group === 'malloc' && !named.has(z.name))
    .flatMap((z) => unknownOwner(book, z, ledger));
};

const isPinned = (z: ZoneAccount): boolean =>
  z.keg.spec.nofree && !z.ownObject && z.free > z.used && z.secondaryOf === undefined;

/** Zones that keep their pages for ever and are mostly empty. */
export const nofree: Rule = (book, { ledger, zones }) => {
  if (ledger === null) return [];
  const big = zones.filter(
    (z) => isPinned(z) && (100 * z.pages.value * PAGE_SIZE) / ledger.map.value >= NOFREE_SHARE,
  );
  if (big.length === 0) return [];
  const pages = big.reduce((n, z) => n + z.pages.value, 0);
  return [
    {
      id: 'nofree',
      severity: 'contributing',
      certainty: 'certain',
      owner: 'files',
      share: shareOf(book, 'nofree', pages, ledger),
      figures: big.map((z) => itemsOf(book, z)),
      lines: big.map((z) => z.line),
      title: 'Slots that can never go back',
      text: `${big.map((z) => `${z.name}: ${formatCount(z.used)} live of ${formatCount(z.used + z.free)}`).join('. ')}. These zones never free a page.`,
    },
  ];
};

/** Clusters far below their limit are not why the map is full. */
export const clusters: Rule = (book, { ledger, zones }) => {
  const z = zones.find((x) => x.name === 'mbuf_cluster');
  if (ledger === null || z === undefined || z.limit === 0 || z.used + z.free >= z.limit / 2)
    return [];
  const failures =
    z.fail > 0
      ? ` Its ${formatCount(z.fail)} failures are due to the full map, not to the cap.`
      : '';
  return [
    {
      id: 'clusters',
      severity: 'benign',
      certainty: 'certain',
      owner: 'mbufs',
      share: shareOf(book, 'clusters', z.pages.value, ledger),
      figures: [z.pages],
      lines: [z.line],
      title: 'mbuf clusters are not the cause',
      text: `${formatCount(z.used)} in use; the limit of ${formatCount(z.limit)} was far away.${failures}`,
    },
  ];
};
