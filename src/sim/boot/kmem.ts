/**
 * The size of kmem_map. FreeBSD sys/kern/kern_malloc.c kmeminit(), in its own order: floor, share
 * of RAM, minimum (7.3), ceiling, vm.kmem_size, twice the RAM. What decided is in the formula.
 * The kernel keeps the size in 32 bits (`u_int`; 7.3 on i386: `u_long`), and so does the model:
 * a size of 4 GB or more loses its upper bits before the ceiling is looked at.
 */
import { formatBytes, formatCount } from '../../base/format';
import { MIB, PAGE_SIZE } from '../../base/units';
import type { Derivation } from '../../base/derivation';
import { kernSource, note, tunable, tuned } from './boot-context';
import type { Boot } from './boot-context';
import { UINT_RANGE } from './constants';

/** Sizes that kmeminit() settles. */
export interface KmemSizes {
  /** vm.kmem_size, as sysctl prints it: bytes, perhaps not whole pages; 0 is no map at all */
  readonly size: Derivation;
  readonly max: Derivation;
  readonly scale: Derivation;
}

/** `VM_KMEM_SIZE`: what kmem_map has before anything is added (include/vmparam.h). */
const VM_KMEM_SIZE = 12 * MIB;
/** `VM_KMEM_SIZE_SCALE`: pages of RAM for one page of kmem_map (include/vmparam.h). */
const VM_KMEM_SIZE_SCALE = 3;

/** The size so far, and what decided it. */
interface Step {
  readonly value: number;
  readonly formula: string;
  readonly from: readonly Derivation[];
}

interface Limits {
  readonly floor: Derivation;
  readonly scale: Derivation;
  readonly max: Derivation;
  readonly min: Derivation | undefined;
}

/** A size as 32 bits hold it; says so where bits are lost. */
const keep32 = (b: Boot, what: string, value: number): number => {
  if (value < UINT_RANGE) return value;
  const kept = value % UINT_RANGE;
  note(
    b,
    'warning',
    `${what} comes to ${formatBytes(value)}; the kernel keeps 32 bits of it, ${formatBytes(kept)}.`,
  );
  return kept;
};

const floorOf = (b: Boot, nmbclusters: Derivation): Derivation => {
  const wanted = VM_KMEM_SIZE + nmbclusters.value * PAGE_SIZE;
  return b.book.number({
    id: 'kmem_floor',
    label: 'Floor of kmem_size',
    unit: 'B',
    value: keep32(b, 'The floor of kmem_size', wanted),
    formula: `12 MB + nmbclusters × 4,096${wanted < UINT_RANGE ? '' : ', its lower 32 bits'}`,
    from: [nmbclusters],
    source: kernSource(b, 'kern/kern_malloc.c', 'kmeminit()'),
  });
};

const limitsOf = (b: Boot, nmbclusters: Derivation): Limits => {
  const source = kernSource(b, 'kern/kern_malloc.c', 'kmeminit()');
  const limit = (id: string, name: string, value: number, compiled: string): Derivation =>
    tuned(b, name, {
      id,
      label: name,
      unit: id === 'kmem_scale' ? 'count' : 'B',
      value,
      formula: compiled,
      source,
    });
  return {
    floor: floorOf(b, nmbclusters),
    scale: limit('kmem_scale', 'vm.kmem_size_scale', VM_KMEM_SIZE_SCALE, 'VM_KMEM_SIZE_SCALE'),
    max: limit('kmem_max', 'vm.kmem_size_max', b.k.kmemSizeMax, 'VM_KMEM_SIZE_MAX'),
    min: b.k.hasKmemSizeMin
      ? limit('kmem_min', 'vm.kmem_size_min', 0, 'VM_KMEM_SIZE_MIN is not defined: 0')
      : undefined,
  };
};

const floorOrShare = (b: Boot, { floor, scale }: Limits, pageCount: Derivation): Step => {
  const from = [pageCount, scale, floor];
  const share = scale.value > 0 ? Math.floor(pageCount.value / scale.value) : 0;
  if (share <= Math.floor(floor.value / PAGE_SIZE))
    return { value: floor.value, formula: 'the floor: v_page_count ÷ scale is less', from };
  const wanted = share * PAGE_SIZE;
  const cut = wanted < UINT_RANGE ? '' : ', its lower 32 bits';
  return {
    value: keep32(b, 'v_page_count ÷ vm.kmem_size_scale', wanted),
    formula: `v_page_count ÷ scale, rounded down, × 4,096${cut}`,
    from,
  };
};

const withinLimits = (step: Step, { min, max }: Limits): Step => {
  const raised =
    min !== undefined && min.value > 0 && step.value < min.value
      ? { value: min.value, formula: 'vm.kmem_size_min', from: [...step.from, min] }
      : step;
  if (max.value === 0 || raised.value < max.value)
    return { ...raised, from: [...raised.from, max] };
  return {
    value: max.value,
    formula: 'the ceiling vm.kmem_size_max',
    from: [...raised.from, max],
  };
};

/** vm.kmem_size, or its older name, replaces all that was computed. */
const override = (b: Boot, step: Step): Step => {
  const source = kernSource(b, 'kern/kern_malloc.c', 'kmeminit()');
  const set = tunable(b, 'vm.kmem_size', source) ?? tunable(b, 'kern.vm.kmem.size', source);
  return set === undefined
    ? step
    : {
        value: set.value,
        formula: `the loader tunable ${set.id.replace('tunable.', '')}, which no ceiling holds`,
        from: [set],
      };
};

const twiceRam = (b: Boot, step: Step, pageCount: Derivation): Step => {
  if (Math.floor(Math.floor(step.value / 2) / PAGE_SIZE) <= pageCount.value) return step;
  const value = 2 * pageCount.value * PAGE_SIZE;
  note(
    b,
    'warning',
    `kmem_map would be ${formatBytes(step.value)}, more than twice the RAM. The kernel clamps it to ${formatCount(value)} B.`,
  );
  return {
    value,
    formula: 'v_page_count × 8,192: twice the RAM, the kernel’s last clamp',
    from: step.from.includes(pageCount) ? step.from : [...step.from, pageCount],
  };
};

/** Sizes kmem_map. Whether it fits into the address space is a later question. */
export const kmemSizes = (b: Boot, nmbclusters: Derivation, pageCount: Derivation): KmemSizes => {
  const limits = limitsOf(b, nmbclusters);
  if (limits.scale.value === 0)
    note(
      b,
      'warning',
      'vm.kmem_size_scale is 0: the kernel then skips the division by it, and the floor decides.',
    );
  const tunedSize = withinLimits(floorOrShare(b, limits, pageCount), limits);
  const step = twiceRam(b, override(b, tunedSize), pageCount);
  const size = b.book.number({
    id: 'vm.kmem_size',
    label: 'Size of kmem_map',
    unit: 'B',
    value: step.value,
    formula: step.formula,
    from: step.from,
    source: kernSource(b, 'kern/kern_malloc.c', 'kmeminit()'),
    note: 'Address space, not RAM: pages are taken one by one and given back. Fixed for ever at boot.',
  });
  return { size, max: limits.max, scale: limits.scale };
};
