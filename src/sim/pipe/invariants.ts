/** What must hold of pipes and of calls on them after every command. */
import { M_PIPE, Z_PIPE, mapOf } from '../kernel/types';
import type { Kernel } from '../kernel/types';
import { vmMapLookup } from '../vm-map/vm-map';
import { borrowed } from './borrow';
import { fileEnd } from './close';
import {
  BORROWED,
  CALLS,
  C_CLOSE,
  C_EXEC,
  DIRECT_KVA,
  PAIRS,
  PIPEKVA,
  PIPENPAGES,
  PIPES,
  PIPE_DIRECTW,
  STYLES,
  has,
} from './state';

/** The ends of all pairs. */
const ends = (k: Kernel): number[] => {
  const all: number[] = [];
  for (let pair = 1; pair < k.pipe.cell.get(PAIRS); pair += 1)
    if (k.pipe.pair.item.get(pair) !== 0) all.push(pair * 2, pair * 2 + 1);
  return all;
};

/** Buffers: inside entries of pipe_map, none over another, their sum what the counter says. */
const spaceFaults = (k: Kernel): string[] => {
  const { pipe: p, cell } = k.pipe;
  const { maps } = k.kmem;
  const faults: string[] = [];
  const seen = new Set<number>();
  let sum = 0;
  for (const e of ends(k)) {
    if (p.at.get(e) === 0) continue;
    sum += p.size.get(e);
    for (let i = 0; i < p.size.get(e) / 4096; i += 1) {
      const page = p.at.get(e) + i;
      if (seen.has(page)) faults.push(`two pipes share page ${page}`);
      if (vmMapLookup(maps, mapOf(k, M_PIPE), page) === 0)
        faults.push(`pipe ${e} has page ${page}, pipe_map has not`);
      seen.add(page);
    }
  }
  if (sum !== cell.get(PIPEKVA)) faults.push(`pipekva ${cell.get(PIPEKVA)}, buffers ${sum}`);
  if (maps.map.size.get(mapOf(k, M_PIPE)) * 4096 < sum) faults.push('pipe_map is too small');
  return faults;
};

/** Rings: no more in one than it holds, and the next bytes where the counts say. */
const ringFaults = (k: Kernel): string[] => {
  const p = k.pipe.pipe;
  return ends(k).flatMap((e) => {
    const [size, cnt, from, to] = [p.size.get(e), p.cnt.get(e), p.out.get(e), p.in.get(e)];
    if (p.at.get(e) === 0) return [];
    const fits = cnt >= 0 && cnt <= size && from >= 0 && from < size && to >= 0 && to <= size;
    if (!fits) return [`pipe ${e} holds ${cnt} of ${size}, from ${from} to ${to}`];
    return (from + cnt) % size === to % size ? [] : [`the ring of pipe ${e} is torn`];
  });
};

/** A direct write has the pipe for itself, and at most `PIPENPAGES` pages. */
const writeFaults = (k: Kernel, e: number): string[] => {
  const p = k.pipe.pipe;
  const n = p.npages.get(e);
  const isDirect = has(k.pipe, e, PIPE_DIRECTW);
  const faults: string[] = [];
  if (n > PIPENPAGES) faults.push(`pipe ${e} borrows ${n} pages`);
  if (isDirect && p.cnt.get(e) > 0) faults.push(`pipe ${e} has bytes and a direct write`);
  if (isDirect && n === 0 && p.lock.get(e) === 0)
    faults.push(`pipe ${e} has a direct write without pages`);
  return faults;
};

/** Direct writes: what they borrow is held or wired, and mapped where the style says so. */
const directFaults = (k: Kernel): string[] => {
  const { pipe: p, cell } = k.pipe;
  const { frame } = k.phys;
  const faults: string[] = [];
  const claims = new Map<number, number>();
  let [pages, kva] = [0, 0];
  for (const e of ends(k)) {
    pages += p.npages.get(e);
    kva += p.kvaPages.get(e) * 4096;
    faults.push(...writeFaults(k, e));
    for (const f of borrowed(k, e)) {
      if (STYLES[p.style.get(e)] !== 'wired') claims.set(f, (claims.get(f) ?? 0) + 1);
      else if (frame.wire.get(f) === 0) faults.push(`borrowed frame ${f} is not wired`);
    }
  }
  for (const [f, n] of claims)
    if (frame.hold.get(f) < n) faults.push(`frame ${f} is borrowed ${n} times, held less`);
  if (pages !== cell.get(BORROWED)) faults.push(`${pages} pages borrowed, miscounted`);
  if (kva !== cell.get(DIRECT_KVA)) faults.push(`${kva} bytes show borrowed pages, miscounted`);
  return faults;
};

/** Calls: as many hold files and are inside as the pipes count. */
const callFaults = (k: Kernel): string[] => {
  const { call, pipe: p, cell } = k.pipe;
  const faults: string[] = [];
  const refs = new Map<number, number>();
  for (let c = 1; c < cell.get(CALLS); c += 1) {
    const kind = call.kind.get(c);
    if (kind === 0 || kind === C_EXEC || kind === C_CLOSE || call.over.get(c) === 1) continue;
    refs.set(fileEnd(k, c), (refs.get(fileEnd(k, c)) ?? 0) + 1);
  }
  for (const e of ends(k)) {
    if ((refs.get(e) ?? 0) !== p.refs.get(e)) faults.push(`the file of end ${e} is miscounted`);
    const lock = p.lock.get(e);
    if (lock !== 0 && (call.kind.get(lock) === 0 || call.pipe.get(lock) !== e))
      faults.push(`pipe ${e} is locked by nobody`);
    if (p.busy.get(e) < 0) faults.push(`pipe ${e} is less than idle`);
  }
  return faults;
};

/** All faults of pipes; empty when they are sound. */
export const pipeFaults = (k: Kernel): string[] => {
  const { zone } = k.uma;
  const z = k.cell.get(Z_PIPE);
  const pairs = ends(k).length / 2;
  const counts =
    k.pipe.cell.get(PIPES) === pairs * 2 && zone.allocs.get(z) - zone.frees.get(z) >= pairs
      ? []
      : [`${pairs} pairs of pipes, counted otherwise`];
  return [...counts, ...spaceFaults(k), ...ringFaults(k), ...directFaults(k), ...callFaults(k)];
};
