/**
 * Address space handed out as kernel_map does it: the lowest gap that is large enough.
 * FreeBSD sys/vm/vm_map.c vm_map_findspace(); 7.3's superpage alignment is that of
 * sys/i386/i386/pmap.c pmap_align_superpage().
 */

/** A free stretch, end not included. */
export interface Gap {
  readonly from: bigint;
  readonly to: bigint;
}

/** The free address space of a map. */
export interface FirstFit {
  /**
   * Takes `size` bytes from the lowest gap that has room at a multiple of `align`.
   * @returns the address, or undefined where no gap is large enough
   */
  readonly take: (size: bigint, align?: bigint) => bigint | undefined;
  /** the largest free stretch in bytes */
  readonly largest: () => bigint;
  /** what is free, lowest first */
  readonly gaps: () => readonly Gap[];
}

const alignUp = (at: bigint, align: bigint): bigint => ((at + align - 1n) / align) * align;

/** A map that is free from one address to another. */
export const createFirstFit = (from: bigint, to: bigint): FirstFit => {
  let gaps: readonly Gap[] = to > from ? [{ from, to }] : [];
  return {
    take: (size, align = 1n) => {
      const index = gaps.findIndex((g) => alignUp(g.from, align) + size <= g.to);
      const gap = gaps[index];
      if (gap === undefined) return undefined;
      const at = alignUp(gap.from, align);
      const rest = [
        { from: gap.from, to: at },
        { from: at + size, to: gap.to },
      ].filter((g) => g.to > g.from);
      gaps = [...gaps.slice(0, index), ...rest, ...gaps.slice(index + 1)];
      return at;
    },
    largest: () => gaps.reduce((most, g) => (g.to - g.from > most ? g.to - g.from : most), 0n),
    gaps: () => gaps,
  };
};
