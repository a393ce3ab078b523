/**
 * Places pieces in the kernel's address space: the early ones one after the other from KERNBASE,
 * the others where kernel_map has room. Each place is a derivation from its lower neighbour.
 */
import type { Derivation } from '../../base/derivation';
import { formatBytes } from '../../base/format';
import { bytes, kva } from '../../base/units';
import { kernSource } from './boot-context';
import type { Boot } from './boot-context';
import { createFirstFit } from './first-fit';
import type { FirstFit } from './first-fit';
import type { KvaBounds } from './kva';
import type { Piece } from './piece';
import type { LayoutError, Region } from './types';
import { given, worse } from './workbook';

/** A piece with its place. */
export interface Placed {
  readonly region: Region;
  readonly start: Derivation<bigint>;
  readonly size: Derivation;
}

/** The map while it is filled. */
export interface KernelMap {
  /** puts a piece above the one before it, before kernel_map exists */
  readonly stack: (piece: Piece) => LayoutError | undefined;
  /** lets kernel_map find room for a piece; a piece of no size is left out */
  readonly allocate: (piece: Piece) => LayoutError | undefined;
  /** the largest free stretch, in bytes */
  readonly room: () => number;
  /** everything placed directly in kernel_map, lowest first */
  readonly placed: () => readonly Placed[];
  /** what lies inside placed pieces */
  readonly inner: () => readonly Placed[];
}

/** End of a placed piece. */
export const endOf = (p: Placed): bigint => p.start.value + BigInt(p.size.value);

/** Puts size and start of a piece into the book and makes its region. */
export const settle = (
  b: Boot,
  piece: Piece,
  parent: string | null,
  start: Derivation<bigint>,
): Placed => {
  const inside = piece.inside?.map((p) => sizeOf(b, p));
  const size = sizeOf(b, inside === undefined ? piece : { ...piece, from: inside });
  const region: Region = {
    id: piece.id,
    parent,
    name: piece.name,
    what: piece.what,
    start: kva(start.value),
    size: bytes(piece.size),
    owner: piece.owner,
    backing: piece.backing,
    paging: piece.paging ?? 'wired',
    grade: worse(size.grade, start.grade),
    formula: piece.formula,
    source: size.source,
    sizeRef: size.id,
    startRef: start.id,
    ...(piece.note === undefined ? {} : { note: piece.note }),
  };
  return { region, start, size };
};

const sizeOf = (b: Boot, piece: Piece): Derivation =>
  b.book.number({
    id: `region.${piece.id}.size`,
    label: `Size of ${piece.name}`,
    unit: 'B',
    value: piece.size,
    formula: piece.formula,
    from: piece.from ?? [],
    source: piece.source,
    note: piece.note,
  });

/** The start of a piece, from the end of its lower neighbour. */
export const startAfter = (
  b: Boot,
  piece: Pick<Piece, 'id' | 'name' | 'placeGrade' | 'align'>,
  at: bigint,
  below: Placed | Derivation<bigint>,
): Derivation<bigint> => {
  const neighbour = 'region' in below ? [below.start, below.size] : [below];
  const end = 'region' in below ? endOf(below) : below.value;
  const rounded = end !== at && piece.align !== undefined;
  const place = 'region' in below ? 'the end of the region before it' : 'where the map begins';
  return b.book.address({
    id: `region.${piece.id}.start`,
    label: `Start of ${piece.name}`,
    value: at,
    formula: `first fit: ${place}${rounded ? ', rounded up to a superpage' : ''}`,
    from: rounded ? [...neighbour, given('superpage', piece.align, 'B')] : neighbour,
    source: kernSource(b, 'vm/vm_map.c', 'vm_map_findspace()'),
    ...(piece.placeGrade === undefined ? {} : { grade: piece.placeGrade }),
  });
};

const noRoom = (b: Boot, piece: Piece, largest: bigint): LayoutError => {
  const knob = b.k.arch === 'i386' ? ', or raise KVA_PAGES' : '';
  const failure = piece.failure === undefined ? '' : ` ${piece.failure}.`;
  return {
    field: piece.id,
    message: `${piece.name} needs ${formatBytes(piece.size)} and does not fit: the largest free stretch of the kernel address space has ${formatBytes(Number(largest))}.${failure} Lower vm.kmem_size, kern.nbuf or kern.maxbcache${knob}.`,
  };
};

/** An empty map from KERNBASE to VM_MAX_KERNEL_ADDRESS. */
export const createKernelMap = (b: Boot, bounds: KvaBounds): KernelMap => {
  const placed: Placed[] = [];
  const inner: Placed[] = [];
  let fit: FirstFit | undefined;
  const top = (): bigint =>
    placed.reduce((t, p) => (endOf(p) > t ? endOf(p) : t), bounds.kernbase.value);
  const free = (): FirstFit => (fit ??= createFirstFit(top(), bounds.vmMax.value));

  const below = (at: bigint): Placed | Derivation<bigint> =>
    placed.filter((p) => endOf(p) <= at).sort((x, y) => Number(endOf(y) - endOf(x)))[0] ??
    bounds.kernbase;

  const put = (piece: Piece, at: bigint): void => {
    const owner = settle(b, piece, 'kernel_map', startAfter(b, piece, at, below(at)));
    placed.push(owner);
    let before: Placed | Derivation<bigint> = owner.start;
    for (const p of piece.inside ?? []) {
      const from = 'region' in before ? endOf(before) : before.value;
      const child = settle(b, p, piece.id, startAfter(b, p, from, before));
      if (p.size > 0) inner.push(child);
      before = child;
    }
  };

  return {
    stack: (piece) => {
      if (top() + BigInt(piece.size) > bounds.vmMax.value)
        return noRoom(b, piece, bounds.vmMax.value - top());
      put(piece, top());
      return undefined;
    },
    allocate: (piece) => {
      if (piece.size === 0) return undefined;
      const at = free().take(BigInt(piece.size), BigInt(piece.align ?? 1));
      if (at === undefined) return noRoom(b, piece, free().largest());
      put(piece, at);
      return undefined;
    },
    room: () => Number(free().largest()),
    placed: () => [...placed].sort((x, y) => Number(x.start.value - y.start.value)),
    inner: () => inner,
  };
};
