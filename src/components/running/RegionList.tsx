/** Every region of the kernel map by name, however thin: the way in by finger, key and ear. */
import { useState } from 'react';
import { formatSize } from '../../base/format';
import { PAGE_SIZE } from '../../base/units';
import { REGION_LIST as WORDS } from '../../strings/en/pictures';
import { regionRows } from '../../viewmodel/running/regions';
import type { MapFigure, RegionRow } from '../../viewmodel/running/regions';
import type { Column } from '../../viewmodel/ruler/types';
import { useApp } from '../app/store-context';
import { WhyNum } from './LiveNum';
import type { Shown } from './run-context';
import styles from './lists.module.css';

const Figure = ({ of, label }: { of: MapFigure; label: string }) => {
  if (of === null) return null;
  const text = of.pages === 0 ? '0' : formatSize(of.pages * PAGE_SIZE);
  return (
    <WhyNum why={of.why} value={of.pages} label={label}>
      {text}
    </WhyNum>
  );
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
      <td>
        <WhyNum
          why={row.startWhy}
          value={Number(row.address)}
          label={`${row.label}, ${WORDS.from}`}
        >
          {row.address}
        </WhyNum>
      </td>
      <td>
        <WhyNum why={row.why} value={row.bytes} label={`${row.label}, ${WORDS.size}`}>
          {formatSize(row.bytes)}
        </WhyNum>
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
      className={`${styles['list']} ${styles['regions']}`}
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
