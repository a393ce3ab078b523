/** Zones, malloc types, maps and queues as tables, and the two commands as a terminal shows them. */
import { useState } from 'react';
import { formatCount } from '../../base/format';
import { TABLES_WORDS as WORDS } from '../../strings/en/room';
import { TABLE_COLUMNS } from '../../strings/en/running';
import { pickRows, printed, tableRows } from '../../viewmodel/running/tables';
import type { Asked, TableId } from '../../viewmodel/running/tables';
import { useApp } from '../app/store-context';
import type { Shown } from './run-context';
import { useSelect, useSelectedId } from './use-selected';
import styles from './below.module.css';

type Tab = keyof typeof WORDS.tabs;
const TABS = Object.keys(WORDS.tabs) as readonly Tab[];
const isPrinted = (tab: Tab): tab is 'z' | 'm' => tab === 'z' || tab === 'm';

const Printed = ({ shown, what }: { shown: Shown; what: 'z' | 'm' }) => {
  const text = printed(shown.timeline, what);
  const say = useApp((s) => s.say);
  const copy = (): void => {
    navigator.clipboard.writeText(text).then(
      () => {
        say(WORDS.copied);
      },
      () => {
        say(WORDS.cannotCopy);
      },
    );
  };
  return (
    <>
      <button type="button" className={styles['copy']} onClick={copy}>
        {WORDS.copy}
      </button>
      <pre tabIndex={0} aria-label={WORDS.tabs[what]}>
        {text}
      </pre>
    </>
  );
};

interface RowsProps {
  readonly shown: Shown;
  readonly id: TableId;
  readonly asked: Asked;
  readonly onSort: (column: number) => void;
}

const Rows = ({ shown, id, asked, onSort }: RowsProps) => {
  const explain = useApp((s) => s.explain);
  const select = useSelect();
  const selected = useSelectedId();
  const rows = pickRows(tableRows(shown.timeline, id), asked);
  const order = asked.isDown ? 'descending' : 'ascending';
  return (
    <table className={styles['figures']}>
      <caption className="visually-hidden">{WORDS.tabs[id]}</caption>
      <thead>
        <tr>
          {TABLE_COLUMNS[id].map((name, i) => (
            <th key={name} scope="col" aria-sort={asked.sort === i ? order : undefined}>
              <button
                type="button"
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
      <tbody>
        {rows.map((row) => (
          <tr key={row.name} data-selected={row.selects !== '' && row.selects === selected}>
            <th scope="row">
              {row.selects === '' ? (
                row.name
              ) : (
                <button
                  type="button"
                  onClick={() => {
                    select(row.selects);
                  }}
                >
                  {row.name}
                </button>
              )}
            </th>
            {row.figures.map((figure, i) => {
              const why = row.whys[i] ?? '';
              const text = formatCount(Number(figure.toFixed(2)));
              return (
                <td key={i}>
                  {why === '' ? (
                    text
                  ) : (
                    <button
                      type="button"
                      onClick={() => {
                        explain(why);
                      }}
                    >
                      {text}
                    </button>
                  )}
                </td>
              );
            })}
          </tr>
        ))}
        {rows.length === 0 && (
          <tr>
            <td colSpan={TABLE_COLUMNS[id].length}>{WORDS.none}</td>
          </tr>
        )}
      </tbody>
    </table>
  );
};

export const LiveTables = ({ shown }: { shown: Shown }) => {
  const [tab, setTab] = useState<Tab>('zones');
  const [asked, setAsked] = useState<Asked>({ filter: '', sort: -1, isDown: true });
  return (
    <section className={styles['tables']} aria-labelledby="tables-title">
      <h2 id="tables-title">{WORDS.title}</h2>
      <div className={styles['tabs']} role="group" aria-label={WORDS.title}>
        {TABS.map((t) => (
          <button
            key={t}
            type="button"
            aria-pressed={t === tab}
            onClick={() => {
              setTab(t);
              setAsked({ ...asked, sort: -1 });
            }}
          >
            {WORDS.tabs[t]}
          </button>
        ))}
        {!isPrinted(tab) && (
          <label>
            {WORDS.filter}{' '}
            <input
              value={asked.filter}
              onChange={(e) => {
                setAsked({ ...asked, filter: e.target.value });
              }}
            />
          </label>
        )}
      </div>
      <div className={styles['scroll']}>
        {isPrinted(tab) ? (
          <Printed shown={shown} what={tab} />
        ) : (
          <Rows
            shown={shown}
            id={tab}
            asked={asked}
            onSort={(sort) => {
              setAsked({
                ...asked,
                sort,
                isDown: asked.sort === sort ? !asked.isDown : sort !== 0,
              });
            }}
          />
        )}
      </div>
    </section>
  );
};
