/** What must hold of the buffer cache after every command, when no buffer is in use. */
import { M_BUFFER, mapOf } from '../kernel/types';
import type { Kernel } from '../kernel/types';
import { F_VALID } from '../phys/frames';
import { lookupPage } from '../phys/object-pages';
import { vmMapLookup } from '../vm-map/vm-map';
import { bufFrame } from './memory';
import { bufHas, incore } from './queue';
import {
  BQ_CLEAN,
  BQ_DIRTY,
  BQ_EMPTY,
  BQ_EMPTYKVA,
  BQ_NONE,
  BUFMALLOC,
  BUFSPACE,
  BX_VNDIRTY,
  B_CACHE,
  B_DELWRI,
  B_MALLOC,
  B_VMIO,
  NBUF,
  NUMDIRTY,
} from './state';

const PAGE = 4096;

/** Every buffer is on one queue, that which its data and address space call for. */
const queueFaults = (k: Kernel): string[] => {
  const { buf, queue, cell } = k.buf;
  const faults: string[] = [];
  let listed = 0;
  for (let q = BQ_NONE + 1; q <= BQ_EMPTY; q += 1) {
    let count = 0;
    for (let n = queue.head.get(q); n !== 0 && count <= cell.get(NBUF); n = buf.qnext.get(n)) {
      count += 1;
      if (buf.queue.get(n) !== q) faults.push(`buffer ${n} is on queue ${q} and says another`);
    }
    if (count !== queue.length.get(q)) faults.push(`queue ${q} of buffers is miscounted`);
    listed += count;
  }
  if (listed !== cell.get(NBUF)) faults.push(`${listed} buffers of ${cell.get(NBUF)} are queued`);
  if (queue.length.get(BQ_DIRTY) !== cell.get(NUMDIRTY)) faults.push('numdirtybuffers is wrong');
  return faults;
};

const belongs = (k: Kernel, n: number): number => {
  const { buf } = k.buf;
  if (bufHas(k, n, B_DELWRI)) return BQ_DIRTY;
  if (buf.bufsize.get(n) !== 0) return BQ_CLEAN;
  return buf.kvaPages.get(n) === 0 ? BQ_EMPTY : BQ_EMPTYKVA;
};

/** A buffer with data is found by its name, one without has no name. */
const nameFaults = (k: Kernel, n: number): string[] => {
  const { buf } = k.buf;
  const faults: string[] = [];
  if (buf.queue.get(n) !== belongs(k, n)) faults.push(`buffer ${n} is on a wrong queue`);
  const v = buf.vnode.get(n);
  if ((v !== 0) !== (buf.bufsize.get(n) !== 0)) faults.push(`buffer ${n}: data and name differ`);
  if (v === 0) return faults;
  if (incore(k, v, buf.lbn.get(n)) !== n) faults.push(`buffer ${n} is not found by its block`);
  if (bufHas(k, n, B_DELWRI) !== bufHas(k, n, BX_VNDIRTY))
    faults.push(`buffer ${n} is on the wrong list of its vnode`);
  return faults;
};

/** Pages of a file's buffer: wired, the file's own, in order, and behind its address space. */
const pageFaults = (k: Kernel, n: number): string[] => {
  const { buf } = k.buf;
  const { frame } = k.phys;
  const faults: string[] = [];
  const pages = buf.npages.get(n);
  if (pages > buf.kvaPages.get(n)) faults.push(`buffer ${n} has more pages than address space`);
  for (let i = 0; i < buf.kvaPages.get(n); i += 1) {
    const f = bufFrame(k, n, i);
    if ((f !== 0) !== i < pages) faults.push(`buffer ${n}: page ${i} is behind it or is not`);
    if (f === 0) continue;
    if (frame.wire.get(f) === 0) faults.push(`frame ${f} of buffer ${n} is not wired`);
    if (bufHas(k, n, B_VMIO)) faults.push(...ownerFaults(k, n, f));
  }
  return faults;
};

const ownerFaults = (k: Kernel, n: number, f: number): string[] => {
  const { frame } = k.phys;
  const object = k.file.vnode.object.get(k.buf.buf.vnode.get(n));
  const faults: string[] = [];
  if (object === 0 || frame.object.get(f) !== object)
    faults.push(`frame ${f} of buffer ${n} is not its file's`);
  if (lookupPage(k.phys, object, frame.pindex.get(f)) !== f)
    faults.push(`frame ${f} of buffer ${n} is not found by its page`);
  if (bufHas(k, n, B_CACHE) && (frame.flags.get(f) & F_VALID) === 0)
    faults.push(`frame ${f} of cached buffer ${n} holds no data`);
  return faults;
};

/** Address space: in buffer_map, one piece, of nobody else; together bufspace and map->size. */
const spaceFaults = (k: Kernel): string[] => {
  const { buf, cell } = k.buf;
  const { map, entry } = k.kmem.maps;
  const m = mapOf(k, M_BUFFER);
  const faults: string[] = [];
  const taken: [from: number, to: number][] = [];
  for (let n = 1; n <= cell.get(NBUF); n += 1) {
    const pages = buf.kvaPages.get(n);
    if (pages === 0) continue;
    const at = buf.kva.get(n);
    taken.push([at, at + pages]);
    const e = vmMapLookup(k.kmem.maps, m, at);
    if (e === 0 || entry.end.get(e) < at + pages) faults.push(`buffer ${n} is in no entry`);
  }
  taken.sort((a, b) => a[0] - b[0]);
  let sum = 0;
  let end = 0;
  for (const [from, to] of taken) {
    if (from < end) faults.push(`two buffers share page ${from}`);
    end = to;
    sum += to - from;
  }
  if (sum * PAGE !== cell.get(BUFSPACE)) faults.push('bufspace is not the sum of b_kvasize');
  if (sum !== map.size.get(m)) faults.push('buffer_map holds what no buffer has');
  return faults;
};

/** All faults of the buffer cache. */
export const bufFaults = (k: Kernel): string[] => {
  const { buf, cell } = k.buf;
  const faults = [...queueFaults(k), ...spaceFaults(k)];
  let small = 0;
  for (let n = 1; n <= cell.get(NBUF); n += 1) {
    faults.push(...nameFaults(k, n), ...pageFaults(k, n));
    if (bufHas(k, n, B_MALLOC)) small += buf.bufsize.get(n);
    if (bufHas(k, n, B_MALLOC) !== (buf.item.get(n) !== 0))
      faults.push(`buffer ${n} has a block of malloc or says so`);
  }
  return small === cell.get(BUFMALLOC) ? faults : [...faults, 'bufmallocspace is wrong'];
};
