/**
 * Items made sure of before a change begins that could not stop in its middle.
 * The kernel sleeps inside uma_zalloc() with the change half done and goes on there; a simulated call
 * begins anew, so it must be able to sleep before it has changed anything.
 */
import { zoneFigures } from './figures';
import { slabLink, slabZalloc } from './slab';
import { FULL, L_FREE, M_WAITOK } from './state';
import type { Uma } from './state';

/** One more free slab; false where a cap or a page is waited for, as uma_zone_slab() would. */
const grow = (u: Uma, keg: number): boolean => {
  const most = u.keg.maxpages.get(keg);
  if (most !== 0 && u.keg.pages.get(keg) >= most) {
    u.keg.flags.set(keg, u.keg.flags.get(keg) | FULL);
    u.wait.on = 'zonelimit';
    return false;
  }
  u.keg.recurse.add(keg, 1);
  const slab = slabZalloc(u, keg, M_WAITOK);
  u.keg.recurse.add(keg, -1);
  if (slab === 0) {
    if (u.wait.on === '') u.wait.on = 'vmwait';
    return false;
  }
  slabLink(u, slab, L_FREE);
  return true;
};

/**
 * Makes sure that a zone can give `items` items without a sleep, and without a refusal to `M_NOWAIT`.
 * Where pages are plenty nothing is done: the zone grows as the items are taken, as it always does.
 * Where they are short, slabs come now. That holds until something else takes items of the zone, or the
 * page daemon runs, which is between commands.
 * @param spare free pages above `v_free_min` that the caller may use up before it has had its items
 * @returns false where the caller sleeps first, and `wait.on` says where; nothing it can see has changed
 * @throws KernelPanic where kmem_map has no room for a slab
 */
export const umaReady = (u: Uma, zone: number, items: number, spare: number): boolean => {
  const isCapped = u.keg.maxpages.get(u.zone.keg.get(zone)) !== 0;
  if (!isCapped && u.hooks.freePages() > u.hooks.freeMin() + spare) return true;
  while (zoneFigures(u, zone).free < items) if (!grow(u, u.zone.keg.get(zone))) return false;
  return true;
};
