/** What must hold of objects and mappings after every command. */
import type { Kernel } from '../kernel/types';
import { F_UNMANAGED } from '../phys/frames';
import { FIRST_OBJECT } from '../vm-map/types';
import { isMap, mapCount } from '../vm-map/types';
import { KERNEL_PMAP } from './pmap';
import { OBJECTS, PVS } from './state';

/** Mappings that frames list, each of which must know its frame. */
const byFrame = (k: Kernel, faults: string[]): Set<number> => {
  const { pv } = k.vm;
  const found = new Set<number>();
  for (let f = 1; f <= k.phys.pages; f += 1)
    for (let n = k.phys.frame.pv.get(f); n !== 0 && !found.has(n); n = pv.fnext.get(n)) {
      found.add(n);
      if (pv.frame.get(n) !== f) faults.push(`mapping ${n} is on the list of a strange frame ${f}`);
    }
  return found;
};

/** How many mappings pmaps list; each must know its pmap. */
const byPmap = (k: Kernel, most: number, faults: string[]): number => {
  const { pv, pmap } = k.vm;
  let listed = 0;
  for (let p = 0; p < pmap.head.a.length; p += 1) {
    let mine = 0;
    for (let n = pmap.head.get(p); n !== 0 && mine <= most; n = pv.pnext.get(n)) {
      mine += 1;
      if (pv.pmap.get(n) !== p) faults.push(`mapping ${n} is on the list of a strange pmap ${p}`);
    }
    if (mine !== pmap.resident.get(p)) faults.push(`pmap ${p} miscounts its mappings`);
    listed += mine;
  }
  return listed;
};

/** One mapping: of a page that may be taken away, and where the kernel's page table has it. */
const pvFault = (k: Kernel, n: number): string | null => {
  const { pv } = k.vm;
  const f = pv.frame.get(n);
  if ((k.phys.frame.flags.get(f) & F_UNMANAGED) !== 0)
    return `mapping ${n} shows a page of the kernel itself`;
  const at = pv.va.get(n) - k.kmem.base;
  return pv.pmap.get(n) === KERNEL_PMAP && k.frameAt.get(at) !== f
    ? `mapping ${n} and the kernel's page table differ`
    : null;
};

/** Mappings: each on the list of its frame and of its pmap, and of a page that may be taken away. */
const pvFaults = (k: Kernel): string[] => {
  const faults: string[] = [];
  const found = byFrame(k, faults);
  const listed = byPmap(k, found.size, faults);
  for (let n = 1; n < k.vm.cell.get(PVS); n += 1) {
    if (k.vm.pv.frame.get(n) === 0) continue;
    if (!found.has(n)) faults.push(`mapping ${n} is on no frame's list`);
    const fault = pvFault(k, n);
    if (fault !== null) faults.push(fault);
  }
  return listed === found.size ? faults : [...faults, 'mappings are listed unequally'];
};

/** Page tables: as many entries as mappings in their 4 MB. */
const tableFaults = (k: Kernel): string[] => {
  const { pv, pmap, table } = k.vm;
  const faults: string[] = [];
  for (let p = 1; p < pmap.head.a.length; p += 1) {
    const counts = new Map<number, number>();
    for (let n = pmap.head.get(p); n !== 0; n = pv.pnext.get(n)) {
      const region = pv.va.get(n) >> 10;
      counts.set(region, (counts.get(region) ?? 0) + 1);
    }
    let tables = 0;
    for (let t = pmap.tables.get(p); t !== 0; t = table.next.get(t)) {
      tables += 1;
      if (counts.get(table.region.get(t)) !== table.entries.get(t))
        faults.push(`a page table of pmap ${p} is miscounted`);
    }
    if (tables !== counts.size) faults.push(`pmap ${p} has ${tables} page tables`);
  }
  return faults;
};

/** How often entries of maps show each object. */
const shown = (k: Kernel): Map<number, number> => {
  const { maps } = k.kmem;
  const counts = new Map<number, number>();
  for (let map = 0; map < mapCount(maps); map += 1) {
    if (!isMap(maps, map)) continue;
    for (let e = maps.map.head.get(map); e !== 0; e = maps.entry.next.get(e)) {
      const o = maps.entry.object.get(e);
      if (o >= FIRST_OBJECT) counts.set(o, (counts.get(o) ?? 0) + 1);
    }
  }
  return counts;
};

/** Objects: one that entries show has at least as many holders. */
const objectFaults = (k: Kernel): string[] => {
  const { object, cell } = k.vm;
  const faults: string[] = [];
  for (const [o, n] of shown(k)) {
    if (o >= cell.get(OBJECTS) || object.type.get(o) === 0)
      faults.push(`object ${o} is shown and does not exist`);
    else if (object.refs.get(o) < n)
      faults.push(`object ${o} is shown ${n} times and held ${object.refs.get(o)} times`);
  }
  for (let f = 1; f <= k.phys.pages; f += 1) {
    const o = k.phys.frame.object.get(f);
    if (o >= FIRST_OBJECT && object.type.get(o) === 0)
      faults.push(`frame ${f} belongs to object ${o}, which does not exist`);
  }
  return faults;
};

/** All faults of objects, mappings and page tables. */
export const vmFaults = (k: Kernel): string[] => [
  ...pvFaults(k),
  ...tableFaults(k),
  ...objectFaults(k),
];
