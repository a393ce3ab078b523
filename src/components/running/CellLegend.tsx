/** What hue and texture mean, in one line each. */
import { OWNERS } from '../../base/owner';
import { CELL_LEGEND } from '../../strings/en/room';
import styles from './legend.module.css';

export const Legend = ({ note = '' }: { note?: string }) => (
  <section className={styles['legend']} aria-label={CELL_LEGEND.label}>
    {note !== '' && <p>{note}</p>}
    <ul hidden={note !== ''}>
      {CELL_LEGEND.states.map(({ id, name }) => (
        <li key={id}>
          <i data-sample={id} aria-hidden="true" />
          {name}
        </li>
      ))}
    </ul>
    <ul>
      {OWNERS.filter((owner) => owner !== 'free').map((owner) => (
        <li key={owner}>
          <i data-owner={owner} aria-hidden="true" />
          {CELL_LEGEND.owners[owner]}
        </li>
      ))}
    </ul>
  </section>
);
