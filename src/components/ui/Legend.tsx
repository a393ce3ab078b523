/** How the four quantities are drawn, everywhere. */
import styles from './legend.module.css';

const ITEMS = [
  ['reserved', 'reserved', 'a map exists'],
  ['handed-out', 'handed out', 'an entry, a slab, a buffer'],
  ['resident', 'in RAM', 'a page frame is behind it'],
  ['pageable', 'pageable', 'its pages may leave RAM'],
  ['inferred', 'inferred', 'reasoned, not in the data'],
] as const;

export const Legend = () => (
  <section className={styles['legend']} aria-label="Legend">
    <p>An address is not a page of memory.</p>
    <ul>
      {ITEMS.map(([id, name, what]) => (
        <li key={id}>
          <i data-sample={id} aria-hidden="true" />
          <b>{name}</b> {what}
        </li>
      ))}
    </ul>
  </section>
);
