/** Loads: what the machine is put under, how much of it, and how it is taken away. */
import { useState } from 'react';
import { LOADS } from '../../store/run/workloads';
import type { LoadParameter, LoadView } from '../../store/run/workloads';
import { LOAD_WORDS as WORDS } from '../../strings/en/room';
import { useApp } from '../app/store-context';
import { useRun, useRunState } from './run-context';
import { useHandOver } from './use-hand-over';
import styles from './levers.module.css';

interface SettingProps {
  readonly parameter: LoadParameter;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

const isGood = ({ min, max }: LoadParameter, text: string): boolean =>
  /^\d+$/.test(text.trim()) && Number(text) >= min && Number(text) <= max;

const Setting = ({ parameter: p, value, onChange }: SettingProps) => (
  <label>
    <span>
      {p.label}, {p.unit}
    </span>
    <input
      type="number"
      min={p.min}
      max={p.max}
      value={value}
      aria-invalid={!isGood(p, value)}
      onChange={(e) => {
        onChange(e.target.value);
      }}
    />
  </label>
);

const Start = ({ loads }: { loads: readonly LoadView[] }) => {
  const run = useRun();
  const say = useApp((s) => s.say);
  const [id, setId] = useState(loads[0]?.id ?? '');
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>({});
  const load = loads.find((l) => l.id === id) ?? loads[0];
  if (load === undefined) return null;
  const text = (p: LoadParameter): string => typed[`${load.id} ${p.name}`] ?? String(p.usual);
  const isReady = load.parameters.every((p) => isGood(p, text(p)));
  const start = (): void => {
    const set = Object.fromEntries(load.parameters.map((p) => [p.name, Number(text(p))]));
    const fault = run.startLoad({ id: load.id, set }, load.title);
    if (fault !== null) say(fault);
  };
  return (
    <>
      <form
        onSubmit={(e) => {
          e.preventDefault();
          if (isReady) start();
        }}
      >
        <label>
          <span>{WORDS.choose}</span>
          <select
            value={load.id}
            onChange={(e) => {
              setId(e.target.value);
            }}
          >
            {loads.map((l) => (
              <option key={l.id} value={l.id}>
                {l.title}
              </option>
            ))}
          </select>
        </label>
        {load.parameters.map((p) => (
          <Setting
            key={`${load.id} ${p.name}`}
            parameter={p}
            value={text(p)}
            onChange={(value) => {
              setTyped({ ...typed, [`${load.id} ${p.name}`]: value });
            }}
          />
        ))}
        <button type="submit" disabled={!isReady}>
          {WORDS.start}
        </button>
      </form>
      <p>{load.what}</p>
    </>
  );
};

const Stop = () => {
  const run = useRun();
  const ref = useHandOver('hands-title');
  return (
    <button ref={ref} type="button" className={styles['undo']} onClick={run.stopLoad}>
      {WORDS.stop}
    </button>
  );
};

export const Loads = () => {
  const now = useRunState((s) => s.load);
  if (LOADS.list.length === 0 && now === '') return null;
  return (
    <>
      <h3>
        {WORDS.title} <small>{WORDS.note}</small>
      </h3>
      {now === '' ? (
        <Start loads={LOADS.list} />
      ) : (
        <p role="status">
          {WORDS.runs} <b>{now}</b>. <Stop />
        </p>
      )}
    </>
  );
};
