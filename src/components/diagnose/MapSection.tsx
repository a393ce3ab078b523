/**
 * The pasted kernel's own address space, drawn as the opening draws the router's. The machine in
 * words stands beside it, or beside the answer where there is no ledger.
 */
import { useMemo } from 'react';
import { DIAGNOSE } from '../../strings/en/diagnose';
import type { PasteView } from '../../viewmodel/reading/paste-view';
import { askedOf } from '../../viewmodel/ruler/asked';
import { columnsFor } from '../../viewmodel/ruler/columns';
import { useApp } from '../app/store-context';
import { ColumnTable } from '../ruler/ColumnTable';
import { Ruler } from '../ruler/Ruler';
import { usePick } from '../ruler/use-pick';
import { useRulerHeight } from '../ruler/use-ruler-height';
import { MachineFacts } from './MachineFacts';
import styles from './map.module.css';

const WORDS = DIAGNOSE.map;
/** px of the heading and the margins above and below the figure */
const AROUND = 96;

const Picture = ({ reading }: { reading: PasteView }) => {
  const open = useApp((s) => s.link.open);
  const explain = useApp((s) => s.explain);
  const height = useRulerHeight(AROUND);
  const { report, explanation, machine } = reading;
  const columns = useMemo(
    () =>
      columnsFor({
        layout: machine.layout,
        ledger: explanation.ledger,
        asked: askedOf(report),
        open,
      }),
    [report, explanation, machine, open],
  );
  const pick = usePick(columns.length);
  const [first] = columns;
  if (first === undefined) return null;
  return (
    <div>
      <Ruler
        columns={columns}
        height={height}
        open={columns[1]?.id ?? ''}
        onPick={pick}
        onExplain={explain}
      />
      <details className={styles['words']}>
        <summary>{WORDS.inWords}</summary>
        <ColumnTable
          column={first}
          onPick={(band) => {
            pick(band, 0);
          }}
        />
      </details>
    </div>
  );
};

export const MapSection = ({ reading }: { reading: PasteView }) => (
  <section aria-labelledby="map-title" className={styles['map']}>
    <h2 id="map-title">
      {WORDS.title} <small>{WORDS.note}</small>
    </h2>
    {reading.explanation.ledger === null ? (
      <Picture reading={reading} />
    ) : (
      <div className={styles['sides']}>
        <Picture reading={reading} />
        <MachineFacts reading={reading} />
      </div>
    )}
  </section>
);
