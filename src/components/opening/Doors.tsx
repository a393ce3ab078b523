/** The ways on from the opening. */
import { OPENING } from '../../strings/en/opening';
import { COMMANDS } from '../../store/commands';
import { useApp } from '../app/store-context';
import { Words } from '../ui/Words';
import styles from './opening.module.css';

const DOORS = [
  { command: COMMANDS.example, ...OPENING.answer },
  { command: COMMANDS.machine, ...OPENING.machine },
  { command: COMMANDS.diagnose, ...OPENING.paste },
] as const;

export const Doors = () => {
  const state = useApp((s) => s);
  return (
    <ul className={styles['doors']}>
      {DOORS.map(({ command, title, text }) => (
        <li key={command.id}>
          <button
            type="button"
            onClick={() => {
              command.run(state);
            }}
          >
            <span>
              {title} <kbd>{command.hotkey}</kbd>
              <i aria-hidden="true">→</i>
            </span>
            <small>
              <Words>{text}</Words>
            </small>
          </button>
        </li>
      ))}
    </ul>
  );
};
