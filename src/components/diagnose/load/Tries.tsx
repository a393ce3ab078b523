/** What grows and what is tried otherwise, to be set; then run on, or opened in the Machine. */
import { useId } from 'react';
import type { ReactNode } from 'react';
import { TRY as WORDS } from '../../../strings/en/load';
import type { Growth } from '../../../viewmodel/load/growths';
import { zonesToGrow } from '../../../viewmodel/load/growths';
import type { Loadable } from '../../../viewmodel/load/loadable';
import type { OtherRelease } from '../../../viewmodel/load/releases';
import type { Field } from '../../../viewmodel/load/settings';
import { Grows } from './Grows';
import { Releases } from './Releases';
import type { LoadState } from './use-load';
import styles from './load.module.css';

interface FieldProps {
  readonly label: string;
  readonly value: string;
  readonly hint?: string;
  readonly fault?: string | undefined;
  readonly onChange: (value: string) => void;
}

const Text = ({ label, value, hint, fault, onChange }: FieldProps) => {
  const id = useId();
  return (
    <div className={styles['field']}>
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        value={value}
        placeholder={WORDS.asPasted}
        autoComplete="off"
        spellCheck={false}
        aria-invalid={fault !== undefined}
        aria-describedby={`${id}-note`}
        onChange={(e) => {
          onChange(e.target.value);
        }}
      />
      <small id={`${id}-note`} role={fault === undefined ? undefined : 'alert'}>
        {fault ?? hint}
      </small>
    </div>
  );
};

const Limit = ({ from, state }: { from: Loadable; state: LoadState }) => {
  const { typed, settings, type } = state;
  const id = useId();
  return (
    <div className={styles['limit']}>
      <div className={styles['field']}>
        <label htmlFor={id}>{WORDS.limitZone}</label>
        <select
          id={id}
          value={typed.limitZone}
          onChange={(e) => {
            type({ limitZone: e.target.value });
          }}
        >
          {zonesToGrow(from).map((zone) => (
            <option key={zone}>{zone}</option>
          ))}
        </select>
      </div>
      <Text
        label={WORDS.limitItems}
        value={typed.limitItems}
        fault={settings.faults.limitItems}
        onChange={(limitItems) => {
          type({ limitItems });
        }}
      />
    </div>
  );
};

const WhatIf = ({
  from,
  state,
  children,
}: {
  from: Loadable;
  state: LoadState;
  children: ReactNode;
}) => {
  const { typed, settings, type } = state;
  const fault = (field: Field): string | undefined => settings.faults[field];
  return (
    <fieldset>
      <legend>{WORDS.whatIf}</legend>
      <div className={styles['limit']}>
        <Text
          label={WORDS.kmemSize}
          value={typed.kmemSize}
          hint={WORDS.kmemHint}
          fault={fault('kmemSize')}
          onChange={(kmemSize) => {
            type({ kmemSize });
          }}
        />
        <Text
          label={WORDS.ram}
          value={typed.ram}
          hint={WORDS.ramHint}
          fault={fault('ram')}
          onChange={(ram) => {
            type({ ram });
          }}
        />
      </div>
      <Limit from={from} state={state} />
      {children}
    </fieldset>
  );
};

interface Props {
  readonly from: Loadable;
  readonly state: LoadState;
  readonly measured: readonly Growth[];
  readonly releases: readonly OtherRelease[];
}

export const Tries = ({ from, state, measured, releases }: Props) => {
  const { typed, settings, type, jobs } = state;
  const isFaulty = Object.keys(settings.faults).length > 0;
  const isBusy = jobs.working !== null;
  return (
    <form
      className={styles['tries']}
      aria-label={WORDS.title}
      onSubmit={(e) => {
        e.preventDefault();
        state.forward();
      }}
    >
      <Grows from={from} state={state} measured={measured} />
      <Text
        label={WORDS.back}
        value={typed.back}
        hint={WORDS.backNote}
        fault={settings.faults.back}
        onChange={(back) => {
          type({ back });
        }}
      />
      <WhatIf from={from} state={state}>
        <Releases
          releases={releases}
          onTry={(kmemSize) => {
            type({ kmemSize });
          }}
        />
      </WhatIf>
      <p className={styles['actions']}>
        <button
          type="submit"
          disabled={isFaulty || settings.growths.length === 0}
          aria-disabled={isBusy}
        >
          {WORDS.run}
        </button>
        <button type="button" disabled={isFaulty} aria-disabled={isBusy} onClick={state.open}>
          {WORDS.open}
        </button>
        <small>{WORDS.openNote}</small>
      </p>
    </form>
  );
};
