/** Every zone of the paste with the model's arithmetic beside it; sorted, filtered, summed. */
import { useDeferredValue, useState } from 'react';
import type { Derivation } from '../../base/derivation';
import { formatCount } from '../../base/format';
import { DIAGNOSE } from '../../strings/en/diagnose';
import type { Explanation } from '../../viewmodel/explain/types';
import {
  FIRST_ORDER,
  ZONE_COLUMNS,
  inKib,
  nextOrder,
  spaceOf,
  zoneRows,
  zoneSumFigures,
  zoneSums,
} from '../../viewmodel/reading/zone-table';
import type { ZoneColumn, ZoneOrder } from '../../viewmodel/reading/zone-table';
import { Num } from '../ui/Num';
import { ZoneRow } from './ZoneRow';
import styles from './tables.module.css';

const WORDS = DIAGNOSE.zones;

interface HeadProps {
  readonly order: ZoneOrder;
  readonly onSort: (by: ZoneColumn) => void;
}

const Head = ({ order, onSort }: HeadProps) => (
  <thead>
    <tr>
      {ZONE_COLUMNS.map((c) => (
        <th key={c} scope="col" aria-sort={c === order.by ? order.direction : 'none'}>
          <button
            type="button"
            onClick={() => {
              onSort(c);
            }}
          >
            {WORDS.columns[c]}
          </button>
        </th>
      ))}
    </tr>
  </thead>
);

/** Without a filter each sum opens; with one it is the sum of the rows above it. */
const Foot = ({ explanation, filter }: { explanation: Explanation; filter: string }) => {
  const figures = zoneSumFigures(explanation);
  if (figures === null) return null;
  const isAll = filter.trim() === '';
  const shown = zoneSums(zoneRows(explanation.zones, FIRST_ORDER, filter));
  const sum = (of: Derivation, text: string) => <td>{isAll ? <Num of={of}>{text}</Num> : text}</td>;
  return (
    <tfoot>
      <tr>
        <th scope="row">{(isAll ? WORDS.sum : WORDS.sumShown)(spaceOf(explanation).name)}</th>
        {sum(figures.pages, formatCount(shown.pages))}
        {sum(figures.freeBytes, inKib(shown.freeBytes))}
        <td colSpan={4} />
        {sum(figures.slabs, formatCount(shown.slabs))}
        <td colSpan={2} />
      </tr>
    </tfoot>
  );
};

export const ZoneTable = ({ explanation }: { explanation: Explanation }) => {
  const [order, setOrder] = useState(FIRST_ORDER);
  const [filter, setFilter] = useState('');
  const wanted = useDeferredValue(filter);
  const { zones } = explanation;
  if (zones.length === 0) return null;
  const rows = zoneRows(zones, order, wanted);
  return (
    <section aria-labelledby="zones-title" className={styles['zones']}>
      <h2 id="zones-title">
        {WORDS.title} <small>{WORDS.note}</small>
      </h2>
      <p className={styles['filter']}>
        <label>
          {WORDS.filter}{' '}
          <input
            type="search"
            value={filter}
            placeholder={WORDS.placeholder}
            autoComplete="off"
            spellCheck={false}
            onChange={(e) => {
              setFilter(e.target.value);
            }}
          />
        </label>
        <output>{WORDS.shown(rows.length, zones.length)}</output>
      </p>
      <div className={styles['scroll']} tabIndex={0} role="region" aria-label={WORDS.scroll}>
        <table className={styles['table']}>
          <Head
            order={order}
            onSort={(by) => {
              setOrder(nextOrder(order, by));
            }}
          />
          <tbody>
            {rows.map((z) => (
              <ZoneRow key={z.name} zone={z} />
            ))}
          </tbody>
          <Foot explanation={explanation} filter={wanted} />
        </table>
        {rows.length === 0 && <p className={styles['none']}>{WORDS.none}</p>}
      </div>
    </section>
  );
};
