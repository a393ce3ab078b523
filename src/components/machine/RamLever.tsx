/** RAM: a slider over the sizes that were sold, and a field for any other. */
import { useState } from 'react';
import { formatRam } from '../../base/format';
import { MIB } from '../../base/units';
import { MACHINE } from '../../strings/en/machine';
import { parseSize, sizeCode } from '../../viewmodel/machine/machine-code';
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

interface Props {
  readonly ram: number;
  readonly onChange: (ram: number) => void;
}

const Exact = ({ ram, onChange }: Props) => {
  const [text, setText] = useState(sizeCode(ram));
  const size = parseSize(text);
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

export const RamLever = ({ ram, onChange }: Props) => {
  // The field restarts from the slider's value, and keeps its text while a person types in it.
  const [moves, setMoves] = useState(0);
  return (
    <div className={styles['lever']}>
      <label htmlFor="ram">{MACHINE.ram}</label>
      <output htmlFor="ram">{formatRam(ram)}</output>
      <input
        id="ram"
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
      <Exact key={moves} ram={ram} onChange={onChange} />
    </div>
  );
};
