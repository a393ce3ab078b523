/** Whether the slab rules fit the rows at all: nothing is reconciled that does not. */
import type { EraChoice } from '../era/choose-era';
import type { ZoneAccount } from '../types';

/** Fewer zones than this cannot tell. */
const FEW = 8;
/** Share of zones that must fill whole slabs. */
const FITS = 0.75;

const UMA_OWN = /^UMA /;

/**
 * Whether USED + FREE of a zone can be held against its slabs. Not where the items have no slab, and
 * not where the kernel prints only a part of them: from 13 on FREE of UMA's own zones leaves out what
 * is free in slabs, and 10 and 11 cut per-CPU slabs by a structure whose size is not known here.
 */
export const canBeWhole = (z: ZoneAccount, at: EraChoice): boolean => {
  if (z.used + z.free === 0 || z.place === 'shared' || z.place === 'cache') return false;
  if (at.era.id === 'r13' && UMA_OWN.test(z.name)) return false;
  return !(at.era.space === 'kmem_arena' && /pcpu/.test(z.name));
};

/** The sentence that refuses to reconcile; null where the rules fit. */
export const misfit = (zones: readonly ZoneAccount[], at: EraChoice): string | null => {
  const held = zones.filter((z) => canBeWhole(z, at));
  const whole = held.filter((z) => z.whole).length;
  if (held.length < FEW || whole >= held.length * FITS) return null;
  return `Only ${String(whole)} of ${String(held.length)} zones fill whole slabs by the rules of FreeBSD ${at.era.name} on ${at.arch}. The layout does not fit these rows, so nothing is reconciled. Add: uname -a, and whether the kernel has been changed.`;
};
