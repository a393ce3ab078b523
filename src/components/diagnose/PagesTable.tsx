/** The whole map in pages, by group of holders. */
import { formatCount } from '../../base/format';
import { DIAGNOSE } from '../../strings/en/diagnose';
import type { Ledger } from '../../viewmodel/explain/types';
import { mapPages } from '../../viewmodel/reading/zone-table';
import { Num } from '../ui/Num';
import styles from './tables.module.css';

const WORDS = DIAGNOSE.pages;

export const PagesTable = ({ ledger }: { ledger: Ledger }) => (
  <section aria-labelledby="pages-title" className={styles['pages']}>
    <h2 id="pages-title">
      {WORDS.title} <small>{WORDS.note}</small>
    </h2>
    <table className={styles['table']}>
      <thead>
        <tr>
          <th scope="col">{WORDS.holder}</th>
          <th scope="col">{WORDS.pages}</th>
        </tr>
      </thead>
      <tbody>
        {ledger.groups.map((g) => (
          <tr key={g.id}>
            <th scope="row">
              <i data-owner={g.owner} aria-hidden="true" />
              {g.label}
            </th>
            <td>
              <Num of={g.pages}>{formatCount(g.pages.value)}</Num>
            </td>
          </tr>
        ))}
        {ledger.isFillKnown && (
          <tr>
            <th scope="row">
              <i data-owner="free" aria-hidden="true" />
              {WORDS.free}
            </th>
            <td>
              <Num of={ledger.freePages}>{formatCount(ledger.freePages.value)}</Num>
            </td>
          </tr>
        )}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">{WORDS.sum}</th>
          <td>
            <Num of={mapPages(ledger)}>{formatCount(mapPages(ledger).value)}</Num>
          </td>
        </tr>
      </tfoot>
    </table>
  </section>
);
