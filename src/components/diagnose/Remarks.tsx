/** What the readers have to say about places in the text: what stood there, what was done, what to run. */
import { DIAGNOSE } from '../../strings/en/diagnose';
import type { Diagnostic } from '../../base/diagnostic';
import type { KernelReport } from '../../import';
import { LineLink } from './jump';
import styles from './gutter.module.css';

const WORDS = DIAGNOSE.gutter;
const MOST = 50;

const Remark = ({ of: d }: { of: Diagnostic }) => (
  <li data-severity={d.severity}>
    <LineLink line={d.line} />
    <div>
      {d.message}
      <small>
        {WORDS.column(d.column)}
        {d.done !== undefined && `, ${WORDS.done[d.done]}`}
        {d.found !== undefined && (
          <>
            . {WORDS.found} <code>{d.found}</code>
          </>
        )}
        {d.expected !== undefined && `. ${WORDS.expected} ${d.expected}`}
        {d.run !== undefined && (
          <>
            . {WORDS.run} <code>{d.run}</code>
          </>
        )}
      </small>
    </div>
  </li>
);

export const Remarks = ({ report }: { report: KernelReport }) => {
  const { diagnostics } = report;
  if (diagnostics.length === 0) return null;
  const left = diagnostics.length - MOST;
  return (
    <>
      <ul className={styles['remarks']} aria-label={WORDS.remarks}>
        {diagnostics.slice(0, MOST).map((d) => (
          <Remark key={`${String(d.line)}-${String(d.column)}-${d.message}`} of={d} />
        ))}
      </ul>
      {left > 0 && <p className={styles['foot']}>{WORDS.moreRemarks(left)}</p>}
    </>
  );
};
