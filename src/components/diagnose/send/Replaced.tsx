/** Each value that looks like a name, to be left as it is by a tick. */
import { SEND as WORDS } from '../../../strings/en/send';
import type { Replacement } from '../../../viewmodel/report/report';
import { LineLink } from '../jump';
import styles from './send.module.css';

interface ReplacedProps {
  readonly found: readonly Replacement[];
  readonly kept: readonly string[];
  readonly onKeep: (value: string, isKept: boolean) => void;
}

export const Replaced = ({ found, kept, onKeep }: ReplacedProps) => (
  <fieldset className={styles['replaced']}>
    <legend>{WORDS.replaced}</legend>
    {found.length === 0 && <p>{WORDS.replacedNone}</p>}
    <ul>
      {found.map(({ value, kind, by, line, lines }) => (
        <li key={value}>
          <label>
            <input
              type="checkbox"
              aria-label={WORDS.leave(value)}
              checked={kept.includes(value)}
              onChange={(e) => {
                onKeep(value, e.target.checked);
              }}
            />{' '}
            <code>{value}</code>
          </label>
          <small>
            {kind}, {WORDS.line} <LineLink line={line} />
            {lines > 1 && WORDS.more(lines - 1)}: {WORDS.by}{' '}
            <code>{kept.includes(value) ? value : by}</code>
          </small>
        </li>
      ))}
    </ul>
  </fieldset>
);
