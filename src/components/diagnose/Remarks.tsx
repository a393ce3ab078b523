/** What the readers have to say about places in the text. */
import { DIAGNOSE } from '../../strings/en/diagnose';
import type { KernelReport } from '../../import';
import { LineLink } from './jump';
import styles from './gutter.module.css';

const MOST = 50;

export const Remarks = ({ report }: { report: KernelReport }) => {
  const { diagnostics } = report;
  if (diagnostics.length === 0) return null;
  return (
    <ul className={styles['remarks']} aria-label={DIAGNOSE.gutter.remarks}>
      {diagnostics.slice(0, MOST).map((d) => (
        <li key={`${String(d.line)}-${String(d.column)}-${d.message}`} data-severity={d.severity}>
          <LineLink line={d.line} /> <span>{d.message}</span>
        </li>
      ))}
    </ul>
  );
};
