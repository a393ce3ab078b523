/** The sign of a verdict. Its words always stand beside it, or beside it in the key. */
import type { Verdict } from '../../lessons/questions';
import styles from './thread.module.css';

export const Mark = ({ of }: { of: Verdict }) => (
  <i className={styles['mark']} data-verdict={of} aria-hidden="true" />
);
