/** What must hold of the page frames after every command. */
import { F_LISTED, Q_FREE, Q_HOLD, Q_NONE, WIRED, queued } from './frames';
import type { Phys } from './frames';
import { lookupPage } from './object-pages';

const queueFaults = (p: Phys, q: number, seen: Set<number>): string[] => {
  const faults: string[] = [];
  let n = 0;
  let last = 0;
  for (let f = p.queue.head.get(q); f !== 0; f = p.frame.next.get(f)) {
    if (seen.has(f)) return [...faults, `frame ${f} is on two queues or in a ring`];
    seen.add(f);
    if (p.frame.queue.get(f) !== q) faults.push(`frame ${f} does not know its queue`);
    if (p.frame.prev.get(f) !== last) faults.push(`frame ${f} has a wrong neighbour`);
    if (p.frame.wire.get(f) !== 0) faults.push(`frame ${f} is wired and on queue ${q}`);
    last = f;
    n += 1;
  }
  if (n !== queued(p, q)) faults.push(`queue ${q} is miscounted`);
  return faults;
};

/** Every owned frame is on its object's list once, and found by its name. */
const ownerFaults = (p: Phys): string[] => {
  const faults: string[] = [];
  let listed = 0;
  for (let object = 1; object < p.owned.head.a.length; object += 1) {
    let n = 0;
    for (let f = p.owned.head.get(object); f !== 0; f = p.frame.onext.get(f)) {
      if (p.frame.object.get(f) !== object) faults.push(`frame ${f} is on a strange object's list`);
      if (lookupPage(p, object, p.frame.pindex.get(f)) === 0)
        faults.push(`frame ${f} is not found by its name`);
      n += 1;
      if (n > p.pages) return [...faults, `object ${object} has a ring of pages`];
    }
    if (n !== p.owned.resident.get(object)) faults.push(`object ${object} miscounts its pages`);
    listed += n;
  }
  let owned = 0;
  for (let f = 1; f <= p.pages; f += 1) if ((p.frame.flags.get(f) & F_LISTED) !== 0) owned += 1;
  return listed === owned ? faults : [...faults, `${owned} frames say listed, ${listed} are`];
};

/** All faults: pages on two queues or none, wired ones on a queue, miscounts. Empty when sound. */
export const frameFaults = (p: Phys): string[] => {
  const seen = new Set<number>();
  const faults: string[] = [];
  for (let q = Q_FREE; q <= Q_HOLD; q += 1) faults.push(...queueFaults(p, q, seen));
  let wired = 0;
  for (let f = 1; f <= p.pages; f += 1) {
    if (p.frame.wire.get(f) > 0) wired += 1;
    const q = p.frame.queue.get(f);
    const owned = p.frame.object.get(f) !== 0;
    if (q !== Q_NONE && !seen.has(f)) faults.push(`frame ${f} is lost from queue ${q}`);
    // A wired page outlives its object: what wired it frees it.
    const isLost = q === Q_NONE && !owned && p.frame.wire.get(f) === 0;
    if (isLost) faults.push(`frame ${f} belongs to nobody`);
    if (q === Q_FREE && owned) faults.push(`frame ${f} is free and owned`);
  }
  if (wired !== p.count.get(WIRED)) faults.push('wired pages are miscounted');
  return [...faults, ...ownerFaults(p)];
};
