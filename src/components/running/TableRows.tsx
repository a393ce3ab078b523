/** The rows of one table: heads sort, names select, figures open their derivation. */
import { memo, useDeferredValue, useMemo, useState } from 'react';
import { formatCount } from '../../base/format';
import { TABLES_WORDS as WORDS } from '../../strings/en/room';
import { THING_NONE } from '../../strings/en/things';
import { pickRows, tableHeads, tableRows } from '../../viewmodel/running/tables';
import type { Asked, TableId, TableRow } from '../../viewmodel/running/tables';
import { isThingTable } from '../../viewmodel/running/thing-tables';
import type { Cell } from '../../viewmodel/running/thing-tables';
import { useAppStore } from '../app/store-context';
import type { Shown } from './run-context';
import { useRoving } from './use-roving';
import { useSelect, useSelectedId } from './use-selected';
import styles from './below.module.css';

/** Rows that are there at first, and that each press adds: a table of all vnodes has thousands. */
const PORTION = 100;

const Figure = ({ cell, why }: { cell: Cell; why: string }) => {
  const store = useAppStore();
  if (typeof cell === 'string') return <td data-words="true">{cell}</td>;
  const text = formatCount(Number(cell.toFixed(2)));
  return (
    <td>
      {why === '' ? (
        text
      ) : (
        <button
          type="button"
          tabIndex={-1}
          data-why={why}
          onClick={() => {
            store.getState().explain(why);
          }}
        >
          {text}
        </button>
      )}
    </td>
  );
};

/** A row keeps its place and is written anew when a sort gives it another thing: nothing is moved about. */
const Row = memo(({ row, isSelected }: { row: TableRow; isSelected: boolean }) => {
  const select = useSelect();
  return (
    <tr data-selected={isSelected}>
      <th scope="row">
        {row.selects === '' ? (
          row.name
        ) : (
          <button
            type="button"
            tabIndex={-1}
            aria-pressed={isSelected}
            onClick={() => {
              select(row.selects);
            }}
          >
            {row.name}
          </button>
        )}
      </th>
      {row.figures.map((cell, i) => (
        <Figure key={i} cell={cell} why={row.whys[i] ?? ''} />
      ))}
    </tr>
  );
});
Row.displayName = 'Row';

/** Rows from the top that answer a sort before the next frame: those that a screen has. */
const FIRST = 24;

/**
 * The rows as they are asked for. Another order of the same rows stands at once where it is seen first,
 * and below it a moment later: seven hundred figures are more than a frame can lay out.
 */
const useRows = (all: readonly TableRow[], asked: Asked): readonly TableRow[] => {
  const rows = useMemo(() => pickRows(all, asked), [all, asked]);
  const later = useDeferredValue(rows);
  return rows === later || rows.length !== later.length
    ? rows
    : [...rows.slice(0, FIRST), ...later.slice(FIRST)];
};

interface Props {
  readonly shown: Shown;
  readonly id: TableId;
  readonly asked: Asked;
  readonly onSort: (column: number) => void;
}

const Head = ({ id, asked, onSort }: Omit<Props, 'shown'>) => (
  <thead>
    <tr>
      {tableHeads(id).map((name, i) => (
        <th
          key={`${name} ${String(i)}`}
          scope="col"
          aria-sort={asked.sort === i ? (asked.isDown ? 'descending' : 'ascending') : undefined}
        >
          <button
            type="button"
            tabIndex={-1}
            onClick={() => {
              onSort(i);
            }}
          >
            {name}
          </button>
        </th>
      ))}
    </tr>
  </thead>
);

export const TableRows = ({ shown, id, asked, onSort }: Props) => {
  const selected = useSelectedId();
  const [most, setMost] = useState(PORTION);
  const roving = useRoving<HTMLTableElement>();
  const all = useMemo(
    () => tableRows(shown.timeline, id),
    // The tick stands for the state behind the timeline.
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [shown.tick, shown.timeline, id],
  );
  const rows = useRows(all, asked);
  const none = all.length === 0 && isThingTable(id) ? THING_NONE[id] : WORDS.none;
  return (
    <>
      <table className={styles['figures']} {...roving}>
        <caption className="visually-hidden">{WORDS.tabs[id]}</caption>
        <Head id={id} asked={asked} onSort={onSort} />
        <tbody>
          {rows.slice(0, most).map((row, place) => (
            <Row
              key={place}
              row={row}
              isSelected={row.selects !== '' && row.selects === selected}
            />
          ))}
          {rows.length === 0 && (
            <tr>
              <td data-words="true" colSpan={tableHeads(id).length}>
                {none}
              </td>
            </tr>
          )}
        </tbody>
      </table>
      {rows.length > most && (
        <p className={styles['more']}>
          <button
            type="button"
            onClick={() => {
              setMost(most + PORTION);
            }}
          >
            {WORDS.more} {Math.min(PORTION, rows.length - most)}
          </button>{' '}
          {WORDS.of(formatCount(most), formatCount(rows.length))}
        </p>
      )}
    </>
  );
};
