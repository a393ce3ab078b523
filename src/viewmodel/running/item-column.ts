/** Columns of one slab and of one item, in bytes from the start of the slab or of the item. */
import { formatAddress, formatBytes, formatCount } from '../../base/format';
import { PAGE_SIZE } from '../../base/units';
import type { ItemState, SlabFacts } from '../../sim';
import type { Band, Column } from '../ruler/types';
import { ASKED_WORDS } from '../../strings/en/asked';
import { ITEM_WORDS } from '../../strings/en/running';
import type { Asked } from './askers';
import type { HolderView } from './holders';
import { addressId } from './place';

const BACKING = { live: 'resident', cached: 'handed-out', free: 'handed-out' } as const;

/** Whose hue an item has, and who asked for it where the colour says so. */
export interface ItemLook extends Pick<HolderView, 'owner' | 'shade'> {
  /** '' where the colour says who holds */
  readonly asker: string;
}
type LookOf = (item: number) => ItemLook;

/** @returns how each item of a slab looks: as its zone, or as who asked for it */
export const itemLooks = (holder: HolderView, slab: number, asked: Asked | null): LookOf => {
  const own = { owner: holder.owner, shade: 0, asker: '' } as const;
  const askers = asked?.itemsOf(holder.holder, slab) ?? [];
  return (item) => {
    const { owner, shade, label } = asked?.holders.of(askers[item] ?? 0) ?? { ...own, label: '' };
    return { owner, shade, asker: label };
  };
};

/** What an item is, and who asked for one that is live. */
const whatOf = (state: ItemState, { asker }: ItemLook): string =>
  asker === '' || state !== 'live'
    ? ITEM_WORDS[state].what
    : `${ITEM_WORDS[state].what} ${ASKED_WORDS.itemAsked} ${asker}.`;

const itemBand = (slab: SlabFacts, look: ItemLook, i: number, state: ItemState): Band => {
  const address = slab.address + i * slab.pitch;
  return {
    id: addressId('item', address),
    label: `${i + 1} ${ITEM_WORDS[state].label}`,
    value: formatAddress(BigInt(address)),
    from: i * slab.pitch,
    size: slab.pitch,
    owner: look.owner,
    backing: BACKING[state],
    paging: 'wired',
    grade: 'exact',
    shade: look.shade,
    why: `live|slab|${formatAddress(BigInt(slab.address))}|items`,
    what: whatOf(state, look),
    address: BigInt(address),
    ...(state === 'cached'
      ? { stripes: [{ from: 0, to: 0.34, owner: look.owner, shade: look.shade }] }
      : {}),
  };
};

const restBand = (slab: SlabFacts, used: number): Band => ({
  id: `rest:${formatAddress(BigInt(slab.address))}`,
  label: slab.header === 0 ? ITEM_WORDS.header : ITEM_WORDS.padding,
  value: formatBytes(slab.pages * PAGE_SIZE - used),
  from: used,
  size: slab.pages * PAGE_SIZE - used,
  owner: 'uma',
  backing: 'reserved',
  paging: 'wired',
  grade: 'exact',
  shade: 0,
  why: `live|slab|${formatAddress(BigInt(slab.address))}|items`,
  what: slab.header === 0 ? ITEM_WORDS.headerWhat : ITEM_WORDS.paddingWhat,
});

/** A block of its own is one item of whoever asked for it. */
const blockHue = (slab: SlabFacts, holder: HolderView, lookOf: LookOf) => {
  const { owner, shade, asker } = lookOf(0);
  return slab.isLarge && asker !== '' ? { owner, shade } : { owner: holder.owner };
};

/** One slab, an item a band; offsets at the sides, addresses in the bands. */
export const slabColumn = (slab: SlabFacts, holder: HolderView, lookOf: LookOf): Column => {
  const size = slab.pages * PAGE_SIZE;
  const used = slab.items.length * slab.pitch;
  const items = slab.items.map((state, i) => itemBand(slab, lookOf(i), i, state));
  const whole: Band = {
    ...restBand(slab, 0),
    id: addressId('slab', slab.address),
    label: ITEM_WORDS.block,
    ...blockHue(slab, holder, lookOf),
    backing: 'resident',
    what: ITEM_WORDS.blockWhat,
  };
  const bands = slab.isLarge ? [whole] : [...items, ...(size > used ? [restBand(slab, used)] : [])];
  return {
    id: `slab-${slab.slab}`,
    title: slab.isLarge ? ITEM_WORDS.oneBlock : ITEM_WORDS.oneSlab,
    extent: formatBytes(size),
    note: formatAddress(BigInt(slab.address)),
    size,
    unit: 'bytes',
    bands,
    ticks: [],
  };
};

/** One item, of which the model knows the place and the size, not the bytes. */
export const itemColumn = (slab: SlabFacts, lookOf: LookOf, item: number): Column => {
  const state = slab.items[item] ?? 'free';
  const band = { ...itemBand(slab, lookOf(item), item, state), from: 0 };
  const words = formatCount(Math.ceil(slab.itemSize / 4));
  return {
    id: `item-${item}`,
    title: `${ITEM_WORDS.item} ${item + 1}`,
    extent: formatBytes(slab.itemSize),
    note: `${words} words`,
    size: slab.pitch,
    unit: 'bytes',
    bands: [{ ...band, label: ITEM_WORDS[state].label, what: ITEM_WORDS.notKnown }],
    ticks: [],
  };
};
