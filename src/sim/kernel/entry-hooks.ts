/** What map entries are stored in, and what they do to the objects that they show. */
import { M_NOWAIT, M_WAITOK } from '../uma/live/state';
import { umaReady } from '../uma/live/ready';
import { umaZalloc, umaZfree } from '../uma/live/zalloc';
import { objectDeallocate, objectPageRemove, objectReference } from '../vm/object';
import { OBJT_VNODE } from '../vm/state';
import type { EntryObjects, EntryZone } from '../vm-map/types';
import { Z_KMAPENT, Z_MAPENT } from './types';
import type { Kernel } from './types';

/**
 * An item for a map entry. Those of MAP ENTRY were made sure of, though not a bucket to fill with them:
 * where that would sleep the item comes without.
 */
const takeEntry = ({ uma, cell }: Kernel, system: boolean): number => {
  if (system) return umaZalloc(uma, cell.get(Z_KMAPENT), M_NOWAIT);
  const item = umaZalloc(uma, cell.get(Z_MAPENT), M_WAITOK);
  if (item !== 0) return item;
  uma.wait.on = '';
  return umaZalloc(uma, cell.get(Z_MAPENT), M_NOWAIT);
};

/** KMAP ENTRY for maps of the system, MAP ENTRY for others. */
export const entryZone = (k: () => Kernel): EntryZone => ({
  ready: (n, spare) => umaReady(k().uma, k().cell.get(Z_MAPENT), n, spare),
  take: (system) => takeEntry(k(), system),
  give: (item, system) => {
    umaZfree(k().uma, k().cell.get(system ? Z_KMAPENT : Z_MAPENT), item);
  },
});

/**
 * Entries keep the objects that they show; pages that nobody shows any more go with the entry, but
 * for those of files.
 */
export const entryObjects = (k: () => Kernel): EntryObjects => ({
  keep: (object) => {
    objectReference(k(), object);
  },
  drop: (object, offset, pages) => {
    const isFile = k().vm.object.type.get(object) - 1 === OBJT_VNODE;
    if (pages > 0 && !isFile && k().vm.object.refs.get(object) > 1)
      objectPageRemove(k(), object, offset, pages);
    objectDeallocate(k(), object);
  },
});
