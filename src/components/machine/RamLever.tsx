/** RAM: a slider over the sizes that were sold, and a field for any other. */
import { useMemo, useState } from 'react';
import { formatRam } from '../../base/format';
import { MIB } from '../../base/units';
import { MACHINE } from '../../strings/en/machine';
import { parseSize, sizeCode } from '../../viewmodel/machine/machine-code';
import type { Levers } from '../../viewmodel/machine/machine-code';
import { kmemOf, machineWith } from '../../viewmodel/machine/moved';
import styles from './machine.module.css';

/** Sizes on the slider, in MB. */
const STEPS = [
  24, 32, 48, 64, 96, 128, 192, 256, 384, 512, 768, 1024, 1536, 2048, 3072, 4096, 6144, 8192, 12288,
  16384, 24576, 32768, 49152, 65536,
].map((mb) => mb * MIB);

const nearest = (ram: number): number => {
  const at = STEPS.findIndex((s) => s >= ram);
  return at === -1 ? STEPS.length - 1 : at;
};

interface ExactProps {
  readonly ram: number;
  readonly onChange: (ram: number) => void;
}

const Exact = ({ ram, onChange }: ExactProps) => {
  const [text, setText] = useState(sizeCode(ram));
  const [seen, setSeen] = useState(ram);
  const size = parseSize(text);
  // RAM was chosen elsewhere: the field follows, unless its text says the same.
  if (ram !== seen) {
    setSeen(ram);
    if (size !== ram) setText(sizeCode(ram));
  }
  return (
    <>
      <input
        aria-label={MACHINE.ramExact}
        aria-invalid={size === null}
        value={text}
        onChange={(e) => {
          setText(e.target.value);
          const value = parseSize(e.target.value);
          if (value !== null) onChange(value);
        }}
      />
      {size === null && <small role="alert">{MACHINE.ramBad}</small>}
    </>
  );
};

/** What one step to either side would give. */
const Neighbours = ({ levers }: { levers: Levers }) => {
  const words = useMemo(() => {
    const smaller = STEPS.findLast((s) => s < levers.ram);
    const larger = STEPS.find((s) => s > levers.ram);
    return [smaller, larger].flatMap((ram) => {
      const kmem = ram === undefined ? '' : kmemOf(machineWith(levers, { ram }));
      return ram === undefined || kmem === '' ? [] : [`${formatRam(ram)}: ${kmem}`];
    });
  }, [levers]);
  return (
    <p>
      {words.map((line) => (
        <span key={line}>{line}</span>
      ))}
    </p>
  );
};

interface Props {
  readonly levers: Levers;
  readonly onChange: (ram: number) => void;
}

export const RamLever = ({ levers, onChange }: Props) => {
  const { ram } = levers;
  // The field restarts from the slider's value, and keeps its text while a person types in it.
  const [moves, setMoves] = useState(0);
  return (
    <div className={styles['lever']}>
      <label htmlFor="lever-ram">{MACHINE.ram}</label>
      <output htmlFor="lever-ram">{formatRam(ram)}</output>
      <input
        id="lever-ram"
        type="range"
        min={0}
        max={STEPS.length - 1}
        value={nearest(ram)}
        aria-valuetext={formatRam(ram)}
        onChange={(e) => {
          onChange(STEPS[Number(e.target.value)] ?? ram);
          setMoves(moves + 1);
        }}
      />
      <Neighbours levers={levers} />
      <Exact key={moves} ram={ram} onChange={onChange} />
    </div>
  );
};
