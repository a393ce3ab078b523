/** Records of swap space. FreeBSD 6.2 sys/vm/swap_pager.c, struct swblock and struct swdevt. */
import { I32, U8 } from '../state/columns';

/** `SWAP_META_PAGES`: pages of an object that one swblock covers. */
export const META_PAGES = 32;
/** Chains of the hash over (object, swblock). */
export const SWAP_CHAINS = 1 << 12;

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

/** Cells of column `cell`. */
export const SWBLOCKS = 0;
export const SWBLOCK_POOL = 1;
/** pages of all devices, and how many of them are free (`swap_pager_avail`) */
export const SWAP_TOTAL = 2;
export const SWAP_AVAIL = 3;
/** `swap_pager_full` and `swap_pager_almost_full` */
export const SWAP_FULL = 4;
export const SWAP_ALMOST_FULL = 5;
/** lowest block that may be free */
export const SWAP_LOW = 6;
/** pages ever written and read (`v_swappgsout`, `v_swappgsin`) */
export const SWAP_OUT = 7;
export const SWAP_IN = 8;
const CELLS = 16;

/** Swap space of a kernel. Record 0 is none; blocks are numbered from 1, and 0 is `SWAPBLK_NONE`. */
export interface SwapState {
  readonly swblock: ReturnType<typeof swblockColumns>;
  /** block of each page, 32 a swblock */
  readonly slots: I32;
  readonly hash: I32;
  /** 1 = the block is taken */
  readonly taken: U8;
  readonly cell: I32;
}

/** No swap space: `swap_pager_full` starts at 2. */
export const swapState = (): SwapState => {
  const s: SwapState = {
    swblock: swblockColumns(),
    slots: new I32(),
    hash: new I32(SWAP_CHAINS),
    taken: new U8(),
    cell: new I32(CELLS),
  };
  s.cell.set(SWBLOCKS, 1);
  s.cell.set(SWAP_FULL, 2);
  s.cell.set(SWAP_ALMOST_FULL, 1);
  return s;
};
