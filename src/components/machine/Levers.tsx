/** The levers of the machine. Each one lays the kernel out anew. */
import { MACHINE, PRESETS } from '../../strings/en/machine';
import { RELEASES_OF } from '../../viewmodel/machine/machine-code';
import type { Levers as LeverValues } from '../../viewmodel/machine/machine-code';
import { useApp } from '../app/store-context';
import { RamLever } from './RamLever';
import { Tunables } from './Tunables';
import { useLevers } from './use-levers';
import styles from './machine.module.css';

type Move = (change: Partial<LeverValues>) => void;

/** Release and architecture go together: a pair that is not modelled is not offered. */
const System = ({ levers, move }: { levers: LeverValues; move: Move }) => (
  <fieldset className={styles['system']}>
    <legend>{MACHINE.release}</legend>
    {RELEASES_OF.map(({ arch, release }) => {
      const isOn = levers.arch === arch && levers.release === release;
      return (
        <label key={`${release}-${arch}`} data-on={isOn}>
          <input
            type="radio"
            name="system"
            checked={isOn}
            onChange={() => {
              move({ arch, release, ...(arch === 'amd64' ? { pae: false } : {}) });
            }}
          />
          {release} {arch}
        </label>
      );
    })}
  </fieldset>
);

const Options = ({ levers, move }: { levers: LeverValues; move: Move }) => (
  <div className={styles['options']}>
    <label>
      <input
        type="checkbox"
        checked={levers.smp}
        onChange={(e) => {
          move({ smp: e.target.checked });
        }}
      />
      {MACHINE.smp}
    </label>
    <label>
      <input
        type="checkbox"
        checked={levers.pae}
        disabled={levers.arch !== 'i386'}
        onChange={(e) => {
          move({ pae: e.target.checked });
        }}
      />
      {MACHINE.pae} {levers.arch !== 'i386' && <small>{MACHINE.onlyI386}</small>}
    </label>
  </div>
);

const Presets = () => {
  const setLink = useApp((s) => s.setLink);
  const now = useApp((s) => s.link.machine);
  return (
    <ul className={styles['presets']} aria-label={MACHINE.presets}>
      {PRESETS.map(({ name, code }) => (
        <li key={code}>
          <button
            type="button"
            aria-pressed={now === code}
            onClick={() => {
              setLink({ machine: code, why: '', band: '', open: 'kmem_map' });
            }}
          >
            {name}
          </button>
        </li>
      ))}
    </ul>
  );
};

export const Levers = () => {
  const [levers, move] = useLevers();
  const isHidden = useApp((s) => s.link.hide.split(',').includes('machine'));
  if (isHidden) return null;
  return (
    <section className={styles['levers']} aria-labelledby="levers-title">
      <h2 id="levers-title" tabIndex={-1}>
        {MACHINE.levers}
      </h2>
      <Presets />
      <System levers={levers} move={move} />
      <RamLever
        key={levers.arch}
        ram={levers.ram}
        onChange={(ram) => {
          move({ ram });
        }}
      />
      <Options levers={levers} move={move} />
      <Tunables
        tunables={levers.tunables}
        onChange={(tunables) => {
          move({ tunables });
        }}
      />
      <p className={styles['hint']}>{MACHINE.leversNote}</p>
      <p className={styles['hint']}>{MACHINE.runs}</p>
    </section>
  );
};
