/** What was guessed of the machine, set right by the reader. */
import { formatBytes, formatRam } from '../../base/format';
import { MIB } from '../../base/units';
import { DIAGNOSE } from '../../strings/en/diagnose';
import type { KernelReport } from '../../import';
import { RAM_SIZES_MB } from '../../viewmodel/reading/machine-clues';
import { ARCHES, CPUS, NOTHING_TOLD, PAGE_SIZES, RELEASES } from '../../viewmodel/reading/told';
import type { ToldMachine } from '../../viewmodel/reading/told';
import { useApp } from '../app/store-context';
import { useTaking } from './intake/use-intake';
import styles from './map.module.css';

const WORDS = DIAGNOSE.told;

const RAM_SIZES = RAM_SIZES_MB.map((mb) => mb * MIB);
const numberOr = (value: string): number | null => (value === '' ? null : Number(value));

interface ChoiceProps {
  readonly label: string;
  readonly value: string | number | null;
  readonly options: readonly (string | number)[];
  /** how an option is written; as it is where left out */
  readonly write?: (option: number) => string;
  readonly onChoose: (value: string) => void;
}

const Choice = ({ label, value, options, write, onChoose }: ChoiceProps) => (
  <label>
    {label}{' '}
    <select
      value={value ?? ''}
      onChange={(e) => {
        onChoose(e.target.value);
      }}
    >
      <option value="">{WORDS.asRead}</option>
      {options.map((o) => (
        <option key={o} value={o}>
          {write === undefined ? o : write(Number(o))}
        </option>
      ))}
    </select>
  </label>
);

export const ToldForm = ({ report }: { report: KernelReport }) => {
  const said = useApp((s) => s.told);
  const { tell } = useTaking();
  const told = said ?? NOTHING_TOLD;
  if (!report.blocks.some((b) => b.kind !== 'foreign')) return null;
  const change = (part: Partial<ToldMachine>): void => {
    tell({ ...told, ...part });
  };
  const isTold = Object.values(told).some((v) => v !== null);
  return (
    <fieldset className={styles['told']}>
      <legend>{WORDS.title}</legend>
      <Choice
        label={WORDS.release}
        value={told.release}
        options={RELEASES}
        onChoose={(v) => {
          change({ release: v === '' ? null : v });
        }}
      />
      <Choice
        label={WORDS.arch}
        value={told.arch}
        options={ARCHES}
        onChoose={(v) => {
          change({ arch: ARCHES.find((a) => a === v) ?? null });
        }}
      />
      <Choice
        label={WORDS.cpus}
        value={told.cpus}
        options={CPUS}
        onChoose={(v) => {
          change({ cpus: numberOr(v) });
        }}
      />
      <Choice
        label={WORDS.pageSize}
        value={told.pageSize}
        options={PAGE_SIZES}
        write={formatBytes}
        onChoose={(v) => {
          change({ pageSize: numberOr(v) });
        }}
      />
      <Choice
        label={WORDS.ram}
        value={told.ram}
        options={RAM_SIZES}
        write={formatRam}
        onChoose={(v) => {
          change({ ram: numberOr(v) });
        }}
      />
      {isTold && (
        <button
          type="button"
          onClick={() => {
            tell(null);
          }}
        >
          {WORDS.reset}
        </button>
      )}
    </fieldset>
  );
};
