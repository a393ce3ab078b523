/**
 * Inverts kmeminit(): which RAM gives a kernel this vm.kmem_size? The figure is v_page_count ÷ 3
 * within a floor and a ceiling, so it grows with RAM in between and can be searched.
 * FreeBSD 6.2 sys/kern/kern_malloc.c kmeminit().
 */
import { MIB, PAGE_SIZE, bytes } from '../../base/units';
import { bootLayout } from '../../sim';
import type { BootLayout, MachineSpec } from '../../sim';
import { RAM_SIZES_MB } from './machine-clues';

/** How the RAM was found. */
export type RamWay =
  /** a size on sale gives the figure to the byte */
  | 'sold'
  /** a size on sale gives it, with another end of the kernel image than assumed */
  | 'kernel-end'
  /** the figure is the ceiling: this size or more */
  | 'ceiling'
  /** the figure is the floor: this size or less */
  | 'floor'
  /** no RAM gives the figure: it was set by hand */
  | 'set'
  /** not from vm.kmem_size at all */
  | 'told'
  /** by the reader of the page */
  | 'said';

export interface RamFit {
  readonly layout: BootLayout;
  readonly way: RamWay;
}

const lay = (m: MachineSpec): BootLayout | null => {
  const r = bootLayout(m);
  return r.ok ? r.value : null;
};
const kmemOf = (layout: BootLayout | null): number =>
  layout?.sysctl['vm.kmem_size']?.value ?? Number.POSITIVE_INFINITY;
const valueOf = (layout: BootLayout, id: string): number => Number(layout.values[id]?.value ?? 0);

const withRam = (m: MachineSpec, mb: number): BootLayout | null =>
  lay({ ...m, ram: bytes(mb * MIB) });

/** First index whose size gives at least the figure; the figure never falls as RAM grows. */
const firstReaching = (m: MachineSpec, sizes: readonly number[], target: number): number => {
  let low = 0;
  let high = sizes.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const layout = withRam(m, sizes[middle] ?? 0);
    // Sizes too small to boot lie below, sizes beyond the architecture above.
    const tooSmall = layout === null && (sizes[middle] ?? 0) < 1024;
    if (tooSmall || kmemOf(layout) < target) low = middle + 1;
    else high = middle;
  }
  return low;
};

/** A kernel with its modules ends somewhere in these first megabytes. */
const LEAST_END = 5 * MIB;
const MOST_END = 48 * MIB;

/** The same RAM with the kernel image ending where the figure wants it. */
const byKernelEnd = (m: MachineSpec, mb: number | undefined, target: number): BootLayout | null => {
  const layout = mb === undefined ? null : withRam(m, mb);
  if (layout === null) return null;
  const scale = valueOf(layout, 'kmem_scale');
  const wanted = (target / PAGE_SIZE) * scale + Math.floor(scale / 2);
  const end = m.kernelEnd + (valueOf(layout, 'v_page_count') - wanted) * PAGE_SIZE;
  if (end < LEAST_END || end > MOST_END) return null;
  const moved = lay({ ...layout.machine, kernelEnd: bytes(end) });
  return kmemOf(moved) === target ? moved : null;
};

/** The size on sale that needs the smaller change of the kernel's end. */
const nearest = (
  m: MachineSpec,
  sizes: readonly number[],
  at: number,
  target: number,
): BootLayout | null => {
  const shift = (l: BootLayout): number => Math.abs(l.machine.kernelEnd - m.kernelEnd);
  const found = [sizes[at - 1], sizes[at]]
    .map((mb) => byKernelEnd(m, mb, target))
    .filter((l) => l !== null);
  return found.sort((a, b) => shift(a) - shift(b))[0] ?? null;
};

/** The figure by hand, on a machine of the RAM that something else tells. */
const setByHand = (m: MachineSpec, target: number, told: number | null): RamFit | null => {
  const tunables = { ...m.tunables, 'vm.kmem_size': target };
  const sizes = told === null ? RAM_SIZES_MB.filter((mb) => mb * MIB >= 2 * target) : [told / MIB];
  const layout = sizes.length === 0 ? null : withRam({ ...m, tunables }, sizes[0] ?? 0);
  return layout === null || kmemOf(layout) !== target ? null : { layout, way: 'set' };
};

/** RAM sizes that share one vm.kmem_size: the floor below, the ceiling above. */
const plateau = (m: MachineSpec, layout: BootLayout, told: number | null): RamFit => {
  const target = kmemOf(layout);
  const own = layout.machine.ram / MIB;
  const same = RAM_SIZES_MB.filter((mb) => mb >= own && kmemOf(withRam(m, mb)) === target);
  if (same.length < 2) return { layout, way: 'sold' };
  const way = valueOf(layout, 'kmem_floor') === target ? 'floor' : 'ceiling';
  const other = told === null ? null : withRam(m, told / MIB);
  if (other !== null && kmemOf(other) === target) return { layout: other, way };
  const last = way === 'floor' ? withRam(m, same.at(-1) ?? own) : null;
  return { layout: last ?? layout, way };
};

/**
 * @param m the machine as far as it is known, RAM aside
 * @param target vm.kmem_size in bytes
 * @param told RAM by another clue, used where the figure leaves it open
 */
export const fitRam = (m: MachineSpec, target: number, told: number | null): RamFit | null => {
  const sizes = RAM_SIZES_MB.filter((mb) => m.arch === 'amd64' || m.pae || mb <= 4096);
  const at = firstReaching(m, sizes, target);
  const hit = sizes[at];
  const layout = hit === undefined ? null : withRam(m, hit);
  if (layout !== null && kmemOf(layout) === target) return plateau(m, layout, told);
  const moved = nearest(m, sizes, at, target);
  if (moved !== null) return { layout: moved, way: 'kernel-end' };
  return setByHand(m, target, told);
};

/**
 * A machine of the RAM that the reader says. Where the formulas do not give its vm.kmem_size, that was set.
 * @param target vm.kmem_size in bytes; null where the text has none
 */
export const saidRamFit = (m: MachineSpec, ram: number, target: number | null): RamFit | null => {
  const layout = lay({ ...m, ram: bytes(ram) });
  if (layout === null || target === null || kmemOf(layout) === target)
    return layout === null ? null : { layout, way: 'said' };
  const set = setByHand(m, target, ram);
  return set === null ? null : { ...set, way: 'said' };
};

/** A machine of told RAM, where the paste has no vm.kmem_size. */
export const toldRam = (m: MachineSpec, told: number): RamFit | null => {
  const layout = lay({ ...m, ram: bytes(told) });
  return layout === null ? null : { layout, way: 'told' };
};
