/** Loader tunables that are set, and a row to set one more. */
import { useState } from 'react';
import { MACHINE } from '../../strings/en/machine';
import { TUNABLE_NAMES, parseSize } from '../../viewmodel/machine/machine-code';
import { useAsk } from './Will';
import styles from './machine.module.css';

interface Props {
  readonly tunables: Readonly<Record<string, number>>;
  readonly onChange: (tunables: Readonly<Record<string, number>>) => void;
}

const without = (from: Props['tunables'], name: string): Props['tunables'] =>
  Object.fromEntries(Object.entries(from).filter(([n]) => n !== name));

interface RowProps {
  readonly name: string;
  readonly value: number;
  readonly tunables: Props['tunables'];
  readonly onRemove: () => void;
}

const Row = ({ name, value, tunables, onRemove }: RowProps) => (
  <li {...useAsk()({ tunables: without(tunables, name) })}>
    <code>
      {name}={value}
    </code>
    <button type="button" aria-label={`${MACHINE.remove} ${name}`} onClick={onRemove}>
      {MACHINE.remove}
    </button>
  </li>
);

const Add = ({ tunables, onChange }: Props) => {
  const [name, setName] = useState<string>(TUNABLE_NAMES[0] ?? '');
  const [text, setText] = useState('');
  const value = parseSize(text);
  const isBad = text !== '' && value === null;
  const ask = useAsk();
  const will = ask({ tunables: value === null ? tunables : { ...tunables, [name]: value } });
  return (
    <form
      onSubmit={(e) => {
        e.preventDefault();
        if (value === null) return;
        onChange({ ...tunables, [name]: value });
        setText('');
      }}
    >
      <select
        aria-label={MACHINE.tunable}
        value={name}
        onChange={(e) => {
          setName(e.target.value);
        }}
      >
        {TUNABLE_NAMES.map((n) => (
          <option key={n}>{n}</option>
        ))}
      </select>
      <input
        aria-label={MACHINE.value}
        aria-invalid={isBad}
        placeholder="128M"
        value={text}
        onChange={(e) => {
          setText(e.target.value);
        }}
      />
      <button type="submit" disabled={value === null} {...will}>
        {MACHINE.add}
      </button>
      {isBad && <small role="alert">{MACHINE.tunableBad}</small>}
    </form>
  );
};

export const Tunables = ({ tunables, onChange }: Props) => (
  <section className={styles['tunables']} aria-labelledby="tunables-title">
    <h3 id="tunables-title">{MACHINE.tunables}</h3>
    <ul>
      {Object.entries(tunables).map(([name, value]) => (
        <Row
          key={name}
          name={name}
          value={value}
          tunables={tunables}
          onRemove={() => {
            onChange(without(tunables, name));
          }}
        />
      ))}
    </ul>
    <Add tunables={tunables} onChange={onChange} />
  </section>
);
