/**
 * The columns that stand side by side for one kernel: the whole kernel map, and the inside of
 * one of its regions. The same function serves the seed and a pasted kernel.
 */
import type { Derivation } from '../../base/derivation';
import type { BootLayout } from '../../sim';
import type { Ledger } from '../explain/types';
import { kernelMapColumn, regionColumn } from './kernel-map-column';
import { kmemColumn, stripesOf } from './kmem-column';
import type { Column } from './types';

export interface ColumnsInput {
  /** null where no machine fits the paste: then only kmem_map can be drawn */
  readonly layout: BootLayout | null;
  /** what fills kmem_map; null for a kernel that has only booted */
  readonly ledger: Ledger | null;
  /** the request that panicked */
  readonly asked: Derivation | null;
  /** region that the second column shows; an unknown one falls back to kmem_map */
  readonly open: string;
}

/**
 * Right after boot kmem_map is an empty reservation; where the paste does not say what fills it,
 * it is drawn as one too, because that is all that is known.
 */
const withoutContents = (layout: BootLayout): BootLayout => ({
  ...layout,
  regions: layout.regions.map((r) =>
    r.id === 'kmem_map' ? { ...r, backing: 'reserved' as const } : r,
  ),
});

/** @returns none, one or two columns, left to right */
export const columnsFor = ({ layout, ledger, asked, open }: ColumnsInput): readonly Column[] => {
  const kvmSize = layout?.sysctl['vm.kvm_size']?.value ?? null;
  const kmem = ledger === null ? null : kmemColumn({ ledger, kvmSize, asked });
  if (layout === null) return kmem === null ? [] : [kmem];
  const known = layout.regions.some((r) => r.id === open) ? open : 'kmem_map';
  const shown = kmem === null ? withoutContents(layout) : layout;
  const stripes = kmem === null ? {} : { kmem_map: stripesOf(kmem) };
  const second = known === 'kmem_map' && kmem !== null ? kmem : regionColumn(shown, known);
  return [kernelMapColumn(shown, known, stripes), second].filter((c) => c !== null);
};
