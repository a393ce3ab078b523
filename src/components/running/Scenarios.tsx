/** The scenario that runs, with its sentence, and the machine it runs on, with its first lever. */
import type { MachineSpec } from '../../sim';
import { formatRam } from '../../base/format';
import { MIB } from '../../base/units';
import { machineFor } from '../../store/run/machine-for';
import { PASTED } from '../../store/run/pasted';
import { scenarioList } from '../../store/run/scenarios';
import { selectMachine } from '../../store/machine-selectors';
import { PASTED_ROOM } from '../../strings/en/load';
import { SCENARIO_WORDS as WORDS } from '../../strings/en/room';
import { useMemo } from 'react';
import { useLevers } from '../machine/use-levers';
import { MOVED_WORDS } from '../../strings/en/moved';
import { leversOf } from '../../viewmodel/machine/machine-code';
import { machineWith, kmemOf } from '../../viewmodel/machine/moved';
import { useMoveSentence } from '../machine/Moved';
import { useApp } from '../app/store-context';
import { LinkTo } from '../ui/LinkTo';
import { LiveNum } from './LiveNum';
import { useIsHidden } from './use-hidden';
import styles from './room.module.css';

/** Sizes of RAM that the room offers, in MB; the levers below have the others. */
const SIZES = [64, 128, 256, 512, 1024, 2048, 4096].map((mb) => mb * MIB);

/** RAM, and the way to the other levers of the machine. */
const Ram = ({ machine }: { machine: MachineSpec }) => {
  const { ram } = machine;
  const [, move] = useLevers();
  const sizes = useMemo(() => {
    const all = SIZES.includes(ram) ? SIZES : [...SIZES, ram].sort((a, b) => a - b);
    return all.map((size) => {
      const kmem = kmemOf(machineWith(leversOf(machine), { ram: size }));
      return { size, words: [formatRam(size), kmem].filter(Boolean).join(': ') };
    });
  }, [machine, ram]);
  return (
    <>
      <select
        id="machine-ram"
        aria-label={WORDS.ram}
        className={styles['ramLever']}
        value={formatRam(ram)}
        onChange={(e) => {
          const chosen = sizes.find(({ size }) => formatRam(size) === e.target.value);
          if (chosen !== undefined) move({ ram: chosen.size });
        }}
      >
        {sizes.map(({ size, words }) => (
          <option key={size} value={formatRam(size)}>
            {words}
          </option>
        ))}
      </select>{' '}
      <button
        type="button"
        className={styles['toLevers']}
        onClick={() => {
          const title = document.getElementById('levers-title');
          title?.scrollIntoView({ block: 'start' });
          title?.focus();
        }}
      >
        {WORDS.more}
      </button>
    </>
  );
};

const Picker = ({ scenario }: { scenario: string }) => {
  const hasPaste = useApp((s) => s.loaded !== null);
  const setLink = useApp((s) => s.setLink);
  return (
    <label>
      {WORDS.title}{' '}
      <select
        id="scenario"
        value={scenario}
        onChange={(e) => {
          setLink({ run: e.target.value, at: '', by: '', sel: '', why: '', band: '' });
        }}
      >
        {hasPaste && <option value={PASTED}>{PASTED_ROOM.option}</option>}
        {scenarioList().map((s) => (
          <option key={s.id} value={s.id}>
            {s.title}
          </option>
        ))}
      </select>
    </label>
  );
};

/** What the run is where it was loaded from a paste. */
const Pasted = () => {
  const loaded = useApp((s) => s.loaded);
  if (loaded === null) return null;
  return (
    <p>
      {PASTED_ROOM.what} {loaded.growth !== '' && `${PASTED_ROOM.grows} ${loaded.growth}. `}
      {PASTED_ROOM.tried} {loaded.tried}.
    </p>
  );
};

export const Scenarios = () => {
  const scenario = useApp((s) => s.link.run);
  const levers = useApp(selectMachine).machine;
  const machine = machineFor(scenario, levers);
  const moved = useMoveSentence(true);
  const isHidden = useIsHidden('scenario');
  const isMachineHidden = useIsHidden('machine');
  if (isHidden) return null;
  return (
    <section className={styles['scenarios']} aria-label={WORDS.title}>
      <Picker scenario={scenario} />{' '}
      <small>
        {WORDS.onMachine} FreeBSD {machine.release} {machine.arch},{' '}
        {isMachineHidden ? (
          <LiveNum of={['boot', 'spec.ram', '']} value={machine.ram} label={WORDS.ram}>
            {formatRam(machine.ram)}
          </LiveNum>
        ) : (
          <Ram machine={machine} />
        )}
        {scenario === PASTED && (
          <>
            {' '}
            <LinkTo change={{ room: 'diagnose' }}>{PASTED_ROOM.back}</LinkTo>
          </>
        )}
      </small>
      {moved === '' && scenario !== PASTED && (
        <p>{scenarioList().find((s) => s.id === scenario)?.what ?? ''}</p>
      )}
      {scenario === PASTED && <Pasted />}
      <p role="status" className={styles['did']}>
        {moved !== '' && (
          <>
            <b>{MOVED_WORDS.did}</b> {moved}
          </>
        )}
      </p>
    </section>
  );
};
