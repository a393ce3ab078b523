/** Every region of the kernel map by name, however thin: the way in by finger, key and ear. */
import { useState } from 'react';
import { formatSize } from '../../base/format';
import { PAGE_SIZE } from '../../base/units';
import { REGION_LIST as WORDS } from '../../strings/en/pictures';
import { regionRows } from '../../viewmodel/running/regions';
import type { MapFigure, RegionRow } from '../../viewmodel/running/regions';
import type { Column } from '../../viewmodel/ruler/types';
import { useApp, useAppStore } from '../app/store-context';
import type { Shown } from './run-context';
import cells from './cells.module.css';
import styles from './lists.module.css';

const Explained = ({ why, text, label }: { why: string; text: string; label: string }) => {
  const store = useAppStore();
  return (
    <button
      type="button"
      className={cells['num']}
      aria-label={`${text}, ${label}: explain`}
      onClick={() => {
        store.getState().explain(why);
      }}
    >
      {text}
    </button>
  );
};

const Figure = ({ of, label }: { of: MapFigure; label: string }) => {
  if (of === null) return null;
  const text = of.pages === 0 ? '0' : formatSize(of.pages * PAGE_SIZE);
  return <Explained why={of.why} text={text} label={label} />;
};

const Row = ({ row, isOpen }: { row: RegionRow; isOpen: boolean }) => {
  const setLink = useApp((s) => s.setLink);
  return (
    <tr data-selected={isOpen}>
      <th scope="row">
        <i data-owner={row.owner} aria-hidden="true" />
        <button
          type="button"
          title={row.what}
          onClick={() => {
            setLink({ open: row.id, sel: `map:${row.id}` });
          }}
        >
          {row.label}
        </button>
      </th>
      <td>{row.address}</td>
      <td>
        <Explained
          why={row.why}
          text={formatSize(row.bytes)}
          label={`${row.label}, ${WORDS.size}`}
        />
      </td>
      <td>
        <Figure of={row.used} label={`${row.label}, ${WORDS.used}`} />
      </td>
      <td>
        <Figure of={row.hole} label={`${row.label}, ${WORDS.hole}`} />
      </td>
    </tr>
  );
};

interface Props {
  readonly shown: Shown;
  readonly column: Column;
  readonly open: string;
}

export const RegionList = ({ shown, column, open }: Props) => {
  const [isOpen, setOpen] = useState(false);
  return (
    <details
      className={styles['list']}
      onToggle={(e) => {
        setOpen(e.currentTarget.open);
      }}
    >
      <summary>
        {WORDS.title} <small>{column.bands.length}</small>
      </summary>
      {isOpen && (
        <div className={styles['scroll']}>
          <table>
            <caption className="visually-hidden">{WORDS.title}</caption>
            <thead>
              <tr>
                {[WORDS.region, WORDS.from, WORDS.size, WORDS.used, WORDS.hole].map((head) => (
                  <th key={head} scope="col">
                    {head}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {regionRows(shown.timeline.sim.kernel, column).map((row) => (
                <Row key={row.id} row={row} isOpen={row.id === open} />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </details>
  );
};
