/**
 * From a machine to its complete kernel address space at the end of boot, or to the reason why
 * there is none: the stages of the boot in the kernel's own order. Pure; never throws.
 */
import { err, ok } from '../../base/result';
import type { Derivation } from '../../base/derivation';
import type { Result } from '../../base/result';
import { kernSource, note, openBoot } from './boot-context';
import type { Boot } from './boot-context';
import { countAllBuffers } from './buffers';
import { closeMap } from './close-map';
import { desiredVnodes, pipeKva } from './from-kmem';
import { createKernelMap } from './kernel-map';
import type { KernelMap } from './kernel-map';
import { kmemSizes } from './kmem';
import { kvaBounds } from './kva';
import type { KvaBounds } from './kva';
import { keepKeg, kmapEntries, pvEntryMax, pvTableEntries, swapBlocks } from './own-zones';
import { outsideRegions } from './outside';
import { pageArray } from './page-array';
import type { PageArray } from './page-array';
import { pageDaemon } from './page-daemon';
import { physicalMemory } from './physmem';
import type { PhysicalMemory } from './physmem';
import type { Piece } from './piece';
import { earlyPieces } from './pieces-early';
import { latePieces } from './pieces-late';
import { kmemPiece, pvChunkPieces, sfBufPieces, zonePiece } from './pieces-maps';
import { submapPieces } from './pieces-submaps';
import { sysctlsOf } from './sysctls';
import { findTunable, isHarmless, tunableApplies } from './tunables';
import { tuneFromRam } from './tuning';
import type { Tuning } from './tuning';
import type { BootLayout, LayoutError, MachineSpec, Region } from './types';
import { validate } from './validate';
import { ownLimit, zoneLimits } from './zone-limits';

/** What is known once the machine's memory has been counted. */
interface Counted {
  readonly mem: PhysicalMemory;
  readonly pages: PageArray;
  readonly bounds: KvaBounds;
  readonly t: Tuning;
}

/** Limits of the zones with an object of their own, filled in as they are placed. */
type OwnLimits = [zone: string, limit: Derivation][];

const count = (b: Boot): Result<Counted, LayoutError> => {
  const bounds = kvaBounds(b);
  const mem = physicalMemory(b);
  if (!mem.ok) return mem;
  const pages = pageArray(b, mem.value);
  if (!pages.ok) return pages;
  const t = tuneFromRam(b, mem.value.physmem);
  return ok({ mem: mem.value, pages: pages.value, bounds, t });
};

const pvPieces = (b: Boot, c: Counted, own: OwnLimits): readonly Piece[] => {
  const wanted = pvEntryMax(b, c.t.maxproc, c.pages.pageCount);
  if (wanted === undefined) return [];
  if (b.k.pv === 'chunks') return pvChunkPieces(b, wanted, pvTableEntries(b, c.pages), c.t.maxproc);
  const keg = keepKeg(b, 'PV ENTRY', b.k.sizeof.pvEntry);
  const limit = ownLimit(b, { wanted, keg });
  own.push(['PV ENTRY', limit]);
  return [zonePiece(b, 'pv_entry_kva', limit, keg)];
};

const mapPieces = (b: Boot, c: Counted, kmemSize: Derivation): readonly Piece[] => {
  const buffers = countAllBuffers(b, c.mem.physmem, c.bounds);
  const maxpipekva = pipeKva(b, kmemSize);
  const { maxproc } = c.t;
  desiredVnodes(b, { kmemSize, pageCount: c.pages.pageCount, maxproc });
  return [kmemPiece(b, kmemSize), ...submapPieces(b, c.t, buffers, maxpipekva)];
};

const kmapPiece = (b: Boot, c: Counted, own: OwnLimits): Piece => {
  const zone = kmapEntries(b, c.t, c.pages.pageCount, c.bounds);
  const limit = ownLimit(b, zone);
  own.push(['KMAP ENTRY', limit]);
  return zonePiece(b, 'kmap_entry_kva', limit, zone.keg);
};

const swapPiece = (b: Boot, c: Counted, own: OwnLimits, room: number): Piece => {
  const zone = swapBlocks(b, c.pages.pageCount, room);
  const limit = ownLimit(b, zone);
  own.push(['SWAPMETA', limit]);
  const piece = zonePiece(b, 'swapmeta_kva', limit, zone.keg);
  return { ...piece, placeGrade: 'inferred', note: 'Size exact, place inferred.' };
};

/** Steps that each know their size only once those before them are placed. */
const fill = (map: KernelMap, steps: readonly (() => readonly Piece[])[]): LayoutError | null => {
  for (const step of steps)
    for (const piece of step()) {
      const wrong = map.allocate(piece);
      if (wrong !== undefined) return wrong;
    }
  return null;
};

const place = (
  b: Boot,
  c: Counted,
  kmemSize: Derivation,
  own: OwnLimits,
): Result<KernelMap, LayoutError> => {
  const map = createKernelMap(b, c.bounds);
  for (const piece of earlyPieces(b, c.mem, c.pages)) {
    const wrong = map.stack(piece);
    if (wrong !== undefined) return err(wrong);
  }
  const wrong = fill(map, [
    () => pvPieces(b, c, own),
    () => mapPieces(b, c, kmemSize),
    () => [kmapPiece(b, c, own)],
    () => sfBufPieces(b, c.t.nsfbufs),
    () => [swapPiece(b, c, own, map.room())],
    () => latePieces(b),
  ]);
  return wrong === null ? ok(map) : err(wrong);
};

/** Says which settings change nothing, and why. */
const noteTunables = (b: Boot): void => {
  for (const name of Object.keys(b.machine.tunables)) {
    const row = findTunable(name);
    if (row === undefined) {
      const why = isHarmless(name)
        ? `The tunable ${name} does not size the kernel’s address space.`
        : `The tunable ${name} is not modelled and changes nothing here.`;
      note(b, isHarmless(name) ? 'info' : 'warning', why);
    } else if (!tunableApplies(row, b.k.release, b.k.arch))
      note(b, 'warning', `FreeBSD ${b.k.release} on ${b.k.arch} does not read ${name}.`);
  }
};

const UNACCOUNTED =
  /^(kernel_map|clean_map|agp_aperture|device_and_rounding|never_used|hole\.\d+)$/;

const accountedFor = (b: Boot, regions: readonly Region[]): Derivation => {
  const book = b.book.all();
  const mine = regions.filter((r) => !UNACCOUNTED.test(r.id));
  return b.book.number({
    id: 'accounted',
    label: 'Address space accounted for',
    unit: 'B',
    value: mine.reduce((sum, r) => sum + r.size, 0),
    formula: 'the sum of the regions, without the aperture and the residue',
    from: mine.flatMap((r) => book[r.sizeRef] ?? []),
    source: kernSource(b, 'vm/vm_init.c', 'vm_ksubmap_init()'),
  });
};

/** A wrapped size can come out as nothing; kmem_suballoc() cannot make a map of that. */
const NO_KMEM: LayoutError = {
  field: 'vm.kmem_size',
  message:
    'vm.kmem_size comes out as 0 in the kernel’s 32 bits, and kmem_suballoc() panics. Set vm.kmem_size, or give other RAM.',
};

const computed = (b: Boot): Result<BootLayout, LayoutError> => {
  const counted = count(b);
  if (!counted.ok) return counted;
  const c = counted.value;
  const kmem = kmemSizes(b, c.t.nmbclusters, c.pages.pageCount);
  if (kmem.size.value === 0) return err(NO_KMEM);
  const own: OwnLimits = [];
  const map = place(b, c, kmem.size, own);
  if (!map.ok) return map;
  pageDaemon(b, c.pages.pageCount);
  const limits = zoneLimits(b, c.t, own);
  const { regions, kernelVmEnd } = closeMap(b, c.bounds, map.value);
  const outside = outsideRegions(b, c.bounds);
  const accounted = accountedFor(b, regions);
  const sysctl = sysctlsOf(b, c.bounds, kernelVmEnd);
  noteTunables(b);
  if (b.machine.pae)
    note(b, 'info', 'PAE sizes were read in source and not checked against a running machine.');
  return ok({
    machine: b.machine,
    values: b.book.all(),
    sysctl,
    zoneLimits: limits,
    regions,
    outside,
    accounted,
    notes: b.notes,
  });
};

/**
 * Computes the boot layout.
 * @param m a machine, usually from {@link makeMachine}
 * @returns the layout, or a field and one sentence saying what was found and what to change
 */
export const bootLayout = (m: MachineSpec): Result<BootLayout, LayoutError> => {
  const k = validate(m);
  return k.ok ? computed(openBoot(m, k.value)) : k;
};
