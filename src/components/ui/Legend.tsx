/** How the four quantities and their properties are drawn, everywhere. */
import { LEGEND } from '../../strings/en/opening';
import styles from './legend.module.css';

export const Legend = () => (
  <section className={styles['legend']} aria-label={LEGEND.label}>
    <p>{LEGEND.title}</p>
    <ul>
      {LEGEND.items.map(({ id, name, what }) => (
        <li key={id}>
          <i data-sample={id} aria-hidden="true" />
          <b>{name}</b> <span>{what}</span>
        </li>
      ))}
    </ul>
  </section>
);
