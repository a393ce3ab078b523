/** The levers of the machine. Each one lays the kernel out anew. */
import { MACHINE, PRESETS } from '../../strings/en/machine';
import { RELEASES_OF, leversOf, readMachine } from '../../viewmodel/machine/machine-code';
import type { Levers as LeverValues } from '../../viewmodel/machine/machine-code';
import { useApp } from '../app/store-context';
import { RamLever } from './RamLever';
import { Tunables } from './Tunables';
import { onNewMachine, useLevers } from './use-levers';
import { Gives, Willing, useAsk } from './Will';
import styles from './machine.module.css';

type Move = (change: Partial<LeverValues>) => void;

/** Release and architecture go together: a pair that is not modelled is not offered. */
/** What choosing a system changes: amd64 has no PAE. */
const SYSTEMS: readonly Partial<LeverValues>[] = RELEASES_OF.map(({ arch, release }) => ({
  arch,
  release,
  ...(arch === 'amd64' ? { pae: false } : {}),
}));

const System = ({ levers, move }: { levers: LeverValues; move: Move }) => {
  const ask = useAsk();
  return (
    <fieldset className={styles['system']}>
      <legend>{MACHINE.release}</legend>
      {SYSTEMS.map((system) => {
        const { arch, release } = system;
        const isOn = levers.arch === arch && levers.release === release;
        return (
          <label key={`${release}-${arch}`} data-on={isOn} {...ask(system)}>
            <input
              type="radio"
              name="system"
              checked={isOn}
              onChange={() => {
                move(system);
              }}
            />
            <span>
              {release} {arch} <Gives change={system} />
            </span>
          </label>
        );
      })}
    </fieldset>
  );
};

const Options = ({ levers, move }: { levers: LeverValues; move: Move }) => {
  const ask = useAsk();
  return (
    <div className={styles['options']}>
      <label {...ask({ smp: !levers.smp })}>
        <input
          type="checkbox"
          checked={levers.smp}
          onChange={(e) => {
            move({ smp: e.target.checked });
          }}
        />
        {MACHINE.smp}
      </label>
      <label {...ask({ pae: !levers.pae })}>
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
};

/** Presets with the levers that they set; what a preset does not name is put back. */
const PRESET_LEVERS = PRESETS.map(({ name, code }) => ({
  name,
  code,
  levers: leversOf(readMachine(code).machine),
}));

const Presets = () => {
  const ask = useAsk();
  const setLink = useApp((s) => s.setLink);
  const now = useApp((s) => s.link.machine);
  const by = useApp((s) => s.link.by);
  return (
    <ul className={styles['presets']} aria-label={MACHINE.presets}>
      {PRESET_LEVERS.map(({ name, code, levers }) => (
        <li key={code}>
          <button
            type="button"
            {...ask(levers)}
            aria-pressed={now === code}
            onClick={() => {
              setLink({ ...onNewMachine({ by }), machine: code, open: 'kmem_map' });
            }}
          >
            {name} <Gives change={levers} />
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
      <Willing>
        <Presets />
        <System levers={levers} move={move} />
        <RamLever
          key={levers.arch}
          levers={levers}
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
      </Willing>
      <p className={styles['hint']}>{MACHINE.leversNote}</p>
      <p className={styles['hint']}>{MACHINE.runs}</p>
    </section>
  );
};
