/**
 * Second column of the ruler: the pages of kmem_map by who holds them, one cell a page.
 * Order inside kmem_map is not in the dump: sorted by owner, and the column says so.
 * The boot pages are counted by the zones but lie outside the map, and which zones hold them
 * is not recorded: they are taken off the last band, which gathers the small zones.
 */
import { formatCount, formatSize } from '../../base/format';
import { OWNERS } from '../../base/owner';
import type { Owner } from '../../base/owner';
import type { Ledger, LedgerGroup, ZoneAccount } from '../explain/types';
import type { Band, Column } from './types';

/** A zone below this share of the map has no band of its own. */
const OWN_BAND_SHARE = 0.004;
/** Owners whose small zones are gathered in the last band, from which boot pages are taken. */
const GATHERED: readonly Owner[] = ['uma', 'meta', 'stacks', 'user', 'pipes'];

interface Piece {
  readonly id: string;
  readonly label: string;
  readonly pages: number;
  readonly owner: Owner;
  readonly why: string;
  readonly what: string;
}

const zonePiece = (z: ZoneAccount): Piece => ({
  id: `zone.${z.name}`,
  label: z.name,
  pages: z.pages.value,
  owner: z.owner,
  why: z.pages.id,
  what: `${formatCount(z.used)} items in use and ${formatCount(z.free)} free, ${formatCount(z.size)} B each.`,
});

const groupPiece = (g: LedgerGroup): Piece => ({
  id: `group.${g.id}`,
  label: g.label,
  pages: g.pages.value,
  owner: g.owner,
  why: g.pages.id,
  what: 'What the zones leave over of the map.',
});

const gather = (
  id: string,
  label: string,
  owner: Owner,
  pieces: readonly Piece[],
): Piece | null => {
  const [first] = [...pieces].sort((a, b) => b.pages - a.pages);
  if (first === undefined) return null;
  return {
    id,
    label,
    owner,
    pages: pieces.reduce((sum, p) => sum + p.pages, 0),
    why: first.why,
    what: `${pieces.length} entries: ${pieces.map((p) => `${p.label} ${formatCount(p.pages)}`).join(', ')}.`,
  };
};

const piecesOf = (ledger: Ledger, total: number): readonly Piece[] => {
  const zones = ledger.zones
    .filter((z) => !z.ownObject && z.secondaryOf === undefined && z.pages.value > 0)
    .map(zonePiece);
  const rest = ledger.groups
    .filter((g) => g.zones.length === 0 && g.pages.value !== 0)
    .map(groupPiece);
  const isLarge = (p: Piece): boolean =>
    p.pages >= total * OWN_BAND_SHARE && !GATHERED.includes(p.owner);
  const big = [...zones, ...rest].filter(isLarge);
  const small = [...zones, ...rest].filter((p) => !isLarge(p));
  const byOwner = OWNERS.map((owner) => ({
    owner,
    pieces: small.filter((p) => p.owner === owner && p.pages > 0 && !GATHERED.includes(owner)),
  }));
  const gathered = byOwner
    .map(({ owner, pieces }) => gather(`small.${owner}`, `${pieces.length} smaller`, owner, pieces))
    .filter((p) => p !== null);
  const tail = small.filter((p) => p.pages < 0 || GATHERED.includes(p.owner));
  const last = gather('small.other', 'UMA and other', 'uma', tail);
  return [...big, ...gathered, ...(last === null ? [] : [last])];
};

const rank = (p: Piece): number =>
  p.id === 'small.other'
    ? OWNERS.length
    : OWNERS.indexOf(p.owner) + (p.id.startsWith('small.') ? 0.5 : 0);

/** Orders pieces by owner, then by size, and lays them end to end. */
const layOut = (pieces: readonly Piece[]): Band[] => {
  const sorted = [...pieces].sort((a, b) => rank(a) - rank(b) || b.pages - a.pages);
  let from = 0;
  let previous: Owner | null = null;
  let step = 0;
  return sorted.map((p) => {
    step = p.owner === previous ? step + 1 : 0;
    previous = p.owner;
    const band: Band = {
      id: p.id,
      label: p.label,
      value: formatCount(p.pages),
      from,
      size: p.pages,
      owner: p.owner,
      backing: 'resident',
      paging: 'wired',
      grade: 'user-data',
      shade: (step % 3) as 0 | 1 | 2,
      why: p.why,
      what: p.what,
    };
    from += p.pages;
    return band;
  });
};

/** @returns the column, or null where the ledger holds no zone */
export const kmemColumn = (ledger: Ledger, kvmSize: number): Column | null => {
  const total = ledger.map.value / 4096;
  const bands = layOut(piecesOf(ledger, total));
  if (bands.length === 0) return null;
  const used = bands.reduce((sum, b) => sum + b.size, 0);
  const free = total - used;
  const full = free <= 0 ? 'full to the last page' : `${formatCount(free)} pages free`;
  return {
    id: 'kmem_map',
    title: 'kmem_map',
    extent: formatSize(ledger.map.value),
    note: `${full}, × ${Math.round(kvmSize / ledger.map.value)}`,
    size: Math.max(total, used),
    unit: 'pages',
    bands,
    ticks: [],
  };
};
