/**
 * What a running kernel keeps of files and of the network, a row a thing: buffers, vnodes, sockets. Each
 * row names the record, so that a click can find it again.
 */
import { B_CACHE, B_DELWRI, B_INVAL, B_MALLOC, B_VMIO, NBUF } from '../buf/state';
import {
  FILE_DIR,
  FILE_DISK,
  VNODES,
  V_DOOMED,
  V_FREE,
  V_MODIFIED,
  V_OBJDIRTY,
  V_OWEINACT,
} from '../file/state';
import type { Kernel } from '../kernel/types';
import { protocolOf, receiveQueue, sendQueue } from '../net/socket';
import { SOCKETS } from '../net/state';
import { residentCount } from '../phys/object-pages';

/** A buffer of the buffer cache that has a block or address space. */
export interface BufRow {
  readonly buf: number;
  readonly queue: 'in use' | 'clean' | 'dirty' | 'empty, with kva' | 'empty';
  readonly vnode: number;
  /** block of its file */
  readonly lbn: number;
  /** `b_kvabase` and `b_kvasize`, bytes */
  readonly address: number;
  readonly kva: number;
  /** `b_bcount`, bytes */
  readonly bytes: number;
  /** `b_npages` */
  readonly pages: number;
  /** names of sys/sys/buf.h, without B_ */
  readonly flags: string;
}

const BUF_QUEUE_WORDS = ['in use', 'clean', 'dirty', 'empty, with kva', 'empty'] as const;
const BUF_FLAGS = [
  [B_DELWRI, 'DELWRI'],
  [B_CACHE, 'CACHE'],
  [B_INVAL, 'INVAL'],
  [B_VMIO, 'VMIO'],
  [B_MALLOC, 'MALLOC'],
] as const;

type FlagTable = readonly (readonly [bit: number, word: string])[];
const flagWords = (flags: number, table: FlagTable): string =>
  table
    .filter(([bit]) => (flags & bit) !== 0)
    .map(([, word]) => word)
    .join(' ');

/** Buffers that hold something, by number. */
export const bufRows = (k: Kernel): BufRow[] => {
  const { buf, cell } = k.buf;
  const rows: BufRow[] = [];
  for (let n = 1; n <= cell.get(NBUF); n += 1) {
    if (buf.kvaPages.get(n) === 0 && buf.vnode.get(n) === 0) continue;
    rows.push({
      buf: n,
      queue: BUF_QUEUE_WORDS[buf.queue.get(n)] ?? 'in use',
      vnode: buf.vnode.get(n),
      lbn: buf.lbn.get(n),
      address: buf.kva.get(n) * 4096,
      kva: buf.kvaPages.get(n) * 4096,
      bytes: buf.bcount.get(n),
      pages: buf.npages.get(n),
      flags: flagWords(buf.flags.get(n), BUF_FLAGS),
    });
  }
  return rows;
};

/** A vnode. */
export interface VnodeRow {
  readonly vnode: number;
  readonly file: number;
  readonly type: 'file' | 'directory' | 'disk';
  /** `v_usecount` and `v_holdcnt` */
  readonly use: number;
  readonly hold: number;
  /** pages of its object in RAM */
  readonly resident: number;
  /** size of its file, bytes */
  readonly size: number;
  readonly dirtyBufs: number;
  /** names of sys/sys/vnode.h, without VI_, and IN_MODIFIED of its inode */
  readonly flags: string;
}

const VNODE_FLAGS = [
  [V_FREE, 'FREE'],
  [V_DOOMED, 'DOOMED'],
  [V_OWEINACT, 'OWEINACT'],
  [V_OBJDIRTY, 'OBJDIRTY'],
  [V_MODIFIED, 'MODIFIED'],
] as const;

/** What a file is, in a word. */
const fileWord = (type: number): VnodeRow['type'] =>
  type === FILE_DIR ? 'directory' : type === FILE_DISK ? 'disk' : 'file';

/** Every vnode, by number. */
export const vnodeRows = (k: Kernel): VnodeRow[] => {
  const { vnode, file, cell } = k.file;
  const rows: VnodeRow[] = [];
  for (let v = 1; v < cell.get(VNODES); v += 1) {
    if (vnode.item.get(v) === 0) continue;
    const f = vnode.file.get(v);
    const object = vnode.object.get(v);
    rows.push({
      vnode: v,
      file: f,
      type: fileWord(file.type.get(f)),
      use: vnode.use.get(v),
      hold: vnode.hold.get(v),
      resident: object === 0 ? 0 : residentCount(k.phys, object),
      size: file.sectors.get(f) * 512,
      dirtyBufs: vnode.dirtyCount.get(v),
      flags: flagWords(vnode.flags.get(v), VNODE_FLAGS),
    });
  }
  return rows;
};

/** A socket. Bytes, and mbufs where the name says so. */
export interface SocketRow {
  readonly socket: number;
  readonly proto: string;
  /** `so_rcv`: `sb_cc`, `sb_hiwat`, `sb_mbcnt` */
  readonly received: number;
  readonly receiveLimit: number;
  readonly receiveMemory: number;
  /** `so_snd` */
  readonly sent: number;
  readonly sendLimit: number;
  readonly sendMemory: number;
  readonly mbufs: number;
  /** segments that came out of order */
  readonly segments: number;
}

/** Every socket, by number. */
export const socketRows = (k: Kernel): SocketRow[] => {
  const { socket, queue, cell } = k.net;
  const rows: SocketRow[] = [];
  for (let so = 1; so < cell.get(SOCKETS); so += 1) {
    if (socket.proto.get(so) === 0) continue;
    const [r, s] = [receiveQueue(so), sendQueue(so)];
    rows.push({
      socket: so,
      proto: protocolOf(k, so).name,
      received: queue.cc.get(r),
      receiveLimit: queue.hiwat.get(r),
      receiveMemory: queue.mbcnt.get(r),
      sent: queue.cc.get(s),
      sendLimit: queue.hiwat.get(s),
      sendMemory: queue.mbcnt.get(s),
      mbufs: queue.mbufs.get(r) + queue.mbufs.get(s),
      segments: socket.segLength.get(so),
    });
  }
  return rows;
};
