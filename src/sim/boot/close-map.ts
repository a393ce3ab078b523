/**
 * Closes the kernel map: the root, the holes that alignment left, what nothing names below the
 * high-water mark of page tables, and what never had a page table.
 * FreeBSD sys/<arch>/<arch>/pmap.c pmap_growkernel(): the mark rises in steps of a page table,
 * starts at NKPT of them, ends at the end of the map and never falls.
 */
import type { Derivation } from '../../base/derivation';
import { formatAddress } from '../../base/format';
import { roundUp } from '../../base/units';
import { archSource, headerSource, kernSource, note } from './boot-context';
import type { Boot } from './boot-context';
import { endOf, settle, startAfter } from './kernel-map';
import type { KernelMap, Placed } from './kernel-map';
import type { KvaBounds } from './kva';
import type { Piece } from './piece';
import type { Region } from './types';
import { given } from './workbook';

const FREE = { owner: 'free', backing: 'reserved' } as const;

const root = (b: Boot, bounds: KvaBounds): Placed => {
  const start = b.book.address({
    id: 'region.kernel_map.start',
    label: 'Start of Kernel map',
    value: bounds.kernbase.value,
    formula: 'KERNBASE',
    from: [bounds.kernbase],
    source: headerSource(b, 'vmparam.h', 'KERNBASE'),
  });
  const piece: Piece = {
    id: 'kernel_map',
    name: 'Kernel map',
    what: 'Every kernel address from KERNBASE up.',
    size: bounds.kvmSize.value,
    ...FREE,
    formula: 'VM_MAX_KERNEL_ADDRESS − KERNBASE',
    from: [bounds.vmMax, bounds.kernbase],
    source: headerSource(b, 'vmparam.h', 'VM_MAX_KERNEL_ADDRESS'),
  };
  return settle(b, piece, null, start);
};

/** Stretches between neighbours that nothing was small enough to fill. */
const holes = (b: Boot, placed: readonly Placed[]): readonly Placed[] =>
  placed.flatMap((p, i) => {
    const next = placed[i + 1];
    if (next === undefined || next.start.value === endOf(p)) return [];
    const at = endOf(p);
    const piece: Piece = {
      id: `hole.${String(i + 1)}`,
      name: 'hole',
      what: 'Left free when the region above it was put on a superpage boundary.',
      size: Number(next.start.value - at),
      ...FREE,
      formula: 'start of the region above − end of the region below',
      from: [next.start, p.start, p.size],
      source: kernSource(b, 'vm/vm_map.c', 'vm_map_find()'),
    };
    return [settle(b, piece, 'kernel_map', startAfter(b, piece, at, p))];
  });

/** End of the page-tabled addresses: the user's sysctl, or what the regions make of it. */
const kernelVmEnd = (b: Boot, bounds: KvaBounds, top: Placed): Derivation<bigint> => {
  const told = b.machine.kernelVmEnd;
  const source = archSource(b, 'pmap.c', 'pmap_growkernel()');
  const entry = { id: 'kernel_vm_end', label: 'End of page-tabled addresses', source };
  if (told !== undefined)
    return b.book.address({
      ...entry,
      value: told,
      formula: 'VM_MAX_KERNEL_ADDRESS − vm.kvm_free, from the user’s sysctl',
      from: [bounds.vmMax],
      grade: 'user-data',
    });
  const { nkpt, pdeBytes } = b.k;
  const used = Number(endOf(top) - bounds.kernbase.value);
  const tabled = bounds.kernbase.value + BigInt(Math.max(nkpt * pdeBytes, roundUp(used, pdeBytes)));
  return b.book.address({
    ...entry,
    value: tabled > bounds.vmMax.value ? bounds.vmMax.value : tabled,
    formula:
      'the end of the regions, rounded up to a page table; at least NKPT page tables, at most VM_MAX_KERNEL_ADDRESS',
    from: [
      top.start,
      top.size,
      given('NKPT', nkpt),
      given('bytes of a page table', pdeBytes, 'B'),
      bounds.vmMax,
    ],
    grade: 'inferred',
  });
};

const residue = (b: Boot, mark: Derivation<bigint>, top: Placed): readonly Placed[] => {
  if (mark.value <= endOf(top)) return [];
  const piece: Piece = {
    id: 'device_and_rounding',
    name: 'devices, rounding',
    what: 'Device mappings, DMA memory and the rounding to whole page tables.',
    size: Number(mark.value - endOf(top)),
    ...FREE,
    placeGrade: 'inferred',
    formula: 'kernel_vm_end − end of the known regions',
    from: [mark, top.start, top.size],
    source: archSource(b, 'pmap.c', 'pmap_growkernel()'),
    note: 'What the dump does not name.',
  };
  return [settle(b, piece, 'kernel_map', startAfter(b, piece, endOf(top), top))];
};

const neverUsed = (
  b: Boot,
  bounds: KvaBounds,
  mark: Derivation<bigint>,
  top: Placed,
): readonly Placed[] => {
  const isMark = mark.value >= endOf(top);
  const at = isMark ? mark.value : endOf(top);
  if (at >= bounds.vmMax.value) return [];
  const piece: Piece = {
    id: 'never_used',
    name: 'never used',
    what: 'Addresses that never had a page table.',
    size: Number(bounds.vmMax.value - at),
    ...FREE,
    formula: `VM_MAX_KERNEL_ADDRESS − ${isMark ? 'kernel_vm_end' : 'end of the known regions'}`,
    from: isMark ? [bounds.vmMax, mark] : [bounds.vmMax, top.start, top.size],
    source: archSource(b, 'pmap.c', 'pmap_growkernel()'),
  };
  const start = b.book.address({
    id: 'region.never_used.start',
    label: 'Start of never used',
    value: at,
    formula: isMark ? 'kernel_vm_end' : 'the end of the region before it',
    from: isMark ? [mark] : [top.start, top.size],
    source: archSource(b, 'pmap.c', 'pmap_growkernel()'),
  });
  return [settle(b, piece, 'kernel_map', start)];
};

const byAddress = (x: Region, y: Region): number =>
  x.start === y.start ? y.size - x.size : Number(x.start - y.start);

/** The map with everything in it. */
export interface ClosedMap {
  /** in address order, parents before their children */
  readonly regions: readonly Region[];
  readonly kernelVmEnd: Derivation<bigint>;
}

/** Fills what is left of the map and puts all regions in order. */
export const closeMap = (b: Boot, bounds: KvaBounds, map: KernelMap): ClosedMap => {
  const placed = map.placed();
  const whole = root(b, bounds);
  const top = placed.reduce((t, p) => (endOf(p) > endOf(t) ? p : t), placed[0] ?? whole);
  const mark = kernelVmEnd(b, bounds, top);
  if (mark.value < endOf(top))
    note(
      b,
      'warning',
      `vm.kvm_free puts the end of the page tables at ${formatAddress(mark.value)}, but the regions reach to ${formatAddress(endOf(top))}. The machine differs from its description.`,
    );
  const rest = [...holes(b, placed), ...residue(b, mark, top), ...neverUsed(b, bounds, mark, top)];
  const regions = [whole, ...placed, ...map.inner(), ...rest].map((p) => p.region);
  return { regions: regions.sort(byAddress), kernelVmEnd: mark };
};
