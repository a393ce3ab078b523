/** What must hold of sf_bufs and of the pages that they show. */
import type { Kernel } from '../kernel/types';
import {
  COW_IODONE,
  COW_SUCCESS,
  MB_COW,
  MB_SENDFILE,
  SF_BASE,
  SF_COUNT,
  SF_HEAD,
  SF_USED,
  SOCKETS,
} from './state';

/** Free sf_bufs are those without references; one in use is what the kernel sees at its page. */
export const sfFaults = (k: Kernel, refs: ReadonlyMap<number, number>): string[] => {
  const { sf, cell } = k.net;
  const faults: string[] = [];
  const free = new Set<number>();
  for (let n = cell.get(SF_HEAD); n !== 0 && !free.has(n); n = sf.next.get(n)) free.add(n);
  let inUse = 0;
  for (let n = 1; n <= cell.get(SF_COUNT); n += 1) {
    const r = sf.refs.get(n);
    if (r !== (refs.get(n) ?? 0)) faults.push(`sf_buf ${n} says ${r} references`);
    if (free.has(n) !== (r === 0)) faults.push(`sf_buf ${n} has ${r} references and a wrong list`);
    const seen = k.frameAt.get(cell.get(SF_BASE) + n - 1 - k.kmem.base);
    if (seen !== (r === 0 ? 0 : sf.frame.get(n))) faults.push(`sf_buf ${n} shows a wrong page`);
    if (r > 0) inUse += 1;
  }
  return inUse === cell.get(SF_USED) ? faults : [...faults, 'sf_bufs in use are miscounted'];
};

/** A lent page is wired once for each loan, and shared once for each send. */
export const loanFaults = (k: Kernel, mbufs: readonly number[]): string[] => {
  const { mbuf, sf, socket, cell } = k.net;
  const cow = new Map<number, number>();
  const wires = new Map<number, number>();
  const add = (map: Map<number, number>, f: number) => map.set(f, (map.get(f) ?? 0) + 1);
  for (const m of mbufs.filter((x) => mbuf.kind.get(x) >= MB_SENDFILE)) {
    const f = sf.frame.get(mbuf.ext.get(m));
    add(wires, f);
    if (mbuf.kind.get(m) === MB_COW) add(cow, f);
  }
  for (let so = 1; so < cell.get(SOCKETS); so += 1)
    if (socket.frame.get(so) !== 0) add(wires, socket.frame.get(so));
  const { frame } = k.phys;
  const faults: string[] = [];
  for (let f = 1; f <= k.phys.pages; f += 1)
    if (frame.cow.get(f) !== (cow.get(f) ?? 0))
      faults.push(
        `frame ${f} is shared ${frame.cow.get(f)} times, sends have it ${cow.get(f) ?? 0}`,
      );
  for (const [f, n] of wires)
    if (frame.wire.get(f) < n) faults.push(`frame ${f} is lent ${n} times and wired fewer`);
  const inFlight = cell.get(COW_SUCCESS) - cell.get(COW_IODONE);
  const shared = [...cow.values()].reduce((a, b) => a + b, 0);
  return inFlight === shared ? faults : [...faults, 'zero-copy sends are miscounted'];
};
