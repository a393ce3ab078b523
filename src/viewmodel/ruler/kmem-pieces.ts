/**
 * What stands in the kmem_map column: one piece for a zone that is large enough to carry its own
 * label, one for each family of smaller ones. The ruler's rule 7: bands too low for a label are
 * summed with their neighbours of the same owner, and hairlines keep them apart.
 */
import { formatCount } from '../../base/format';
import type { Owner } from '../../base/owner';
import type { Ledger, LedgerGroup, ZoneAccount } from '../explain/types';

/** A zone below this share of the map has no band of its own: a label needs about 12 px of 690. */
const OWN_BAND_SHARE = 0.018;
/** A zone of a family that is larger than this stands alone all the same. */
const FAMILY_SHARE = 0.05;

export interface Piece {
  readonly id: string;
  readonly label: string;
  readonly pages: number;
  readonly owner: Owner;
  readonly why: string;
  readonly what: string;
  /** pages of its members, largest first; one entry where it is a single zone */
  readonly members: readonly number[];
}

/** Families of small zones that a reader knows by one name. Others gather by owner. */
const FAMILIES: Readonly<Record<string, readonly string[]>> = {
  inodes: ['FFS inode', 'FFS1 dinode', 'FFS2 dinode', 'NFSNODE', 'NFSMOUNT'],
  'file names': ['S VFS Cache', 'L VFS Cache', 'NAMEI', 'DIRHASH'],
};

const familyOf = (name: string): string | undefined =>
  Object.entries(FAMILIES).find(([, names]) => names.includes(name))?.[0];

const zonePiece = (z: ZoneAccount): Piece => ({
  id: `zone.${z.name}`,
  label: z.name,
  pages: z.pages.value,
  owner: z.owner,
  why: z.pages.id,
  what: `${formatCount(z.used)} items in use and ${formatCount(z.free)} free, ${formatCount(z.size)} B each.`,
  members: [z.pages.value],
});

const groupPiece = (g: LedgerGroup): Piece => ({
  id: `group.${g.id}`,
  label: g.label,
  pages: g.pages.value,
  owner: g.owner,
  why: g.pages.id,
  what: 'What the zones leave over of the map.',
  members: [g.pages.value],
});

const largestFirst = (a: Piece, b: Piece): number => b.pages - a.pages;

/** Several pieces as one; the first of them explains it. */
const join = (id: string, label: string, owner: Owner, pieces: readonly Piece[]): Piece | null => {
  const sorted = [...pieces].sort(largestFirst);
  const [first] = sorted;
  if (first === undefined) return null;
  if (sorted.length === 1) return first;
  return {
    id,
    label,
    owner,
    pages: sorted.reduce((sum, p) => sum + p.pages, 0),
    why: first.why,
    what: `${sorted.length} entries, in pages: ${sorted.map((p) => `${p.label} ${formatCount(p.pages)}`).join(', ')}.`,
    members: sorted.map((p) => p.pages).filter((n) => n > 0),
  };
};

/** Owners whose small zones share the last band, from which the boot pages are taken off. */
const LAST: readonly Owner[] = ['uma', 'meta', 'stacks', 'user', 'pipes', 'bufcache', 'free'];
const NAMES: Partial<Readonly<Record<Owner, string>>> = {
  malloc: 'other buckets',
  mbufs: 'mbuf zones',
  files: 'other file zones',
};

const gatherFamilies = (small: readonly Piece[]): readonly (Piece | null)[] =>
  Object.keys(FAMILIES).map((name) =>
    join(
      `family.${name}`,
      name,
      'files',
      small.filter((p) => familyOf(p.label) === name),
    ),
  );

const gatherOwners = (small: readonly Piece[]): readonly (Piece | null)[] =>
  (Object.keys(NAMES) as Owner[]).map((owner) => {
    const own = small.filter(
      (p) => p.owner === owner && p.pages > 0 && familyOf(p.label) === undefined,
    );
    return join(`small.${owner}`, `${own.length} ${NAMES[owner] ?? ''}`, owner, own);
  });

/**
 * @param ledger the reconciled paste
 * @param total pages of the map
 * @returns the pieces in no order; their pages add up to what is held
 */
export const piecesOf = (ledger: Ledger, total: number): readonly Piece[] => {
  const zones = ledger.zones
    .filter((z) => !z.ownObject && z.secondaryOf === undefined && z.pages.value > 0)
    .map(zonePiece);
  const rest = ledger.groups
    .filter((g) => g.zones.length === 0 && g.pages.value !== 0)
    .map(groupPiece);
  const all = [...zones, ...rest];
  const isLarge = (p: Piece): boolean =>
    p.pages >= total * (familyOf(p.label) === undefined ? OWN_BAND_SHARE : FAMILY_SHARE);
  const big = all.filter(isLarge);
  const small = all.filter((p) => !isLarge(p));
  const tail = small.filter((p) => p.pages < 0 || LAST.includes(p.owner));
  const gathered = [
    ...gatherFamilies(small),
    ...gatherOwners(small),
    join('small.other', 'other UMA zones', 'uma', tail),
  ];
  return [...big, ...gathered.filter((p) => p !== null)];
};
