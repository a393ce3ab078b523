/** Every zone of the paste with the model's arithmetic beside it; the table twin of the map. */
import { useState } from 'react';
import { formatCount, formatWholeKib } from '../../base/format';
import type { Explanation, ZoneAccount } from '../../viewmodel/explain/types';
import { Num } from '../ui/Num';
import styles from './diagnose.module.css';

type Key = 'name' | 'size' | 'used' | 'free' | 'pages' | 'free K';
const SORT: Readonly<Record<Key, (z: ZoneAccount) => number | string>> = {
  name: (z) => z.name.toLowerCase(),
  size: (z) => z.size,
  used: (z) => z.used,
  free: (z) => z.free,
  pages: (z) => z.pages.value,
  'free K': (z) => z.freeBytes.value,
};
const KEYS = Object.keys(SORT) as Key[];

const compare =
  (key: Key) =>
  (a: ZoneAccount, b: ZoneAccount): number => {
    const x = SORT[key](a);
    const y = SORT[key](b);
    return typeof x === 'string' ? x.localeCompare(String(y)) : Number(y) - x;
  };

export const ZoneTable = ({ explanation }: { explanation: Explanation }) => {
  const [key, setKey] = useState<Key>('pages');
  const zones = explanation.ledger?.zones ?? [];
  if (zones.length === 0) return null;
  return (
    <section aria-labelledby="zones-title" className={styles['zones']}>
      <h2 id="zones-title">
        Zones <small>{zones.length}, each with the model’s slabs</small>
      </h2>
      <div className={styles['scroll']} tabIndex={0} role="region" aria-label="Table of zones">
        <table className={styles['table']}>
          <thead>
            <tr>
              {KEYS.map((k) => (
                <th
                  key={k}
                  scope="col"
                  aria-sort={k === key ? (k === 'name' ? 'ascending' : 'descending') : 'none'}
                >
                  <button
                    type="button"
                    onClick={() => {
                      setKey(k);
                    }}
                  >
                    {k}
                  </button>
                </th>
              ))}
              <th scope="col">items a slab</th>
              <th scope="col">slabs</th>
            </tr>
          </thead>
          <tbody>
            {[...zones].sort(compare(key)).map((z) => (
              <tr key={z.name}>
                <th scope="row">
                  <i data-owner={z.owner} aria-hidden="true" />
                  {z.name}
                </th>
                <td>{formatCount(z.size)}</td>
                <td>{formatCount(z.used)}</td>
                <td>{formatCount(z.free)}</td>
                <td>
                  <Num of={z.pages}>{formatCount(z.pages.value)}</Num>
                </td>
                <td>
                  <Num of={z.freeBytes}>{formatWholeKib(z.freeBytes.value)}</Num>
                </td>
                <td>
                  <Num of={z.keg.ipers}>{formatCount(z.keg.ipers.value)}</Num>
                </td>
                <td>
                  <Num
                    of={z.slabs}
                  >{`${formatCount(z.slabs.value)}${z.whole ? '' : ' not whole'}`}</Num>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
};
