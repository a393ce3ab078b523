/** Columns of one slab and of one item, in bytes from the start of the slab or of the item. */
import { formatAddress, formatBytes, formatCount } from '../../base/format';
import { PAGE_SIZE } from '../../base/units';
import type { ItemState, SlabFacts } from '../../sim';
import type { Band, Column } from '../ruler/types';
import { ITEM_WORDS } from '../../strings/en/running';
import type { HolderView } from './holders';
import { addressId } from './place';

const BACKING = { live: 'resident', cached: 'handed-out', free: 'handed-out' } as const;

const itemBand = (slab: SlabFacts, holder: HolderView, i: number, state: ItemState): Band => {
  const address = slab.address + i * slab.pitch;
  return {
    id: addressId('item', address),
    label: `${i + 1} ${ITEM_WORDS[state].label}`,
    value: formatAddress(BigInt(address)),
    from: i * slab.pitch,
    size: slab.pitch,
    owner: holder.owner,
    backing: BACKING[state],
    paging: 'wired',
    grade: 'exact',
    shade: 0,
    why: `live|slab|${formatAddress(BigInt(slab.address))}|items`,
    what: ITEM_WORDS[state].what,
    address: BigInt(address),
    ...(state === 'cached'
      ? { stripes: [{ from: 0, to: 0.34, owner: holder.owner, shade: 0 as const }] }
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

/** One slab, an item a band; offsets at the sides, addresses in the bands. */
export const slabColumn = (slab: SlabFacts, holder: HolderView): Column => {
  const size = slab.pages * PAGE_SIZE;
  const used = slab.items.length * slab.pitch;
  const items = slab.items.map((state, i) => itemBand(slab, holder, i, state));
  const whole: Band = {
    ...restBand(slab, 0),
    id: addressId('slab', slab.address),
    label: ITEM_WORDS.block,
    owner: holder.owner,
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
export const itemColumn = (slab: SlabFacts, holder: HolderView, item: number): Column => {
  const state = slab.items[item] ?? 'free';
  const band = { ...itemBand(slab, holder, item, state), from: 0 };
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
