/**
 * The parts of one kernel tied by hooks.
 * The circle that the hooks close: uma_zalloc → kmem_malloc → vm_map_insert → uma_zalloc(KMAP ENTRY).
 */
import type { BootLayout } from '../boot/types';
import { mallocAlloc, mallocFree, mallocState } from '../malloc/malloc';
import { F_UNMANAGED, freeCount, makePhys } from '../phys/frames';
import {
  ALLOC_UNMANAGED,
  ALLOC_WIRED,
  allocPage,
  findRun,
  freePage,
  takeFrame,
  unwirePage,
} from '../phys/page';
import { thresholds } from '../phys/thresholds';
import { I32 } from '../state/columns';
import { Journal } from '../state/journal';
import { TrackedI32 } from '../state/tracked';
import { randomState } from '../state/random';
import type { Wait } from '../state/wait';
import { M_NOWAIT, M_USE_RESERVE, umaState } from '../uma/live/state';
import type { Uma } from '../uma/live/state';
import { kmemAllocNofault, kmemFree, kmemMalloc } from '../vm-map/kmem';
import type { WiredPages } from '../vm-map/kmem';
import { bufState } from '../buf/state';
import { fileState } from '../file/state';
import { netLowmem } from '../net/lowmem';
import { netState } from '../net/state';
import { pageoutState } from '../pageout/state';
import { pipeState } from '../pipe/state';
import { procState } from '../proc/state';
import { swapState } from '../swap/state';
import { staticObject } from '../vm/object';
import { KERNEL_PMAP, pmapRemove } from '../vm/pmap';
import { OBJT_DEFAULT, vmState } from '../vm/state';
import { FIRST_OBJECT, KERNEL_OBJECT, vmMaps } from '../vm-map/types';
import { entryObjects, entryZone } from './entry-hooks';
import { finiItem, initItem } from './item-hooks';
import { CELLS, M_KERNEL, M_KMEM, T_UMAHASH, layoutNumber, mapOf } from './types';
import type { Kernel } from './types';

/** Wired pages behind kernel addresses. */
const wiredPages = (k: () => Kernel): WiredPages => ({
  take: (object, at, cls) => {
    const { phys, frameAt, kmem } = k();
    const pindex = at - kmem.base;
    const f = allocPage(phys, { object, pindex }, cls, ALLOC_WIRED | ALLOC_UNMANAGED);
    if (f === 0) return false;
    frameAt.set(pindex, f);
    k().touched.note(pindex);
    return true;
  },
  give: (at) => {
    const { phys, frameAt, kmem } = k();
    const f = frameAt.get(at - kmem.base);
    if (f === 0) return;
    k().touched.note(at - kmem.base);
    // A pageable page belongs to an object, which frees it when its last entry goes.
    if ((phys.frame.flags.get(f) & F_UNMANAGED) === 0) {
      pmapRemove(k(), KERNEL_PMAP, at);
      return;
    }
    frameAt.set(at - kmem.base, 0);
    unwirePage(phys, f, false);
    freePage(phys, f);
  },
  takeRun: (at, length) => {
    const { phys, frameAt, kmem } = k();
    const first = findRun(phys, length);
    if (first === 0) return false;
    for (let i = 0; i < length; i += 1) {
      takeFrame(phys, first + i, KERNEL_OBJECT, at + i - kmem.base);
      frameAt.set(at + i - kmem.base, first + i);
      k().touched.note(at + i - kmem.base);
    }
    return true;
  },
});

const umaHooks = (k: () => Kernel, bootPage: number): Uma['hooks'] => ({
  kmemMalloc: (size, flags) =>
    kmemMalloc(k().kmem, mapOf(k(), M_KMEM), size, {
      nowait: (flags & M_NOWAIT) !== 0,
      useReserve: (flags & M_USE_RESERVE) !== 0,
    }),
  kmemFree: (page, pages) => {
    kmemFree(k().kmem, mapOf(k(), M_KMEM), page, pages * 4096);
  },
  reserve: (size) => kmemAllocNofault(k().kmem, mapOf(k(), M_KERNEL), size),
  objectPage: (object, at) => k().kmem.pages.take(object, at, 'interrupt'),
  newObject: () => staticObject(k(), OBJT_DEFAULT, 0),
  bootPage: (n) => bootPage + n,
  freePages: () => freeCount(k().phys),
  freeMin: () => k().phys.marks.min,
  hashMalloc: (size) => mallocAlloc(k().malloc, k().cell.get(T_UMAHASH), size, M_NOWAIT),
  hashFree: (item) => {
    mallocFree(k().malloc, k().cell.get(T_UMAHASH), item);
  },
  init: (hook, item, flags) => initItem(k(), hook, item, flags),
  fini: (hook, item) => {
    finiItem(k(), hook, item);
  },
});

/** What is passed on between two events, and handlers: no part of the state. */
const inPassing = (): Pick<Kernel, 'console' | 'killed' | 'victims' | 'lowmem'> => ({
  console: [],
  killed: [],
  victims: [],
  lowmem: [],
});

/** Ties the parts of a kernel that has not booted. */
export const assembleKernel = (layout: BootLayout, seed: number): Kernel => {
  const pages = layoutNumber(layout, 'v_page_count');
  const kvaPages = layoutNumber(layout, 'vm.kvm_size') / 4096;
  const whole = (): Kernel => kernel;
  const wait: Wait = { on: '' };
  const page = (id: string): number =>
    Number((layout.regions.find((r) => r.id === id)?.start ?? 0n) / 4096n);
  const uma = umaState(umaHooks(whole, page('boot_pages')), wait, 1);
  const kernel: Kernel = {
    layout,
    phys: makePhys(pages, thresholds('6.2', pages)),
    kmem: {
      maps: vmMaps(entryZone(whole), entryObjects(whole)),
      pages: wiredPages(whole),
      wait,
      base: page('kernel_map'),
    },
    uma,
    malloc: mallocState(uma),
    random: randomState(seed),
    wait,
    vm: vmState(FIRST_OBJECT),
    proc: procState(),
    swap: swapState(),
    pageout: pageoutState(),
    file: fileState(),
    buf: bufState(),
    pipe: pipeState(),
    net: netState(),
    frameAt: new TrackedI32(kvaPages),
    cell: new I32(CELLS),
    mapNames: [],
    touched: new Journal(kvaPages),
    ...inPassing(),
  };
  kernel.lowmem.push(() => {
    netLowmem(kernel);
  });
  return kernel;
};
