/** Every table of the text as it was read, whatever its kind. */
import { useMemo, useState } from 'react';
import { DIAGNOSE } from '../../strings/en/diagnose';
import type { KernelReport } from '../../import';
import { blockTables } from '../../viewmodel/reading/block-tables';
import type { TableRow } from '../../viewmodel/reading/block-cells';
import type { BlockTable } from '../../viewmodel/reading/block-tables';
import { LineLink } from './jump';
import styles from './tables.module.css';

const WORDS = DIAGNOSE.tables;
const FIRST_ROWS = 60;
const MORE_ROWS = 200;
/** A log has hundreds of tables: some are listed, none of many stands open. */
const FIRST_TABLES = 24;
const MORE_TABLES = 100;
const OPEN_TABLES = 4;

const Row = ({ row }: { row: TableRow }) => (
  <tr>
    <td>
      <LineLink line={row.line} />
    </td>
    {row.cells.map((c, i) => (
      <td key={i} data-word={c.isNumber ? undefined : ''}>
        {c.text}
      </td>
    ))}
  </tr>
);

const Table = ({ table }: { table: BlockTable }) => {
  const [shown, setShown] = useState(FIRST_ROWS);
  const left = table.rows.length - shown;
  return (
    <>
      <div
        className={styles['scroll']}
        tabIndex={0}
        role="region"
        aria-label={`${table.title}, ${WORDS.lines(table.lines[0], table.lines[1])}`}
      >
        <table className={styles['table']} data-plain="">
          <thead>
            <tr>
              <th scope="col">{WORDS.line}</th>
              {table.head.map((h, i) => (
                <th
                  key={h}
                  scope="col"
                  data-word={table.rows[0]?.cells[i]?.isNumber === true ? undefined : ''}
                >
                  {h}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {table.rows.slice(0, shown).map((row, i) => (
              <Row key={`${String(row.line)}-${String(i)}`} row={row} />
            ))}
          </tbody>
        </table>
      </div>
      {left > 0 && (
        <button
          type="button"
          className={styles['more']}
          onClick={() => {
            setShown(shown + MORE_ROWS);
          }}
        >
          {WORDS.more(Math.min(left, MORE_ROWS))}
        </button>
      )}
    </>
  );
};

const Block = ({ table, isOpen }: { table: BlockTable; isOpen: boolean }) => {
  const [open, setOpen] = useState(isOpen);
  return (
    <details
      open={open}
      onToggle={(e) => {
        setOpen(e.currentTarget.open);
      }}
    >
      <summary>
        <b>{table.title}</b>
        <span>
          {DIAGNOSE.answer.rows(table.count)}, {WORDS.lines(table.lines[0], table.lines[1])}
          {table.era !== '' && `, ${table.era}`}
          {table.fromDump && `, ${WORDS.dump}`}
        </span>
      </summary>
      {open && <Table table={table} />}
    </details>
  );
};

interface Props {
  readonly report: KernelReport;
  /** the tables are the whole answer */
  readonly isOpen: boolean;
}

export const BlockTables = ({ report, isOpen }: Props) => {
  const tables = useMemo(() => blockTables(report), [report]);
  const [shown, setShown] = useState(FIRST_TABLES);
  if (tables.length === 0) return null;
  const left = tables.length - shown;
  return (
    <section aria-labelledby="tables-title" className={styles['blocks']}>
      <h2 id="tables-title">
        {WORDS.title} <small>{WORDS.note}</small>
      </h2>
      {tables.slice(0, shown).map((t) => (
        <Block key={t.id} table={t} isOpen={isOpen && tables.length <= OPEN_TABLES} />
      ))}
      {left > 0 && (
        <button
          type="button"
          className={styles['more']}
          onClick={() => {
            setShown(shown + MORE_TABLES);
          }}
        >
          {WORDS.moreTables(Math.min(left, MORE_TABLES), left)}
        </button>
      )}
    </section>
  );
};
