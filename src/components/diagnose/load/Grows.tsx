/** What grows: as it was measured between two samples, and as the reader says. */
import { TRY as WORDS } from '../../../strings/en/load';
import { formatCount } from '../../../base/format';
import type { Growth } from '../../../viewmodel/load/growths';
import { growthFigure, zonesToGrow } from '../../../viewmodel/load/growths';
import type { Loadable } from '../../../viewmodel/load/loadable';
import type { TypedGrowth } from '../../../viewmodel/load/settings';
import { Num } from '../../ui/Num';
import type { LoadState } from './use-load';
import styles from './load.module.css';

const DIGITS = 4;

const Measured = ({ measured, state }: { measured: readonly Growth[]; state: LoadState }) => {
  const { typed, type } = state;
  if (measured.length === 0) return <p className={styles['small']}>{WORDS.noneMeasured}</p>;
  return (
    <>
      <label className={styles['tick']}>
        <input
          type="checkbox"
          checked={typed.isMeasured}
          onChange={(e) => {
            type({ isMeasured: e.target.checked });
          }}
        />{' '}
        {WORDS.useMeasured}
      </label>
      <ul className={styles['measured']} aria-label={WORDS.measured}>
        {measured.map((g) => (
          <li key={g.zone}>
            <b>{g.zone}</b>{' '}
            <Num of={growthFigure(g)}>{formatCount(Number(g.perHour.toPrecision(DIGITS)))}</Num>{' '}
            {WORDS.anHour}
          </li>
        ))}
      </ul>
      <p className={styles['small']}>{WORDS.measuredFirst}</p>
    </>
  );
};

interface RowProps {
  readonly growth: TypedGrowth;
  readonly zones: readonly string[];
  readonly isBad: boolean;
  readonly onChange: (growth: TypedGrowth) => void;
  readonly onRemove: () => void;
}

const Row = ({ growth: { zone, perHour }, zones, isBad, onChange, onRemove }: RowProps) => (
  <li>
    <select
      aria-label={WORDS.zone}
      value={zone}
      onChange={(e) => {
        onChange({ zone: e.target.value, perHour });
      }}
    >
      {zones.map((name) => (
        <option key={name}>{name}</option>
      ))}
    </select>
    <label>
      <input
        aria-label={`${zone}: ${WORDS.perHour}`}
        inputMode="decimal"
        autoComplete="off"
        value={perHour}
        aria-invalid={isBad}
        onChange={(e) => {
          onChange({ zone, perHour: e.target.value });
        }}
      />{' '}
      {WORDS.anHour}
    </label>
    <button type="button" aria-label={WORDS.remove(zone)} onClick={onRemove}>
      ×
    </button>
  </li>
);

interface Props {
  readonly from: Loadable;
  readonly state: LoadState;
  readonly measured: readonly Growth[];
}

export const Grows = ({ from, state, measured }: Props) => {
  const { typed, settings, type } = state;
  const { growths } = typed;
  const zones = zonesToGrow(from);
  const fault = settings.faults.growth;
  const free = zones.find((zone) => !growths.some((g) => g.zone === zone));
  return (
    <fieldset>
      <legend>{WORDS.grows}</legend>
      <Measured measured={measured} state={state} />
      <ul className={styles['grows']}>
        {growths.map((growth, at) => (
          <Row
            key={`${String(at)} of ${String(growths.length)}`}
            growth={growth}
            zones={zones}
            isBad={fault?.startsWith(growth.perHour) === true}
            onChange={(next) => {
              type({ growths: growths.with(at, next) });
            }}
            onRemove={() => {
              type({ growths: growths.toSpliced(at, 1) });
            }}
          />
        ))}
      </ul>
      {fault !== undefined && <small role="alert">{fault}</small>}
      {free !== undefined && (
        <button
          type="button"
          className={styles['plain']}
          onClick={() => {
            type({ growths: [...growths, { zone: free, perHour: '' }] });
          }}
        >
          {WORDS.another}
        </button>
      )}
    </fieldset>
  );
};
