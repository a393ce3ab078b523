/** Records of swap space. FreeBSD 6.2 sys/vm/swap_pager.c: struct swdevt, struct swblock. */
import { I32, U8 } from '../state/columns';

/** `SWAP_META_PAGES`: pages of an object that one swblock covers. */
export const META_PAGES = 32;
/** Chains of the hash over (object, swblock). */
export const SWAP_CHAINS = 1 << 12;
/** Blocks that a leaf of the map of free blocks covers (`BLIST_BMAP_RADIX`). */
export const LEAF_BLOCKS = 32;
/** Leaves that share a hint (`BLIST_META_RADIX`). */
export const GROUP_LEAVES = 16;
/** `0x40000000 / BLIST_META_RADIX` sectors: the kernel uses no more of one device. */
export const MOST_BLOCKS = 0x40000000 / GROUP_LEAVES / 8;

const swblockColumns = () => ({
  object: new I32(),
  /** first page, in units of 32 */
  index: new I32(),
  /** pages of it that have a block */
  count: new I32(),
  /** item of SWAPMETA that stores it */
  item: new I32(),
  /** next on the hash chain */
  chain: new I32(),
  next: new I32(),
});

/** Devices, in the order of swapon(2); there is no hole between them. */
const deviceColumns = () => ({
  /** `sw_nblks`, and how many of them are taken (`sw_used`) */
  nblks: new I32(),
  used: new I32(),
  /** number of its first block among those of all devices (`sw_first`) */
  first: new I32(),
  /** its first leaf of the map of free blocks, and how many it has */
  leaf: new I32(),
  leaves: new I32(),
  /** `SW_CLOSING` */
  closing: new U8(),
  /** malloc(9)'s blocks behind it: `struct swdevt`, `struct blist` and the nodes of the blist */
  swdevt: new I32(),
  blist: new I32(),
  nodes: new I32(),
});

/** Which blocks are free (sys/kern/subr_blist.c): a bit each, and hints that bound the largest run. */
const freeMap = () => ({
  bits: new I32(),
  hint: new U8(),
  group: new U8(),
});

/** Cells of column `cell`. */
export const SWBLOCKS = 0;
export const SWBLOCK_POOL = 1;
/** how many devices there are (`nswapdev`); 1 + the one that is asked first (`swdevhd`), 0 = any */
export const DEVICES = 2;
export const NEXT_DEVICE = 3;
/** `swap_pager_avail`; counts the two blocks that a device keeps for a disk label */
export const SWAP_AVAIL = 4;
/** `swap_pager_full` and `swap_pager_almost_full` */
export const SWAP_FULL = 5;
export const SWAP_ALMOST_FULL = 6;
/** devices taken away; each leaves two blocks in `swap_pager_avail` */
export const SWAPOFFS = 7;
/** pages ever written and read (`v_swappgsout`, `v_swappgsin`) */
export const SWAP_OUT = 8;
export const SWAP_IN = 9;
const CELLS = 16;

/** Swap space of a kernel. Record 0 is none; no page is ever on block 0, so 0 is `SWAPBLK_NONE`. */
export interface SwapState {
  readonly swblock: ReturnType<typeof swblockColumns>;
  readonly device: ReturnType<typeof deviceColumns>;
  readonly free: ReturnType<typeof freeMap>;
  /** block of each page, 32 a swblock */
  readonly slots: I32;
  readonly hash: I32;
  readonly cell: I32;
}

/** No swap space: `swap_pager_full` starts at 2. */
export const swapState = (): SwapState => {
  const s: SwapState = {
    swblock: swblockColumns(),
    device: deviceColumns(),
    free: freeMap(),
    slots: new I32(),
    hash: new I32(SWAP_CHAINS),
    cell: new I32(CELLS),
  };
  s.cell.set(SWBLOCKS, 1);
  s.cell.set(SWAP_FULL, 2);
  s.cell.set(SWAP_ALMOST_FULL, 1);
  return s;
};

/** Blocks of all devices, and how many of them are taken (`swap_pager_status`). */
export const swapStatus = ({
  device,
  cell,
}: SwapState): { readonly total: number; readonly used: number } => {
  let total = 0;
  let used = 0;
  for (let d = 0; d < cell.get(DEVICES); d += 1) {
    total += device.nblks.get(d);
    used += device.used.get(d);
  }
  return { total, used };
};
