/** What each column of the live ruler shows and where it stands, for its movements. */
import { originOf } from '../../render/zoom-box';
import type { OpenColumns } from '../../viewmodel/running/open-columns';
import type { Selected } from '../../viewmodel/running/place';
import type { Frame } from '../ruler/geometry';
import type { Standing } from './use-column-motion';

/** What is asked for. */
export interface StandingsOf {
  readonly open: OpenColumns;
  readonly selected: Selected;
  readonly size: { readonly width: number; readonly height: number };
  readonly frameOf: (depth: number) => Frame | undefined;
}

/** What the column of a depth shows, by name. */
const idsOf = ({ region, thing }: OpenColumns, { holder, slab, item, id }: Selected): string[] => [
  'kernel_map',
  region?.id ?? '',
  thing === null ? (holder?.id ?? '') : id,
  String(slab?.address ?? ''),
  `${slab?.address ?? ''} ${item}`,
];

/** @returns by depth; null where no column is drawn */
export const standingsOf = (of: StandingsOf): readonly (Standing | null)[] => {
  const { open, selected, size, frameOf } = of;
  const room = `${size.width} ${size.height}`;
  return idsOf(open, selected).map((id, depth) => {
    const box = frameOf(depth);
    const left = frameOf(depth - 1) ?? frameOf(0);
    if (box === undefined || left === undefined) return null;
    return { id, box, origin: originOf(left, open.framed[depth - 1] ?? null), room };
  });
};
