/**
 * Boot of FreeBSD 6.2/i386, as far as memory is concerned, in the order of the SYSINITs:
 * vm_mem_init() (sys/vm/vm_init.c), kmeminit() (sys/kern/kern_malloc.c), vm_ksubmap_init(), vm_init2(),
 * mbuf_init(), sf_buf_init(), swap_pager_swap_init() and the zones of everybody else.
 * Left out: page-table pages of pmap_growkernel(), device mappings, kernel threads.
 */
import { bootLayout } from '../boot/layout';
import { bufinit } from '../buf/init';
import type { BootLayout, MachineSpec } from '../boot/types';
import { err, ok } from '../../base/result';
import type { Result } from '../../base/result';
import { vntblinit } from '../file/vnlru';
import { mallocType, mallocZones } from '../malloc/malloc';
import { DEFICIT, NEEDED, freeCount } from '../phys/frames';
import { thresholds } from '../phys/thresholds';
import { UMA_BOOT_PAGES, MAX_KMAPENT } from '../uma/constants';
import { zoneSpec } from '../uma/known-zones';
import {
  umaPrealloc,
  umaStartup,
  umaZcreate,
  umaZoneSetMax,
  umaZoneSetObj,
  umaZsecondCreate,
} from '../uma/live/create';
import { RSS_LIMIT } from '../proc/state';
import { umaStartup2 } from '../uma/live/drain';
import { M_WAITOK } from '../uma/live/state';
import { umaZalloc } from '../uma/live/zalloc';
import { kmemAlloc, kmemAllocNofault, kmemSuballoc } from '../vm-map/kmem';
import { netInit } from '../net/init';
import { sfBufInit } from '../net/sf-buf';
import { PV_HIGH_WATER } from '../vm/state';
import { vmMapCreate, vmMapInsert } from '../vm-map/vm-map';
import { LATER_ZONES, VM_ZONE_SIZES } from './boot-zones';
import { HOOK_DIRECTORY, HOOK_PACKET, HOOK_PROC, HOOK_STACK } from './item-hooks';
import {
  M_BUFFER,
  M_EXEC,
  M_KERNEL,
  M_KMEM,
  M_PIPE,
  T_UMAHASH,
  Z_CLUSTER,
  Z_KMAPENT,
  Z_KSEGRP,
  Z_MAP,
  Z_MAPENT,
  Z_MBUF,
  Z_OBJECT,
  Z_PACKET,
  Z_PIPE,
  Z_PROC,
  Z_PV,
  Z_SOCKET,
  Z_SWAPMETA,
  Z_THREAD,
  Z_VMSPACE,
  Z_VNODE,
  layoutNumber,
  mapOf,
} from './types';
import type { Kernel } from './types';
import { assembleKernel } from './kernel';

/** `MAX_KMAP`, `MAX_MAPENT` (sys/vm/vm_map.h). */
const MAX_KMAP = 10;
const MAX_MAPENT = 128;

const HOOKS: Readonly<Record<string, number>> = {
  THREAD: HOOK_STACK,
  VMSPACE: HOOK_DIRECTORY,
  PROC: HOOK_PROC,
};

const create = (k: Kernel, name: string, size: number): number => {
  const known = zoneSpec(name, size, 'i386').spec;
  if (known.secondaryOf !== undefined) return 0;
  const spec = { ...known, maxBucket: name === 'mbuf', hook: HOOKS[name] ?? 0 };
  return umaZcreate(k.uma, spec, 'i386');
};

const vmZone = (k: Kernel, name: keyof typeof VM_ZONE_SIZES): number =>
  create(k, name, VM_ZONE_SIZES[name]);

/** vm_map_create() takes a map from zone MAP first. */
const takeMap = (k: Kernel): void => {
  umaZalloc(k.uma, k.cell.get(Z_MAP), M_WAITOK);
};

const submap = (
  k: Kernel,
  parent: number,
  [name, size, system]: readonly [name: string, size: number, system: boolean],
): number => {
  takeMap(k);
  const map = kmemSuballoc(k.kmem, parent, size, system);
  k.mapNames[map] = name;
  return map;
};

const region = (
  layout: BootLayout,
  id: string,
): { readonly start: number; readonly size: number } => {
  const r = layout.regions.find((x) => x.id === id);
  return { start: Number((r?.start ?? 0n) / 4096n), size: r?.size ?? 0 };
};

/** vm_mem_init(): zones of maps and objects, kernel_map with what is in it already. */
const vmMemInit = (k: Kernel): void => {
  k.cell.set(Z_OBJECT, vmZone(k, 'VM OBJECT'));
  k.cell.set(Z_MAP, vmZone(k, 'MAP'));
  umaPrealloc(k.uma, k.cell.get(Z_MAP), MAX_KMAP);
  k.cell.set(Z_KMAPENT, vmZone(k, 'KMAP ENTRY'));
  umaPrealloc(k.uma, k.cell.get(Z_KMAPENT), MAX_KMAPENT);
  k.cell.set(Z_MAPENT, vmZone(k, 'MAP ENTRY'));
  umaPrealloc(k.uma, k.cell.get(Z_MAPENT), MAX_MAPENT);
  const whole = region(k.layout, 'kernel_map');
  const first = region(k.layout, 'pv_entry_kva').start;
  takeMap(k);
  const map = vmMapCreate(k.kmem.maps, whole.start, whole.start + whole.size / 4096, true);
  k.mapNames[map] = 'kernel_map';
  k.cell.set(M_KERNEL, map + 1);
  vmMapInsert(k.kmem.maps, map, { start: whole.start, end: first, object: 0, offset: 0, flags: 0 });
  k.cell.set(Z_PV, vmZone(k, 'PV ENTRY'));
  const pvs = layoutNumber(k.layout, 'pv_entry_max');
  k.vm.cell.set(PV_HIGH_WATER, 9 * Math.floor(pvs / 10));
  umaZoneSetObj(k.uma, k.cell.get(Z_PV), pvs);
  vmZone(k, 'DP fakepg');
};

/** kmeminit(): kmem_map, and malloc(9) over it. */
const kmemInit = (k: Kernel): void => {
  const kernelMap = mapOf(k, M_KERNEL);
  const map = submap(k, kernelMap, ['kmem_map', layoutNumber(k.layout, 'vm.kmem_size'), true]);
  k.cell.set(M_KMEM, map + 1);
  umaStartup2(k.uma);
  mallocZones(k.malloc, k.layout.machine.smp);
  k.cell.set(T_UMAHASH, mallocType(k.malloc, 'UMAHash'));
};

/** vm_ksubmap_init(). clean_map is no system map: only its children are. */
const ksubmapInit = (k: Kernel): void => {
  const size = (id: string): number => region(k.layout, id).size;
  const kernelMap = mapOf(k, M_KERNEL);
  kmemAlloc(k.kmem, kernelMap, size('buf_tables'));
  const clean = submap(k, kernelMap, ['clean_map', size('clean_map'), false]);
  k.cell.set(M_BUFFER, submap(k, clean, ['buffer_map', size('buffer_map'), true]) + 1);
  const pager = submap(k, clean, ['pager_map', size('pager_map'), true]);
  k.cell.set(M_EXEC, submap(k, kernelMap, ['exec_map', size('exec_map'), false]) + 1);
  k.cell.set(M_PIPE, submap(k, kernelMap, ['pipe_map', size('pipe_map'), false]) + 1);
  // vm_pager_bufferinit() takes all of it at once.
  kmemAllocNofault(k.kmem, pager, size('pager_map'));
};

/** vm_init_limits(): proc0, and so everybody, may have all pages free now, and 2 MB at least. */
const limitProc0 = (k: Kernel): void => {
  k.proc.cell.set(RSS_LIMIT, Math.max(freeCount(k.phys), 512));
};

/** Zones that the kernel's own code asks by number. */
const NUMBERED: Readonly<Record<string, number>> = {
  PROC: Z_PROC,
  THREAD: Z_THREAD,
  KSEGRP: Z_KSEGRP,
  VMSPACE: Z_VMSPACE,
  SWAPMETA: Z_SWAPMETA,
  VNODE: Z_VNODE,
  PIPE: Z_PIPE,
  socket: Z_SOCKET,
  mbuf: Z_MBUF,
};

/** What else happens when a zone of that name is created. */
const alongWith = (k: Kernel, name: string, zone: number): void => {
  const n = (id: string): number => layoutNumber(k.layout, id);
  if (name === 'VMSPACE') umaZoneSetObj(k.uma, k.cell.get(Z_KMAPENT), n('kmap_entries'));
  if (name === 'mbuf_cluster') {
    k.cell.set(Z_CLUSTER, zone);
    const count = n('nsfbufs');
    sfBufInit(k, kmemAllocNofault(k.kmem, mapOf(k, M_KERNEL), count * 4096), count);
  }
  if (name === 'SWAPMETA') umaZoneSetObj(k.uma, zone, n('swap_blocks'));
};

/** Names and sizes of zones, in order of creation. */
export type ZoneList = typeof LATER_ZONES;

const laterZones = (k: Kernel, zones: ZoneList): void => {
  for (const [name, size] of zones) {
    if (name === 'mbuf_packet') continue;
    const zone = create(k, name, size);
    const wanted = layoutNumber(k.layout, `wanted.${name}`);
    if (wanted > 0 && name !== 'SWAPMETA') umaZoneSetMax(k.uma, zone, wanted);
    const cell = NUMBERED[name];
    if (cell !== undefined) k.cell.set(cell, zone);
    alongWith(k, name, zone);
    // mbuf_init() makes the packet zone between the clusters and the jumbo frames.
    if (name === 'mbuf_cluster')
      k.cell.set(Z_PACKET, umaZsecondCreate(k.uma, 'mbuf_packet', k.cell.get(Z_MBUF), HOOK_PACKET));
  }
};

/** vm_pageout(): the marks are those of a machine with as many free pages; before them nobody asks. */
const startPageDaemon = ({ phys }: Kernel): void => {
  phys.marks = thresholds('6.2', phys.pages, freeCount(phys));
  phys.count.set(NEEDED, 0);
  phys.count.set(DEFICIT, 0);
};

/**
 * Boots a machine.
 * @param seed of the generator
 * @param zones that are created after malloc(9) stands, in order; the router's where left out
 * @returns the kernel at the end of boot, or one sentence why it cannot be simulated
 */
export const bootKernel = (
  machine: MachineSpec,
  seed: number,
  zones: ZoneList = LATER_ZONES,
): Result<Kernel, string> => {
  if (machine.release !== '6.2' || machine.arch !== 'i386')
    return err(`the simulator runs 6.2 on i386, not ${machine.release} on ${machine.arch}`);
  if (machine.smp) return err('the simulator runs one CPU; leave smp out');
  const layout = bootLayout(machine);
  if (!layout.ok) return err(`${layout.error.field}: ${layout.error.message}`);
  const k = assembleKernel(layout.value, seed);
  umaStartup(k.uma, UMA_BOOT_PAGES, 'i386', machine.smp);
  vmMemInit(k);
  kmemInit(k);
  limitProc0(k);
  ksubmapInit(k);
  laterZones(k, zones);
  netInit(k);
  bufinit(k);
  vntblinit(k);
  startPageDaemon(k);
  return ok(k);
};
