/** The scenario that runs, with its sentence, and the machine it runs on. */
import { formatRam } from '../../base/format';
import { scenarioList } from '../../store/run/scenarios';
import { selectMachine } from '../../store/selectors';
import { SCENARIO_WORDS as WORDS } from '../../strings/en/room';
import { useApp } from '../app/store-context';
import styles from './room.module.css';

export const Scenarios = () => {
  const scenario = useApp((s) => s.link.run);
  const scenarios = scenarioList();
  const { machine } = useApp(selectMachine);
  const setLink = useApp((s) => s.setLink);
  const now = scenarios.find((s) => s.id === scenario);
  const on = now?.ram ?? machine.ram;
  return (
    <section className={styles['scenarios']} aria-label={WORDS.title}>
      <label>
        {WORDS.title}{' '}
        <select
          value={scenario}
          onChange={(e) => {
            setLink({ run: e.target.value, at: '', by: '', sel: '', why: '', band: '' });
          }}
        >
          {scenarios.map((s) => (
            <option key={s.id} value={s.id}>
              {s.title}
            </option>
          ))}
        </select>
      </label>{' '}
      <small>
        {WORDS.onMachine} FreeBSD {machine.release} {machine.arch}, {formatRam(on)}
      </small>
      <p>{now?.what ?? ''}</p>
    </section>
  );
};
