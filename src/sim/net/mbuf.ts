/**
 * Mbufs come and go, with the storage that they point to.
 * FreeBSD 6.2 sys/sys/mbuf.h: m_get(), m_getcl(), m_clget(), m_getjcl(), m_free();
 * sys/kern/uipc_mbuf.c: m_extadd(), mb_free_ext(); sys/kern/uipc_syscalls.c sf_buf_mext();
 * sys/kern/uipc_cow.c socow_iodone().
 */
import { Z_CLUSTER, Z_MBUF, Z_PACKET } from '../kernel/types';
import type { Kernel } from '../kernel/types';
import { mallocAlloc, mallocFree, mallocType } from '../malloc/malloc';
import { freePage, unwirePage } from '../phys/page';
import { giveRecord, takeRecord } from '../state/pool';
import { M_NOWAIT, M_WAITOK } from '../uma/live/state';
import { umaZalloc, umaZfree } from '../uma/live/zalloc';
import { cowClear } from '../vm/cow';
import { MCLBYTES, MHLEN, MJUM16BYTES, MJUM9BYTES, MJUMPAGESIZE } from './constants';
import { sfBufAlloc, sfBufFree } from './sf-buf';
import {
  COW_IODONE,
  MBUFS,
  MBUFS_LIVE,
  MBUF_POOL,
  MB_CLUSTER,
  MB_COW,
  MB_JUMBO16,
  MB_JUMBO9,
  MB_JUMBOP,
  MB_PACKET,
  MB_PLAIN,
  MB_SENDFILE,
  T_MBUF,
  Z_JUMBO16,
  Z_JUMBO9,
  Z_JUMBOP,
} from './state';

/** `ext_size` by kind; 0 = the data lies in the mbuf itself. */
const EXT_SIZE: readonly number[] = [
  0,
  0,
  MCLBYTES,
  MCLBYTES,
  MJUMPAGESIZE,
  MJUM9BYTES,
  MJUM16BYTES,
  4096,
  4096,
];

/** Bytes of external storage of an mbuf. */
export const extSize = (k: Kernel, m: number): number => EXT_SIZE[k.net.mbuf.kind.get(m)] as number;

/** Whether an mbuf's storage is a page that somebody else owns. */
export const isBorrowed = (k: Kernel, m: number): boolean => k.net.mbuf.kind.get(m) >= MB_SENDFILE;

const pool = (k: Kernel) => ({ cell: k.net.cell, top: MBUFS, free: MBUF_POOL });

/** Zone of the external storage of a kind; 0 = none of its own. */
const extZone = (k: Kernel, kind: number): number => {
  if (kind === MB_CLUSTER) return k.cell.get(Z_CLUSTER);
  if (kind === MB_JUMBOP) return k.net.cell.get(Z_JUMBOP);
  if (kind === MB_JUMBO9) return k.net.cell.get(Z_JUMBO9);
  return kind === MB_JUMBO16 ? k.net.cell.get(Z_JUMBO16) : 0;
};

const record = (k: Kernel, kind: number, item: number): number => {
  const m = takeRecord(k.net.mbuf, pool(k));
  k.net.mbuf.kind.set(m, kind);
  k.net.mbuf.item.set(m, item);
  k.net.cell.add(MBUFS_LIVE, 1);
  return m;
};

/** Writes how much data an mbuf holds; the rest of its storage is room behind it. */
export const setLength = (k: Kernel, m: number, len: number, first: boolean): void => {
  const { mbuf } = k.net;
  const size = isBorrowed(k, m) ? len : extSize(k, m);
  mbuf.len.set(m, len);
  mbuf.room.set(m, (size === 0 ? MHLEN : size) - len);
  mbuf.first.set(m, first ? 1 : 0);
};

/**
 * An mbuf with storage from UMA.
 * @param kind below `MB_SENDFILE`
 * @param how `M_WAITOK` or `M_NOWAIT`
 * @returns its record, or 0: refused, or the caller would sleep and `wait.on` says where
 */
export const getMbuf = (k: Kernel, kind: number, how: number): number => {
  const zone = k.cell.get(kind === MB_PACKET ? Z_PACKET : Z_MBUF);
  const item = umaZalloc(k.uma, zone, how);
  if (item === 0) return 0;
  const ext = extZone(k, kind);
  const storage = ext === 0 ? 0 : umaZalloc(k.uma, ext, how);
  if (ext !== 0 && storage === 0) {
    umaZfree(k.uma, zone, item);
    return 0;
  }
  const m = record(k, kind, item);
  k.net.mbuf.ext.set(m, storage);
  return m;
};

/** The smallest storage in which a card can put a frame, as `MB_*`. */
export const storageFor = (bytes: number): number => {
  if (bytes <= MCLBYTES) return MB_PACKET;
  if (bytes <= MJUMPAGESIZE) return MB_JUMBOP;
  return bytes <= MJUM9BYTES ? MB_JUMBO9 : MB_JUMBO16;
};

/** malloc type mbuf; 0 where it cannot be registered. */
const mbufType = (k: Kernel): number => {
  const known = k.net.cell.get(T_MBUF);
  if (known !== 0) return known;
  const type = mallocType(k.malloc, 'mbuf');
  k.net.cell.set(T_MBUF, type);
  return type;
};

/**
 * An mbuf that points to a wired page through an sf_buf (MEXTADD with `EXT_SFBUF`). The page must be
 * wired already; freeing the mbuf unwires it.
 * @param kind `MB_SENDFILE` or `MB_COW`
 * @returns its record, or 0: `wait.on` says where the caller would sleep, '' that malloc(9) refused
 */
export const getBorrowing = (k: Kernel, kind: number, frame: number): number => {
  const sf = sfBufAlloc(k, frame);
  if (sf === 0) return 0;
  const item = umaZalloc(k.uma, k.cell.get(Z_MBUF), M_WAITOK);
  const type = item === 0 ? 0 : mbufType(k);
  const ref = type === 0 ? 0 : mallocAlloc(k.malloc, type, 4, M_NOWAIT);
  if (ref === 0) {
    if (item !== 0) umaZfree(k.uma, k.cell.get(Z_MBUF), item);
    sfBufFree(k, sf);
    return 0;
  }
  const m = record(k, kind, item);
  k.net.mbuf.ext.set(m, sf);
  k.net.mbuf.ref.set(m, ref);
  return m;
};

/** Lets a wired page go: to the inactive queue, or free where its object is gone. */
export const releasePage = (k: Kernel, frame: number): void => {
  unwirePage(k.phys, frame, false);
  if (k.phys.frame.wire.get(frame) === 0 && k.phys.frame.object.get(frame) === 0)
    freePage(k.phys, frame);
};

/** sf_buf_mext() and socow_iodone(). */
const giveBorrowed = (k: Kernel, m: number): void => {
  const sf = k.net.mbuf.ext.get(m);
  const frame = k.net.sf.frame.get(sf);
  sfBufFree(k, sf);
  if (k.net.mbuf.kind.get(m) === MB_COW) {
    cowClear(k, frame);
    k.net.cell.add(COW_IODONE, 1);
  }
  releasePage(k, frame);
  mallocFree(k.malloc, k.net.cell.get(T_MBUF), k.net.mbuf.ref.get(m));
};

/** Frees one mbuf and what it points to (`m_free`). Returns the next of its chain. */
export const freeMbuf = (k: Kernel, m: number): number => {
  const { mbuf, cell } = k.net;
  const kind = mbuf.kind.get(m);
  const next = mbuf.next.get(m);
  if (isBorrowed(k, m)) giveBorrowed(k, m);
  const ext = extZone(k, kind);
  if (ext !== 0) umaZfree(k.uma, ext, mbuf.ext.get(m));
  umaZfree(k.uma, k.cell.get(kind === MB_PACKET ? Z_PACKET : Z_MBUF), mbuf.item.get(m));
  giveRecord(mbuf, pool(k), m);
  cell.add(MBUFS_LIVE, -1);
  return next;
};

/** Frees a chain (`m_freem`). Returns how many mbufs it had. */
export const freeChain = (k: Kernel, first: number): number => {
  let n = 0;
  for (let m = first; m !== 0; n += 1) m = freeMbuf(k, m);
  return n;
};

/** A plain mbuf. */
export const getPlain = (k: Kernel, how: number): number => getMbuf(k, MB_PLAIN, how);
