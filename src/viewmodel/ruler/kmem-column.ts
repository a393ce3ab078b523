/**
 * Second column of the ruler: the pages of kmem_map by who holds them, one cell a page.
 * Order inside kmem_map is not in the dump: sorted by owner, and the column says so.
 * The boot pages are counted by the zones but lie outside the map, and which zones hold them
 * is not recorded: they are taken off the last band, which gathers the small zones.
 */
import type { Derivation } from '../../base/derivation';
import { formatBytes, formatCount, formatSize } from '../../base/format';
import { OWNERS } from '../../base/owner';
import { MIB, PAGE_SIZE } from '../../base/units';
import type { Owner } from '../../base/owner';
import type { Ledger } from '../explain/types';
import { piecesOf } from './kmem-pieces';
import type { Piece } from './kmem-pieces';
import type { Band, Beyond, Column, Stripe, Tick } from './types';

const rank = (p: Piece): number => {
  if (p.id === 'small.other') return OWNERS.length;
  const isGathered = p.id.startsWith('small.') || p.id.startsWith('family.');
  return OWNERS.indexOf(p.owner) + (isGathered ? 0.5 : 0);
};

/** Hairlines between the members of a gathered band. */
const membersOf = (piece: Piece): readonly Stripe[] | undefined => {
  if (piece.members.length < 2) return undefined;
  const sum = piece.members.reduce((a, b) => a + b, 0);
  let from = 0;
  return piece.members.map((pages, i) => {
    const to = from + pages / sum;
    const stripe: Stripe = { from, to, owner: piece.owner, shade: (i % 2) as 0 | 1 };
    from = to;
    return stripe;
  });
};

const bandOf = (piece: Piece, from: number, shade: 0 | 1 | 2): Band => {
  const stripes = membersOf(piece);
  return {
    id: piece.id,
    label: piece.label,
    value: formatCount(piece.pages),
    from,
    size: piece.pages,
    owner: piece.owner,
    backing: 'resident',
    paging: 'wired',
    grade: 'user-data',
    shade,
    why: piece.why,
    what: piece.what,
    ...(stripes === undefined ? {} : { stripes }),
  };
};

/** Orders pieces by owner, then by size, and lays them end to end. */
const layOut = (pieces: readonly Piece[]): readonly Band[] => {
  const sorted = [...pieces].sort((a, b) => rank(a) - rank(b) || b.pages - a.pages);
  let from = 0;
  let previous: Owner | null = null;
  let step = 0;
  return sorted.map((piece) => {
    step = piece.owner === previous ? step + 1 : 0;
    previous = piece.owner;
    const band = bandOf(piece, from, (step % 3) as 0 | 1 | 2);
    from += piece.pages;
    return band;
  });
};

/** A mark every 10 MB (or so many that there are at most twelve), and the end. */
const ticksOf = (pages: number): readonly Tick[] => {
  const megabytes = (pages * PAGE_SIZE) / MIB;
  const step = [1, 2, 5, 10, 20, 50, 100, 200, 500].find((s) => megabytes / s <= 12) ?? 1000;
  const marks = Array.from({ length: Math.ceil(megabytes / step) }, (_, i) => i * step);
  return marks.map((mb) => ({ at: (mb * MIB) / PAGE_SIZE, label: String(mb) }));
};

const beyondOf = (asked: Derivation): Beyond => ({
  size: Math.ceil(asked.value / PAGE_SIZE),
  value: formatBytes(asked.value),
  label: 'more asked for: panic',
  why: asked.id,
});

const fillNote = (free: number): string => {
  if (free <= 0) return 'full to the last page';
  return `${formatCount(free)} ${free === 1 ? 'page' : 'pages'} free`;
};

export interface KmemColumnInput {
  readonly ledger: Ledger;
  /** bytes of the column to the left, for the magnification; none where that is not known */
  readonly kvmSize: number | null;
  /** bytes of the request that panicked */
  readonly asked: Derivation | null;
}

/** @returns the column, or null where the ledger holds no zone */
export const kmemColumn = ({ ledger, kvmSize, asked }: KmemColumnInput): Column | null => {
  const total = ledger.map.value / PAGE_SIZE;
  const bands = layOut(piecesOf(ledger, total));
  if (bands.length === 0) return null;
  const used = bands.reduce((sum, b) => sum + b.size, 0);
  const times = kvmSize === null ? '' : `, × ${Math.round(kvmSize / ledger.map.value)}`;
  return {
    id: 'kmem_map',
    title: 'kmem_map',
    extent: formatSize(ledger.map.value),
    note: `${fillNote(total - used)}${times}`,
    size: Math.max(total, used),
    unit: 'pages',
    bands,
    ticks: ticksOf(total),
    ...(asked === null ? {} : { beyond: beyondOf(asked) }),
  };
};

/** The same bands as stripes of one band, for the column to the left. */
export const stripesOf = (column: Column): readonly Stripe[] =>
  column.bands.map((b) => ({
    from: b.from / column.size,
    to: (b.from + b.size) / column.size,
    owner: b.owner,
    shade: b.shade,
  }));
