/** What boot lays out in the kernel's addresses, region by region, with what only devices account for. */
import { useMemo } from 'react';
import { columnsFor } from '../../viewmodel/ruler/columns';
import { useApp, useAppStore } from '../app/store-context';
import { Ruler } from '../ruler/Ruler';
import { useRulerHeight } from '../ruler/use-ruler-height';
import type { Shown } from '../running/run-context';

/** px of the header, the way on, and what stands around the figure. */
const AROUND = 170;

interface Props {
  readonly shown: Shown;
}

export const LayoutRuler = ({ shown }: Props) => {
  const store = useAppStore();
  const open = useApp((s) => s.link.sel).replace(/^map:/, '');
  const height = useRulerHeight(AROUND);
  const { layout } = shown.timeline.sim.kernel;
  const columns = useMemo(
    () => columnsFor({ layout, ledger: null, asked: null, open }),
    [layout, open],
  );
  const explain = (why: string, band = ''): void => {
    const { offer, explain: show } = store.getState();
    offer(Object.values(layout.values));
    show(why, band);
  };
  return (
    <Ruler
      columns={columns}
      height={height}
      open={columns[1]?.id ?? ''}
      onPick={(band, column) => {
        if (column === 0) store.getState().setLink({ sel: `map:${band.id}`, open: band.id });
        explain(band.why, band.id);
      }}
      onExplain={explain}
    />
  );
};
