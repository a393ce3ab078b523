/** Figures of what is selected. */
import { PAGE_SIZE } from '../../base/units';
import { framesOfHolder, mapExtent, mapNumber, zoneRow } from '../../sim';
import type { Kernel, Survey, ZoneRow } from '../../sim';
import { formatCount } from '../../base/format';
import { PANEL_WORDS, THING_COLUMN } from '../../strings/en/pictures';
import type { Selected } from './place';

/** How the bytes of a zone's slabs divide. Live, free and the rest are what is held. */
export interface ZoneAccountNow {
  readonly row: ZoneRow;
  readonly slabs: number;
  readonly live: number;
  readonly free: number;
  readonly rest: number;
  readonly held: number;
  /** percent of kmem_map */
  readonly share: number;
}

/** @returns the account, or null where there is no such zone */
export const zoneAccount = (k: Kernel, name: string): ZoneAccountNow | null => {
  const zone = k.uma.names.indexOf(name);
  if (zone <= 0) return null;
  const row = zoneRow(k, zone);
  const { start, end } = mapExtent(k, mapNumber(k, 'kmem_map'));
  const held = row.pages * PAGE_SIZE;
  const live = Math.min(row.used * row.size, held);
  const free = Math.min(row.free * row.size, held - live);
  return {
    row,
    slabs: row.pages / row.pagesPerSlab,
    live,
    free,
    rest: held - live - free,
    held,
    share: (100 * row.pages) / (end - start),
  };
};

/** Frames of a holder. */
export const holderFrames = (s: Survey, holder: number): number => framesOfHolder(s, holder);

/** Frames around one, by address, for the magnifier: `across` × `across`, 0 where none is. */
export const around = (frame: number, pages: number, perRow: number, across: number): number[] => {
  const half = Math.floor(across / 2);
  return Array.from({ length: across * across }, (_, i) => {
    const f = frame + (Math.floor(i / across) - half) * perRow + (i % across) - half;
    return f >= 1 && f <= pages ? f : 0;
  });
};

const slabTitle = ({ slab }: Selected): string =>
  slab?.isLarge === true
    ? `Block of ${formatCount(slab.pages)} pages`
    : `Slab of ${slab?.zone ?? ''}`;

/** `Kernel stack of thread 9`, `Page at 0xc2512000`. */
const thingTitle = ({ id, thing }: Selected): string => {
  const name = id.slice(id.indexOf(':') + 1);
  if (thing === null) return '';
  const { kind } = thing;
  if (kind === 'stack' || kind === 'sf' || kind === 'exec' || kind === 'page') {
    return `${PANEL_WORDS[kind === 'stack' ? 'thread' : kind]} ${name}`;
  }
  return `${THING_COLUMN.kinds[kind]} ${name}`;
};

/** Name of what is selected. */
export const selectionTitle = (selected: Selected): string => {
  const { kind, holder, item, slab, frame, map, asker } = selected;
  if (kind === 'frame') return `Frame ${formatCount(frame?.frame ?? 0)}`;
  if (kind === 'item') return `Item ${item + 1} of ${slab?.zone ?? ''}`;
  if (kind === 'slab') return slabTitle(selected);
  if (kind === 'map') return map;
  if (kind === 'thing') return thingTitle(selected);
  if (asker !== null) return asker.label;
  const id = holder?.id ?? '';
  return id.startsWith('zone:') ? `Zone ${id.slice(5)}` : (holder?.label ?? '');
};

/** The kind whose notes the panel shows. */
export const noteKind = ({ kind, holder, thing }: Selected): string => {
  if (thing !== null) return thing.kind;
  if (kind === 'item') return 'slab';
  return kind === 'holder' && holder?.id.startsWith('zone:') === true ? 'zone' : kind;
};
